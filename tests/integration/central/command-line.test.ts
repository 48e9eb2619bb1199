// The commands of whoever runs the central office, as they are typed: beside a running one, and alone.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCentralClient } from '../../../electron/sync/central-client.ts';
import { enrol } from '../../../electron/sync/enrolment.ts';
import { newVoucherId, toItem, toLine } from '../../support/central.ts';
import { pushOne } from './items.ts';

const program = fileURLToPath(new URL('../../../central/main.ts', import.meta.url));
let folder = '';
let server: ChildProcess;
let url = '';

function start(...args: string[]): ChildProcess {
  const { DATABASE_URL: _, TECZKA_CENTRAL_SECRET: __, ...rest } = process.env;
  const env = { ...rest, TECZKA_CENTRAL_FOLDER: folder, PORT: '0', HOST: '127.0.0.1' };
  return spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function type(...args: string[]): Promise<{ status: number | null; out: string; err: string }> {
  const child = start(...args);
  const printed = { out: '', err: '' };
  child.stdout?.on('data', (bytes) => {
    printed.out += bytes;
  });
  child.stderr?.on('data', (bytes) => {
    printed.err += bytes;
  });
  const status = await new Promise<number | null>((done) => child.on('close', done));
  return { status, ...printed };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'teczka-commands-'));
  server = start();
  const lines = createInterface({ input: server.stdout ?? process.stdin });
  for await (const line of lines) {
    url = /http:\/\/[0-9.:]+/.exec(line)?.[0] ?? '';
    if (url !== '') break;
  }
  server.stderr?.resume();
}, 60_000);
afterAll(async () => {
  const ended = new Promise((done) => server.on('close', done));
  server.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

describe('beside a running central office', { timeout: 60_000 }, () => {
  test('a code is made, a voucher revoked, a key added, and the ledger agrees with itself', async () => {
    const { out } = await type('--new-code', '1212');
    const line = toLine();
    const enrolled = await enrol(line, { centralUrl: url, code: out.split(' ')[0] ?? '' });
    if (!enrolled.ok) throw new Error(`enrolment failed: ${enrolled.failure.code}`);
    const desk = { client: createCentralClient(line, enrolled.value) };
    const voucher = toItem();
    await pushOne(desk, voucher);

    expect(await type('--revoke-voucher', voucher.id, '--reason', 'Pomyłka.')).toMatchObject({ status: 0 });
    const feed = await desk.client.listDecisions(0);
    expect(feed.ok && feed.value.decisions.map(({ kind }) => kind)).toEqual(['voucher-accepted', 'voucher-revoked']);
    expect(await type('--new-key', '--overlap-days', '3')).toMatchObject({ status: 0 });
    expect(await type('--check')).toMatchObject({ status: 0, out: 'Rejestr jest zgodny.\n' });
  });

  test('what cannot be done is said, with a status that a script notices', async () => {
    const unknown = await type('--revoke-voucher', newVoucherId(), '--reason', 'Pomyłka.');
    expect(unknown).toMatchObject({ status: 1, out: 'Nie ma takiego przyjętego zamówienia.\n' });
    const silent = await type('--revoke-voucher', newVoucherId());
    expect([silent.status, silent.err]).toEqual([
      1,
      expect.stringContaining('--revoke-voucher: what is given does not fit'),
    ]);
  });
});
