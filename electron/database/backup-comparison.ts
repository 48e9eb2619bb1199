// What would be lost by going back to a backup: the present file beside it, read in one snapshot each.
import { join } from 'node:path';
import type { ApprovedSince } from '../../shared/contract/backups.ts';
import { type AuditHead, getAuditHead } from './audit.ts';
import { checkBackup, countShown, isInChain, readDatabase } from './backup-checking.ts';
import type { BackupJob, InspectedBackup } from './backup-jobs.ts';
import type { ReadDatabase } from './connection.ts';
import { CaseFileFault } from './fault.ts';
import { hasUsers } from './voucher-returns.ts';

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
type Delivery = {
  readonly id: string;
  readonly state: 'acknowledged' | 'refused' | 'waiting';
  readonly preparedBy: string;
  readonly approvedBy: string;
  readonly agreement: AgreementOfSomebody;
};
type AgreementOfSomebody = {
  readonly number: string;
  readonly pesel: string | null;
  readonly documentType: string | null;
  readonly documentCountry: string | null;
  readonly documentNumber: string | null;
};
type DeliveryColumns = Omit<Delivery, 'agreement'> & AgreementOfSomebody;

/** Approved vouchers that the backup does not know as approved, by what the central office has said of them. */
function countApproved(present: ReadDatabase, backup: ReadDatabase): ApprovedSince {
  const counted = { returning: 0, toEnter: 0, refused: 0, waiting: 0 };
  for (let after = ''; ; ) {
    const page = listDeliveries(present, after);
    const known = backup.all<{ id: string }>(
      // A column that every schema of it has: the backup may be older.
      'SELECT DISTINCT voucher_id AS id FROM delivery WHERE voucher_id IN (SELECT value FROM json_each(:ids))',
      { ids: JSON.stringify(page.map(({ id }) => id)) },
    );
    const ids = new Set(known.map(({ id }) => id));
    for (const delivery of page) if (!ids.has(delivery.id)) counted[fateOf(delivery, backup)] += 1;
    if (page.length < atOnce) return counted;
    after = page.at(-1)?.id ?? after;
  }
}

function listDeliveries(db: ReadDatabase, after: string): Delivery[] {
  const rows = db.all<DeliveryColumns>(
    `SELECT d.id, d.state, v.prepared_by AS preparedBy, v.approved_by AS approvedBy, a.number, p.pesel,
       p.document_type AS documentType, p.document_country AS documentCountry, p.document_number AS documentNumber
     FROM delivery d JOIN voucher v ON v.id = d.voucher_id JOIN agreement a ON a.id = v.agreement_id
       JOIN person_case c ON c.id = a.case_id JOIN person p ON p.id = c.person_id
     WHERE d.kind = 'voucher' AND d.id > :after ORDER BY d.id LIMIT :atOnce`,
    { after, atOnce },
  );
  return rows.map(({ id, state, preparedBy, approvedBy, ...agreement }) => ({
    ...{ id, state, preparedBy, approvedBy, agreement },
  }));
}

/** What is acknowledged comes back by itself only where the backup knows its agreement, its person and who approved it. */
function fateOf({ state, preparedBy, approvedBy, agreement }: Delivery, backup: ReadDatabase): keyof ApprovedSince {
  if (state !== 'acknowledged') return state;
  return hasUsers(backup, [preparedBy, approvedBy]) && hasAgreement(backup, agreement) ? 'returning' : 'toEnter';
}

function hasAgreement(db: ReadDatabase, agreement: AgreementOfSomebody): boolean {
  const row = db.get(
    `SELECT a.id FROM agreement a JOIN person_case c ON c.id = a.case_id JOIN person p ON p.id = c.person_id
     WHERE a.number = :number AND p.pesel IS :pesel AND p.document_type IS :documentType
       AND p.document_country IS :documentCountry AND p.document_number IS :documentNumber`,
    agreement,
  );
  return row !== undefined;
}
