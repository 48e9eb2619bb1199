// A real central office for tests: over the embedded PostgreSQL, or over a server when TECZKA_TEST_POSTGRES names one.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { createCentral } from '../../central/app.ts';
import type { Database } from '../../central/database.ts';
import { type EmbeddedCentral, startEmbeddedCentral } from '../../central/embedded.ts';
import { createEnrolmentCode } from '../../central/enrolment-codes.ts';
import { readShippedFunding } from '../../central/funding.ts';
import { beginEpoch } from '../../central/ledger-life.ts';
import type { Limits } from '../../central/office.ts';
import { type CentralClient, createCentralClient } from '../../electron/sync/central-client.ts';
import type { QueuedDelivery } from '../../electron/sync/delivery-store.ts';
import { type Enrolment, enrol } from '../../electron/sync/enrolment.ts';
import type { Line } from '../../electron/sync/exchange.ts';
import { toCalendarDate } from '../../shared/domain/calendar.ts';
import type { VoucherItem } from '../../shared/wire/voucher.ts';
import { openOwnLedger } from './ledgers.ts';

export const funding = readShippedFunding();
const limits = { requestsPerMinute: 100_000, enrolmentsPerMinute: 10_000, numbersAtEnrolment: 50 };

export type TestCentral = Pick<EmbeddedCentral, 'url' | 'app' | 'database' | 'office' | 'createEnrolmentCode' | 'stop'>;
type TestOptions = { readonly now?: () => string; readonly limits?: Partial<Limits>; readonly log?: Logger };

export async function startTestCentral(options: TestOptions = {}): Promise<TestCentral> {
  const settings = { funding, ...options, limits: { ...limits, ...options.limits } };
  if (process.env.TECZKA_TEST_POSTGRES === undefined) return startEmbeddedCentral({ folder: null, ...settings });
  const { database, close } = await openOwnLedger();
  const { app, office } = await createCentral({ database, masterSecret: randomBytes(32), ...settings });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const stop = async () => {
    await app.close();
    await close();
  };
  return { url, app, database, office, createEnrolmentCode: (county) => createEnrolmentCode(office, county), stop };
}

/** As a restore from a backup does: rows are gone, the head is lower, and the operator begins a new epoch. */
export async function restoreWithout(database: Database, voucherIds: readonly string[]): Promise<void> {
  await forget(database, voucherIds);
  await database.transaction((query) => beginEpoch(query, new Date().toISOString()));
}

const guarded = ['entry', 'person_admission', 'identity', 'voucher'];

/** A restore whose operator begins no epoch. */
export async function forget(database: Database, voucherIds: readonly string[]): Promise<void> {
  const list = voucherIds.map((id) => `'${id}'`).join();
  await database.script(`${guarded.map((table) => `ALTER TABLE ${table} DISABLE TRIGGER USER;`).join(' ')}
    UPDATE person_fund AS fund SET spent = spent - (SELECT coalesce(sum(vouchers), 0) FROM voucher
      WHERE id IN (${list}) AND person_key = fund.person_key AND programme = fund.programme);
    DELETE FROM person_admission WHERE voucher_id IN (${list}); DELETE FROM entry WHERE voucher_id IN (${list});
    DELETE FROM identity WHERE voucher_id IN (${list}); DELETE FROM voucher WHERE id IN (${list});
    UPDATE feed_head SET seq = (SELECT max(seq) FROM entry WHERE entry.county = feed_head.county);
    ${guarded.map((table) => `ALTER TABLE ${table} ENABLE TRIGGER USER;`).join(' ')}`);
}

export function toLine(changes: Partial<Line> = {}): Line {
  const newNonce = () => randomBytes(16).toString('base64url');
  return { fetch, now: () => new Date().toISOString(), newNonce, ...changes };
}

export type Desk = { readonly client: CentralClient; readonly enrolment: Enrolment };

/** An enrolled workstation of a county; `url` may be a proxy before the central office. */
export async function enrolDesk(central: TestCentral, county = '1212', changes: Partial<Line> = {}): Promise<Desk> {
  const { code } = await central.createEnrolmentCode(county);
  const line = toLine(changes);
  const reply = await enrol(line, { centralUrl: central.url, code });
  if (!reply.ok) throw new Error(`enrolment failed: ${reply.failure.cause} ${reply.failure.code}`);
  return { enrolment: reply.value, client: createCentralClient(line, reply.value) };
}

/** UUIDv7 of now. */
export function newVoucherId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

let peopleMade = 0;

/** A PESEL of nobody: born 1970 or later, one after another. */
function newPesel(): string {
  peopleMade += 1;
  const day = String(1 + (peopleMade % 28)).padStart(2, '0');
  const year = String(70 + (Math.floor(peopleMade / 28) % 30));
  const first = `${year}01${day}${String(Math.floor(peopleMade / 840)).padStart(3, '0')}7`;
  const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first[at]), 0);
  return `${first}${(10 - (sum % 10)) % 10}`;
}

let numbersUsed = 0;

/** A voucher item of a fictional person; every call another person and another agreement. */
export function toItem(changes: Partial<VoucherItem> = {}): VoucherItem {
  numbersUsed += 1;
  const vouchers = changes.vouchers ?? 60;
  return {
    schema: 'voucher/1',
    id: newVoucherId(),
    countyTeryt: '1212',
    programme: 'KK',
    agreementNumber: `WKK/${String(numbersUsed).padStart(4, '0')}`,
    orderNumber: 1,
    ruleSetHash: 'a'.repeat(64),
    person: {
      identity: { kind: 'pesel', pesel: newPesel() },
      firstName: 'Żaneta',
      lastName: 'Przykładowa',
      birthDate: toCalendarDate('1970-01-02'),
      sex: 'female',
    },
    order: {
      kind: 'course',
      category: 'language',
      mode: 'group',
      hours: 60,
      priceGrosze: 1300,
      zrk: 'no',
      on: toCalendarDate('2020-02-20'),
      provider: { name: 'Szkoła Przykładowa', burNumber: '2020/02/20/1/1' },
    },
    vouchersPerHour: 1,
    vouchers,
    faceValueGrosze: vouchers * 1500,
    ownContributionGrosze: vouchers * 195,
    ownPercent: 13,
    preparedBy: '0190aaaa-0000-7000-8000-000000000001',
    approvedBy: '0190aaaa-0000-7000-8000-000000000002',
    approvedAt: '2020-02-21T10:00:00.000Z',
    ...changes,
  };
}

/** As frozen at approval; `body` may be any text. */
export function freeze(item: VoucherItem, body = JSON.stringify(item)): QueuedDelivery {
  const hash = createHash('sha256').update(body).digest('hex');
  return { id: item.id, kind: 'voucher', voucherId: item.id, hash, body, attempts: 0 };
}

/** Pushes once and gives the results; throws when the request as a whole fails. */
export async function pushOnce({ client }: Desk, deliveries: readonly QueuedDelivery[]) {
  const items = deliveries.map(({ id, hash, body }) => ({ id, hash, body }));
  const reply = await client.push({ auditHead: null, items });
  if (!reply.ok) throw new Error(`push failed: ${reply.failure.cause} ${reply.failure.code}`);
  return reply.value.results;
}
