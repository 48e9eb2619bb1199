// Sealed bodies: AES-GCM gives both texts away where two are sealed under one key and one initialisation vector.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { deriveSecrets, masterSecretBytes } from '../../../central/secrets.ts';

const ivBytes = 12;

test('no initialisation vector comes twice, and each body comes out as it went in', () => {
  const { seal, unseal } = deriveSecrets(randomBytes(masterSecretBytes));
  const sealed = Array.from({ length: 1000 }, (_, nth) => seal(Buffer.from(`body ${nth}`), `about ${nth}`));
  const ivs = new Set(sealed.map((bytes) => bytes.toString('hex', 0, ivBytes)));
  expect(ivs.size).toBe(sealed.length);
  for (const [nth, bytes] of sealed.entries()) {
    expect(unseal(bytes, `about ${nth}`).toString()).toBe(`body ${nth}`);
  }
});
