// safeStorage: a key ring of this run alone where the test has one, and otherwise what a Linux without one says.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SafeStorage } from 'electron';
import { reduced } from './reduced.ts';

const hasKeyRing = process.env.DOUBLE_KEY_RING === 'yes';
const key = randomBytes(32);

async function encryptStringAsync(plainText: string): Promise<Buffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(plainText, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

async function decryptStringAsync(encrypted: Buffer) {
  const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(0, 12));
  decipher.setAuthTag(encrypted.subarray(-16));
  const result = Buffer.concat([decipher.update(encrypted.subarray(12, -16)), decipher.final()]).toString('utf8');
  return { result, shouldReEncrypt: false };
}

export const safeStorage = reduced('safeStorage', {
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync,
  decryptStringAsync,
  getSelectedStorageBackend: () => (hasKeyRing ? 'gnome_libsecret' : 'basic_text'),
} satisfies Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>);
