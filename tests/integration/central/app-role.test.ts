// A central office that serves under a role of its own: the database itself keeps it from rewriting the ledger.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCentral } from '../../../central/app.ts';
import { runCommand } from '../../../central/commands.ts';
import type { Database } from '../../../central/database.ts';
import { createEnrolmentCode } from '../../../central/enrolment-codes.ts';
import { migrate } from '../../../central/schema.ts';
import { enrolDesk, funding, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';
import { pushOne, toWithdrawal } from './items.ts';

const role = `teczka_app_${randomBytes(4).toString('hex')}`;
let owner: TestCentral;
let app: Awaited<ReturnType<typeof createCentral>>['app'];
let served: TestCentral;

/** The same database as that role sees it. */
function under(database: Database): Database {
  const transaction: Database['transaction'] = (work) =>
    database.transaction(async (query) => {
      await query(`SET LOCAL ROLE ${role}`);
      return work(query);
    });
  return { ...database, transaction, query: (sql, values) => transaction((query) => query(sql, values)) };
}

beforeAll(async () => {
  owner = await startTestCentral();
  // As new, so that the role makes epoch and key.
  await owner.database.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await migrate(owner.database);
  await owner.database.query(`CREATE ROLE ${role}`);
  expect(await runCommand(owner.office, { name: 'grant-app-role', role })).toMatchObject({ isFine: true });
  const database = under(owner.database);
  await migrate(database);
  const central = await createCentral({ database, masterSecret: randomBytes(32), funding });
  app = central.app;
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const { office } = central;
  served = { ...owner, url, database, office, createEnrolmentCode: (county) => createEnrolmentCode(office, county) };
});
afterAll(async () => {
  await app.close();
  await owner.database.script(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  await owner.stop();
});

describe('under its own role', () => {
  test('the office enrols, counts, withdraws, revokes and tells', async () => {
    const desk = await enrolDesk(served);
    const [withdrawn, revoked] = [toItem(), toItem()];
    expect(await pushOne(desk, withdrawn)).toMatchObject({ outcome: 'accepted' });
    expect(await pushOne(desk, toWithdrawal(withdrawn))).toMatchObject({ outcome: 'accepted' });
    await pushOne(desk, revoked);
    const revocation = { name: 'revoke-voucher', voucherId: revoked.id, reason: 'Pomyłka.' } as const;
    expect(await runCommand(served.office, revocation)).toMatchObject({ isFine: true });
    expect(await desk.client.requestNumbers([{ programme: 'KK', count: 5 }])).toMatchObject({ ok: true });
    expect(await runCommand(served.office, { name: 'check' })).toMatchObject({ isFine: true });
    expect(await runCommand(served.office, { name: 'new-key', overlapDays: 1 })).toMatchObject({ isFine: true });
    expect(await desk.client.listDecisions(0)).toMatchObject({ ok: true });
  });

  test.each([
    'UPDATE entry SET vouchers = 0',
    'DELETE FROM entry',
    'TRUNCATE entry',
    'ALTER TABLE entry DISABLE TRIGGER USER',
    'UPDATE voucher SET vouchers = 1',
    'DELETE FROM voucher',
    'DELETE FROM withdrawal',
    'UPDATE revocation SET reason = $$x$$',
    'DELETE FROM person_fund',
    'UPDATE identity SET sealed = $$x$$',
    'UPDATE centre_key SET signs_from = now()',
    'INSERT INTO schema_version VALUES (99)',
  ])('%s is refused by the database', async (statement) => {
    await expect(served.database.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });
});

test('a role that nobody made, or a name that is none, is refused', async () => {
  await expect(runCommand(owner.office, { name: 'grant-app-role', role: 'nobody_made_me' })).rejects.toThrow();
  await expect(runCommand(owner.office, { name: 'grant-app-role', role: 'x; DROP TABLE entry' })).rejects.toThrow(
    RangeError,
  );
});
