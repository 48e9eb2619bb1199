// Brings what waits in the outbox to the central office: one batch in flight, never giving up, one bad item never in the way.
import type { BatchResponse } from '../../shared/wire/batch.ts';
import type { CentreKey } from '../../shared/wire/receipt.ts';
import { ceilingMs, type Timers, toWaitMs } from './back-off.ts';
import type { CentralClient } from './central-client.ts';
import type { DeliveryStore, NumberStore, QueuedDelivery, WaitCause } from './delivery-store.ts';
import { type Failure, type FailureCause, failWith, type Reply } from './failure.ts';
import { type Answered, settleBeside, takeBeside } from './flight.ts';
import { refillNumbers } from './numbers.ts';
import { sortResults } from './outcomes.ts';

export type PushState = {
  readonly lastExchangeAt: string | null;
  readonly lastFailure: { readonly cause: FailureCause; readonly code: string | null; readonly at: string } | null;
  readonly nextTryAt: string | null;
  readonly inFlight: boolean;
};

export type PushLoopOptions = {
  readonly store: DeliveryStore;
  readonly client: CentralClient;
  /** Those believed today: the list grows while the loop runs. */
  readonly centreKeys: () => readonly CentreKey[];
  readonly now: () => string;
  readonly timers: Timers;
  /** In [0, 1). */
  readonly random: () => number;
  /** Head of the case file's audit chain, anchored at the central office with every push. */
  readonly findAuditHead?: () => string | null;
  readonly numbers?: NumberStore;
  /** Asked before a push, which waits while it fails: whether both sides still know the same. */
  readonly meet?: () => Promise<Reply<unknown>>;
  /** What an answer says beside its results, before they are believed. */
  readonly hear?: (answer: BatchResponse) => Promise<void>;
  readonly batchSize?: number;
  /** The case file could not be read or written: it is tried again in a minute. */
  readonly onFault?: (error: unknown) => void;
};

export type PushLoop = {
  /** Begins, and goes on until stopped. */
  start(): void;
  /** Something was queued: looks now, unless a failure is being waited out. */
  nudge(): void;
  /** A person asks: what waits is tried now, whatever the back-off (a Retry-After is kept). Resolves when that is over. */
  tryNow(): Promise<void>;
  /** Resolves when nothing is in flight any more. */
  stop(): Promise<void>;
  state(): PushState;
  /** Called after each change; gives what ends it. */
  onState(listener: (state: PushState) => void): () => void;
};

const usualBatchSize = 100;
/** Later than any date an item may wait for: everything that waits is due. */
const endOfTime = '9999-12-31T23:59:59.999Z';
const faultWaitMs = 60_000;
/** Clocks are put right by a little all the time. */
const clockToleranceMs = 5_000;

type Wait = { readonly until: string; readonly waitMs: number };
const noWait: Wait = { until: new Date(0).toISOString(), waitMs: 0 };

export function createPushLoop(options: PushLoopOptions): PushLoop {
  return new Loop(options);
}

class Loop implements PushLoop {
  readonly #options: PushLoopOptions;
  readonly #listeners = new Set<(state: PushState) => void>();
  readonly #usualSize: number;
  #state: PushState = { lastExchangeAt: null, lastFailure: null, nextTryAt: null, inFlight: false };
  #size: number;
  #failures = 0;
  /** The failure that is waited out, and the wait that the central office asked for. */
  #pause: Wait = noWait;
  #retryAfter: Wait = noWait;
  #isStarted = false;
  #isStopped = false;
  #running: Promise<void> | null = null;
  #cancelTimer: () => void = () => {};

  constructor(options: PushLoopOptions) {
    this.#options = options;
    this.#usualSize = options.batchSize ?? usualBatchSize;
    this.#size = this.#usualSize;
  }

  start(): void {
    this.#isStarted = true;
    this.#schedule();
  }

