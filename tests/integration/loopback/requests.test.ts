import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, type GuardedHost, newCode, openGuardedHost, post, type RawAnswer, send, takeToken } from './raw-http.ts';

let guarded: GuardedHost;
beforeAll(async () => {
  guarded = await openGuardedHost();
});
afterAll(() => guarded.close());

const expectGuarded = ({ headers }: RawAnswer) => {
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  expect(headers['access-control-allow-origin']).toBeUndefined();
  expect(headers['set-cookie']).toBeUndefined();
};

describe('where a request came for', () => {
  test.for(['localhost', 'teczka.example', '127.0.0.1', '127.0.0.1:1', '[::1]'])(
    'a request for the host %s is none of ours',
    async (name) => {
      for (const method of ['GET', 'POST']) {
        const answer = await send(guarded, { method, headers: { Host: name, Origin: guarded.origin } });
        expect(answer.status).toBe(421);
        expectGuarded(answer);
      }
    },
  );

  test('our own host is answered with the page', async () => {
    const answer = await send(guarded, {});
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(answer.body).toContain('Teczka');
    expectGuarded(answer);
  });
});

describe('where a request came from', () => {
  test.for(['http://localhost:1', 'https://foreign.example', 'null', 'http://127.0.0.1'])(
    'a page of %s may send nothing, not even with a token',
    async (origin) => {
      const token = await takeToken(guarded);
      const headers = { Origin: origin, Authorization: `Bearer ${token}` };
      const asked = await post(guarded, '/api/ask', { body: { operation: 'session.status', input: {} }, headers });
      expect(asked.status).toBe(403);
      expectGuarded(asked);
      const code = newCode(guarded);
      expect((await post(guarded, '/api/token', { body: { code }, headers: { Origin: origin } })).status).toBe(403);
    },
  );

  test('a foreign page that asks for the stream of events is refused like any other', async () => {
    const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' };
    const headers = { ...upgrade, 'Sec-WebSocket-Key': 'dGVjemthdGVjemthdGVjeg==', Origin: 'https://foreign.example' };
    const answer = await send(guarded, { path: '/api/events', headers });
    expect(answer.status).toBe(403);
    expectGuarded(answer);
  });

  test('a POST without an origin is refused', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await send(guarded, { method: 'POST', path: '/api/ask', headers, body: '{}' });
    expect(answer.status).toBe(403);
  });
});

