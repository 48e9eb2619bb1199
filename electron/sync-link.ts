// What runs while an enrolled case file is open: sending, listening, and what both learn of the central office.
import { randomBytes } from 'node:crypto';
import type { SyncStatus } from '../shared/contract/sync.ts';
import type { PersonPool, PersonPoolRequest } from '../shared/wire/ledger.ts';
import type { Log } from './core/log.ts';
import { getAuditHead } from './database/audit.ts';
import type { CaseFile } from './database/case-file.ts';
import { findEnrolment } from './database/workstation.ts';
import { createCentralClient } from './sync/central-client.ts';
import type { Line } from './sync/exchange.ts';
import type { Reply } from './sync/failure.ts';
import { readFeed } from './sync/feed.ts';
import { createMeeting } from './sync/meeting.ts';
import { refillNumbers } from './sync/numbers.ts';
import { createPushLoop } from './sync/push-loop.ts';
import { keepRetryAfter } from './sync/retry-after.ts';
import { createWatch } from './sync/watch.ts';
import { toFeedStore, toMeetingStore, toRestoring } from './sync-feed.ts';
import { type StoreParts, toDeliveryStore, toNumberStore, toRecoveryStore } from './sync-stores.ts';

export type LinkParts = StoreParts & {
  readonly log: Log;
  readonly line: Line;
  /** Vouchers a request, where it is not the usual number. */
  readonly batchSize?: number;
  /** After every change of the state. */
  readonly onState: () => void;
};

export type LinkState = Pick<SyncStatus, 'lastFailure' | 'nextTryAt' | 'inFlight' | 'alarms'> & {
  readonly lastExchangeAt: string | null;
};

export type Link = {
  state(): LinkState;
  nudge(): void;
  tryNow(): Promise<void>;
  getPersonPool(question: Omit<PersonPoolRequest, 'schema'>): Promise<Reply<PersonPool>>;
  stop(): Promise<void>;
};

const timers = {
  after: (waitMs: number, work: () => void) => {
    const timer = setTimeout(work, waitMs);
    return () => clearTimeout(timer);
  },
};
const random = () => (randomBytes(4).readUInt32BE() % 1_000_000) / 1_000_000;

/** null while the central office does not know this workstation. */
export function openLink(parts: LinkParts, file: CaseFile): Link | null {
  const enrolment = findEnrolment(file.read);
  if (enrolment === undefined) return null;
  const { now } = parts.world;
  const client = keepRetryAfter(createCentralClient(parts.line, enrolment), now);
  const store = { ...toMeetingStore(parts, file), ...toRecoveryStore(parts, file) };
  const meeting = createMeeting({ client, store, now });
  const numbers = toNumberStore(parts, file);
  const common = { now, timers, random, onFault: (error: unknown) => logFault(parts.log, error) };
  const loop = createPushLoop({
    ...{ ...common, client, numbers, store: toDeliveryStore(parts, file), centreKeys: store.centreKeys },
    ...{ meet: meeting.meetFirst, hear: meeting.hear, findAuditHead: () => getAuditHead(file.read).hash },
    ...(parts.batchSize === undefined ? {} : { batchSize: parts.batchSize }),
  });
  const look = toLook(parts, file, { client, meeting });
  // Looking may make something due: what the central office forgot, the withdrawal of what it confirms.
  const lookAndSend = () => look().finally(() => loop.nudge());
  const watch = createWatch({ ...common, onState: parts.onState, look: lookAndSend });
  const unfollow = follow(loop, { watch, onState: parts.onState });
  loop.start();
  watch.start();
  return {
    state: () => toLinkState(loop.state(), watch.state(), meeting.hasStrangeKey()),
    nudge: () => loop.nudge(),
    getPersonPool: client.getPersonPool,
    tryNow: async () => {
      await loop.tryNow();
      await watch.look();
    },
    stop: async () => {
      unfollow();
      await Promise.all([watch.stop(), loop.stop()]);
    },
  };
}

type Listening = {
  readonly client: ReturnType<typeof createCentralClient>;
  readonly meeting: ReturnType<typeof createMeeting>;
};

function toLook(parts: LinkParts, file: CaseFile, { client, meeting }: Listening) {
  const store = toFeedStore(parts, file);
  const numbers = toNumberStore(parts, file);
  const restoring = toRestoring(file);
  return async () => {
    const met = await meeting.meet();
    if (!met.ok) return met;
    restoring.begin();
    const read = await readFeed({ client, store, ...meeting });
    if (read.ok && read.value === null) restoring.end();
    const refilled = await refillNumbers(client, numbers);
    return read.ok && !refilled.ok ? refilled : read;
  };
}

/** After a successful exchange there may be news; the status is told on. */
function follow(
  loop: ReturnType<typeof createPushLoop>,
  { watch, onState }: { watch: ReturnType<typeof createWatch>; onState: () => void },
): () => void {
  let seenAt = loop.state().lastExchangeAt;
  return loop.onState(({ lastExchangeAt, inFlight }) => {
    onState();
    if (inFlight || lastExchangeAt === seenAt) return;
    seenAt = lastExchangeAt;
    void watch.look();
  });
}

function toLinkState(
  push: ReturnType<ReturnType<typeof createPushLoop>['state']>,
  heard: ReturnType<ReturnType<typeof createWatch>['state']>,
  hasStrangeKey: boolean,
): LinkState {
  const times = [push.lastExchangeAt, heard.lastLookAt].filter((at) => at !== null).sort();
  return {
    lastExchangeAt: times.at(-1) ?? null,
    lastFailure: push.lastFailure ?? heard.lastFailure,
    nextTryAt: push.nextTryAt,
    inFlight: push.inFlight,
    alarms: [...(heard.alarm === null ? [] : [heard.alarm]), ...(hasStrangeKey ? ['strange-key' as const] : [])],
  };
}

function logFault(log: Log, error: unknown): void {
  log.error('sync-fault', { name: error instanceof Error ? error.name : typeof error });
}
