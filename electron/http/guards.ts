// What the loopback host lets in. Any page in the browser can reach 127.0.0.1, so each guard answers one of its tricks.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A status and a stable code; the body never says more. */
export type HttpRefusal = { readonly status: number; readonly code: string };

const bodyLimitBytes = 8 * 1024 * 1024;

export const securityHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
} as const;

/** DNS rebinding: a foreign name that resolves to 127.0.0.1 still says its own name in Host. */
export function refuseForeignHost(request: IncomingMessage, port: number): HttpRefusal | null {
  return request.headers.host === `127.0.0.1:${port}` ? null : { status: 421, code: 'wrong-host' };
}

/** A foreign page may send a request, but not under our origin. */
export function refuseForeignOrigin(request: IncomingMessage, port: number): HttpRefusal | null {
  return request.headers.origin === `http://127.0.0.1:${port}` ? null : { status: 403, code: 'wrong-origin' };
}

/** A form or an image can send text/plain without asking first; JSON it cannot. */
export function refuseOtherTypes(request: IncomingMessage): HttpRefusal | null {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return type === 'application/json' ? null : { status: 415, code: 'json-only' };
}

export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Compares without telling by its time how much was right. */
export function isSameSecret(given: string, expected: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}

export function bearerOf(request: IncomingMessage): string {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  return scheme === 'Bearer' && token !== undefined ? token : '';
}

/** The whole body as JSON, refused once it grows past the limit. */
export async function readJson(request: IncomingMessage): Promise<{ value: unknown } | HttpRefusal> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > bodyLimitBytes) return { status: 413, code: 'too-large' };
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    const bytes: Buffer = piece; // an IncomingMessage without an encoding yields Buffers
    size += bytes.length;
    if (size > bodyLimitBytes) return { status: 413, code: 'too-large' };
    pieces.push(bytes);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(pieces).toString('utf8'));
    return { value };
  } catch {
    return { status: 400, code: 'not-json' };
  }
}
