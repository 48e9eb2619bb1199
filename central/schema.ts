// Takes the database from version to version. Migrations go forward only; a newer database is refused.
import type { Database } from './database.ts';
import { vouchersSql } from './migrations/0001-vouchers.ts';
import { withdrawalsSql } from './migrations/0002-withdrawals.ts';
import { setBasedIngestSql } from './migrations/0003-ingest.ts';
import { linesSql } from './migrations/0004-lines.ts';
import { growingLedgerSql } from './migrations/0005-growing-ledger.ts';

/** A published one never changes. */
export const migrations: readonly string[] = [
  vouchersSql,
  withdrawalsSql,
  setBasedIngestSql,
  linesSql,
  growingLedgerSql,
];

/** Takes the schema from whatever it is to the last of the steps. Throws for a database that a newer program made. */
export async function migrate(database: Database, steps = migrations): Promise<void> {
  await database.transaction(async (query) => {
    // A step over a large ledger takes longer than any question may.
    await query('SET LOCAL statement_timeout = 0');
    await query('SELECT pg_advisory_xact_lock(7283451)');
    // A role that only serves may not make tables, not even one that is there.
    const [found] = await query<{ name: string | null }>(`SELECT to_regclass('schema_version')::text AS name`);
    if (!found?.name) await query('CREATE TABLE schema_version (version integer PRIMARY KEY)');
    const [row] = await query<{ version: number }>('SELECT max(version) AS version FROM schema_version');
    const version = row?.version ?? 0;
    if (version > steps.length) throw new Error('this database was made by a newer central office');
    for (const [index, sql] of steps.entries()) {
      if (index < version) continue;
      await query(`DO $migration$ BEGIN EXECUTE $sql$${sql}$sql$; END $migration$`);
      await query('INSERT INTO schema_version VALUES ($1)', [index + 1]);
    }
  });
}
