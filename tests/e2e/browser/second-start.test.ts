// The program started twice on one folder, as two processes of one machine.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';

const entry = fileURLToPath(new URL('../../../electron/loopback.ts', import.meta.url));
const announced = z.object({ url: z.string(), port: z.int(), pid: z.int() });
const administrator = { login: 'anna.probna', passphrase: 'zielony rower stoi w sieni' };
const newOffice = {
  name: 'Powiatowy Urząd Pracy w Próbnicach',
  countyTeryt: '1212',
  administrator: { ...administrator, displayName: 'Anna Próbna', roles: ['administrator'] },
};

let parent: string;
let programs: ChildProcess[];
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'teczka-twice-'));
  programs = [];
});
afterEach(async () => {
  for (const program of programs) {
    const isRunning = program.exitCode === null && program.signalCode === null;
    const ended = isRunning ? once(program, 'exit') : null;
    program.kill('SIGTERM');
    await ended;
  }
  rmSync(parent, { recursive: true, force: true });
});

function start() {
  const program = spawn(process.execPath, [entry, '--json', '--folder', join(parent, 'biuro.teczka')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  programs.push(program);
  return program;
}

type Ask = (operation: string, input: unknown) => Promise<unknown>;

async function startAndOpen(): Promise<{ pid: number; address: string; ask: Ask }> {
  const program = start();
  const [line]: unknown[] = await once(program.stdout, 'data');
  const { url, port, pid } = announced.parse(JSON.parse(String(line)));
  const origin = `http://127.0.0.1:${port}`;
  const post = async (path: string, body: unknown, token: string): Promise<unknown> => {
    const headers = { 'Content-Type': 'application/json', Origin: origin, Authorization: `Bearer ${token}` };
    return (await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  const code = new URL(url).hash.replace('#code=', '');
  const { token } = z.object({ token: z.string() }).parse(await post('/api/token', { code }, ''));
  return { pid, address: `${origin}/`, ask: (operation, input) => post('/api/ask', { operation, input }, token) };
}

test('a second start says who has the folder open and at which address, and ends', async () => {
  const first = await startAndOpen();
  expect(await first.ask('office.create', newOffice)).toMatchObject({ ok: true });
  const second = start();
  const [said, [status]] = await Promise.all([text(second.stderr), once(second, 'exit')]);
  expect(status).toBe(1);
  expect(said).toContain(`process ${first.pid}`);
  expect(said).toContain(hostname());
  expect(said).toContain(first.address);
  expect(await first.ask('session.status', {})).toMatchObject({ ok: true, value: { phase: 'open' } });
});

test('of two that were started before anybody signed in the later one is told at the sign-in', async () => {
  const first = await startAndOpen();
  const second = await startAndOpen();
  expect(await first.ask('office.create', newOffice)).toMatchObject({ ok: true });
  const { pid, address } = first;
  const holder = { computer: hostname(), pid, address, since: expect.any(String) };
  expect(await second.ask('session.signIn', administrator)).toEqual({
    ok: false,
    problem: { kind: 'case-file-in-use', holder },
  });
});

test('a program that was killed leaves the folder to the next one', async () => {
  const first = await startAndOpen();
  expect(await first.ask('office.create', newOffice)).toMatchObject({ ok: true });
  process.kill(first.pid, 'SIGKILL');
  const next = await startAndOpen();
  expect(await next.ask('session.signIn', administrator)).toMatchObject({ ok: true, value: { phase: 'open' } });
});
