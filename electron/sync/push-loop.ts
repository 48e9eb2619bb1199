// Brings what waits in the outbox to the central office: one batch in flight, never giving up, one bad item never in the way.
import type { BatchResponse } from '../../shared/wire/batch.ts';
import type { CentreKey } from '../../shared/wire/receipt.ts';
import { ceilingMs, isOver, noWait, type Timers, toQuarantineMs, toWait, toWaitMs, type Wait } from './back-off.ts';
import type { NumberStore, QueuedDelivery } from './delivery-store.ts';
import { type Failure, failWith, type Reply, wordOf } from './failure.ts';
import { type Answered, type Departing, ofSize, type Platform, packBeside, settleBeside } from './flight.ts';
import { refillNumbers } from './numbers.ts';
import { sortResults, toSight } from './outcomes.ts';
import { noPush, type PushState } from './push-state.ts';
import { createTelling, type Telling } from './telling.ts';

export type PushLoopOptions = Platform & {
  /** Those believed today: the list grows while the loop runs. */
  readonly centreKeys: () => readonly CentreKey[];
  readonly timers: Timers;
  /** In [0, 1). */
  readonly random: () => number;
  readonly numbers?: NumberStore;
  /** Asked before a push, which waits while it fails: whether both sides still know the same. */
  readonly meet?: () => Promise<Reply<unknown>>;
  /** What an answer says beside its results, before they are believed: not at all while this fails. */
  readonly hear?: (answer: BatchResponse) => Promise<Reply<unknown>>;
  readonly batchSize?: number;
  /** The case file could not be read or written: it is tried again in a minute. */
  readonly onFault?: (error: unknown) => void;
};

export type PushLoop = Pick<Telling<PushState>, 'state' | 'onState'> & {
  /** Begins, and goes on until stopped. */
  start(): void;
  /** Something was queued: looks now, unless a failure is being waited out. */
  nudge(): void;
  /**
   * A person asks: what waits is tried now, whatever the back-off (a Retry-After is kept). Resolves when that is over,
   * rejects where the case file could not be read or written.
   */
  tryNow(): Promise<void>;
  /** Resolves when nothing is in flight any more. */
  stop(): Promise<void>;
};

const usualBatchSize = 100;
const faultWaitMs = 60_000;

export function createPushLoop(options: PushLoopOptions): PushLoop {
  return new Loop(options);
}

class Loop implements PushLoop {
  readonly #options: PushLoopOptions;
  readonly #telling: Telling<PushState>;
  readonly #usualSize: number;
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
    this.#telling = createTelling(noPush, (error) => options.onFault?.(error));
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
    return isOver(this.#retryAfter, this.#nowMs()) ? this.#run({ isAsked: true }) : Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#isStarted = false;
    this.#isStopped = true;
    this.#cancelTimer();
    // Whatever it fails at was told; here it only has to be over.
    await this.#running?.catch(() => {});
  }

  state(): PushState {
    return this.#telling.state();
  }

  onState(listener: (state: PushState) => void): () => void {
    return this.#telling.onState(listener);
  }

  #schedule(): void {
    this.#cancelTimer();
    if (!this.#isStarted) return;
    try {
      this.#setTimer();
    } catch (error) {
      this.#restAfter(error);
    }
  }