describe('who asks', () => {
  const question = { operation: 'session.status', input: {} };
  test.for([
    ['no token', undefined],
    ['an empty one', 'Bearer '],
    ['a false one', `Bearer ${'A'.repeat(43)}`],
    ['one of another scheme', 'Basic dGVjemthOnRlY3prYQ=='],
  ] as const)('whoever has %s is refused', async ([, authorization]) => {
    const headers = authorization === undefined ? {} : { Authorization: authorization };
    const answer = await post(guarded, '/api/ask', { body: question, headers });
    expect(answer.status).toBe(401);
    expectGuarded(answer);
  });

  test('a token in the address is no token', async () => {
    const token = await takeToken(guarded);
    expect((await post(guarded, `/api/ask?token=${token}`, { body: question })).status).toBe(401);
  });

  test('whoever has the token is answered by the core, in JSON and with every header', async () => {
    const token = await takeToken(guarded);
    const answer = await post(guarded, '/api/ask', { body: question, headers: { Authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(answer.body)).toMatchObject({ ok: true, value: { phase: 'no-case-file' } });
    expectGuarded(answer);
  });

  test('a code is swapped for a token once', async () => {
    const code = newCode(guarded);
    expect((await post(guarded, '/api/token', { body: { code } })).status).toBe(200);
    const again = await post(guarded, '/api/token', { body: { code } });
    expect(again.status).toBe(401);
    expectGuarded(again);
  });

  test('a new address makes the one before it worthless', async () => {
    const first = newCode(guarded);
    const second = newCode(guarded);
    expect((await post(guarded, '/api/token', { body: { code: first } })).status).toBe(401);
    expect((await post(guarded, '/api/token', { body: { code: second } })).status).toBe(200);
  });

  test.for([{ code: 'x' }, { code: '' }, { code: 7 }, {}, null, []])('the code in %j opens nothing', async (body) => {
    newCode(guarded);
    expect((await post(guarded, '/api/token', { body })).status).toBe(401);
  });

  test('each code is a seat of its own', async () => {
    const [first, second] = [await takeToken(guarded), await takeToken(guarded)];
    expect(first).not.toBe(second);
    expect((await ask(guarded, first, { operation: 'session.status' })).status).toBe(200);
  });
});

describe('what a request carries', () => {
  test.for([
    'text/plain',
    'text/plain;application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    '',
  ])('a body of the type "%s", which a form could send, is refused', async (type) => {
    const token = await takeToken(guarded);
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': type };
    const answer = await post(guarded, '/api/ask', { body: { operation: 'session.status', input: {} }, headers });
    expect(answer.status).toBe(415);
    expectGuarded(answer);
  });

  test('a body over 8 MiB is refused, whether it says its length or not', async () => {
    const token = await takeToken(guarded);
    const body = JSON.stringify({ operation: 'session.status', input: { text: 'ą'.repeat(5 * 1024 * 1024) } });
    const announced = await post(guarded, '/api/ask', { body, headers: { Authorization: `Bearer ${token}` } });
    expect(announced.status).toBe(413);
    expectGuarded(announced);
    const chunked = await send(guarded, {
      method: 'POST',
      path: '/api/ask',
      headers: {
        Origin: guarded.origin,
        'Content-Type': 'application/json',
        Authorization: `Bearer ${token}`,
        'Transfer-Encoding': 'chunked',
      },
      body,
    });
    expect(chunked.status).toBe(413);
  });

  test('a body just under the limit reaches the contract', async () => {
    const token = await takeToken(guarded);
    const { status, answer } = await ask(guarded, token, {
      operation: 'session.status',
      input: { text: 'a'.repeat(8 * 1024 * 1024 - 200) },
    });
    expect(status).toBe(200);
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'invalid-input' } });
  });

  test.for(['{', '', 'null', '[]', '{"operation":1,"input":{}}', '{"operation":"session.status","input":{},"more":1}'])(
    'the body %s is no question',
    async (body) => {
      const token = await takeToken(guarded);
      const answer = await post(guarded, '/api/ask', { body, headers: { Authorization: `Bearer ${token}` } });
      expect(answer.status).toBe(400);
      expectGuarded(answer);
    },
  );

  test('a name from the prototype is no operation', async () => {
    const token = await takeToken(guarded);
    for (const name of ['__proto__.constructor', 'session.__proto__', 'constructor', 'session.toString']) {
      const { answer } = await ask(guarded, token, { operation: name });
      expect(answer).toEqual({ ok: false, problem: { kind: 'unknown-operation' } });
    }
  });
});

describe('what exists', () => {
  test.for(['/api/ask', '/api/token', '/api/events', '/api'])('GET of %s is nothing', async (path) => {
    const answer = await send(guarded, { path });
    expect(answer.status).toBe(404);
    expectGuarded(answer);
  });

  test.for(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('%s is no method of ours', async (method) => {
    const answer = await send(guarded, { method, path: '/api/ask', headers: { Origin: guarded.origin } });
    expect(answer.status).toBe(405);
    expectGuarded(answer);
  });

  test.for([
    '/../secret.js',
    '/assets/../../secret.js',
    '/..%2fsecret.js',
    '/%2e%2e/secret.js',
    '//secret.js',
    '/assets\\..\\..\\secret.js',
    '/./index.html',
    '/assets',
    '/assets/',
    '/assets/notes.txt',
    'http://foreign.example/',
  ])('the path %s leads nowhere', async (path) => {
    const answer = await send(guarded, { path });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('beside the page');
    expectGuarded(answer);
  });

  test('a file of the page is there, with its type', async () => {
    const answer = await send(guarded, { path: '/assets/app.js?v=1' });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' } });
    expectGuarded(answer);
  });

  test('a POST elsewhere is nothing', async () => {
    const answer = await post(guarded, '/api/other', { body: {} });
    expect(answer.status).toBe(404);
    expectGuarded(answer);
  });
});
