import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCaseFileHost } from '../../../electron/core/case-file-door.ts';
import { realWorld } from '../../../electron/core/world.ts';
import { createCaseFile } from '../../../electron/database/create.ts';
import { readHeader } from '../../../electron/database/header.ts';
import { readKeyRing } from '../../../electron/database/key-ring.ts';
import { openConnection } from '../../../electron/database/sqlite.ts';
import { cheapCost, makeCaseFile, passphrase, readDataKey, type TestCaseFile } from '../../support/case-file.ts';

let made: TestCaseFile;
beforeEach(async () => {
  made = await makeCaseFile();
});
afterEach(() => made.dispose());

const elsewhere = fileURLToPath(new URL('../../support/sign-in-elsewhere.ts', import.meta.url));
const database = () => join(made.folder, 'case.sqlite');

function signInElsewhere(afterwards: 'close' | 'die' = 'close') {
  return spawnSync(process.execPath, [elsewhere, made.folder, afterwards], { input: passphrase, encoding: 'utf8' });
}

async function openAgain() {
  const door = createCaseFileHost({ folder: made.folder, world: realWorld, cost: cheapCost });
  try {
    return await door.signIn('anna', passphrase);
  } finally {
    await door.close();
  }
}

describe('a second program', () => {
  test('is refused and told who has the file', () => {
    const said = JSON.parse(signInElsewhere().stdout);
    expect(said.kind).toBe('case-file-in-use');
    expect(said.holder).toEqual({
      computer: hostname(),
      pid: process.pid,
      since: expect.stringMatching(/^\d{4}-.*Z$/),
      address: null,
    });
  });

  test('in the same process is refused too', async () => {
    await expect(openAgain()).rejects.toMatchObject({ problem: { kind: 'case-file-in-use' } });
  });

  test('may have it after the first one closed it, and after the first one was killed', async () => {
    await made.door.close();
    expect(signInElsewhere('die').signal).toBe('SIGKILL');
    expect(existsSync(join(made.folder, 'lock-holder.json'))).toBe(true);
    expect(JSON.parse(signInElsewhere().stdout)).toEqual({ login: 'anna' });
    expect(existsSync(join(made.folder, 'lock-holder.json'))).toBe(false);
    expect(await openAgain()).toMatchObject({ login: 'anna' });
  });
});

describe('a file that is not what it should be', () => {
  test('is said to be none when the folder holds something else', async () => {
    await made.door.close();
    writeFileSync(join(made.folder, 'header.json'), '{"format":"a shopping list"}');
    await expect(openAgain()).rejects.toMatchObject({ problem: { kind: 'not-a-case-file' } });
  });

  test('is said to be none when the database is another program’s', async () => {
    await made.door.close();
    const raw = openConnection({ file: database(), dataKey: await readDataKey(made.folder), access: 'write' });
    raw.pragma('application_id = 7');
    raw.close();
    await expect(openAgain()).rejects.toMatchObject({ problem: { kind: 'not-a-case-file' } });
  });

  test('is refused untouched when a newer program made it', async () => {
    await made.door.close();
    const raw = openConnection({ file: database(), dataKey: await readDataKey(made.folder), access: 'write' });
    const programVersion = Number(raw.pragma('user_version', { simple: true }));
    raw.pragma(`user_version = ${programVersion + 3}`);
    raw.close();
    const before = readFileSync(database());
    const problem = { kind: 'newer-case-file', fileVersion: programVersion + 3, programVersion };
    await expect(openAgain()).rejects.toMatchObject({ problem });
    expect(readFileSync(database()).equals(before)).toBe(true);
  });

  test('is refused when a newer program changed the folder’s form', async () => {
    await made.door.close();
    const path = join(made.folder, 'header.json');
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), formatVersion: 9, more: true }));
    const problem = { kind: 'newer-case-file', fileVersion: 9, programVersion: 2 };
    await expect(openAgain()).rejects.toMatchObject({ problem });
  });

  test('is damaged when cut short, emptied, or without its key ring', async () => {
    await made.door.close();
    const whole = readFileSync(database());
    for (const length of [0, 100, 4096, 5000, whole.length - 4096]) {
      writeFileSync(database(), whole);
      truncateSync(database(), length);
      await expect(openAgain(), `cut to ${length}`).rejects.toMatchObject({ problem: { kind: 'case-file-damaged' } });
    }
    writeFileSync(database(), whole);
    rmSync(join(made.folder, 'keyring.json'));
    await expect(openAgain()).rejects.toMatchObject({ problem: { kind: 'case-file-damaged' } });
  });

  test('never shows altered data: every flipped bit is noticed', async () => {
    await made.door.close();
    const whole = readFileSync(database());
    const dataKey = await readDataKey(made.folder);
    for (let place = 4096 + 17; place < whole.length; place += Math.ceil(whole.length / 40)) {
      const altered = Buffer.from(whole);
      altered.writeUInt8(altered.readUInt8(place) ^ 4, place);
      writeFileSync(database(), altered);
      expect(isIntact(dataKey), `bit at ${place}`).toBe(false);
    }
    writeFileSync(database(), whole);
    expect(isIntact(dataKey)).toBe(true);
  });

  test('is found out in the background while the office works', async () => {
    expect(await made.file.isIntact()).toBe(true);
    // A page that nothing reads while opening.
    const page = made.file.read.get<{ root: number }>(
      "SELECT rootpage AS root FROM sqlite_schema WHERE name = 'delivery_by_state'",
    );
    await made.door.close();
    const bytes = readFileSync(database());
    const place = ((page?.root ?? 0) - 1) * 4096 + 99;
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
    writeFileSync(database(), bytes);
    const door = createCaseFileHost({ folder: made.folder, world: realWorld, cost: cheapCost });
    await door.signIn('anna', passphrase);
    expect(await door.openFile()?.isIntact()).toBe(false);
    await door.close();
  });
});

