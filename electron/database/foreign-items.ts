// Vouchers that the central office accepted of another file with our key and that could not be entered here.

import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import type { WireIdentity } from '../../shared/wire/voucher.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';

export type ForeignItem = {
  readonly id: string;
  /** The exact text that travelled. */
  readonly body: string;
  readonly hash: string;
  readonly supportId: string;
  readonly receipt: string;
};
type NewForeignItem = ForeignItem & {
  readonly programme: string;
  readonly agreementNumber: string;
  readonly identity: WireIdentity;
  readonly foundAt: string;
};

const columns = 'f.id, f.body, f.hash, f.support_id AS supportId, f.receipt';

export function insertForeignItem(db: WriteDatabase, { identity, ...item }: NewForeignItem): void {
  db.run(
    `INSERT INTO foreign_item (id, body, hash, support_id, receipt, programme, agreement_number, identity, found_at)
     VALUES (:id, :body, :hash, :supportId, :receipt, :programme, :agreementNumber, :identity, :foundAt)
     ON CONFLICT (id) DO NOTHING`,
    { ...item, identity: canonicalJson(identity) },
  );
}

/** Those that wait for somebody to enter what is missing, the oldest first. */
export function listForeignItems(db: ReadDatabase, limit: number): (ForeignItem & { readonly foundAt: string })[] {
  return db.all(
    `SELECT ${columns}, f.found_at AS foundAt FROM foreign_item f WHERE f.settled_as IS NULL ORDER BY f.id LIMIT :limit`,
    { limit },
  );
}

export function countForeignItems(db: ReadDatabase): number {
  const row = db.get<{ count: number }>('SELECT count(*) AS count FROM foreign_item WHERE settled_as IS NULL');
  return row?.count ?? 0;
}

/** Those whose agreement is in this file by now, the oldest first. */
export function listEnterable(db: ReadDatabase): ForeignItem[] {
  return db.all<ForeignItem>(
    `SELECT ${columns} FROM foreign_item f JOIN agreement a ON a.number = f.agreement_number
     WHERE f.settled_as IS NULL ORDER BY f.id`,
  );
}

/** The number under which the central office knows a person's agreement in a programme, unless it is used here. */
export function findForeignNumber(
  db: ReadDatabase,
  { programme, identity }: { programme: string; identity: WireIdentity },
): string | undefined {
  const row = db.get<{ number: string }>(
    `SELECT f.agreement_number AS number FROM foreign_item f
     WHERE f.settled_as IS NULL AND f.programme = :programme AND f.identity = :identity
       AND NOT EXISTS (SELECT 1 FROM agreement a WHERE a.number = f.agreement_number)
     ORDER BY f.id LIMIT 1`,
    { programme, identity: canonicalJson(identity) },
  );
  return row?.number;
}

/** False when there is none that still waits. */
export function settleForeignItem(db: WriteDatabase, id: string, settledAs: 'entered' | 'taken-back'): boolean {
  return (
    db.run('UPDATE foreign_item SET settled_as = :settledAs WHERE id = :id AND settled_as IS NULL', {
      id,
      settledAs,
    }) === 1
  );
}
