// The wire API under whoever can reach it, and under an enrolled workstation gone bad: never a fault, never anybody's data.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { batchRequest, batchResponse } from '../../shared/wire/batch.ts';
import { enrolmentRequest, numberBlocksRequest, numberBlocksResponse } from '../../shared/wire/enrolment.ts';
import { personPoolRequest } from '../../shared/wire/ledger.ts';
import { problemDocument } from '../../shared/wire/problem.ts';
import { voucherItem } from '../../shared/wire/voucher.ts';
import { type Desk, enrolDesk, freeze, startTestCentral, type TestCentral, toItem } from '../support/central.ts';
import { hostileOf } from './generator.ts';
import { inheritedNames, oddTexts, toJsonText } from './oddities.ts';
import { type RawAnswer, send, sendBytes, sendSigned, signatureHeaders } from './raw-central.ts';

const seed = Number(process.env.TECZKA_HOSTILE_SEED ?? 20_260_301);
const questions = Number(process.env.TECZKA_HOSTILE_RUNS ?? 80);
const lines: string[] = [];
const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });

let central: TestCentral;
let desk: Desk;
beforeAll(async () => {
  central = await startTestCentral({ log, limits: { requestsPerMinute: 1_000_000, enrolmentsPerMinute: 1_000_000 } });
  desk = await enrolDesk(central);
});
afterAll(() => central.stop());

/** Stands in what is sent, and may stand nowhere in what comes back or is logged. */
const secretName = 'Żółwińska-Tajna';
const secretPesel = '85051412349';

/** A problem document or an answer, and never a fault. */
function expectCalm({ status, type, body }: RawAnswer): void {
  expect(status, body).toBeLessThan(500);
  expect(body).not.toContain(secretName);
  expect(body).not.toContain(secretPesel);
  if (status === 200) return;
  expect(type).toContain('application/problem+json');
  expect(problemDocument.safeParse(JSON.parse(body)).error).toBeUndefined();
}

const posts = [
  { path: '/v1/enrolments', schema: enrolmentRequest },
  { path: '/v1/vouchers:batch', schema: batchRequest },
  { path: '/v1/number-blocks', schema: numberBlocksRequest },
  { path: '/v1/person-pool', schema: personPoolRequest },
] satisfies { path: string; schema: z.ZodType }[];
const gets = ['/v1/sync-state', '/v1/decisions', '/v1/vouchers/ids', '/health', '/ready', '/openapi.json'];

describe.each(posts)('$path', ({ path, schema }) => {
  test('signed, answers any JSON without a fault', async () => {
    await fc.assert(
      fc.asyncProperty(hostileOf(schema, { voucherId: [] }), async (made) => {
        expectCalm(await sendSigned(desk, { path, body: toJsonText(made) }));
      }),
      { seed, numRuns: questions },
    );
  });

  test.each([
    '',
    '{',
    'null',
    '\u0000',
    '\uFEFF{}',
    `${'['.repeat(500_000)}`,
    '{"a":1}{"b":2}',
    'NaN',
    "{'a':1}",
    '"\\ud800"',
  ])('signed, answers the %#th body that is no question with a refusal', async (body) => {
    const answer = await sendSigned(desk, { path, body });
    expectCalm(answer);
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });

  test('unsigned, or signed over something else, is refused before anything is read from it', async () => {
    const body = JSON.stringify({ schema: 'batch/1', auditHead: null, items: [] });
    const good = signatureHeaders(desk, { path, body });
    const other = (value: string) => `sha-256=:${createHash('sha256').update(value).digest('base64')}:`;
    const tricks: Record<string, string | string[]>[] = [
      { 'content-type': 'application/json' },
      { ...good, 'content-digest': other('another body') },
      { ...good, 'content-digest': `${other(body)}, ${other('x')}` },
      { ...good, 'content-digest': 'md5=:AAAA:' },
      { ...good, 'content-digest': '' },
      { ...good, signature: 'teczka=:AAAA:' },
      { ...good, signature: `other=:${'A'.repeat(88)}:` },
      { ...good, signature: [good.signature ?? '', 'teczka=:AAAA:'] },
      { ...good, 'signature-input': 'teczka=("@method")' },
      { ...good, 'signature-input': `${good['signature-input']}, second=()` },
      { ...good, 'signature-input': 'x'.repeat(8000) },
      { ...good, 'signature-input': `${good['signature-input']?.replace('@target-uri', '@path')}` },
      { ...good, 'signature-input': `${good['signature-input']?.replace('teczka/1', 'teczka/0')}` },
      { ...good, host: 'elsewhere.example' },
    ];
    for (const headers of tricks) {
      const answer = await send(central.url, { path, body, headers });
      expectCalm(answer);
      expect([400, 401, 426]).toContain(answer.status);
    }
  });

  test('in another type, or announced wrongly, is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'a/b']) {
      const answer = await sendSigned(desk, { path, body: '{}', headers: { 'content-type': type } });
      expectCalm(answer);
      expect(answer.status).toBe(415);
    }
    const encoded = await sendSigned(desk, { path, body: '{}', headers: { 'content-encoding': 'gzip' } });
    expectCalm(encoded);
  });
});

