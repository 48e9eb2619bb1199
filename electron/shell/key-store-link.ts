// The core's end of the key store: its questions go to main, which alone may ask the operating system.
import type { SystemKeyStore } from '../core/system-unlock.ts';
import type { KeyStoreAnswer, KeyStoreQuestion } from './core-messages.ts';

export type KeyStoreLink = {
  readonly store: SystemKeyStore;
  hear(call: number, answer: KeyStoreAnswer): void;
};

export function linkKeyStore(send: (call: number, question: KeyStoreQuestion) => void): KeyStoreLink {
  const pending = new Map<number, (answer: KeyStoreAnswer) => void>();
  let calls = 0;
  const ask = (wish: KeyStoreQuestion['wish'], text: string): Promise<KeyStoreAnswer> => {
    calls += 1;
    const call = calls;
    return new Promise((resolve) => {
      pending.set(call, resolve);
      send(call, { wish, text });
    });
  };
  const askText = async (wish: 'seal' | 'unseal', text: string): Promise<string> => {
    const answer = await ask(wish, text);
    if (typeof answer !== 'string') throw new Error(`the key store did not ${wish}`);
    return answer;
  };
  return {
    store: {
      isAvailable: async () => (await ask('isAvailable', '')) === true,
      seal: (secret) => askText('seal', secret),
      unseal: (sealed) => askText('unseal', sealed),
    },
    hear: (call, answer) => {
      pending.get(call)?.(answer);
      pending.delete(call);
    },
  };
}
