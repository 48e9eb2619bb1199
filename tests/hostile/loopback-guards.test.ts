// Each guard of the loopback host with odd values, alone and together: whatever is wrong first refuses in the core's place.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type GuardedHost,
  openGuardedHost,
  type RawRequest,
  send,
  takeToken,
} from '../integration/loopback/raw-http.ts';
import { inheritedNames, oddTexts, oddValues, toJsonText } from './oddities.ts';

const seed = Number(process.env.TECZKA_HOSTILE_SEED ?? 20_260_301);
const runs = Number(process.env.TECZKA_HOSTILE_RUNS ?? 60);
const limit = 8 * 1024 * 1024;

let guarded: GuardedHost;
let token: string;
beforeAll(async () => {
  guarded = await openGuardedHost();
  token = await takeToken(guarded);
});
afterAll(() => guarded.close());

/** What an HTTP header may hold, and the host's own request line with it. */
const inHeader = [...oddTexts, ...inheritedNames].filter((text) => text.length < 1000 && /^[\x20-\x7e]*$/.test(text));
const inPath = inHeader.filter((text) => !text.includes(' '));
const question = JSON.stringify({ operation: 'session.status', input: {} });

const right = (): Required<RawRequest> => ({
  method: 'POST',
  path: '/api/ask',
  headers: {
    Host: `127.0.0.1:${guarded.host.port}`,
    Origin: guarded.origin,
    'Content-Type': 'application/json',
    Authorization: `Bearer ${token}`,
    'Content-Length': question.length,
  },
  body: question,
});

type Guard = {
  readonly name: string;
  readonly status: number;
  readonly code: string;
  /** What it is to refuse. */
  readonly odd: () => readonly (string | number)[];
  readonly put: (request: Required<RawRequest>, odd: string | number) => Required<RawRequest>;
};

const header = (name: string) => (request: Required<RawRequest>, odd: string | number) => ({
  ...request,
  headers: { ...request.headers, [name]: odd },
});

/** In the order in which they are asked. */
const guards: readonly Guard[] = [
  {
    ...{ name: 'Host', status: 421, code: 'wrong-host', put: header('Host') },
    odd: () => {
      const { port } = guarded.host;
      // An empty one never leaves this client: it writes the right one instead.
      const names = ['localhost', '127.0.0.1.', '127.1', '2130706433', '0x7f.0.0.1', '[::1]', '[::ffff:127.0.0.1]', ''];
      const odd = [`127.0.0.1:${port}.foreign.example`, `foreign@127.0.0.1:${port}`, `127.0.0.1:${port}0`, '127.0.0.1'];
      return [...names.map((name) => `${name}:${port}`), ...odd, ...inHeader.filter((text) => text !== '')];
    },
  },
  {
    ...{ name: 'method', status: 405, code: 'method' },
    odd: () => ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'],
    put: (request, odd) => ({ ...request, method: String(odd) }),
  },
  {
    ...{ name: 'Origin', status: 403, code: 'wrong-origin', put: header('Origin') },
    odd: () => {
      const { origin } = guarded;
      const other = [`${origin}/`, `${origin}0`, `${origin}.foreign.example`, `${origin}, https://foreign.example`];
      return [...other, origin.replace('http', 'https'), origin.toUpperCase(), 'null', 'file://', ...inHeader];
    },
  },
  {
    ...{ name: 'content type', status: 415, code: 'json-only', put: header('Content-Type') },
    odd: () => [
      'text/plain',
      'text/plain;application/json',
      'application/json5',
      'application/json,text/plain',
      ...inHeader,
    ],
  },
  {
    ...{ name: 'path', status: 404, code: 'not-found' },
    odd: () => {
      const near = [
        '/api/ask/',
        '//api/ask',
        '/api//ask',
        '/API/ask',
        '/api/ask%00',
        '/api/ask;x',
        '/api/./ask',
        '/api/%61sk',
      ];
      return [...near, '/assets/../api/ask', `${guarded.origin}/api/ask`, ...inPath.map((text) => `/api/${text}`)];
    },
    put: (request, odd) => ({ ...request, path: String(odd) }),
  },
  {
    ...{ name: 'token', status: 401, code: 'token', put: header('Authorization') },
    odd: () => {
      const near = [
        `Bearer ${token}A`,
        `Bearer ${token.slice(1)}`,
        `Bearer ${token.toLowerCase()}`,
        `Bearer  ${token}`,
      ];
      return [
        ...near,
        token,
        `Basic ${token}`,
        `bearer ${token}`,
        ...inHeader.map((text) => `Bearer ${text}`),
        ...inHeader,
      ];
    },
  },
  {
    ...{ name: 'size', status: 413, code: 'too-large', put: header('Content-Length') },
    odd: () => [limit + 1, 2 ** 31, 2 ** 32 + 10, 2 ** 53 - 1],
  },
];

const refusalOf = async (request: RawRequest) => {
  const { status, body } = await send(guarded, request);
  return [status, JSON.parse(body)];
};

test('a request with everything right is answered by the core', async () => {
  const { status, body } = await send(guarded, right());
  expect([status, JSON.parse(body)]).toMatchObject([200, { ok: true }]);
});

describe('with everything else right', () => {
  test.each(guards)('a wrong $name is refused, whatever it is', async ({ odd, put, status, code }) => {
    for (const value of new Set(odd())) {
      expect([value, ...(await refusalOf(put(right(), value)))]).toEqual([value, status, { code }]);
    }
  });

  test('a body that is no question is refused, whatever it is', async () => {
    for (const value of oddValues) {
      const body = toJsonText(value);
      const headers = { ...right().headers, 'Content-Length': Buffer.byteLength(body) };
      expect([value, ...(await refusalOf({ ...right(), headers, body }))]).toEqual([
        value,
        400,
        { code: 'not-a-question' },
      ]);
    }
  });
});

test('where several are wrong the first of them refuses: none opens the way past another', async () => {
  const several = fc.subarray([...guards], { minLength: 2 });
  await fc.assert(
    fc.asyncProperty(several, fc.nat(), async (wrong, pick) => {
      const request = wrong.reduce((made, { odd, put }) => {
        const values = odd();
        return put(made, values[pick % values.length] ?? '');
      }, right());
      const [first] = wrong;
      expect(await refusalOf(request)).toEqual([first?.status, { code: first?.code }]);
    }),
    { seed, numRuns: runs },
  );
});