describe('claims of a signature', () => {
  const nowSeconds = Math.floor(Date.now() / 1000);
  test.each([
    { createdSeconds: 0 },
    { createdSeconds: -1 },
    { createdSeconds: 999_999_999_999_999 },
    { createdSeconds: nowSeconds + 0.5 },
    { nonce: '' },
    { nonce: 'short' },
    { nonce: 'n'.repeat(65) },
    { nonce: "'; DROP TABLE nonce; --" },
    { keyId: '' },
    { keyId: "' OR 1=1 --" },
    { keyId: '__proto__' },
    { keyId: '00000000-0000-0000-0000-000000000000' },
    { keyId: 'enrolment' },
  ])('of %j open nothing that they should not', async (claims) => {
    const answer = await sendSigned(desk, { method: 'GET', path: '/v1/sync-state' }, claims);
    expectCalm(answer);
    // A nonce is any text of its length: it is bound, never built into SQL.
    expect(answer.status).toBe(claims.nonce?.startsWith("'") ? 200 : 401);
  });
});

describe('what is no address', () => {
  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'HEAD'])(
    '%s changes and answers nothing',
    async (method) => {
      for (const path of [...posts.map((post) => post.path), ...gets]) {
        const { status, body } = await sendSigned(desk, { method, path });
        expect(status).toBeLessThan(500);
        if (method === 'HEAD') expect(body).toBe('');
        else expect([400, 404]).toContain(status);
      }
    },
  );

  test.each([
    '/v1/decisions?after=-1',
    '/v1/decisions?after=1e308',
    '/v1/decisions?after=NaN',
    '/v1/decisions?limit=501',
    '/v1/decisions?after=1&after=2',
    '/v1/decisions?__proto__=1',
    '/v1/decisions?after=%00',
    '/v1/vouchers/ids?after=%27%20OR%201=1',
    '/v1/vouchers/ids?limit=0',
    '/v1/vouchers/ids?after[]=x',
  ])('%s is refused', async (path) => {
    const answer = await sendSigned(desk, { method: 'GET', path });
    expectCalm(answer);
    expect(answer.status).toBe(400);
  });

  test.each([
    '/%',
    '/%ff',
    '//',
    '/..',
    '/v1/../v1/sync-state',
    '/v1/vouchers:batch/..',
    `/${'a'.repeat(7000)}`,
    '/v1/%00',
    '/__proto__',
    '/constructor',
  ])('the path %.40s leads nowhere', async (path) => {
    const answer = await sendSigned(desk, { method: 'GET', path });
    expect(answer.status, answer.body).toBeGreaterThanOrEqual(400);
    expect(answer.status, answer.body).toBeLessThan(500);
  });

  test.each([
    'garbage\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'POST /v1/enrolments HTTP/1.1\r\nHost: a\r\nHost: b\r\nContent-Length: 2\r\n\r\n{}',
    'POST /v1/enrolments HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'POST /v1/enrolments HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n',
    'POST /v1/enrolments HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    'POST http://elsewhere.example/v1/sync-state HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n',
  ])('bytes that are no request are answered as one or not at all (%#)', async (bytes) => {
    const answer = await sendBytes(central.url, bytes);
    expect(answer).toMatch(/^(HTTP\/1\.1 4\d\d|$)/);
  });
});

