// The Ed25519 key of a case file towards the central office. Its bytes are kept by the encrypted case file.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';

export type WorkstationKey = {
  /** PKCS #8, DER: what the case file keeps. */
  readonly privateKey: Uint8Array;
  /** 32 bytes, base64url: what the central office learns. */
  readonly publicKey: string;
};

export type Signer = (text: string) => Uint8Array;

export function createWorkstationKey(): WorkstationKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  if (x === undefined) throw new Error('an Ed25519 key has an x');
  return { privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }), publicKey: x };
}

/** Throws when the bytes are no PKCS #8 key. */
export function toSigner(privateKey: Uint8Array): Signer {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
  if (createPublicKey(key).asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  return (text) => sign(null, Buffer.from(text), key);
}
