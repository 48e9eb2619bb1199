// Checks RFC 9421 signatures of requests against the profile in shared/wire/signature.ts.
import { createHash, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { isInnerList, parseDictionary, serializeInnerList } from 'structured-headers';
import type { ProblemCode } from '../shared/wire/problem.ts';
import {
  signatureTag,
  signatureToleranceSeconds,
  signedComponents,
  toSignatureBase,
} from '../shared/wire/signature.ts';

export type SignedRequest = {
  readonly method: string;
  /** As the workstation addressed it. */
  readonly targetUri: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

export type ReadSignature = {
  readonly keyId: string;
  readonly nonce: string;
  readonly createdSeconds: number;
  /** Whether the signature is that key's (32 bytes, base64url): known before the body is. */
  fits(publicKey: string): boolean;
  /** Whether these are the bytes whose digest was signed. */
  covers(body: Uint8Array): boolean;
};

/** What a request claims about its signature, or undefined when it isn't signed as agreed. */
export function readSignature(request: SignedRequest): ReadSignature | undefined {
  try {
    return parseSignature(request);
  } catch {
    // The structured-field parser throws for anything that isn't one.
    return undefined;
  }
}

function parseSignature(request: SignedRequest): ReadSignature | undefined {
  const [announced, ...others] = [...parseDictionary(getHeader(request, 'signature-input'))];
  if (announced === undefined || others.length > 0) return undefined;
  const [label, input] = announced;
  const signature = parseDictionary(getHeader(request, 'signature')).get(label)?.[0];
  if (!isInnerList(input) || !(signature instanceof ArrayBuffer)) return undefined;
  const covered = input[0].map(([name, parameters]) => (parameters.size === 0 ? name : undefined));
  const [created, nonce, keyId, tag] = ['created', 'nonce', 'keyid', 'tag'].map((name) => input[1].get(name));
  if (covered.join() !== signedComponents.join() || tag !== signatureTag) return undefined;
  if (typeof created !== 'number' || typeof nonce !== 'string' || typeof keyId !== 'string') return undefined;
  if (nonce.length < 16 || nonce.length > 64 || !Number.isInteger(created)) return undefined;
  const digest = readDigest(request);
  const base = Buffer.from(toBase(request, serializeInnerList(input)));
  return {
    keyId,
    nonce,
    createdSeconds: created,
    fits: (publicKey) => verifies(base, publicKey, new Uint8Array(signature)),
    covers: (body) => digest !== undefined && isDigestOf(body, digest),
  };
}

function toBase(request: SignedRequest, parameters: string): string {
  const values = {
    '@method': request.method,
    '@target-uri': request.targetUri,
    'content-digest': getHeader(request, 'content-digest').trim(),
  };
  return toSignatureBase(
    signedComponents.map((name) => ({ name, value: values[name] })),
    parameters,
  );
}

function getHeader({ headers }: SignedRequest, name: string): string {
  const value = headers[name];
  if (typeof value !== 'string') throw new Error(`no single ${name}`);
  return value;
}

/** RFC 9530, sha-256 only. */
function readDigest(request: SignedRequest): Buffer | undefined {
  const stated = parseDictionary(getHeader(request, 'content-digest')).get('sha-256')?.[0];
  return stated instanceof ArrayBuffer ? Buffer.from(stated) : undefined;
}

function isDigestOf(body: Uint8Array, digest: Buffer): boolean {
  const real = createHash('sha256').update(body).digest();
  return digest.length === real.length && timingSafeEqual(digest, real);
}

/** Whether it is that key's (32 bytes, base64url) signature of these bytes. */
export function verifies(base: Uint8Array, publicKey: string, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, base, key, signature);
  } catch {
    // 32 bytes that are no point of the curve.
    return false;
  }
}

/** Why a time of signing is not taken, or null. */
export function judgeTime({ createdSeconds }: ReadSignature, now: string): ProblemCode | null {
  const apartSeconds = Math.abs(Date.parse(now) / 1000 - createdSeconds);
  return apartSeconds > signatureToleranceSeconds ? 'clock-skew' : null;
}
