// Requests to a central office as a workstation gone bad would write them: any bytes, signed or not, over a plain socket.
import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { toSigner } from '../../electron/sync/workstation-key.ts';
import { signedComponents, toSignatureBase, toSignatureParameters } from '../../shared/wire/signature.ts';
import type { Desk } from '../support/central.ts';

export type RawAnswer = { readonly status: number; readonly type: string; readonly body: string };

export type RawRequest = {
  readonly method?: string;
  readonly path: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string | string[]>>;
};

/** Sends exactly this; the answer is read whole. */
export function send(url: string, { method = 'POST', path, body, headers = {} }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      const type = response.headers['content-type'] ?? '';
      text(response).then((read) => resolve({ status: response.statusCode ?? 0, type, body: read }), reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Bytes on a socket, and all that comes back until it is closed. */
export function sendBytes(url: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    text(socket).then(resolve, reject);
  });
}

type Claims = { readonly createdSeconds?: number; readonly nonce?: string; readonly keyId?: string };

/** The headers with which a desk signs these bytes for this place; each claim may be another. */
export function signatureHeaders(
  { enrolment }: Pick<Desk, 'enrolment'>,
  { method = 'POST', path, body = '' }: RawRequest,
  claims: Claims = {},
): Record<string, string> {
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const values = { '@method': method, '@target-uri': `${enrolment.centralUrl}${path}`, 'content-digest': digest };
  const parameters = toSignatureParameters({
    createdSeconds: Math.floor(Date.now() / 1000),
    nonce: randomBytes(18).toString('base64url'),
    keyId: enrolment.workstationId,
    ...claims,
  });
  const components = signedComponents.map((name) => ({ name, value: values[name] }));
  const signature = toSigner(enrolment.privateKey)(toSignatureBase(components, parameters));
  return {
    'content-type': 'application/json',
    'content-digest': digest,
    'signature-input': `teczka=${parameters}`,
    signature: `teczka=:${Buffer.from(signature).toString('base64')}:`,
  };
}

/** The same, sent. */
export function sendSigned(desk: Desk, asked: RawRequest, claims: Claims = {}): Promise<RawAnswer> {
  const headers = { ...signatureHeaders(desk, asked, claims), ...asked.headers };
  return send(desk.enrolment.centralUrl, { ...asked, headers });
}
