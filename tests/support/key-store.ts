// The operating system's key store, played in memory: one system account, real encryption.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SystemKeyStore } from '../../electron/core/system-unlock.ts';

export type TestKeyStore = SystemKeyStore & {
  /** Somebody else's account, or the same after the system was set up anew: what was sealed cannot be read. */
  forget(): void;
  /** Fails from now on, or works again. */
  setFailing(isFailing: boolean): void;
};

export function makeKeyStore(): TestKeyStore {
  const account = { key: randomBytes(32), isFailing: false };
  const getKey = () => {
    if (account.isFailing) throw new Error('the key store is locked');
    return account.key;
  };
  return {
    isAvailable: async () => true,
    seal: async (secret) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', getKey(), nonce);
      return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString('base64');
    },
    unseal: async (sealed) => {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', getKey(), bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString();
    },
    forget: () => {
      account.key = randomBytes(32);
    },
    setFailing: (isFailing) => {
      account.isFailing = isFailing;
    },
  };
}
