import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realWorld } from '../../../electron/core/world.ts';
import { passphrase } from '../../support/case-file.ts';
import { ask, type GuardedHost, openGuardedHost, openSocket, takeToken } from './raw-http.ts';

let guarded: GuardedHost;
let token: string;

const administrator = { login: 'anna.probna', passphrase };
const waitingOf = (said: readonly unknown[]) =>
  said.flatMap((event) => (event as { status?: { waiting: number } }).status?.waiting ?? []); // of the news made here
const kindsOf = (said: readonly unknown[]) => said.map((event) => (event as { kind: string }).kind); // every event has one

/** Makes the core tell its seats something. */
const makeNews = (waiting = 0) =>
  guarded.workplace.announce({
    kind: 'sync',
    status: {
      ...{ enrolled: false, centralUrl: null, workstationId: null, waiting, refused: 0, acknowledged: 0 },
      quarantined: 0,
      ...{ oldestWaitingAt: null, lastExchangeAt: null, lastFailure: null, nextTryAt: null, inFlight: false },
      ...{ alarms: [], clockOffsetSeconds: null, otherFileAt: null, missingHere: 0 },
    },
  });

let laterMs = 0;
const elapsedMs = () => realWorld.elapsedMs() + laterMs;

beforeAll(async () => {
  guarded = await openGuardedHost({ world: { ...realWorld, elapsedMs } });
  token = await takeToken(guarded);
  await ask(guarded, token, {
    operation: 'office.create',
    input: {
      name: 'Powiatowy Urząd Pracy w Próbnicach',
      countyTeryt: '1212',
      administrator: { ...administrator, displayName: 'Anna Próbna', roles: ['administrator', 'clerk'] },
    },
  });
});
afterAll(() => guarded.close());

describe('the stream of events', () => {
  test.for([
    ['a foreign page', { Origin: 'https://foreign.example' }, 403],
    ['a page without a name', { Origin: 'null' }, 403],
    ['a program that says no origin', {}, 403],
    ['a foreign host', { Host: 'teczka.example' }, 421],
  ] as const)('%s may not open it', async ([, headers, status]) => {
    await expect(openSocket(guarded, { headers })).rejects.toThrow(`refused with ${status}`);
  });

  test.for(['/api/events?token=x', '/api/ask', '/', '/api/events/'])('it is not at %s', async (path) => {
    await expect(openSocket(guarded, { path })).rejects.toThrow('refused with 404');
  });

  test('a token is taken as the first message alone', async () => {
    const asked = await openSocket(guarded, {
      headers: { Origin: guarded.origin, Authorization: `Bearer ${token}` },
    });
    asked.tell('{}');
    expect(await asked.closed).toBe(4401);
    expect(asked.said).toEqual([]);
  });

  test('a false token ends it', async () => {
    for (const words of ['', 'A'.repeat(43), token.slice(1), `Bearer ${token}`]) {
      const socket = await openSocket(guarded);
      socket.tell(words);
      expect(await socket.closed).toBe(4401);
    }
  });

  test('a second guess is not heard', async () => {
    const socket = await openSocket(guarded);
    socket.tell('false');
    socket.tell(token);
    expect(await socket.closed).toBe(4401);
    expect(socket.said).toEqual([]);
  });

  test('a message longer than any token ends it', async () => {
    const socket = await openSocket(guarded);
    socket.tell('x'.repeat(5000));
    expect(await socket.closed).toBe(1009);
  });

  test('whoever says the token hears what the core tells', async () => {
    const socket = await openSocket(guarded);
    socket.tell(token);
    await expect.poll(() => kindsOf(socket.said)).toEqual(['ready']);
    makeNews();
    await expect.poll(() => kindsOf(socket.said)).toEqual(['ready', 'sync']);
    socket.end();
    await socket.closed;
  });

  test('a seat where nobody is signed in hears nothing of the office', async () => {
    const empty = await openSocket(guarded);
    empty.tell(await takeToken(guarded));
    const signedIn = await openSocket(guarded);
    signedIn.tell(token);
    await expect.poll(() => [kindsOf(empty.said), kindsOf(signedIn.said)]).toEqual([['ready'], ['ready']]);
    makeNews(1);
    await ask(guarded, token, { operation: 'session.lock' });
    makeNews(2);
    await ask(guarded, token, { operation: 'session.signIn', input: administrator });
    makeNews(3);
    await expect.poll(() => waitingOf(signedIn.said)).toEqual([1, 3]);
    expect(kindsOf(empty.said)).toEqual(['ready']);
    for (const socket of [empty, signedIn]) socket.end();
  });

  test('a seat that its user left for too long hears nothing either, until somebody signs in again', async () => {
    const left = await openSocket(guarded);
    left.tell(token);
    await expect.poll(() => kindsOf(left.said)).toEqual(['ready']);
    laterMs += 24 * 3_600_000;
    makeNews(4);
    await ask(guarded, token, { operation: 'session.signIn', input: administrator });
    makeNews(5);
    await expect.poll(() => waitingOf(left.said)).toEqual([5]);
    left.end();
  });
});