  nudge(): void {
    if (this.#isStarted && this.#running === null) this.#schedule();
  }

  tryNow(): Promise<void> {
    if (this.#running !== null) return this.#running;
    return this.#isOver(this.#retryAfter) ? this.#run(endOfTime) : Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#isStarted = false;
    this.#isStopped = true;
    this.#cancelTimer();
    await this.#running;
  }

  state(): PushState {
    return this.#state;
  }

  onState(listener: (state: PushState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #schedule(): void {
    this.#cancelTimer();
    if (!this.#isStarted) return;
    const due = this.#options.store.nextDueAt();
    const nextTryAt = due === null ? null : this.#firstTryAt(due);
    this.#change({ nextTryAt });
    if (nextTryAt === null) return;
    const waitMs = Math.min(Math.max(Date.parse(nextTryAt) - this.#nowMs(), 0), ceilingMs);
    this.#cancelTimer = this.#options.timers.after(waitMs, () => void this.#wake());
  }

  async #wake(): Promise<void> {
    if (this.#running !== null) return;
    if (!this.#isOver(this.#pause)) return this.#schedule();
    try {
      await this.#run(null);
    } catch (error) {
      this.#pause = this.#wait(faultWaitMs);
      this.#cancelTimer();
      this.#cancelTimer = this.#options.timers.after(faultWaitMs, () => void this.#wake());
      this.#options.onFault?.(error);
    }
  }

  /** `until` null takes what is due at the moment of asking. */
  #run(until: string | null): Promise<void> {
    this.#cancelTimer();
    this.#change({ inFlight: true });
    this.#running = this.#rounds(until)
      .finally(() => {
        this.#running = null;
        this.#change({ inFlight: false });
      })
      .then(() => this.#schedule());
    return this.#running;
  }

  async #rounds(until: string | null): Promise<void> {
    if (!(await this.#meet(until))) return;
    let horizon = until;
    let answered: Answered | null = null;
    while (!this.#isStopped || answered !== null) {
      const before: Answered | null = answered;
      const due: readonly QueuedDelivery[] = this.#isStopped ? [] : this.#takeNext(horizon, before);
      if (due.length === 0 && before === null) break;
      const flying = due.length === 0 ? null : this.#send(due);
      const settled = before === null ? 'go-on' : await settleBeside(flying, () => this.#settle(before));
      const reply: Reply<BatchResponse> | null = await flying;
      answered = reply?.ok ? { due, answer: reply.value } : null;
      const endured = reply === null || reply.ok ? 'go-on' : this.#endure(due, reply.failure);
      if (endured === 'stop') return;
      // After a failure of its own an item waits: asked for everything, the store would give it again and again.
      if (settled === 'without-failed' || endured === 'without-failed') horizon = null;
    }
    await this.#refillNumbers();
  }

  #takeNext(horizon: string | null, answered: Answered | null): readonly QueuedDelivery[] {
    const { store, now } = this.#options;
    return takeBeside(store, answered, { horizon: horizon ?? now(), size: this.#size });
  }

  async #send(due: readonly QueuedDelivery[]): Promise<Reply<BatchResponse>> {
    const { client, findAuditHead, hear } = this.#options;
    const items = due.map(({ id, hash, body }) => ({ id, hash, body }));
    const reply = await client.push({ auditHead: findAuditHead?.() ?? null, items });
    if (!reply.ok) return reply;
    this.#succeeded();
    await hear?.(reply.value);
    return reply;
  }

  #settle({ due, answer }: Answered): 'go-on' | 'without-failed' {
    const { store, centreKeys, now } = this.#options;
    const { outcomes, notYet, unbelieved } = sortResults(due, answer.results, centreKeys());
    if (outcomes.length > 0) store.recordOutcomes(outcomes, now());
    const { failure } = failWith('protocol');
    for (const delivery of unbelieved) this.#failAlone(delivery, failure);
    if (unbelieved.length > 0) this.#noteFailure(failure);
    for (const delivery of notYet) this.#failAlone(delivery, failure, 'unknown-voucher');
    return unbelieved.length + notYet.length === 0 ? 'go-on' : 'without-failed';
  }

  /** What a failed batch means for its items and for the loop. */
  #endure(due: readonly QueuedDelivery[], failure: Failure): 'go-on' | 'without-failed' | 'stop' {
    this.#noteFailure(failure);
    const [only] = due;
    const isAboutContent = failure.status === 413 || failure.status === 400;
    if (isAboutContent && only !== undefined && due.length === 1) {
      this.#failAlone(only, failure);
      return 'without-failed';
    }
    // A smaller batch passes a limit, beats a slow line, and finds the one item that the central office chokes on.
    const mayHelp = isAboutContent || failure.cause === 'timeout' || (failure.status ?? 0) >= 500;
    if (mayHelp) this.#size = Math.max(1, Math.floor(due.length / 2));
    if (isAboutContent) return 'go-on';
    const nextTryAt = this.#waitOut(failure);
    // Alone with a choking central office, an item waits by its own count and lets the others pass.
    if (only !== undefined && due.length === 1 && mayHelp) this.#failAlone(only, failure);
    else this.#failTogether(due, failure.cause, nextTryAt);
    return 'stop';
  }

  #waitOut(failure: Failure): string {
    this.#failures += 1;
    this.#pause = this.#wait(toWaitMs(failure, this.#failures, this.#options.random()));
    if (failure.retryAfterMs !== null) this.#retryAfter = this.#wait(failure.retryAfterMs);
    return this.#pause.until;
  }

  #failAlone({ id, attempts }: QueuedDelivery, failure: Failure, cause: WaitCause = failure.cause): void {
    // A step further than the loop itself waits: the others' turn comes first. Never beyond what counts as a wait.
    const nextTryAt = this.#later(Math.min(toWaitMs(failure, attempts + 2, this.#options.random()), ceilingMs));
    this.#options.store.recordFailure([id], cause, nextTryAt);
  }

  #failTogether(due: readonly QueuedDelivery[], cause: FailureCause, nextTryAt: string): void {
    const ids = due.map(({ id }) => id);
    if (ids.length > 0) this.#options.store.recordFailure(ids, cause, nextTryAt);
  }

  #succeeded(): void {
    this.#failures = 0;
    this.#pause = noWait;
    this.#retryAfter = noWait;
    this.#size = Math.min(this.#size * 2, this.#usualSize);
    this.#change({ lastExchangeAt: this.#options.now(), lastFailure: null });
  }

  /** False while the central office can't be asked: then what is due was tried in vain. */
  async #meet(until: string | null): Promise<boolean> {
    const reply = (await this.#options.meet?.()) ?? { ok: true };
    if (reply.ok) return true;
    this.#noteFailure(reply.failure);
    this.#failTogether(this.#takeNext(until, null), reply.failure.cause, this.#waitOut(reply.failure));
    return false;
  }

  async #refillNumbers(): Promise<void> {
    const { client, numbers } = this.#options;
    const reply = numbers === undefined ? undefined : await refillNumbers(client, numbers);
    if (reply?.ok === false) this.#noteFailure(reply.failure);
  }

  #noteFailure({ cause, code }: Failure): void {
    this.#change({ lastFailure: { cause, code, at: this.#options.now() } });
  }

  #change(change: Partial<PushState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }

  /** One postponed beyond any wait of ours is due: the clock was set back since. A wait for the centre goes before. */
  #firstTryAt(due: string): string {
    const dueAt = due > this.#later(ceilingMs) ? this.#options.now() : due;
    return this.#isOver(this.#pause) || dueAt > this.#pause.until ? dueAt : this.#pause.until;
  }

  #wait(waitMs: number): Wait {
    return { until: this.#later(waitMs), waitMs };
  }

  /** Also when more is left than was to be waited: then the clock was set back, by however much. */
  #isOver({ until, waitMs }: Wait): boolean {
    const leftMs = Date.parse(until) - this.#nowMs();
    return leftMs <= 0 || leftMs > waitMs + clockToleranceMs;
  }

  #later(waitMs: number): string {
    return new Date(this.#nowMs() + waitMs).toISOString();
  }

  #nowMs(): number {
    return Date.parse(this.#options.now());
  }
}
