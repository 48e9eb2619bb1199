// Ties the push loop to the case file: its outbox, its numbers, its receipts, and the windows that want to know.
import { randomBytes } from 'node:crypto';
import type { SyncStatus } from '../shared/contract/sync.ts';
import { Refusal, refuse, type SyncDoor } from './core/context.ts';
import type { Core } from './core/core.ts';
import type { Log } from './core/log.ts';
import type { LoadedProgramme } from './core/programme-files.ts';
import type { World } from './core/world.ts';
import { getAuditHead } from './database/audit.ts';
import type { CaseFile } from './database/case-file.ts';
import * as outbox from './database/deliveries.ts';
import { listVouchersOfItems } from './database/delivery-rows.ts';
import { addNumberBlocks, listWantedNumbers } from './database/number-blocks.ts';
import { recordOutcomes } from './database/settlement.ts';
import { findEnrolment, findLastExchange, noteExchange, storeEnrolment } from './database/workstation.ts';
import { ceilingMs } from './sync/back-off.ts';
import { createCentralClient } from './sync/central-client.ts';
import type { DeliveryStore, NumberStore, RecoveryStore } from './sync/delivery-store.ts';
import { enrol } from './sync/enrolment.ts';
import type { Line } from './sync/exchange.ts';
import { createPushLoop, type PushLoop, type PushState } from './sync/push-loop.ts';
import { createWorkstationKey, type WorkstationKey } from './sync/workstation-key.ts';

export type SyncParts = {
  readonly world: World;
  readonly log: Log;
  readonly fetch: typeof globalThis.fetch;
  readonly programmes: readonly LoadedProgramme[];
  readonly openFile: () => CaseFile | null;
  readonly announce: Core['announce'];
  /** Vouchers a request, where it is not the usual number. */
  readonly batchSize?: number;
};

export type OwnedSyncDoor = SyncDoor & {
  /** Starts the loop once the file is open and enrolled; harmless otherwise. */
  begin(): void;
  nudge(): void;
  stop(): Promise<void>;
};

const notPushing: PushState = { lastExchangeAt: null, lastFailure: null, nextTryAt: null, inFlight: false };

export function createSyncDoor(parts: SyncParts): OwnedSyncDoor {
  const line: Line = {
    fetch: parts.fetch,
    now: parts.world.now,
    newNonce: () => randomBytes(18).toString('base64url'),
  };
  let loop: PushLoop | null = null;
  let key: WorkstationKey | undefined;
  const status = () => toStatus(parts.openFile(), loop?.state() ?? notPushing);
  const begin = () => {
    const file = parts.openFile();
    if (loop !== null || file === null) return;
    loop = openLoop(parts, line, file);
    loop?.onState(() => parts.announce({ kind: 'sync', status: status() }));
    loop?.start();
  };
  return {
    status,
    begin,
    nudge: () => loop?.nudge(),
    stop: async () => {
      await loop?.stop();
      // Another file may be opened in the place of this one.
      loop = null;
    },
    tryNow: async () => {
      if (loop === null) refuse('not-enrolled');
      await loop.tryNow();
    },
    enrol: async (centralUrl, code) => {
      const file = parts.openFile();
      if (file === null) throw new Refusal({ kind: 'not-signed-in' });
      if (findEnrolment(file.read) !== undefined) refuse('already-enrolled');
      // Kept for a second try: an enrolment whose answer was lost is answered again to the same key.
      key ??= createWorkstationKey();
      await enrolFile(line, file, { centralUrl, code, key });
      begin();
    },
  };
}

async function enrolFile(
  line: Line,
  file: CaseFile,
  application: { centralUrl: string; code: string; key: WorkstationKey },
): Promise<void> {
  const reply = await enrol(line, application);
  if (!reply.ok) {
    const { cause, code } = reply.failure;
    if (code !== null) throw new Refusal({ kind: 'central-refused', code, facts: {} });
    throw new Refusal({ kind: 'central-unreachable', cause });
  }
  const { numberBlocks, ...enrolment } = reply.value;
  file.transaction((db) => {
    storeEnrolment(db, enrolment);
    addNumberBlocks(db, numberBlocks);
  });
}

