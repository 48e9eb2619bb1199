// The key ring: the file's random data key, wrapped once a login, once for the recovery sheet, and, where somebody wished
// it, once for the operating system's key store. Nothing else in the folder holds it. Of a user it names the login alone.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { DerivationCost } from './background-jobs.ts';
import { CaseFileFault } from './fault.ts';
import { findJson, replaceChanged } from './files.ts';
import { deriveKey } from './key-derivation.ts';

const tagLength = 16;
const nonceLength = 12;
const keyLength = 32;
const bytes = (length: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === length);
const slot = z.strictObject({
  derivation: z
    .strictObject({
      algorithm: z.literal('argon2id'),
      memoryKib: z.int().min(8).max(1_048_576),
      passes: z.int().min(1).max(100),
      lanes: z.int().min(1).max(16),
      salt: bytes(16),
    })
    // RFC 9106, section 3.1.
    .refine(({ memoryKib, lanes }) => memoryKib >= 8 * lanes),
  /** AES-256-GCM: nonce, then the wrapped key with its tag. */
  nonce: bytes(nonceLength),
  wrapped: bytes(keyLength + tagLength),
});
export type KeySlot = z.infer<typeof slot>;

/** The key wrapped under a random secret, and that secret as the operating system's key store sealed it. */
const systemSlot = z.strictObject({ login: z.string(), slot, sealed: z.base64().min(1).max(10_000) });
export type SystemSlot = z.infer<typeof systemSlot>;

const formatVersion = 2;
const loginSlot = z.strictObject({ login: z.string(), slot });
const keyRing = z.strictObject({
  format: z.literal('teczka-key-ring'),
  formatVersion: z.literal(formatVersion),
  fileId: z.string(),
  logins: z.array(loginSlot),
  recovery: slot,
  system: systemSlot.optional(),
});
export type KeyRing = z.infer<typeof keyRing>;

/** The first form named its users. */
const formerKeyRing = keyRing
  .extend({ formatVersion: z.literal(1), logins: z.array(loginSlot.extend({ displayName: z.string() })) })
  .transform(
    ({ logins, ...kept }): KeyRing => ({
      ...kept,
      formatVersion,
      logins: logins.map(({ displayName: _, ...slot }) => slot),
    }),
  );

type FirstSlots = { readonly logins: KeyRing['logins']; readonly recovery: KeySlot };

export function newKeyRing(fileId: string, slots: FirstSlots): KeyRing {
  return { format: 'teczka-key-ring', formatVersion, fileId, ...slots };
}

/** To whom a slot belongs: bound into the encryption, so that one cannot pass for another. */
export type SlotOwner = { readonly fileId: string; readonly owner: string };
export const recoveryOwner = 'recovery';
export const ownerOf = (login: string): string => `login:${login}`;
export const systemOwnerOf = (login: string): string => `system:${login}`;

export function findSlot(ring: KeyRing, login: string): KeyRing['logins'][number] | undefined {
  return ring.logins.find((slot) => slot.login === login);
}

/** Whoever has no slot of their own has none in the system's key store either. */
export function withLogins({ system, ...ring }: KeyRing, logins: KeyRing['logins']): KeyRing {
  const isKept = system !== undefined && logins.some(({ login }) => login === system.login);
  return { ...ring, logins, ...(isKept ? { system } : {}) };
}

/** As it may travel: what this computer's key store keeps is of no use elsewhere, and switched off here it must be off. */
export function withoutSystem({ system: _, ...ring }: KeyRing): KeyRing {
  return ring;
}

export async function wrapKey(
  dataKey: Uint8Array,
  secret: string,
  { cost, ...bindTo }: SlotOwner & { readonly cost: DerivationCost },
): Promise<KeySlot> {
  const salt = randomBytes(16);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', await deriveKey({ secret, salt, cost }), nonce);
  cipher.setAAD(boundTo(bindTo));
  const wrapped = Buffer.concat([cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
  return {
    derivation: { algorithm: 'argon2id', ...cost, salt: salt.toString('base64') },
    nonce: nonce.toString('base64'),
    wrapped: wrapped.toString('base64'),
  };
}

/** The data key, or undefined when the secret is not the slot's. */
export async function findDataKey(slotOf: KeySlot, secret: string, bindTo: SlotOwner): Promise<Uint8Array | undefined> {
  const { algorithm: _, salt, ...cost } = slotOf.derivation;
  const key = await deriveKey({ secret, salt: Buffer.from(salt, 'base64'), cost });
  const wrapped = Buffer.from(slotOf.wrapped, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(slotOf.nonce, 'base64'));
  decipher.setAAD(boundTo(bindTo));
  decipher.setAuthTag(wrapped.subarray(-tagLength));
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(0, -tagLength)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Throws CaseFileFault case-file-damaged when it is missing, unreadable or another file's. */
export function readKeyRing(folder: string, fileId: string): KeyRing {
  const read = z.union([keyRing, formerKeyRing]).safeParse(findJson(keyRingPath(folder)));
  if (!read.success || read.data.fileId !== fileId) throw new CaseFileFault({ kind: 'case-file-damaged' });
  return read.data;
}

/** Touches nothing where that stands there already. */
export function writeKeyRing(folder: string, ring: KeyRing): void {
  replaceChanged(keyRingPath(folder), `${JSON.stringify(ring, null, 2)}\n`);
}

function keyRingPath(folder: string): string {
  return join(folder, 'keyring.json');
}

function boundTo({ fileId, owner }: SlotOwner): Buffer {
  return Buffer.from(JSON.stringify(['teczka-key-ring', 1, fileId, owner]));
}
