// The log of a day with odd values: what an operator needs stands in it, and nothing of anybody.
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enrol } from '../../../electron/sync/enrolment.ts';
import { toCalendarDate } from '../../../shared/domain/calendar.ts';
import { oddTexts } from '../../hostile/oddities.ts';
import { send, sendBytes, sendSigned, signatureHeaders } from '../../hostile/raw-central.ts';
import {
  type Desk,
  enrolDesk,
  freeze,
  newVoucherId,
  pushOnce,
  startTestCentral,
  type TestCentral,
  toItem,
  toLine,
} from '../../support/central.ts';

const lines: string[] = [];
const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });

let central: TestCentral;
let desk: Desk;
beforeAll(async () => {
  central = await startTestCentral({ log });
  desk = await enrolDesk(central);
});
afterAll(() => central.stop());

const name = 'Żółwińska-Tajna';
const pesel = '85051412349';
const street = 'ul. Zmyślona 7/3';
const secretCode = 'QQQQQ-ZZZZZ';
const token = 'dG9rZW4tdGhhdC1ub2JvZHktbWF5LXNlZQ';

async function spendTheDay(): Promise<void> {
  const item = toItem();
  const person = { ...item.person, identity: { kind: 'pesel' as const, pesel }, lastName: name };
  const order = { ...item.order, provider: { name: street, burNumber: '2020/02/20/1/1' } };
  const voucher = { ...item, person, order };
  await pushOnce(desk, [freeze(voucher)]);
  await pushOnce(desk, [freeze({ ...voucher, vouchers: 1 })]);
  await pushOnce(desk, [freeze({ ...voucher, id: newVoucherId(), agreementNumber: 'WKK/9999' })]);
  for (const odd of oddTexts.filter((text) => text.length < 60_000)) {
    await pushOnce(desk, [freeze(voucher, `${name} ${odd}`)]);
  }
  await desk.client.getPersonPool({
    programme: 'KK',
    identity: person.identity,
    birthDate: toCalendarDate('1985-05-14'),
  });
  await enrol(toLine(), { centralUrl: central.url, code: secretCode });
  const encoded = encodeURIComponent(name);
  const withToken = {
    authorization: `Bearer ${token}`,
    cookie: `name=${encoded}`,
    'user-agent': name.normalize('NFD').replace(/[^ -~]/g, ''),
  };
  for (const path of [
    `/v1/${encoded}`,
    `/v1/decisions?pesel=${pesel}`,
    `/${pesel}/../${encoded}`,
    `/v1/sync-state#${token}`,
  ]) {
    await send(central.url, { method: 'GET', path, headers: withToken });
    await sendSigned(desk, { method: 'GET', path, headers: withToken });
  }
  for (const body of [name, `{"${name}": "${pesel}"`, JSON.stringify({ schema: name, items: pesel }), `"${street}"`]) {
    await sendSigned(desk, { path: '/v1/person-pool', body });
    await send(central.url, { path: '/v1/enrolments', body, headers: { 'content-type': 'application/json' } });
  }
  await sendBytes(central.url, `GET /${pesel} HTTP/1.1\r\nHost: ${token}\r\n${pesel}\r\n\r\n`);
}

test('a day of vouchers, typing mistakes and strangers leaves no name, PESEL, address, code or token in the log', async () => {
  await spendTheDay();
  const signed = signatureHeaders(desk, { path: '/v1/sync-state' });
  const text = lines.join('');
  for (const secret of [name, encodeURIComponent(name), pesel, street, secretCode, token, '127.0.0.1', 'WKK/']) {
    expect(text).not.toContain(secret);
  }
  for (const header of Object.keys(signed)) expect(text).not.toContain(header);
  expect(lines.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  const counted = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request');
  expect(counted.length).toBeGreaterThan(oddTexts.length);
  expect(Object.keys(counted[0]).sort()).toEqual(
    ['hostname', 'level', 'method', 'msg', 'pid', 'route', 'status', 'time', 'tookMs', 'traceId', 'workstation'].sort(),
  );
});

test('a fault is logged by its kind and place, never by its message, however that is written', async () => {
  const faulty = await startTestCentral({ log });
  const fault = new Error(`duplicate key\n    at ${name} (${pesel}:1:1)\n    at ${street}`);
  fault.name = 'Kind';
  const { query } = faulty.database;
  try {
    const { client } = await enrolDesk(faulty);
    Object.assign(faulty.office.database, {
      query: (...asked: Parameters<typeof query>) =>
        asked[0].includes('feed_head') ? Promise.reject(fault) : query(...asked),
    });
    lines.length = 0;
    expect(await client.getSyncState()).toMatchObject({ ok: false, failure: { status: 500, code: 'internal' } });
    const [logged] = lines.map((line) => JSON.parse(line)).filter(({ level }) => level >= 50);
    expect(logged).toMatchObject({ msg: 'internal', kind: 'Kind', traceId: expect.any(String) });
    expect(logged.stack[0]).toContain('operations-log.test.ts');
    for (const secret of [name, pesel, street]) expect(lines.join('')).not.toContain(secret);
  } finally {
    await faulty.stop();
  }
});
