import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCaseFileHost } from '../../../electron/core/case-file-door.ts';
import { realWorld, type World } from '../../../electron/core/world.ts';
import type { KeyRing } from '../../../electron/database/key-ring.ts';
import { cheapCost, getOpenFile, makeCaseFile, passphrase, type TestCaseFile } from '../../support/case-file.ts';

const other = 'cichy wodospad za lasem';
const third = 'stary zegar bije dwa razy';

let clock: { elapsedMs: number };
let world: World;
let made: TestCaseFile;

beforeEach(async () => {
  clock = { elapsedMs: 0 };
  world = { ...realWorld, elapsedMs: () => clock.elapsedMs };
  made = await makeCaseFile({ world });
});
afterEach(() => made.dispose());

/** The same file after the program was started anew. */
async function startAgain() {
  await made.door.close();
  const door = createCaseFileHost({ folder: made.folder, world, cost: cheapCost });
  made = { ...made, door };
  return door;
}

const ringPath = () => join(made.folder, 'keyring.json');
const readRing = (): KeyRing => JSON.parse(readFileSync(ringPath(), 'utf8'));
const writeRing = (ring: KeyRing) => writeFileSync(ringPath(), JSON.stringify(ring));
const wrong = (waitSeconds: number) => ({ problem: { kind: 'wrong-passphrase', waitSeconds } });

describe('a passphrase', () => {
  test('opens the file that it made', async () => {
    const door = await startAgain();
    expect(door.openFile()).toBeNull();
    expect(await door.signIn('anna', passphrase)).toMatchObject({ id: made.user.id, login: 'anna' });
    expect(getOpenFile(door).officeName).toBe('Powiatowy Urząd Pracy w Olkuszu');
  });

  test('is the same however the keyboard composed its letters', async () => {
    await made.door.changePassphrase('anna', passphrase, 'zażółć gęślą jaźń'.normalize('NFD'));
    const door = await startAgain();
    expect(await door.signIn('anna', 'zażółć gęślą jaźń'.normalize('NFC'))).toMatchObject({ login: 'anna' });
  });

  test('that is wrong opens nothing', async () => {
    const door = await startAgain();
    await expect(door.signIn('anna', other)).rejects.toMatchObject(wrong(0));
    expect(door.openFile()).toBeNull();
  });

  test('of a login that nobody has is answered like a wrong one', async () => {
    await expect(made.door.signIn('nobody', passphrase)).rejects.toMatchObject(wrong(0));
  });

  test('makes whoever guesses wait, longer each time, and the right one does not shorten it', async () => {
    const waits: unknown[] = [];
    for (let miss = 0; miss < 10; miss += 1) {
      const problem = await made.door.signIn('anna', other).catch((error: { problem: unknown }) => error.problem);
      waits.push(problem);
      clock.elapsedMs += 61_000;
    }
    const seconds = [0, 0, 1, 2, 4, 8, 16, 32, 60, 60];
    expect(waits).toEqual(seconds.map((waitSeconds) => ({ kind: 'wrong-passphrase', waitSeconds })));
    clock.elapsedMs -= 31_000;
    await expect(made.door.signIn('anna', passphrase)).rejects.toMatchObject(wrong(30));
    clock.elapsedMs += 30_000;
    expect(await made.door.signIn('anna', passphrase)).toMatchObject({ login: 'anna' });
    await expect(made.door.signIn('anna', other)).rejects.toMatchObject(wrong(0));
  });

  test('cannot be guessed many at once', async () => {
    const guesses = Array.from({ length: 6 }, () => made.door.signIn('anna', other).catch((error) => error.problem));
    const waits = (await Promise.all(guesses)).map(({ waitSeconds }) => waitSeconds);
    // The fourth and later ones are refused unasked, while the first second runs.
    expect(waits).toEqual([0, 0, 1, 1, 1, 1]);
  });

  test('that was changed opens, the old one no longer', async () => {
    await expect(made.door.changePassphrase('anna', third, other)).rejects.toMatchObject(wrong(0));
    await made.door.changePassphrase('anna', passphrase, other);
    const door = await startAgain();
    await expect(door.signIn('anna', passphrase)).rejects.toMatchObject(wrong(0));
    expect(await door.signIn('anna', other)).toMatchObject({ login: 'anna' });
  });

  test('made of one letter, or of the login, is refused as weak', async () => {
    for (const weak of ['aaaaaaaaaaaaaaaa', 'annaannaannaanna', 'anna1anna1anna1']) {
      await expect(made.door.changePassphrase('anna', passphrase, weak)).rejects.toMatchObject({
        problem: { kind: 'refused', reason: 'weak-passphrase' },
      });
    }
  });

  test('costs 64 MiB and three passes unless a test asks for less', async () => {
    await made.door.close();
    const door = createCaseFileHost({ folder: made.folder, world });
    await door.signIn('anna', passphrase);
    await door.changePassphrase('anna', passphrase, other);
    await door.close();
    expect(readRing().logins[0]?.slot.derivation).toMatchObject({
      algorithm: 'argon2id',
      memoryKib: 65_536,
      passes: 3,
      lanes: 1,
    });
    expect(await (await startAgain()).signIn('anna', other)).toMatchObject({ login: 'anna' });
  });
});