/** null while the central office does not know this workstation. */
function openLoop(parts: SyncParts, line: Line, file: CaseFile): PushLoop | null {
  const enrolment = findEnrolment(file.read);
  if (enrolment === undefined) return null;
  return createPushLoop({
    store: toDeliveryStore(parts, file),
    client: createCentralClient(line, enrolment),
    centreKeys: enrolment.centreKeys,
    now: parts.world.now,
    timers: {
      after: (waitMs, work) => {
        const timer = setTimeout(work, waitMs);
        return () => clearTimeout(timer);
      },
    },
    random: () => (randomBytes(4).readUInt32BE() % 1_000_000) / 1_000_000,
    findAuditHead: () => getAuditHead(file.read).hash,
    numbers: toNumberStore(parts, file),
    recovery: toRecoveryStore(parts, file),
    ...(parts.batchSize === undefined ? {} : { batchSize: parts.batchSize }),
    onFault: (error) => parts.log.error('push-fault', { name: error instanceof Error ? error.name : typeof error }),
  });
}

function toDeliveryStore({ world, announce }: SyncParts, file: CaseFile): DeliveryStore {
  const tell = (ids: readonly string[]) => announce({ kind: 'vouchers', rows: listVouchersOfItems(file.read, ids) });
  return {
    takeDue: (now, limit) => {
      const due = outbox.listDue(file.read, now, limit);
      const left = limit - due.length;
      return left === 0 ? due : [...due, ...outbox.listPostponed(file.read, beyondAnyWait(now), left)];
    },
    nextDueAt: () => outbox.findNextDue(file.read),
    recordOutcomes: (outcomes, at) => {
      const settling = { ...world, at, today: world.today(), device: file.device };
      const settled = file.transaction((db) => {
        noteExchange(db, at);
        return recordOutcomes(db, outcomes, settling);
      });
      tell(settled);
    },
    recordFailure: (ids, cause, nextTryAt) => {
      file.transaction((db) => outbox.recordFailure(db, ids, { cause, nextTryAt }));
      tell(ids);
    },
  };
}

const lastInstantMs = Date.parse('9999-12-31T23:59:59.999Z');

function beyondAnyWait(now: string): string {
  return new Date(Math.min(Date.parse(now) + ceilingMs, lastInstantMs)).toISOString();
}

function toNumberStore({ programmes }: SyncParts, file: CaseFile): NumberStore {
  const withVouchers = programmes.filter(({ programme }) => programme.vouchers !== null);
  const codes = [...new Set(withVouchers.map(({ programme }) => programme.code))];
  return {
    listWanted: () => listWantedNumbers(file.read, codes),
    addNumberBlocks: (blocks) => file.transaction((db) => addNumberBlocks(db, blocks)),
  };
}

function toRecoveryStore({ announce }: SyncParts, file: CaseFile): RecoveryStore {
  return {
    findNewestReceipt: () => outbox.findNewestReceipt(file.read),
    listAcknowledgedIds: () => outbox.listAcknowledged(file.read).map(({ id }) => id),
    requeue: (ids, at) => {
      file.transaction((db) => outbox.requeueDeliveries(db, ids, at));
      announce({ kind: 'vouchers', rows: listVouchersOfItems(file.read, ids) });
    },
  };
}

function toStatus(file: CaseFile | null, push: PushState): SyncStatus {
  if (file === null) throw new Refusal({ kind: 'not-signed-in' });
  const enrolment = findEnrolment(file.read);
  const { lastFailure } = push;
  return {
    enrolled: enrolment !== undefined,
    centralUrl: enrolment?.centralUrl ?? null,
    workstationId: enrolment?.workstationId ?? null,
    waiting: outbox.countDeliveries(file.read, 'waiting'),
    refused: outbox.countDeliveries(file.read, 'refused'),
    acknowledged: outbox.countDeliveries(file.read, 'acknowledged'),
    oldestWaitingAt: outbox.findOldestWaiting(file.read),
    lastExchangeAt: push.lastExchangeAt ?? findLastExchange(file.read),
    lastFailure: lastFailure === null ? null : { cause: lastFailure.cause, at: lastFailure.at },
    nextTryAt: push.nextTryAt,
    inFlight: push.inFlight,
  };
}
