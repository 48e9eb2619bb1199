// The central office as a process: how it starts, what it shows to whom, and that a stop cuts nobody off.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCentralClient } from '../../../electron/sync/central-client.ts';
import { enrol } from '../../../electron/sync/enrolment.ts';
import { batchResponse } from '../../../shared/wire/batch.ts';
import { type Desk, freeze, pushOnce, toItem, toLine } from '../../support/central.ts';
import { ask, command, patiently, type Running, startCentral } from './running.ts';
import { beginBatch } from './slow-batch.ts';

let folder = '';
let running: Running;
const begin = async (environment: Readonly<Record<string, string>> = {}) => {
  running = await startCentral({ TECZKA_CENTRAL_FOLDER: folder, ...environment });
  await running.serving;
};
const end = async () => {
  running.signal('SIGKILL');
  await running.ended;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'teczka-operations-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function enrolHere(): Promise<Desk> {
  const line = toLine();
  const [code = ''] = (await command({ TECZKA_CENTRAL_FOLDER: folder }, '--new-code', '1212')).split(' ');
  const reply = await enrol(line, { centralUrl: running.url, code });
  if (!reply.ok) throw new Error(`enrolment failed: ${reply.failure.code}`);
  return { enrolment: reply.value, client: createCentralClient(line, reply.value) };
}

/** The batch's own figure of the running process. */
async function inHouse(): Promise<string | undefined> {
  const response = await fetch(running.metricsUrl);
  return /teczka_batches\{state="in-house"\} (\d+)/.exec(await response.text())?.[1];
}

describe('one that serves', () => {
  beforeAll(() => begin());
  afterAll(end);

  test('figures are read on a port of their own, and nowhere beside the routes that a proxy shows', async () => {
    const text = await (await fetch(running.metricsUrl)).text();
    expect(text).toContain('teczka_build_info{database="embedded"');
    expect(await ask(`${running.url}/metrics`)).toBe(404);
    expect(await ask(running.metricsUrl.replace('/metrics', '/'))).toBe(404);
  });

  test('the embedded database says at start that no real office may rely on it', async () => {
    expect(running.said().out).toContain('tylko do pokazu, fsync wyłączony, nie dla prawdziwego urzędu');
    await expect(command({ TECZKA_CENTRAL_FOLDER: folder, PORT: '0' })).rejects.toThrow('another central office');
  });

  test('workstations are listed with what is needed to revoke one, and nothing of their keys', async () => {
    const desk = await enrolHere();
    await pushOnce(desk, [freeze(toItem())]);
    const own = { TECZKA_CENTRAL_FOLDER: folder };
    const { workstationId } = desk.enrolment;
    const line = await command(own, '--list-workstations');
    expect(line).toMatch(
      new RegExp(`^${workstationId}\tpowiat 1212\tod .*\tczynne\tprzyjęte 1, odrzucone 0\tbez dziennika\n$`),
    );
    await command(own, '--revoke', workstationId);
    expect(await command(own, '--list-workstations')).toContain('\todwołane ');
    expect(await desk.client.getSyncState()).toMatchObject({ ok: false, failure: { code: 'workstation-revoked' } });
  });

  test('a batch under way at SIGTERM is answered, nobody new is let in, and the end is a clean one', async () => {
    const desk = await enrolHere();
    const batch = beginBatch(desk);
    await expect.poll(inHouse, patiently).toBe('1');
    running.signal('SIGTERM');
    await expect.poll(() => ask(`${running.url}/ready`), patiently).toBe(503);
    expect(await ask(`${running.url}/health`)).toBe(200);
    const reply = await desk.client.getSyncState();
    expect(reply).toMatchObject({ ok: false, failure: { cause: 'http', status: 503, code: 'unavailable' } });
    expect(!reply.ok && reply.failure.retryAfterMs).toBeGreaterThan(0);

    batch.finish();
    const { status, body } = await batch.answered;
    expect(status).toBe(200);
    expect(batchResponse.parse(JSON.parse(body)).results).toMatchObject([{ id: batch.voucherId, outcome: 'accepted' }]);
    expect(await running.ended).toBe(0);
    expect(running.said().log).not.toContain('requests were cut off');
  });
});

test('a stop waits no longer than it was told, and a second signal ends it at once', async () => {
  await begin({ STOP_SECONDS: '1' });
  const desk = await enrolHere();
  const cutOff = beginBatch(desk);
  await expect.poll(inHouse, patiently).toBe('1');
  running.signal('SIGTERM');
  expect(await running.ended).toBe(0);
  await expect(cutOff.answered).rejects.toThrow();
  expect(running.said().log).toContain('"left":1,"msg":"requests were cut off"');

  await begin({ STOP_SECONDS: '600' });
  const another = beginBatch({ ...desk, enrolment: { ...desk.enrolment, centralUrl: running.url } });
  await expect.poll(inHouse, patiently).toBe('1');
  running.signal('SIGTERM');
  await expect.poll(() => ask(`${running.url}/ready`), patiently).toBe(503);
  // One within a second is the same press of Ctrl+C, which npm passes on twice.
  const again = setInterval(() => running.signal('SIGTERM'), 200);
  expect(await running.ended).toBe(1);
  clearInterval(again);
  another.hangUp();
});

test('a wrong value of the environment is refused by the name of its variable', async () => {
  await expect(command({ DATABASE_CONNECTIONS: 'many' })).rejects.toThrow('DATABASE_CONNECTIONS is a whole number');
  const secret = 'not-the-secret';
  const complaint = await command({ TECZKA_CENTRAL_SECRET: secret }).catch(String);
  expect(complaint).toContain('TECZKA_CENTRAL_SECRET has 64 hex digits');
  expect(complaint).not.toContain(secret);
});

test('behind a proxy each workstation’s address has a limit of its own; without one nobody is believed about it', async () => {
  const askFrom = (address: string) => ask(`${running.url}/v1/sync-state`, { 'x-forwarded-for': address });
  await begin({ TECZKA_CENTRAL_URL: 'https://central.example', REQUESTS_PER_MINUTE: '2' });
  const one = '192.0.2.1';
  expect([await askFrom(one), await askFrom(one), await askFrom(one)]).toEqual([401, 401, 429]);
  expect(await askFrom('192.0.2.2')).toBe(401);
  running.signal('SIGTERM');
  await running.ended;

  await begin({ REQUESTS_PER_MINUTE: '2' });
  const addresses = ['192.0.2.1', '192.0.2.2', '192.0.2.3'];
  const statuses: (number | null)[] = [];
  for (const address of addresses) statuses.push(await askFrom(address));
  expect(statuses).toEqual([401, 401, 429]);
  await end();
});
