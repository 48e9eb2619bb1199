// Both sides look at each other before anything is sent: which keys sign there, who spoke last with ours, what was lost.
import type { BatchResponse } from '../../shared/wire/batch.ts';
import type { SyncState } from '../../shared/wire/ledger.ts';
import type { CentralClient } from './central-client.ts';
import { adoptEndorsed } from './centre-keys.ts';
import type { RecoveryStore } from './delivery-store.ts';
import { failWith, type Reply } from './failure.ts';
import type { MeetingStore } from './feed-store.ts';
import { findKeyId } from './receipts.ts';
import { mayHaveForgotten, requeueForgotten } from './recovery.ts';

export type MeetingParts = {
  readonly client: Pick<CentralClient, 'getSyncState' | 'listHeldVouchers'>;
  readonly store: MeetingStore & RecoveryStore;
  readonly now: () => string;
};

export type Meeting = {
  /** Both sides look at each other now; whoever asks while they do shares the answer. */
  meet(): Promise<Reply<unknown>>;
  /** Once a start, before the first push replaces the anchored head, and again after a meeting that failed. */
  meetFirst(): Promise<Reply<unknown>>;
  /** Another life of the ledger than was compared: both sides meet before anything that it says is written down. */
  recognise(epoch: string | undefined): Promise<Reply<unknown>>;
  /** What an answer to a push says beside its results. */
  hear(answer: BatchResponse): Promise<Reply<unknown>>;
  /** Looks for the keys of statements that no known one signed. */
  learnKeys(statements: readonly (string | null)[]): Promise<void>;
  /** Whether the central office showed a key that nobody trusted vouches for, when it was last asked. */
  hasStrangeKey(): boolean;
};

const nothingNew: Reply<unknown> = { ok: true, value: null };

export function createMeeting({ client, store, now }: MeetingParts): Meeting {
  let hasMet = false;
  let hasStrangeKey = false;
  const noteHead = (head: string | null | undefined) => {
    if (typeof head === 'string' && !store.hasHead(head)) store.noteOtherFile(head);
  };
  const adopt = ({ centreKeys: offered }: SyncState) => {
    const trusted = store.centreKeys();
    const { keys, strangers } = adoptEndorsed(trusted, offered);
    if (keys.length > trusted.length) store.adoptKeys(keys);
    hasStrangeKey = strangers.length > 0;
  };
  const meet = shared(async (): Promise<Reply<unknown>> => {
    // Before asking: what is settled while the answer travels is further on than the answer.
    const compared = store.getCompared();
    const reply = await client.getSyncState();
    hasMet = false;
    if (!reply.ok) return reply;
    noteHead(reply.value.workstation.auditHead);
    adopt(reply.value);
    const isSame = !mayHaveForgotten(reply.value, compared);
    const met = isSame ? nothingNew : await requeueForgotten(client, store, { ledger: reply.value, now });
    hasMet = met.ok;
    return met;
  });
  const learnKeys = async (statements: readonly (string | null)[]) => {
    const known = store.centreKeys();
    const ids = statements.map((statement) => (statement === null ? undefined : findKeyId(statement)));
    if (ids.some((id) => id !== undefined && !known.some(({ keyId }) => keyId === id))) await meet();
  };
  const recognise = async (epoch: string | undefined) =>
    epoch === undefined || epoch === store.getCompared().epoch ? nothingNew : meet();
  return {
    meet,
    meetFirst: async () => (hasMet ? nothingNew : meet()),
    recognise,
    hear: async ({ epoch, auditHeadBefore, results }) => {
      noteHead(auditHeadBefore);
      const met = await recognise(epoch);
      // Its status says nothing of what was sent.
      if (!met.ok) return failWith(met.failure.cause, { ...met.failure, status: null });
      await learnKeys(results.map(({ receipt }) => receipt));
      return met;
    },
    learnKeys,
    hasStrangeKey: () => hasStrangeKey,
  };
}

/** Whoever asks while it is under way shares its answer. */
function shared<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let underWay: Promise<Value> | null = null;
  return () => {
    underWay ??= work().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}
