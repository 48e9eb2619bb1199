// What the central office must keep from its own database: one master secret, and the keys that follow from it.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

export const masterSecretBytes = 32;
const ivBytes = 12;
/** Drawn at a time: to ask for twelve random bytes takes as long as to ask for a thousand. */
const ivsDrawn = 100;
const tagBytes = 16;

export type Secrets = {
  /** HMAC-SHA-256, base64url: without the secret nobody can enumerate PESELs, codes or documents. */
  toPersonKey(normalisedIdentity: string): string;
  toCodeHash(normalisedCode: string): string;
  /** AES-256-GCM, bound to what it is about. */
  seal(plain: Uint8Array, about: string): Buffer;
  /** Throws when the bytes were altered, is about something else, or was sealed under another secret. */
  unseal(sealed: Uint8Array, about: string): Buffer;
};

/** Throws a RangeError for a master secret that isn't 32 bytes. */
export function deriveSecrets(master: Uint8Array): Secrets {
  if (master.length !== masterSecretBytes) throw new RangeError('the master secret has 32 bytes');
  // Key objects, not bytes: Node takes three times as long over a cipher or an HMAC whose key is bytes.
  const derive = (purpose: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', master, '', `teczka central ${purpose}`, 32)));
  const pepper = derive('person key');
  const codeKey = derive('enrolment code');
  const sealingKey = derive('sealing');
  const nextIv = drawIvs();
  return {
    toPersonKey: (identity) => createHmac('sha256', pepper).update(identity).digest('base64url'),
    toCodeHash: (code) => createHmac('sha256', codeKey).update(code).digest('base64url'),
    seal: (plain, about) => seal(plain, { key: sealingKey, iv: nextIv(), about }),
    unseal: (sealed, about) => unseal(sealingKey, sealed, about),
  };
}

/** Gives another one each time, and none twice. */
function drawIvs(): () => Buffer {
  let drawn = Buffer.alloc(0);
  return () => {
    if (drawn.length === 0) drawn = randomBytes(ivsDrawn * ivBytes);
    const iv = drawn.subarray(0, ivBytes);
    drawn = drawn.subarray(ivBytes);
    return iv;
  };
}

type Sealing = { readonly key: KeyObject; readonly iv: Uint8Array; readonly about: string };

function seal(plain: Uint8Array, { key, iv, about }: Sealing): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function unseal(key: KeyObject, bytes: Uint8Array, about: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes));
  decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]);
}
