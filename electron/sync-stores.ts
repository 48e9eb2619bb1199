// The case file as sending needs it: what waits, what was acknowledged, and the numbers that run low.
import type { Core } from './core/core.ts';
import type { LoadedProgramme } from './core/programme-files.ts';
import type { World } from './core/world.ts';
import type { CaseFile } from './database/case-file.ts';
import * as outbox from './database/deliveries.ts';
import { listVouchersOfItems } from './database/delivery-rows.ts';
import { addNumberBlocks, listWantedNumbers } from './database/number-blocks.ts';
import { recordOutcomes, type Settling } from './database/settlement.ts';
import { noteExchange } from './database/workstation.ts';
import { ceilingMs } from './sync/back-off.ts';
import type { DeliveryStore, NumberStore, RecoveryStore } from './sync/delivery-store.ts';

export type StoreParts = {
  readonly world: World;
  readonly programmes: readonly LoadedProgramme[];
  readonly announce: Core['announce'];
};

/** Tells every window of the vouchers behind these items, after the commit. */
export function tellOf({ announce }: StoreParts, file: CaseFile, ids: readonly string[]): void {
  if (ids.length > 0) announce({ kind: 'vouchers', rows: listVouchersOfItems(file.read, ids) });
}

export function toSettling({ world }: StoreParts, file: CaseFile, at: string): Settling {
  return { ...world, at, today: world.today(), device: file.device };
}

export function toDeliveryStore(parts: StoreParts, file: CaseFile): DeliveryStore {
  return {
    takeDue: (now, limit) => {
      const due = outbox.listDue(file.read, now, limit);
      const left = limit - due.length;
      return left === 0 ? due : [...due, ...outbox.listPostponed(file.read, beyondAnyWait(now), left)];
    },
    nextDueAt: () => outbox.findNextDue(file.read),
    recordOutcomes: (outcomes, at) => {
      const settled = file.transaction((db) => {
        noteExchange(db, at);
        return recordOutcomes(db, outcomes, toSettling(parts, file, at));
      });
      tellOf(parts, file, settled);
    },
    recordFailure: (ids, cause, nextTryAt) => {
      file.transaction((db) => outbox.recordFailure(db, ids, { cause, nextTryAt }));
      tellOf(parts, file, ids);
    },
    recordQuarantine: (items, nextTryAt) => {
      file.transaction((db) => outbox.recordQuarantine(db, items, nextTryAt));
      const ids = items.map(({ id }) => id);
      tellOf(parts, file, ids);
    },
    makeDue: (now) => file.transaction((db) => outbox.makeDue(db, now)),
  };
}

const lastInstantMs = Date.parse('9999-12-31T23:59:59.999Z');

function beyondAnyWait(now: string): string {
  return new Date(Math.min(Date.parse(now) + ceilingMs, lastInstantMs)).toISOString();
}

export function toNumberStore({ programmes }: StoreParts, file: CaseFile): NumberStore {
  const withVouchers = programmes.filter(({ programme }) => programme.vouchers !== null);
  const codes = [...new Set(withVouchers.map(({ programme }) => programme.code))];
  return {
    listWanted: () => listWantedNumbers(file.read, codes),
    addNumberBlocks: (blocks) => file.transaction((db) => addNumberBlocks(db, blocks)),
  };
}

export function toRecoveryStore(parts: StoreParts, file: CaseFile): RecoveryStore {
  return {
    findNewestReceipt: () => outbox.findNewestReceipt(file.read),
    listAcknowledgedIds: () => outbox.listAcknowledged(file.read).map(({ id }) => id),
    requeue: (ids, at) => {
      file.transaction((db) => outbox.requeueDeliveries(db, ids, at));
      tellOf(parts, file, ids);
    },
  };
}
