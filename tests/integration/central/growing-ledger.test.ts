// What a batch costs the database does not grow with the ledger: the rows it reads are counted, not the seconds it takes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, getFirst, type Query } from '../../../central/database.ts';
import { ingest } from '../../../central/ingest.ts';
import { type Desk, enrolDesk, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';
import { toSent, toWithdrawal } from './items.ts';

const batchSize = 40;

let central: TestCentral;
let desk: Desk;
let rowsRead = 0;
beforeAll(async () => {
  central = await startTestCentral();
  desk = await enrolDesk(central);
});
afterAll(() => central.stop());

/** How many rows this connection fetched from tables and has not yet reported. */
async function countFetched(query: Query): Promise<number> {
  const sql = `SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::integer AS rows
    FROM pg_stat_xact_user_tables`;
  return getFirst(await query<{ rows: number }>(sql)).rows;
}

/** Every statement in a transaction, which reports nothing before it ends. */
function counted(database: Database): Database {
  const counting =
    <Value>(work: (query: Query) => Promise<Value>) =>
    async (query: Query): Promise<Value> => {
      const before = await countFetched(query);
      const value = await work(query);
      rowsRead += (await countFetched(query)) - before;
      return value;
    };
  return {
    ...database,
    query: (sql, values) => database.transaction(counting((query) => query(sql, values))),
    transaction: (work) => database.transaction(counting(work)),
  };
}

/** Vouchers of as many people, and the withdrawal of one of them: how many rows were read for it. */
async function countRowsOfABatch(): Promise<number> {
  const vouchers = Array.from({ length: batchSize }, () => toItem());
  const withdrawals = vouchers.slice(0, 1).map((voucher) => toWithdrawal(voucher));
  const items = [...vouchers, ...withdrawals].map(toSent);
  const office = { ...central.office, database: counted(central.database) };
  const workstation = { id: desk.enrolment.workstationId, county: '1212' };
  rowsRead = 0;
  const { results } = await ingest(office, workstation, { schema: 'batch/1', auditHead: null, items });
  expect(results.map(({ outcome }) => outcome)).toEqual(items.map(() => 'accepted'));
  return rowsRead;
}

test('a batch onto a ledger of a thousand vouchers reads as many rows as the second batch did', async () => {
  await countRowsOfABatch();
  const early = await countRowsOfABatch();
  expect(early).toBeGreaterThan(batchSize);
  for (let batch = 0; batch < 25; batch += 1) await countRowsOfABatch();
  // A tuple or two more where an index page splits, or a counter's dead rows are passed.
  expect(await countRowsOfABatch()).toBe(early);
});
