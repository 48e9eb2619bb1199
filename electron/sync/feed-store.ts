// What reading the county's decisions needs of the case file. Every function is one transaction.
import type { CentreKey } from '../../shared/wire/receipt.ts';
import type { VoucherItem } from '../../shared/wire/voucher.ts';
import type { WithdrawalItem } from '../../shared/wire/withdrawal.ts';
import type { DeliveryOutcome, QueuedDelivery } from './delivery-store.ts';

/** How far the feed was read, and in which life of the central office's ledger. */
type Cursor = { readonly epoch: string | null; readonly seq: number };

/** An item that this file has sent, will send, or keeps of another file with its key. */
export type OwnItem = Pick<QueuedDelivery, 'id' | 'hash'> & {
  /** Still waiting for an answer; undefined otherwise. */
  readonly waiting: QueuedDelivery | undefined;
};

/** An accepted item that only another file with this file's key has sent. Verified, its bytes are those that were hashed. */
export type MissingItem = Pick<QueuedDelivery, 'id' | 'voucherId' | 'hash' | 'body'> & {
  readonly supportId: string;
  readonly receipt: string;
  /** What the body says. */
  readonly content: VoucherItem | WithdrawalItem;
};

/** A verified statement of the central office: the voucher no longer counts. Without a reason it was withdrawn elsewhere. */
type Revocation = {
  readonly voucherId: string;
  readonly reason: string;
  readonly revokedAt: string;
  readonly statement: string;
};

export type FeedEffect =
  | { readonly kind: 'settled'; readonly outcome: DeliveryOutcome }
  | { readonly kind: 'revoked'; readonly revocation: Revocation }
  | { readonly kind: 'missing'; readonly item: MissingItem };

export type FeedStore = {
  findCursor(): Cursor;
  /** Of these items, those that this file knows. */
  listOwn(itemIds: readonly string[]): readonly OwnItem[];
  centreKeys(): readonly CentreKey[];
  /** The effects in their order, and the cursor behind them. */
  keep(effects: readonly FeedEffect[], cursor: Cursor): void;
};

/** What both sides tell each other at the beginning, and beside every push. */
export type MeetingStore = {
  centreKeys(): readonly CentreKey[];
  adoptKeys(keys: readonly CentreKey[]): void;
  /** Whether this hash stands in the file's own audit chain. */
  hasHead(hash: string): boolean;
  /** Another file with this file's key has spoken: the feed is read again from its beginning. */
  noteOtherFile(head: string): void;
};
