// The way to the central office as tasks see it: its state, enrolment, and what a person asks for at once.
import { randomBytes } from 'node:crypto';
import type { SyncStatus } from '../shared/contract/sync.ts';
import { Refusal, refuse, type SyncDoor } from './core/context.ts';
import type { Core } from './core/core.ts';
import type { Log } from './core/log.ts';
import type { LoadedProgramme } from './core/programme-files.ts';
import type { World } from './core/world.ts';
import type { CaseFile } from './database/case-file.ts';
import { countDeliveries, countQuarantined, findOldestWaiting } from './database/deliveries.ts';
import { listReceipts } from './database/feed.ts';
import { countForeignItems } from './database/foreign-items.ts';
import { findOtherFile } from './database/other-files.ts';
import { findEnrolment, findLastExchange } from './database/workstation.ts';
import type { Line } from './sync/exchange.ts';
import { findKeyId, verifyReceipt } from './sync/receipts.ts';
import { createEnrolling, type Relink } from './sync-enrolment.ts';
import { type Link, type LinkState, openLink } from './sync-link.ts';

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
  /** Starts sending and listening once the file is open and enrolled; harmless otherwise. */
  begin(): void;
  nudge(): void;
  stop(): Promise<void>;
};

const notLinked: LinkState = {
  ...{ lastExchangeAt: null, lastFailure: null, nextTryAt: null, inFlight: false, alarms: [] },
};

export function createSyncDoor(parts: SyncParts): OwnedSyncDoor {
  let clockOffsetMs: number | null = null;
  const line: Line = {
    fetch: parts.fetch,
    now: parts.world.now,
    newNonce: () => randomBytes(18).toString('base64url'),
    onClock: (offsetMs) => {
      clockOffsetMs = offsetMs;
    },
  };
  let link: Link | null = null;
  const status = () => toStatus(parts.openFile(), link?.state() ?? notLinked, clockOffsetMs);
  const onState = () => parts.announce({ kind: 'sync', status: status() });
  const begin = () => {
    const file = parts.openFile();
    if (link === null && file !== null) link = openLink({ ...parts, line, onState }, file);
  };
  const getFile = () => parts.openFile() ?? refuseUnopened();
  const relink: Relink = async (file, seen, work) => {
    await link?.stop();
    // Another file in its place, or another enrolment meanwhile.
    if (parts.openFile() !== file || findEnrolment(file.read)?.workstationId !== seen) {
      throw new Refusal({ kind: 'changed-meanwhile' });
    }
    link = null;
    try {
      work(parts.world.now());
    } finally {
      begin();
    }
  };
  return {
    ...createEnrolling({ line, getFile, relink }),
    status,
    begin,
    nudge: () => link?.nudge(),
    stop: async () => {
      await link?.stop();
      // Another file may be opened in the place of this one.
      link = null;
    },
    tryNow: async () => {
      if (link === null) refuse('not-enrolled');
      await link.tryNow();
    },
    findPersonPool: async (question) => {
      const reply = await link?.getPersonPool(question);
      return reply?.ok ? reply.value : null;
    },
    checkReceipt: (voucherId) => checkStoredReceipt(parts.openFile(), voucherId),
  };
}

function refuseUnopened(): never {
  throw new Refusal({ kind: 'not-signed-in' });
}

function checkStoredReceipt(file: CaseFile | null, voucherId: string): ReturnType<SyncDoor['checkReceipt']> {
  if (file === null) refuseUnopened();
  const [delivery] = listReceipts(file.read, [voucherId]);
  if (delivery === undefined) return { verdict: 'none', keyId: null };
  const centreKeys = findEnrolment(file.read)?.centreKeys ?? [];
  const verified = verifyReceipt(delivery.receipt, { ...delivery, centreKeys });
  return { verdict: verified.ok ? 'holds' : verified.fault, keyId: findKeyId(delivery.receipt) ?? null };
}

function toStatus(file: CaseFile | null, link: LinkState, clockOffsetMs: number | null): SyncStatus {
  if (file === null) refuseUnopened();
  const enrolment = findEnrolment(file.read);
  return {
    ...link,
    enrolled: enrolment !== undefined,
    centralUrl: enrolment?.centralUrl ?? null,
    workstationId: enrolment?.workstationId ?? null,
    waiting: countDeliveries(file.read, 'waiting'),
    quarantined: countQuarantined(file.read),
    refused: countDeliveries(file.read, 'refused'),
    acknowledged: countDeliveries(file.read, 'acknowledged'),
    oldestWaitingAt: findOldestWaiting(file.read),
    lastExchangeAt: link.lastExchangeAt ?? findLastExchange(file.read),
    clockOffsetSeconds: clockOffsetMs === null ? null : Math.round(clockOffsetMs / 1000),
    otherFileAt: findOtherFile(file.read),
    missingHere: countForeignItems(file.read),
  };
}
