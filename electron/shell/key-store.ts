// The operating system's key store, as Electron reaches it: in main only, so the core asks for it by messages.
import { safeStorage } from 'electron';
import type { SystemKeyStore } from '../core/system-unlock.ts';
import type { KeyStoreAnswer, KeyStoreQuestion } from './core-messages.ts';

const systemKeyStore: SystemKeyStore = {
  isAvailable: async () => isProtected() && (await safeStorage.isAsyncEncryptionAvailable()),
  seal: async (secret) => (await safeStorage.encryptStringAsync(secret)).toString('base64'),
  unseal: async (sealed) => (await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'))).result,
};

/** Linux without a key ring: what Electron then calls encryption uses a key that everybody knows. */
function isProtected(): boolean {
  return process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

/** null for whatever failed: what the system says about it may name an account. */
export function answerKeyStore({ wish, text }: KeyStoreQuestion): Promise<KeyStoreAnswer> {
  const asked = wish === 'isAvailable' ? systemKeyStore.isAvailable() : systemKeyStore[wish](text);
  return asked.catch(() => null);
}
