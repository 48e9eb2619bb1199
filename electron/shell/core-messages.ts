// What main and the core's process say to each other. Plain values; the first message carries what the core needs.
import type { AppEvent } from '../../shared/contract/events.ts';
import type { Answer } from '../../shared/contract/problem.ts';

export type ToCore =
  | { readonly kind: 'start'; readonly folder: string; readonly resources: string }
  | {
      readonly kind: 'ask';
      readonly seat: number;
      readonly call: number;
      readonly operation: string;
      readonly input: unknown;
    }
  | { readonly kind: 'key-store'; readonly call: number; readonly answer: KeyStoreAnswer }
  | { readonly kind: 'close' };

export type FromCore =
  | { readonly kind: 'answer'; readonly seat: number; readonly call: number; readonly answer: Answer<unknown> }
  | { readonly kind: 'event'; readonly seat: number; readonly event: AppEvent }
  | { readonly kind: 'key-store'; readonly call: number; readonly question: KeyStoreQuestion };

/** What the core wants of the operating system's key store, and of which text. */
export type KeyStoreQuestion = { readonly wish: 'isAvailable' | 'seal' | 'unseal'; readonly text: string };
/** null where it failed. */
export type KeyStoreAnswer = string | boolean | null;
