// The case file as sending needs it: what waits, what was acknowledged, and the numbers that run low.
import type { Core } from './core/core.ts';
import type { LoadedProgramme } from './core/programme-files.ts';
import type { World } from './core/world.ts';
import { appendAudit } from './database/audit.ts';
import type { CaseFile } from './database/case-file.ts';
import { getComparedLedger, noteSettledIn, storeComparedLedger } from './database/compared-ledger.ts';
import type { WriteDatabase } from './database/connection.ts';
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
    recordOutcomes: (outcomes, answer, at) => {
      const settled = file.transaction((db) => {
        noteExchange(db, at);
        noteSettledIn(db, answer);
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
    getCompared: () => getComparedLedger(file.read),
    conclude: (held, ledger, at) => {
      const forgotten = file.transaction((db) => {
        storeComparedLedger(db, ledger);
        const ids = outbox.listAcknowledgedIds(db).filter((id) => !held.has(id));
        if (ids.length === 0) return ids;
        outbox.requeueDeliveries(db, ids, at);
        writeAudit(parts, db, { operation: 'sync.requeue', details: { epoch: ledger.epoch, items: ids.length } });
        return ids;
      });
      tellOf(parts, file, forgotten);
      return forgotten.length;
    },
  };
}

/** An act of nobody here: the central office's word, or what was learned of it. */
export function writeAudit(
  { world }: StoreParts,
  db: WriteDatabase,
  act: { operation: string; details: unknown },
): void {
  appendAudit(db, { ...act, at: world.now(), userId: null, subjectId: null, salt: world.randomBytes(16) });
}
