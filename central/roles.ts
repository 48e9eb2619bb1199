// The role that serves may do what serving needs, and no more: even with its passphrase nobody rewrites the ledger.
import pg from 'pg';
import type { Database } from './database.ts';

/** Counters and states; everything else is only ever added to. */
const changed = ['device', 'enrolment_code', 'person_fund', 'feed_head', 'number_counter'];
const forgotten = ['nonce'];

/** To be run by the role that owns the tables, after each migration. */
export async function grantServing(owner: Database, role: string): Promise<void> {
  const to = pg.escapeIdentifier(role);
  await owner.script(`
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${to};
    GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO ${to};
    REVOKE INSERT ON schema_version FROM ${to};
    GRANT UPDATE ON ${changed.join(', ')} TO ${to};
    GRANT DELETE ON ${forgotten.join(', ')} TO ${to};
  `);
}
