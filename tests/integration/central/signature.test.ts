// Our small code for RFC 9421 against the RFC's own example and against an independent implementation.
import { createPublicKey, verify } from 'node:crypto';
import { createVerifier, httpbis } from 'http-message-signatures';
import { expect, test } from 'vitest';
import { enrol } from '../../../electron/sync/enrolment.ts';
import { createWorkstationKey } from '../../../electron/sync/workstation-key.ts';
import { signedComponents, toSignatureBase } from '../../../shared/wire/signature.ts';
import { toLine } from '../../support/central.ts';

test('the text to sign is that of RFC 9421, appendix B.2.6', () => {
  const base = toSignatureBase(
    [
      { name: 'date', value: 'Tue, 20 Apr 2021 02:07:55 GMT' },
      { name: '@method', value: 'POST' },
      { name: '@path', value: '/foo' },
      { name: '@authority', value: 'example.com' },
      { name: 'content-type', value: 'application/json' },
      { name: 'content-length', value: '18' },
    ],
    '("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
  );
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs' },
    format: 'jwk',
  });
  const signature = 'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==';
  expect(verify(null, Buffer.from(base), key, Buffer.from(signature, 'base64'))).toBe(true);
});

test('another implementation of the RFC accepts our requests', async () => {
  const sent: { url: string; method: string; headers: Record<string, string> }[] = [];
  const listen: typeof fetch = async (url, init) => {
    // Our requests state their headers as a plain object.
    sent.push({ url: String(url), method: init?.method ?? '', headers: init?.headers as Record<string, string> });
    return new Response('');
  };
  const key = createWorkstationKey();
  await enrol(toLine({ fetch: listen }), { centralUrl: 'https://central.example/base', code: 'A', key });
  const [request] = sent;
  if (request === undefined) throw new Error('nothing was sent');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.publicKey }, format: 'jwk' });
  const verifier = { verify: createVerifier(publicKey, 'ed25519') };
  const accepted = await httpbis.verifyMessage(
    {
      keyLookup: async () => verifier,
      requiredFields: [...signedComponents],
      requiredParams: ['created', 'nonce', 'keyid', 'tag'],
    },
    request,
  );
  expect(accepted).toBe(true);
});