describe('making a case file', () => {
  test('never overwrites one', async () => {
    const { name, countyTeryt } = { name: 'Inny urząd', countyTeryt: '1212' };
    const administrator = { login: 'jan', displayName: 'Jan', passphrase, roles: ['administrator' as const] };
    await expect(made.door.create({ name, countyTeryt, administrator })).rejects.toMatchObject({
      problem: { kind: 'case-file-exists' },
    });
  });

  test('that fails leaves nothing behind', async () => {
    const folder = join(dirname(made.folder), 'nowy.teczka');
    const ring = readKeyRing(made.folder, readHeader(made.folder).fileId);
    const fill = () => {
      throw new Error('the power went');
    };
    const header = readHeader(made.folder);
    expect(() => createCaseFile({ folder, header, ring, dataKey: new Uint8Array(32), fill })).toThrow('the power went');
    expect(readdirSync(dirname(folder))).toEqual(['urzad.teczka']);
  });

  test('that was killed half-way is no case file, and the next attempt clears it away', async () => {
    const folder = join(dirname(made.folder), 'nowy.teczka');
    const left = `${folder}.unfinished-4711`;
    mkdirSync(left);
    copyFileSync(join(made.folder, 'keyring.json'), join(left, 'keyring.json'));
    const door = createCaseFileHost({ folder, world: realWorld, cost: cheapCost });
    expect(door.exists()).toBe(false);
    await door.create({
      name: 'Urząd',
      countyTeryt: '1212',
      administrator: { login: 'jan', displayName: 'Jan', passphrase, roles: ['administrator'] },
    });
    await door.close();
    expect(readdirSync(dirname(folder)).sort()).toEqual(['nowy.teczka', 'urzad.teczka']);
  });

  test('does not take over a folder that holds something else', async () => {
    const folder = join(dirname(made.folder), 'zdjecia');
    mkdirSync(folder);
    writeFileSync(join(folder, 'wakacje.txt'), 'morze');
    const door = createCaseFileHost({ folder, world: realWorld, cost: cheapCost });
    const administrator = { login: 'jan', displayName: 'Jan', passphrase, roles: ['administrator' as const] };
    await expect(door.create({ name: 'Urząd', countyTeryt: '1212', administrator })).rejects.toMatchObject({
      problem: { kind: 'not-a-case-file' },
    });
    expect(readdirSync(folder)).toEqual(['wakacje.txt']);
  });

  test('gives a folder that only its owner may read', () => {
    expect(readdirSync(made.folder)).toContain('case.sqlite');
    if (process.platform === 'win32') return;
    expect(statMode(made.folder)).toBe(0o700);
  });
});

/** Whether every page can be read with the key. */
function isIntact(dataKey: Uint8Array): boolean {
  try {
    const raw = openConnection({ file: database(), dataKey, access: 'read' });
    try {
      return raw.pragma('quick_check(1)', { simple: true }) === 'ok';
    } finally {
      raw.close();
    }
  } catch {
    return false;
  }
}

function statMode(path: string): number {
  return statSync(path).mode & 0o777;
}
