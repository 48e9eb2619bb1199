// Who works in this window. The core decides; this store remembers its last answer and asks for changes.
import { create } from 'zustand';
import type { Answer } from '../../shared/contract/problem.ts';
import type { SessionStatus } from '../../shared/contract/session.ts';
import { clearToasts } from '../ui/toast-store.ts';
import { ask } from './connection.ts';
import { flushDrafts } from './drafts.ts';

type SessionStore = {
  /** Null until the core answered for the first time. */
  readonly status: SessionStatus | null;
  /** Asked for once at start, and after the core says that somebody must sign in. */
  load(): Promise<Answer<SessionStatus>>;
  signIn(login: string, passphrase: string): Promise<Answer<SessionStatus>>;
  /** Whoever it is on for: the operating system's key store opens the file. */
  unlockWithSystem(): Promise<Answer<SessionStatus>>;
  /** Keeps every open draft first, so that nothing typed is lost. */
  lock(): Promise<void>;
  /** Locks for a colleague: the sign-in offers nobody before they choose. */
  switchUser(): Promise<void>;
  readonly isSwitching: boolean;
  take(status: SessionStatus): void;
};

export const useSession = create<SessionStore>((set) => {
  const take = (status: SessionStatus) => {
    // A notice may name a person: it does not outlast whoever it was for.
    if (status.user === null) clearToasts();
    else leaveForeignAddress(status.user.id);
    set({ status });
  };
  const remember = (answer: Answer<SessionStatus>) => {
    if (answer.ok) take(answer.value);
    return answer;
  };
  return {
    status: null,
    load: async () => remember(await ask().session.status({})),
    signIn: async (login, passphrase) => remember(await ask().session.signIn({ login, passphrase })),
    unlockWithSystem: async () => remember(await ask().session.unlockWithSystem({})),
    isSwitching: false,
    lock: async () => {
      await flushDrafts();
      set({ isSwitching: false });
      remember(await ask().session.lock({}));
    },
    switchUser: async () => {
      await flushDrafts();
      set({ isSwitching: true });
      remember(await ask().session.lock({}));
    },
    take,
  };
});

let lastUserId: string | null = null;

/**
 * Whoever takes over the desk begins at their own work, not in the file that a colleague had open: reading is logged.
 * An order stays in view, because a colleague is asked to the desk to approve it.
 */
function leaveForeignAddress(userId: string): void {
  const isSomebodyElse = lastUserId !== null && lastUserId !== userId;
  lastUserId = userId;
  if (isSomebodyElse && !window.location.hash.startsWith('#/vouchers/')) window.location.hash = '#/';
}
