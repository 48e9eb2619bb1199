// Whom the central office listens to: enrolled workstations, signing each request, with a clock that is right.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCentralClient } from '../../../electron/sync/central-client.ts';
import { enrol } from '../../../electron/sync/enrolment.ts';
import { createWorkstationKey } from '../../../electron/sync/workstation-key.ts';
import { batchBytesLimit } from '../../../shared/wire/batch.ts';
import { problemDocument } from '../../../shared/wire/problem.ts';
import {
  enrolDesk,
  freeze,
  pushOnce,
  startTestCentral,
  type TestCentral,
  toItem,
  toLine,
} from '../../support/central.ts';

let central: TestCentral;
let clockMs = Date.parse('2026-03-02T08:00:00.000Z');
const now = () => new Date(clockMs).toISOString();
beforeAll(async () => {
  central = await startTestCentral({ now });
});
afterAll(() => central.stop());

const line = (changes: Parameters<typeof toLine>[0] = {}) => toLine({ now, ...changes });
const enrolHere = (county?: string) => enrolDesk(central, county, { now });

/** A line that shows what it sends, and may change it on the way. */
function tap(change: (init: RequestInit) => RequestInit = (init) => init) {
  const sent: { url: string; init: RequestInit }[] = [];
  const tapped: typeof fetch = async (url, init = {}) => {
    const changed = change(init);
    sent.push({ url: String(url), init: changed });
    return fetch(url, changed);
  };
  return { sent, fetch: tapped };
}

describe('enrolment', () => {
  test('a code binds a workstation’s key to its county and brings agreement numbers nobody else has', async () => {
    const [first, second] = [await enrolHere('1212'), await enrolHere('1208')];
    expect([first.enrolment.countyTeryt, second.enrolment.countyTeryt]).toEqual(['1212', '1208']);
    expect(first.enrolment.numberBlocks.map(({ programme }) => programme)).toEqual(['KK', 'KKZ']);
    const [mine, theirs] = [first, second].map(({ enrolment }) => enrolment.numberBlocks[0]);
    expect(theirs?.first).toBeGreaterThan(mine?.last ?? 0);
    const more = await first.client.requestNumbers([{ programme: 'KK', count: 7 }]);
    expect(more.ok && (more.value[0]?.first ?? 0)).toBeGreaterThan(theirs?.last ?? 0);
  });

  test('a code is typed as people type: small letters, spaces, O for zero', async () => {
    const { code } = await central.createEnrolmentCode('1212');
    const typed = ` ${code.toLowerCase().replace('-', ' ').replace(/0/g, 'o')} `;
    expect(await enrol(line(), { centralUrl: `${central.url}/`, code: typed })).toMatchObject({ ok: true });
  });

  test('a code serves one key; the same key may ask again when the answer got lost', async () => {
    const { code } = await central.createEnrolmentCode('1212');
    const key = createWorkstationKey();
    const application = { centralUrl: central.url, code, key };
    const [first, again] = [await enrol(line(), application), await enrol(line(), application)];
    expect(first.ok && again.ok && again.value).toEqual(first.ok && first.value);
    const other = await enrol(line(), { centralUrl: central.url, code });
    expect(other).toMatchObject({ ok: false, failure: { cause: 'auth', code: 'code-used' } });
  });

  test('a code expires after ten minutes', async () => {
    const { code } = await central.createEnrolmentCode('1212');
    clockMs += 10 * 60_000 + 1;
    const reply = await enrol(line(), { centralUrl: central.url, code });
    expect(reply).toMatchObject({ ok: false, failure: { cause: 'auth', code: 'code-expired' } });
  });

  test('a code that was never made is refused', async () => {
    const reply = await enrol(line(), { centralUrl: central.url, code: 'AAAAA-BBBBB' });
    expect(reply).toMatchObject({ ok: false, failure: { cause: 'auth', code: 'code-unknown' } });
  });

  test('a key is enrolled only by whoever has it', async () => {
    const { code } = await central.createEnrolmentCode('1212');
    const key = { ...createWorkstationKey(), publicKey: createWorkstationKey().publicKey };
    const reply = await enrol(line(), { centralUrl: central.url, code, key });
    expect(reply).toMatchObject({ ok: false, failure: { cause: 'auth', code: 'signature-invalid' } });
  });

  test.each(['http://central.example', 'ftp://127.0.0.1', 'https://user:secret@central.example', 'central'])(
    'an address like %s is never asked',
    async (centralUrl) => {
      const tapped = tap();
      const reply = await enrol(line(tapped), { centralUrl, code: 'AAAAA-BBBBB' });
      expect(reply).toMatchObject({ ok: false, failure: { code: 'bad-address' } });
      expect(tapped.sent).toEqual([]);
    },
  );
});