describe('a key slot', () => {
  test('cannot be passed on to another login', async () => {
    await made.door.close();
    const ring = readRing();
    const [anna] = ring.logins;
    if (anna === undefined) throw new Error('the administrator has a slot');
    writeRing({ ...ring, logins: [{ ...anna, login: 'ewa' }] });
    await expect((await startAgain()).signIn('ewa', passphrase)).rejects.toMatchObject(wrong(0));
  });

  test('whose user was never written opens the file for nobody and is cleared away', async () => {
    await made.door.addKeySlot('ewa', other);
    expect(made.door.logins().map(({ login }) => login)).toEqual(['anna', 'ewa']);
    const door = await startAgain();
    await expect(door.signIn('ewa', other)).rejects.toMatchObject(wrong(0));
    expect(door.logins()).toEqual([{ login: 'anna', displayName: 'Anna Zielińska' }]);
  });

  test('is not made twice for one login', async () => {
    await expect(made.door.addKeySlot('anna', other)).rejects.toMatchObject({
      problem: { kind: 'refused', reason: 'login-taken' },
    });
  });

  test('of a key ring from another file is refused as damage', async () => {
    const stranger = await makeCaseFile();
    await stranger.door.close();
    writeFileSync(ringPath(), readFileSync(join(stranger.folder, 'keyring.json')));
    await stranger.dispose();
    await expect((await startAgain()).signIn('anna', passphrase)).rejects.toMatchObject({
      problem: { kind: 'case-file-damaged' },
    });
  });
});

describe('the key ring', () => {
  const writer = fileURLToPath(new URL('../../support/replace-key-ring.ts', import.meta.url));

  test('is whole whenever the program that writes it is killed', async () => {
    await made.door.close();
    for (let round = 1; round <= 8; round += 1) {
      const program = spawn(process.execPath, [writer, made.folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(program.stdout, 'data');
      await setTimeout(7 * round);
      program.kill('SIGKILL');
      await once(program, 'exit');
      expect(await (await startAgain()).signIn('anna', passphrase)).toMatchObject({ login: 'anna' });
      await made.door.close();
    }
  });

  test('that was half-written beside is not looked at, and gone with the next change', async () => {
    writeFileSync(`${ringPath()}.new`, '{"format":"teczka-key-ring","logins":[');
    const door = await startAgain();
    await door.signIn('anna', passphrase);
    await door.changePassphrase('anna', passphrase, other);
    expect(existsSync(`${ringPath()}.new`)).toBe(false);
  });
});

describe('the recovery sheet', () => {
  test('sets a new passphrase, however its code was typed, and stays valid', async () => {
    const door = await startAgain();
    const typed = made.recoveryCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(await door.recover('anna', typed, other)).toMatchObject({ id: made.user.id });
    expect(await (await startAgain()).signIn('anna', other)).toMatchObject({ login: 'anna' });
    expect(await made.door.recover('anna', made.recoveryCode, third)).toMatchObject({ login: 'anna' });
  });

  test('with a letter wrong is refused', async () => {
    const last = made.recoveryCode.endsWith('7') ? '8' : '7';
    for (const code of [`${made.recoveryCode.slice(0, -1)}${last}`, 'KOD', '']) {
      await expect(made.door.recover('anna', code, other)).rejects.toMatchObject({
        problem: { kind: 'wrong-recovery-code' },
      });
    }
  });

  test('of another office opens nothing', async () => {
    const stranger = await makeCaseFile();
    await stranger.dispose();
    await expect(made.door.recover('anna', stranger.recoveryCode, other)).rejects.toMatchObject({
      problem: { kind: 'wrong-recovery-code' },
    });
  });

  test('stands in no file of the folder', () => {
    expect(readFileSync(ringPath(), 'utf8')).not.toContain(made.recoveryCode.slice(0, 11));
  });
});