describe('a workstation gone bad', () => {
  const push = (bodies: readonly string[]) => {
    const items = bodies.map((body) => ({ ...idAndHash(body), body }));
    return sendSigned(desk, {
      path: '/v1/vouchers:batch',
      body: JSON.stringify({ schema: 'batch/1', auditHead: null, items }),
    });
  };
  const idAndHash = (body: string) => {
    const { voucherId: id, hash } = freeze(toItem(), body);
    return { id, hash };
  };

  test('gets an outcome for every voucher it makes up, and the ledger holds only what is one', async () => {
    const held = await central.database.query('SELECT id FROM voucher WHERE outcome = $1', ['accepted']);
    await fc.assert(
      fc.asyncProperty(fc.array(hostileOf(voucherItem, {}), { minLength: 1, maxLength: 5 }), async (made) => {
        const answer = await push(made.map(toJsonText).map((body) => body.slice(0, 60_000).padEnd(2)));
        expectCalm(answer);
        const { results } = batchResponse.parse(JSON.parse(answer.body));
        // Their ids are made up too: what is one by chance has another id than its line.
        expect(results.map(({ outcome }) => outcome)).toEqual(made.map(() => 'invalid'));
      }),
      { seed, numRuns: questions },
    );
    expect(await central.database.query('SELECT id FROM voucher WHERE outcome = $1', ['accepted'])).toEqual(held);
  });

  test.each([...oddTexts.filter((odd) => odd.trim() !== '' && odd.length <= 100), ...inheritedNames])(
    'may name a person or a provider %j: taken or invalid, and not repeated',
    async (odd) => {
      const item = toItem();
      const named = { ...item, person: { ...item.person, firstName: odd, lastName: secretName } };
      const {
        voucherId: id,
        hash,
        body,
      } = freeze({ ...named, order: { ...item.order, provider: { name: odd, burNumber: '' } } });
      const batch = JSON.stringify({ schema: 'batch/1', auditHead: null, items: [{ id, hash, body }] });
      const answer = await sendSigned(desk, { path: '/v1/vouchers:batch', body: batch });
      expectCalm(answer);
      const [result] = batchResponse.parse(JSON.parse(answer.body)).results;
      expect(['accepted', 'invalid']).toContain(result?.outcome);
    },
  );

  test('learns where its voucher is wrong, never what stood there', async () => {
    const item = toItem();
    const wrong = {
      ...item,
      person: { ...item.person, firstName: 7, lastName: secretName, [secretName]: secretPesel },
    };
    const { voucherId: id, hash, body } = freeze(item, JSON.stringify(wrong));
    const batch = JSON.stringify({ schema: 'batch/1', auditHead: null, items: [{ id, hash, body }] });
    const answer = await sendSigned(desk, { path: '/v1/vouchers:batch', body: batch });
    expectCalm(answer);
    expect(answer.body).toContain('/person/firstName');
  });

  test('learns no more of a request that does not fit', async () => {
    const asked = {
      schema: 'person-pool/1',
      programme: 'KK',
      birthDate: secretName,
      identity: { kind: 'pesel', pesel: secretPesel },
    };
    for (const body of [asked, { ...asked, [secretName]: 1 }, { ...asked, identity: { kind: secretName } }]) {
      const answer = await sendSigned(desk, { path: '/v1/person-pool', body: JSON.stringify(body) });
      expectCalm(answer);
      expect(answer.status).toBe(400);
    }
  });

  test('cannot use up the agreement numbers of the others', async () => {
    const greedy = await enrolDesk(central, '1208');
    const wanted = Array.from({ length: 20 }, () => ({ programme: 'KK', count: 100_000 }));
    const body = JSON.stringify({ schema: 'number-blocks/1', wanted });
    let granted = 0;
    for (let time = 0; time < 5; time += 1) {
      const answer = await sendSigned(greedy, { path: '/v1/number-blocks', body });
      expectCalm(answer);
      const { numberBlocks } = numberBlocksResponse.parse(JSON.parse(answer.body));
      granted += numberBlocks.reduce((sum, { first, last }) => sum + last - first + 1, 0);
    }
    expect(granted).toBeLessThanOrEqual(100_000);
    const other = await enrolDesk(central, '1212');
    expect(await other.client.requestNumbers([{ programme: 'KK', count: 500 }])).toMatchObject({ ok: true });
  });
});

test('through all of this nothing was logged as a fault, and nobody is named in the log', () => {
  const text = lines.join('');
  expect(lines.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  expect(text).not.toContain(secretName);
  expect(text).not.toContain(secretPesel);
  expect(Reflect.get({}, 'surprise')).toBeUndefined();
});
