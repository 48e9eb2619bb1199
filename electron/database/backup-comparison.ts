// What would be lost by going back to a backup: the present file beside it, read in one snapshot each.
import { join } from 'node:path';
import { type AuditHead, getAuditHead } from './audit.ts';
import { checkBackup, countShown, isInChain, readDatabase } from './backup-checking.ts';
import type { BackupJob, InspectedBackup } from './backup-jobs.ts';
import type { ReadDatabase } from './connection.ts';
import { CaseFileFault } from './fault.ts';

type Inspecting = Extract<BackupJob, { job: 'inspect-backup' }>;

/** Throws CaseFileFault backup-not-found, backup-damaged or newer-case-file. */
export function inspectBackup({ path, dataKey, beside }: Inspecting): InspectedBackup {
  return checkBackup(path, dataKey, ({ db, facts }) => ({
    ...facts,
    present: beside && findPresent({ backup: db, head: facts.head, dataKey, ...beside }),
  }));
}

type Comparing = NonNullable<Inspecting['beside']> & {
  readonly backup: ReadDatabase;
  readonly head: AuditHead;
  readonly dataKey: Uint8Array;
};

/** null where a page that is needed for it cannot be read: that is perhaps why somebody goes back to a backup. */
function findPresent({ caseFolder, dataKey, backup, head, unmissed }: Comparing): InspectedBackup['present'] {
  try {
    return readDatabase(join(caseFolder, 'case.sqlite'), dataKey, (db) => ({
      counts: countShown(db),
      changesSince: isInChain(db, head) ? countChanges(db, head, unmissed) : null,
      approvedSince: countApproved(db, backup),
    }));
  } catch (error) {
    if (error instanceof CaseFileFault && error.problem.kind === 'case-file-damaged') return null;
    throw error;
  }
}

/** Acts recorded after the backup, without those that nobody would miss. */
function countChanges(db: ReadDatabase, { sequence }: AuditHead, unmissed: readonly string[]): number {
  if (getAuditHead(db).sequence === sequence) return 0;
  const row = db.get<{ acts: number }>(
    `SELECT count(*) AS acts FROM audit
     WHERE sequence > :sequence AND operation NOT IN (SELECT value FROM json_each(:unmissed))`,
    { sequence, unmissed: JSON.stringify(unmissed) },
  );
  return row?.acts ?? 0;
}

const atOnce = 1000;
type Delivery = { readonly id: string; readonly state: 'acknowledged' | 'refused' | 'waiting' };

/** Approved vouchers that the backup does not know as approved, by what the central office has said of them. */
function countApproved(present: ReadDatabase, backup: ReadDatabase) {
  const counted = { acknowledged: 0, refused: 0, waiting: 0 };
  for (let after = ''; ; ) {
    const page = present.all<Delivery>(
      "SELECT id, state FROM delivery WHERE kind = 'voucher' AND id > :after ORDER BY id LIMIT :atOnce",
      { after, atOnce },
    );
    const known = backup.all<{ id: string }>(
      // A column that every schema of it has: the backup may be older.
      'SELECT DISTINCT voucher_id AS id FROM delivery WHERE voucher_id IN (SELECT value FROM json_each(:ids))',
      { ids: JSON.stringify(page.map(({ id }) => id)) },
    );
    const ids = new Set(known.map(({ id }) => id));
    for (const { id, state } of page) if (!ids.has(id)) counted[state] += 1;
    if (page.length < atOnce) return counted;
    after = page.at(-1)?.id ?? after;
  }
}
