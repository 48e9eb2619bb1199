// Both sides look at each other before anything is sent: which keys sign there, who spoke last with ours, what was lost.
import type { BatchResponse } from '../../shared/wire/batch.ts';
import type { SyncState } from '../../shared/wire/ledger.ts';
import type { CentralClient } from './central-client.ts';
import { adoptEndorsed } from './centre-keys.ts';
import type { RecoveryStore } from './delivery-store.ts';
import type { Reply } from './failure.ts';
import type { MeetingStore } from './feed-store.ts';
import { findKeyId } from './receipts.ts';
import { requeueForgotten } from './recovery.ts';

export type MeetingParts = {
  readonly client: Pick<CentralClient, 'getSyncState' | 'listHeldVouchers'>;
  readonly store: MeetingStore & RecoveryStore;
  readonly now: () => string;
};

export type Meeting = {
  /** Once a start, before the first push replaces the anchored head; a failed one is tried again. */
  meet(): Promise<Reply<unknown>>;
  /** What an answer to a push says beside its results. */
  hear(answer: BatchResponse): Promise<void>;
  /** Looks for the keys of statements that no known one signed. */
  learnKeys(statements: readonly (string | null)[]): Promise<void>;
  /** Whether the central office showed a key that nobody trusted vouches for. */
  hasStrangeKey(): boolean;
};

export function createMeeting({ client, store, now }: MeetingParts): Meeting {
  let met: Promise<Reply<unknown>> | null = null;
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
  const meet = async (): Promise<Reply<unknown>> => {
    const reply = await client.getSyncState();
    if (!reply.ok) return reply;
    noteHead(reply.value.workstation.auditHead);
    adopt(reply.value);
    return requeueForgotten(client, store, { state: reply.value, at: now() });
  };
  const learnKeys = async (statements: readonly (string | null)[]) => {
    const known = store.centreKeys();
    const ids = statements.map((statement) => (statement === null ? undefined : findKeyId(statement)));
    if (!ids.some((id) => id !== undefined && !known.some(({ keyId }) => keyId === id))) return;
    const reply = await client.getSyncState();
    if (reply.ok) adopt(reply.value);
  };
  return {
    meet: async () => {
      met ??= meet();
      const reply = await met;
      if (!reply.ok) met = null;
      return reply;
    },
    hear: async ({ auditHeadBefore, results }) => {
      noteHead(auditHeadBefore);
      await learnKeys(results.map(({ receipt }) => receipt));
    },
    learnKeys,
    hasStrangeKey: () => hasStrangeKey,
  };
}
