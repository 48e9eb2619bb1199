// Autosave of one balance: waits for a pause in typing, never sends two saves at once, never loses what was typed.
import type { Balance, BalanceContent } from '../../../shared/contract/balances.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { toSavable, type UnsavedRow, type WorkingContent } from './working-content.ts';

export type SaverState = {
  readonly content: WorkingContent;
  readonly status: 'saved' | 'waiting' | 'saving' | 'failed';
  readonly problem: Problem | null;
  readonly unsaved: readonly UnsavedRow[];
  /** The row as it stands in the case file. */
  readonly saved: Balance;
};

const pauseMs = 900;
/** Somebody who never pauses is saved this often. */
const atMostMs = 8_000;

const refusedContent: Problem = { kind: 'invalid-input', issues: [] };

export class BalanceSaver {
  #state: SaverState;
  #version: number;
  #isDirty = false;
  #dirtyAtMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(balance: Balance) {
    this.#version = balance.version;
    this.#state = { content: balance.content, status: 'saved', problem: null, unsaved: [], saved: balance };
  }

  readonly get = (): SaverState => this.#state;

  readonly subscribe = (tell: () => void): (() => void) => {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  };

  readonly change = (content: WorkingContent): void => {
    const nowMs = performance.now();
    if (!this.#isDirty) this.#dirtyAtMs = nowMs;
    this.#isDirty = true;
    const isStopped = this.#state.problem?.kind === 'changed-meanwhile';
    this.#set({ content, unsaved: toSavable(content).unsaved, status: isStopped ? 'failed' : 'waiting' });
    clearTimeout(this.#timer);
    const waitMs = Math.max(0, Math.min(pauseMs, this.#dirtyAtMs + atMostMs - nowMs));
    if (!isStopped) this.#timer = setTimeout(() => void this.flush(), waitMs);
  };

  /** Saves now; true when all that can be saved is saved. */
  readonly flush = async (): Promise<boolean> => {
    clearTimeout(this.#timer);
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    await this.#running;
    return this.#state.status === 'saved';
  };

  /** Saves over a version that somebody else wrote. */
  readonly saveOver = (version: number): Promise<boolean> => {
    this.#version = version;
    this.#isDirty = true;
    return this.flush();
  };

  /** Nothing of what was typed is saved any more. */
  readonly giveUp = (): void => {
    clearTimeout(this.#timer);
    this.#isDirty = false;
  };

  async #run(): Promise<void> {
    while (this.#isDirty) {
      const { content, unsaved } = toSavable(this.#state.content);
      this.#isDirty = false;
      this.#set({ unsaved });
      if (content === null) return this.#set({ status: 'failed', problem: refusedContent });
      if (!(await this.#save(content))) return;
    }
  }

  async #save(content: BalanceContent): Promise<boolean> {
    this.#set({ status: 'saving', problem: null });
    const answer = await ask().balances.save({ id: this.#state.saved.id, seenVersion: this.#version, content });
    if (!answer.ok) {
      this.#isDirty = true;
      this.#set({ status: 'failed', problem: answer.problem });
      return false;
    }
    this.#version = answer.value.version;
    this.#set({ status: this.#isDirty ? 'waiting' : 'saved', saved: answer.value });
    return true;
  }

  #set(next: Partial<SaverState>): void {
    this.#state = { ...this.#state, ...next };
    for (const tell of this.#listeners) tell();
  }
}

/** Saves that an editor which was just left still has under way, by case. */
const leaving = new Map<string, Promise<unknown>>();

/** Waits for them, so that the case is read as it then is. */
export const whenLeft = (caseId: string): Promise<unknown> => leaving.get(caseId) ?? Promise.resolve();

export function leave(caseId: string, saver: BalanceSaver): void {
  leaving.set(caseId, saver.flush());
}
