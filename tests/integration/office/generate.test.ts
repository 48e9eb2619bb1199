import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCaseFileHost } from '../../../electron/core/case-file-door.ts';
import { realWorld } from '../../../electron/core/world.ts';
import { openFictionalCentre } from '../../../electron/office/demonstration-centre.ts';
import { makeFictionalCaseFile } from '../../../electron/office/fictional-case-file.ts';
import { generate } from '../../../electron/office/generate.ts';
import { toCalendarDate } from '../../../shared/domain/calendar.ts';
import { getOpenFile } from '../../support/case-file.ts';
import { runCommand } from '../../support/run-command.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teczka-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function make(name: string, seed: string, onProgress: () => void = () => undefined) {
  const file = join(folder, name, 'biuro.teczka');
  const before = toCalendarDate('2026-11-20');
  await makeFictionalCaseFile({ folder: file, people: 40, seed, before, centre: openFictionalCentre(), onProgress });
  return file;
}

async function readEverything(file: string) {
  const host = createCaseFileHost({ folder: file, world: realWorld });
  await host.signIn('admin', 'klucze do starej szafy');
  const { read } = getOpenFile(host);
  const tables = ['person', 'person_case', 'decision', 'balance', 'agreement', 'voucher', 'voucher_entry'];
  const rows = tables.map((table) => read.all(`SELECT * FROM ${table} ORDER BY id`));
  await host.close();
  return rows;
}

describe('generate', () => {
  test('makes the same office from the same seed, and another from another', async () => {
    const [first, second, third] = [await make('1', 'a'), await make('2', 'a'), await make('3', 'b')];
    const rows = await readEverything(first);
    expect(rows.every((table) => table.length > 5)).toBe(true);
    expect(await readEverything(second)).toEqual(rows);
    expect(await readEverything(third)).not.toEqual(rows);
  });

  test('leaves nothing behind when it is stopped half-way', async () => {
    const stop = () => {
      throw new Error('stopped');
    };
    await expect(make('new', 'a', stop)).rejects.toThrow('stopped');
    expect(readdirSync(folder)).toEqual([]);
    mkdirSync(join(folder, 'old'));
    await expect(make('old', 'a', stop)).rejects.toThrow('stopped');
    expect(readdirSync(join(folder, 'old'))).toEqual([]);
  });

  test('lists its users, and makes the case file under the name it was given', async () => {
    const out = join(folder, 'urzad.teczka');
    const ran = await runCommand(generate, '--people', '1', '--out', out, '--seed', 'x', '--json');
    expect(ran.status).toBe(0);
    const answer = JSON.parse(ran.out);
    expect(answer).toMatchObject({ folder: out, people: 1, counts: { person: 1 } });
    const roles = answer.users.flatMap((user: { roles: string[] }) => user.roles);
    expect(new Set(roles)).toEqual(new Set(['administrator', 'clerk', 'advisor', 'approver']));
    expect(ran.err).toContain('100 %  1 of 1 people');
    expect(readdirSync(folder)).toEqual(['urzad.teczka']);
  });

  test.each([
    [['--people', '0', '--seed', 'x', '--out', 'o'], '--people must be a whole number'],
    [['--people', '1e3', '--seed', 'x', '--out', 'o'], '--people must be a whole number'],
    [['--people', '5', '--seed', 'x'], '--out and --seed are needed'],
    [['--people', '5', '--out', 'o'], '--out and --seed are needed'],
    [['--people', '5', '--out', 'o', '--seed', 'x', '--fast'], 'usage: office generate'],
  ])('%j is refused', async (args, sentence) => {
    expect(await runCommand(generate, ...args)).toMatchObject({ status: 2, err: expect.stringContaining(sentence) });
  });

  test('writes into no folder that holds something, and over no file', async () => {
    writeFileSync(join(folder, 'note'), 'mine');
    const into = (out: string) => runCommand(generate, '--people', '5', '--out', out, '--seed', 'x');
    expect(await into(folder)).toMatchObject({ status: 2, err: expect.stringContaining('already holds something') });
    expect(await into(join(folder, 'note'))).toMatchObject({ status: 2, err: expect.stringContaining('is a file') });
    expect(readdirSync(folder)).toEqual(['note']);
  });
});