  #setTimer(): void {
    const due = this.#options.store.nextDueAt();
    const nextTryAt = due === null ? null : this.#firstTryAt(due);
    this.#change({ nextTryAt });
    if (nextTryAt === null) return;
    this.#wakeAfter(Math.min(Math.max(Date.parse(nextTryAt) - this.#nowMs(), 0), ceilingMs));
  }

  #wakeAfter(waitMs: number): void {
    this.#cancelTimer = this.#options.timers.after(waitMs, () => void this.#wake());
  }

  /** The case file itself failed, so it is not asked when to go on. */
  #restAfter(error: unknown): void {
    this.#pause = toWait(this.#nowMs(), faultWaitMs);
    this.#options.onFault?.(error);
    if (!this.#isStarted) return;
    this.#change({ nextTryAt: this.#pause.until });
    this.#wakeAfter(faultWaitMs);
  }

  async #wake(): Promise<void> {
    if (this.#running !== null) return;
    if (!isOver(this.#pause, this.#nowMs())) return this.#schedule();
    // Told already, and waited out.
    await this.#run({ isAsked: false }).catch(() => {});
  }

  /** Whoever asked for it hears of a fault; the loop goes on after it either way. */
  #run(wish: { readonly isAsked: boolean }): Promise<void> {
    this.#cancelTimer();
    this.#change({ inFlight: true });
    this.#running = this.#rounds(wish)
      .finally(() => {
        this.#running = null;
        this.#change({ inFlight: false });
      })
      .then(
        () => this.#schedule(),
        (error) => {
          this.#restAfter(error);
          throw error;
        },
      );
    return this.#running;
  }

  async #rounds({ isAsked }: { readonly isAsked: boolean }): Promise<void> {
    if (isAsked) this.#options.store.makeDue(this.#options.now());
    if (!(await this.#meet())) return;
    let hasSent = false;
    let answered: Answered | null = null;
    let packed: Departing | null = null;
    while (!this.#isStopped || answered !== null) {
      const before: Answered | null = answered;
      const ready: Departing | null = ofSize(packed, this.#size);
      const departing: Departing | null = this.#isStopped ? null : (ready ?? this.#packBeside(before));
      if (departing === null && before === null) {
        // Nothing was to go, so no failure holds anything up any more.
        if (!hasSent) this.#change({ lastFailure: null });
        break;
      }
      hasSent = true;
      const flying: Promise<Reply<BatchResponse>> | null = departing && this.#send(departing);
      packed = await settleBeside(flying, () => {
        if (before !== null) this.#settle(before);
        return this.#isStopped || departing === null ? null : this.#packBeside(departing);
      });
      const reply: Reply<BatchResponse> | null = await flying;
      answered = reply?.ok && departing ? { due: departing.due, answer: reply.value } : null;
      if (reply?.ok !== false || departing === null) continue;
      // It may be too much for the central office too, and what failed comes before it.
      packed = null;
      if (this.#endure(departing.due, reply.failure) === 'stop') return;
    }
    await this.#refillNumbers();
  }

  #packBeside(other: Answered | Departing | null): Departing | null {
    return packBeside(this.#options, other, this.#size);
  }

  async #send({ batch }: Departing): Promise<Reply<BatchResponse>> {
    const { client, hear } = this.#options;
    const reply = await client.push(batch);
    if (!reply.ok) return reply;
    const heard = (await hear?.(reply.value)) ?? reply;
    if (!heard.ok) return heard;
    this.#succeeded();
    return reply;
  }

  #settle({ due, answer }: Answered): void {
    const { store, centreKeys, now, random } = this.#options;
    const { outcomes, quarantined, notYet, unbelieved } = sortResults(due, answer.results, centreKeys());
    if (outcomes.length > 0) store.recordOutcomes(outcomes, toSight(answer), now());
    if (quarantined.length > 0) store.recordQuarantine(quarantined, this.#later(toQuarantineMs(random())));
    const { failure } = failWith('protocol');
    for (const delivery of unbelieved) this.#failAlone(delivery, failure);
    if (unbelieved.length > 0) this.#noteFailure(failure);
    for (const delivery of notYet) this.#failAlone(delivery, failure, 'unknown-voucher');
  }

  /** What a failed batch means for its items and for the loop. */
  #endure(due: readonly QueuedDelivery[], failure: Failure): 'go-on' | 'stop' {
    this.#noteFailure(failure);
    const [only] = due;
    const isAboutContent = failure.status === 413 || failure.status === 400;
    if (isAboutContent && only !== undefined && due.length === 1) {
      this.#failAlone(only, failure);
      return 'go-on';
    }
    // A smaller batch passes a limit, beats a slow line, and finds the one item that the central office chokes on.
    const mayHelp = isAboutContent || failure.cause === 'timeout' || (failure.status ?? 0) >= 500;
    if (mayHelp) this.#size = Math.max(1, Math.floor(due.length / 2));
    if (isAboutContent) return 'go-on';
    const nextTryAt = this.#waitOut(failure);
    // Alone with a choking central office, an item waits by its own count and lets the others pass.
    if (only !== undefined && due.length === 1 && mayHelp) this.#failAlone(only, failure);
    else this.#failTogether(due, failure, nextTryAt);
    return 'stop';
  }

  #waitOut(failure: Failure): string {
    this.#failures += 1;
    this.#pause = toWait(this.#nowMs(), toWaitMs(failure, this.#failures, this.#options.random()));
    if (failure.retryAfterMs !== null) this.#retryAfter = toWait(this.#nowMs(), failure.retryAfterMs);
    return this.#pause.until;
  }

  #failAlone({ id, attempts }: QueuedDelivery, failure: Failure, cause = wordOf(failure)): void {
    // A step further than the loop itself waits: the others' turn comes first. Never beyond what counts as a wait.
    const nextTryAt = this.#later(Math.min(toWaitMs(failure, attempts + 2, this.#options.random()), ceilingMs));
    this.#options.store.recordFailure([id], cause, nextTryAt);
  }

  #failTogether(due: readonly QueuedDelivery[], failure: Failure, nextTryAt: string): void {
    const ids = due.map(({ id }) => id);
    if (ids.length > 0) this.#options.store.recordFailure(ids, wordOf(failure), nextTryAt);
  }

  #succeeded(): void {
    this.#failures = 0;
    this.#pause = noWait;
    this.#retryAfter = noWait;
    this.#size = Math.min(this.#size * 2, this.#usualSize);
    this.#change({ lastExchangeAt: this.#options.now(), lastFailure: null });
  }

  /** False while the central office can't be asked: then what is due was tried in vain. */
  async #meet(): Promise<boolean> {
    const reply = (await this.#options.meet?.()) ?? { ok: true };
    if (reply.ok) return true;
    this.#noteFailure(reply.failure);
    this.#failTogether(this.#packBeside(null)?.due ?? [], reply.failure, this.#waitOut(reply.failure));
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
    this.#telling.change(change);
  }

  /** One postponed beyond any wait of ours is due: the clock was set back since. A wait for the centre goes before. */
  #firstTryAt(due: string): string {
    const dueAt = due > this.#later(ceilingMs) ? this.#options.now() : due;
    return isOver(this.#pause, this.#nowMs()) || dueAt > this.#pause.until ? dueAt : this.#pause.until;
  }

  #later(waitMs: number): string {
    return new Date(this.#nowMs() + waitMs).toISOString();
  }

  #nowMs(): number {
    return Date.parse(this.#options.now());
  }
}
