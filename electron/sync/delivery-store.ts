// What the push loop needs of the case file. Every function is one transaction.
import type { NumberBlock, NumberRequest } from '../../shared/wire/enrolment.ts';

export type QueuedDelivery = {
  /** Of the item that travels: the voucher's own, or a withdrawal's. */
  readonly id: string;
  readonly kind: 'voucher' | 'withdrawal';
  readonly voucherId: string;
  /** SHA-256 of the body's UTF-8 bytes, hex. */
  readonly hash: string;
  /** The exact text frozen at approval. */
  readonly body: string;
  readonly attempts: number;
};

type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** The central office will not take an item as it is, and has not refused it either. */
export type Quarantined = { readonly id: string; readonly cause: string; readonly facts: Facts };

/** The end of a delivery. The receipt is verified, and to be kept as it is. */
export type DeliveryOutcome =
  | {
      readonly id: string;
      readonly state: 'acknowledged';
      readonly supportId: string;
      readonly receipt: string;
    }
  | {
      readonly id: string;
      readonly state: 'refused';
      readonly cause: string;
      readonly facts: Facts;
    };

/** What is seen of the central office's ledger. */
export type LedgerSight = {
  /** Its life; null where that is not known. */
  readonly epoch: string | null;
  /** The furthest place in the county's feed that was spoken of. */
  readonly head: number;
};

export type DeliveryStore = {
  /**
   * Waiting ones whose next try is not after `now`, those due longest first: so an item that fails alone lets others
   * pass. One that is postponed beyond any wait of ours is due too: the clock was set back since.
   */
  takeDue(now: string, limit: number): readonly QueuedDelivery[];
  /** `answer` is where they come from. */
  recordOutcomes(outcomes: readonly DeliveryOutcome[], answer: LedgerSight, at: string): void;
  /** They stay waiting, with one more attempt. What was said of a quarantined one stands. */
  recordFailure(ids: readonly string[], cause: string, nextTryAt: string): void;
  /** They stay waiting, with one more attempt and what the central office says of each. */
  recordQuarantine(items: readonly Quarantined[], nextTryAt: string): void;
  /** Whatever waits for its next try is due now. */
  makeDue(now: string): void;
  /** When the first waiting one is due, null when none waits. */
  nextDueAt(): string | null;
};

/** Agreement numbers that run low are asked for after a successful exchange. */
export type NumberStore = {
  listWanted(): readonly NumberRequest[];
  addNumberBlocks(blocks: readonly NumberBlock[]): void;
};

/** For a central office that was restored from a backup and no longer knows what it acknowledged. */
export type RecoveryStore = {
  /** The life that holds everything acknowledged here, and how far it was seen; null while all is to be compared. */
  getCompared(): LedgerSight;
  /**
   * What is acknowledged at this moment and not held there becomes waiting again, due at once, its bytes the same as ever;
   * with it, in one transaction, that this ledger was compared. Gives how many.
   */
  conclude(held: ReadonlySet<string>, ledger: LedgerSight, at: string): number;
};
