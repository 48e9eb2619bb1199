// Everything that may come back instead of an answer, through the real exchange and loop: each has its own handling.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ProblemCode, problemCodes, toProblemDocument } from '../../../shared/wire/problem.ts';
import { freeze, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';
import { openTestOffice } from './test-office.ts';
import { type Sky, startProxy } from './weather.ts';

let central: TestCentral;
let sky: Sky;
beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(() => central.stop());
beforeEach(async () => {
  sky = await startProxy(central.url);
});
afterEach(() => sky.stop());

type Answer = { readonly status: number; readonly headers?: Record<string, string>; readonly body: string };
type Expected = {
  readonly answer: Answer;
  readonly cause: string;
  readonly code: string | null;
  readonly waitMs: number;
};
type Row = readonly [name: string, expected: Expected];
/** The words that come of an answer, and the first wait. */
const expecting = (answer: Answer, [cause, code]: readonly [string, string | null], waitMs: number): Expected => {
  return { answer, cause, code, waitMs };
};

const page = (status: number): Answer => ({ status, headers: { 'content-type': 'text/html' }, body: '<h1>Proxy</h1>' });
const problem = (code: ProblemCode): Answer => {
  const when = { traceId: 'trace', serverTime: new Date().toISOString() };
  const document = toProblemDocument(code, when);
  return {
    status: document.status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify(document),
  };
};

const soon = 5_000;
const later = 30_000;
/** What somebody has to mend. */
const slow = 15 * 60_000;

/** Answers to a batch of two after which everything rests; the wait is the loop's first. */
const resting: readonly Row[] = [
  ['our 401, not signed', expecting(problem('signature-missing'), ['auth', 'signature-missing'], slow)],
  ['our 401, signed wrongly', expecting(problem('signature-invalid'), ['auth', 'signature-invalid'], slow)],
  ['our 401, nobody we know', expecting(problem('workstation-unknown'), ['auth', 'workstation-unknown'], slow)],
  ['our 401, another time, twice', expecting(problem('clock-skew'), ['auth', 'clock-skew'], slow)],
  ['our 401, a copy, twice', expecting(problem('nonce-replayed'), ['http', 'nonce-replayed'], soon)],
  ['our 403, revoked', expecting(problem('workstation-revoked'), ['auth', 'workstation-revoked'], slow)],
  ['our 403, a code that nobody sent', expecting(problem('code-unknown'), ['auth', 'code-unknown'], slow)],
  ['our 403, a code that was used', expecting(problem('code-used'), ['auth', 'code-used'], slow)],
  ['our 403, a code that is too old', expecting(problem('code-expired'), ['auth', 'code-expired'], slow)],
  ['our 404', expecting(problem('not-found'), ['http', 'not-found'], soon)],
  ['our 415', expecting(problem('not-json'), ['http', 'not-json'], soon)],
  ['our 415, of what is packed', expecting(problem('unknown-coding'), ['http', 'unknown-coding'], soon)],
  ['our 426', expecting(problem('schema-version'), ['http', 'schema-version'], slow)],
  ['our 429', expecting(problem('too-many-requests'), ['http', 'too-many-requests'], soon)],
  ['our 500', expecting(problem('internal'), ['http', 'internal'], soon)],
  ['our 503', expecting(problem('unavailable'), ['http', 'unavailable'], soon)],
  ['a 401 of a proxy', expecting(page(401), ['protocol', null], later)],
  ['a 403 of a proxy', expecting(page(403), ['protocol', null], later)],
  ['a 404 of a proxy', expecting(page(404), ['protocol', null], later)],
  ['a 409', expecting(page(409), ['http', 'conflict'], slow)],
  ['a 415', expecting(page(415), ['http', 'not-json'], soon)],
  ['a 426', expecting(page(426), ['http', 'schema-version'], slow)],
  ['a 429', expecting(page(429), ['http', 'too-many-requests'], soon)],
  ['a 500', expecting(page(500), ['http', 'unavailable'], soon)],
  ['a 502', expecting(page(502), ['http', 'unavailable'], soon)],
  ['a 503', expecting(page(503), ['http', 'unavailable'], soon)],
  [
    'a 503 that says when',
    expecting({ ...page(503), headers: { 'retry-after': '77' } }, ['http', 'unavailable'], 77_000),
  ],
  ['a 599', expecting(page(599), ['http', 'unavailable'], soon)],
  ['a page in place of an answer', expecting(page(200), ['protocol', null], later)],
  ['JSON of something else', expecting({ status: 200, body: '{"ok":true}' }, ['protocol', null], later)],
  ['half an answer', expecting({ status: 200, body: '{"results":[' }, ['protocol', null], later)],
  ['nothing', expecting({ status: 204, body: '' }, ['protocol', null], later)],
  ['a problem that is not ours', expecting({ status: 422, body: '{"type":"about:blank"}' }, ['protocol', null], later)],
];

/** Answers about what was in the batch: it is divided, and what is alone with it waits alone. */
const dividing: readonly Row[] = [
  ['our 400', expecting(problem('bad-request'), ['http', 'bad-request'], 10_000)],
  ['our 413', expecting(problem('too-large'), ['http', 'too-large'], 10_000)],
  ['a 413 of a proxy', expecting(page(413), ['http', 'too-large'], 10_000)],
  ['a 400 of a proxy', expecting(page(400), ['protocol', null], 60_000)],
];

const make = () => [freeze(toItem()), freeze(toItem())];

test.each(resting)('%s', async (_, { answer, cause, code, waitMs }) => {
  const { loop, outbox, time } = await openTestOffice(central, make(), { centralUrl: sky.url });
  sky.always(answer);
  loop.start();
  await time.elapse(loop);
  expect(loop.state().lastFailure).toMatchObject({ cause, code });
  expect([...outbox.waiting.values()].map((each) => each.cause)).toEqual([code ?? cause, code ?? cause]);
  expect(time.waitMs()).toBe(waitMs);
  sky.always('fair');
  while (outbox.waiting.size > 0) await time.elapse(loop);
  expect([...outbox.outcomes.values()].map(({ state }) => state)).toEqual(['acknowledged', 'acknowledged']);
});

test.each(dividing)('%s', async (_, { answer, cause, code, waitMs }) => {
  const { loop, outbox, time } = await openTestOffice(central, make(), { centralUrl: sky.url });
  // Both together, then the first alone: the second goes past it.
  sky.forecast(answer, answer);
  loop.start();
  await time.elapse(loop);
  expect(sky.batchSizes).toEqual([2, 1, 1]);
  expect([...outbox.waiting.values()].map((each) => each.cause)).toEqual([code ?? cause]);
  expect(time.waitMs()).toBe(waitMs);
  await time.elapse(loop);
  expect(outbox.outcomes.size).toBe(2);
});

test('no problem of the contract is missing above', () => {
  const named = new Set([...resting, ...dividing].map(([, { code }]) => code));
  expect(problemCodes.filter((code) => !named.has(code))).toEqual([]);
});