describe('a request', () => {
  test('without a signature is refused, with a problem document that says the server’s time', async () => {
    const response = await fetch(`${central.url}/v1/sync-state`);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = problemDocument.parse(await response.json());
    expect(problem).toMatchObject({ type: 'urn:teczka:problem:signature-missing', serverTime: now() });
  });

  test('signed by another key is refused', async () => {
    const { enrolment } = await enrolHere();
    const { privateKey } = createWorkstationKey();
    const reply = await createCentralClient(line(), { ...enrolment, privateKey }).getSyncState();
    expect(reply).toMatchObject({ ok: false, failure: { cause: 'auth', code: 'signature-invalid' } });
  });

  test('of a workstation that nobody knows is refused', async () => {
    const { enrolment } = await enrolHere();
    const workstationId = '00000000-0000-4000-8000-000000000000';
    const reply = await createCentralClient(line(), { ...enrolment, workstationId }).getSyncState();
    expect(reply).toMatchObject({ ok: false, failure: { cause: 'auth', code: 'workstation-unknown' } });
  });

  test('whose body was changed on the way is refused', async () => {
    const { enrolment } = await enrolHere();
    const tapped = tap((init) => ({ ...init, body: String(init.body).replace('"KK"', '"KKZ"') }));
    const client = createCentralClient(line({ fetch: tapped.fetch }), enrolment);
    const reply = await client.requestNumbers([{ programme: 'KK', count: 1 }]);
    expect(reply).toMatchObject({ ok: false, failure: { cause: 'auth', code: 'signature-invalid' } });
  });

  test('sent to another address than it was signed for is refused', async () => {
    const { enrolment } = await enrolHere();
    const elsewhere: typeof fetch = (url, init) => fetch(String(url).replace('after=0', 'after=1'), init);
    const reply = await createCentralClient(line({ fetch: elsewhere }), enrolment).listDecisions(0);
    expect(reply).toMatchObject({ ok: false, failure: { cause: 'auth', code: 'signature-invalid' } });
  });

  test('that somebody recorded and plays again is refused', async () => {
    const { enrolment } = await enrolHere();
    const tapped = tap();
    await createCentralClient(line({ fetch: tapped.fetch }), enrolment).getSyncState();
    const [recorded] = tapped.sent;
    const response = await fetch(recorded?.url ?? '', recorded?.init);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ type: 'urn:teczka:problem:nonce-replayed' });
  });

  test('from a workstation whose clock is an hour off is signed again by the server’s time, once', async () => {
    const { enrolment } = await enrolHere();
    const tapped = tap();
    const wrong = () => new Date(clockMs - 3_600_000).toISOString();
    const client = createCentralClient(line({ now: wrong, fetch: tapped.fetch }), enrolment);
    expect(await client.getSyncState()).toMatchObject({ ok: true });
    expect(await client.getSyncState()).toMatchObject({ ok: true });
    expect(tapped.sent).toHaveLength(3);
  });

  test('of a revoked workstation is forbidden, though it was served a moment ago', async () => {
    const { enrolment, client } = await enrolHere();
    expect(await client.getSyncState()).toMatchObject({ ok: true });
    await central.database.query('UPDATE device SET revoked_at = now() WHERE id = $1', [enrolment.workstationId]);
    const reply = await client.getSyncState();
    expect(reply).toMatchObject({ ok: false, failure: { cause: 'auth', status: 403, code: 'workstation-revoked' } });
  });

  test('larger than a mebibyte is too large', async () => {
    const { client } = await enrolHere();
    const items = Array.from({ length: 20 }, () => freeze(toItem(), 'x'.repeat(batchBytesLimit / 20)));
    const reply = await client.push({
      auditHead: null,
      items: items.map(({ voucherId: id, hash, body }) => ({ id, hash, body })),
    });
    expect(reply).toMatchObject({ ok: false, failure: { cause: 'http', status: 413, code: 'too-large' } });
  });

  test('in a newer version of the agreement is told to wait for the update', async () => {
    const { enrolment } = await enrolHere();
    const newer = { ...enrolment, centralUrl: central.url };
    const tapped = tap();
    const client = createCentralClient(line({ fetch: tapped.fetch }), newer);
    // A client of tomorrow: its schema is one that this central office doesn't know.
    const tomorrow = JSON.parse('{"auditHead": null, "items": [], "schema": "batch/2"}');
    expect(await client.push(tomorrow)).toMatchObject({
      ok: false,
      failure: { cause: 'http', status: 426, code: 'schema-version' },
    });
  });

  test('that does not fit the schema is told where, and holds nobody’s data', async () => {
    const { client } = await enrolHere();
    const reply = await client.push({ auditHead: null, items: [] });
    expect(reply).toMatchObject({ ok: false, failure: { status: 400, code: 'bad-request' } });
  });
});

test('too many requests are told when to come back', async () => {
  const strict = await startTestCentral({ now, limits: { enrolmentsPerMinute: 1 } });
  try {
    const ask = () => enrol(line(), { centralUrl: strict.url, code: 'AAAAA-BBBBB' });
    await ask();
    const reply = await ask();
    expect(reply).toMatchObject({ ok: false, failure: { cause: 'http', status: 429, code: 'too-many-requests' } });
    expect(!reply.ok && (reply.failure.retryAfterMs ?? 0)).toBeGreaterThan(0);
  } finally {
    await strict.stop();
  }
});

test('the head of an office’s audit chain is anchored with each push', async () => {
  const { client } = await enrolHere();
  const { voucherId: id, hash, body } = freeze(toItem());
  const auditHead = createHash('sha256').update('chain').digest('hex');
  await client.push({ auditHead, items: [{ id, hash, body }] });
  const state = await client.getSyncState();
  expect(state.ok && state.value.workstation.auditHead).toBe(auditHead);
});

test('the log says who asked for what and how it ended, and nothing about people', async () => {
  const lines: string[] = [];
  const { pino } = await import('pino');
  const log = pino({ level: 'info' }, { write: (text: string) => void lines.push(text) });
  const logged = await startTestCentral({ now, log });
  try {
    const desk = await enrolDesk(logged, '1212', { now });
    const item = toItem();
    await pushOnce(desk, [freeze(item)]);
    await desk.client.getPersonPool({
      programme: 'KK',
      identity: item.person.identity,
      birthDate: item.person.birthDate,
    });
    const text = lines.join('');
    expect(text).toContain('/v1/person-pool');
    expect(text).toContain(desk.enrolment.workstationId);
    expect(text).not.toContain('Przykładowa');
    const { identity } = item.person;
    expect(text).not.toContain(identity.kind === 'pesel' ? identity.pesel : identity.number);
  } finally {
    await logged.stop();
  }
});
