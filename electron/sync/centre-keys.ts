// Whose word is believed: the keys of the enrolment, and newer ones that a believed key has vouched for.
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type CentreKey, toEndorsedText } from '../../shared/wire/receipt.ts';

type Adoption = {
  /** The trusted ones as they were, and those they vouch for. */
  readonly keys: readonly CentreKey[];
  /** Ids of keys that nobody trusted vouches for, or that hide behind a trusted key's id. Never believed. */
  readonly strangers: readonly string[];
};

export function adoptEndorsed(trusted: readonly CentreKey[], offered: readonly CentreKey[]): Adoption {
  const keys = [...trusted];
  let rest = offered.filter((key) => !keys.some((known) => isSame(known, key)));
  for (;;) {
    const vouched = rest.filter((key) => !isTaken(keys, key) && isEndorsed(keys, key));
    if (vouched.length === 0) return { keys, strangers: rest.map(({ keyId }) => keyId) };
    keys.push(...vouched);
    rest = rest.filter((key) => !vouched.includes(key));
  }
}

/** The key behind a signature; also for one whose bytes are no key, which fits nothing. */
export function fitsSignature(key: CentreKey, text: string, signature: string): boolean {
  try {
    return verify(null, Buffer.from(text), toKeyObject(key), Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

const keyObjects = new Map<string, KeyObject>();
const mostKeyObjects = 100;

/** Made once: a hundred receipts are checked with one key. Throws for bytes that are no key. */
function toKeyObject({ publicKey }: CentreKey): KeyObject {
  const known = keyObjects.get(publicKey);
  if (known !== undefined) return known;
  if (keyObjects.size >= mostKeyObjects) keyObjects.clear();
  const made = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  keyObjects.set(publicKey, made);
  return made;
}

function isSame(left: CentreKey, right: CentreKey): boolean {
  return left.keyId === right.keyId && left.publicKey === right.publicKey;
}

function isTaken(keys: readonly CentreKey[], { keyId }: CentreKey): boolean {
  return keys.some((known) => known.keyId === keyId);
}

function isEndorsed(keys: readonly CentreKey[], newer: CentreKey): boolean {
  return (newer.endorsements ?? []).some(({ keyId, signature }) => {
    const former = keys.find((known) => known.keyId === keyId);
    return former !== undefined && fitsSignature(former, toEndorsedText(newer), signature);
  });
}
