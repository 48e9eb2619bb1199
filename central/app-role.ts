// The role under which a central office serves: it may add to the ledger, and change or delete none of it. Whoever owns the
// tables runs commands and migrations; the server needs no more than this.
import type { Database } from './database.ts';

/** Running totals and counters, and what expires: everything else is only ever appended to. */
const changeable = ['device', 'enrolment_code', 'feed_head', 'number_counter', 'person_fund'];

/** As PostgreSQL folds it when it is written without quotes. */
const roleName = /^[a-z_][a-z0-9_]{0,62}$/;

/** Takes whatever the role had, and gives what serving needs; to be said again after an update. Throws for no such role. */
export async function grantAppRole({ transaction }: Database, role: string): Promise<void> {
  if (!roleName.test(role)) throw new RangeError('a role is written in small letters, digits and underscores');
  const statements = [
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${role}`,
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    `GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO ${role}`,
    `REVOKE INSERT ON schema_version FROM ${role}`,
    `GRANT UPDATE ON ${changeable.join(', ')} TO ${role}`,
    `GRANT DELETE ON nonce TO ${role}`,
  ];
  await transaction(async (query) => {
    for (const statement of statements) await query(statement);
  });
}
