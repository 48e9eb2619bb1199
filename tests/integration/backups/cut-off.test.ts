// Killed in the middle: another process makes a backup or goes back to one and dies the moment something appears.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCaseFileHost } from '../../../electron/core/case-file-door.ts';
import { realWorld } from '../../../electron/core/world.ts';
import { checkBackup } from '../../../electron/database/backup-checking.ts';
import { settleRestore } from '../../../electron/database/restore.ts';
import { type BackupOffice, openBackupOffice } from '../../support/backup-office.ts';
import { keepBackups } from '../../support/backups.ts';
import { cheapCost, getOpenFile, passphrase } from '../../support/case-file.ts';
import { registerPerson } from '../../support/office-day.ts';

let office: BackupOffice;
beforeEach(async () => {
  office = await openBackupOffice();
});
afterEach(() => office.close());

const script = fileURLToPath(new URL('../../support/backup-elsewhere.ts', import.meta.url));

function runElsewhere(...args: readonly string[]): { readonly signal: string | null; readonly out: string } {
  const { signal, stdout } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', timeout: 50_000 });
  return { signal, out: stdout };
}

/** What stands for a moment only may pass unseen: then the whole act was done. */
function expectEnded({ signal, out }: ReturnType<typeof runElsewhere>): void {
  expect(signal === 'SIGKILL' || out.includes('"path"') || out.includes('"setAside"')).toBe(true);
}

/** Starts the program again: what the killed one left is settled, somebody signs in. */
async function openAgain() {
  const { folder } = office.caseFile;
  settleRestore(folder);
  const door = createCaseFileHost({ folder, world: realWorld, cost: cheapCost });
  await door.signIn('anna', passphrase);
  return door;
}

describe('a program that is killed while it makes a backup', () => {
  test.each([
    ['when its folder appears', '\\.unfinished'],
    ['when the copy appears', '\\.unfinished.*case\\.sqlite$'],
    ['when the seal appears', '\\.unfinished.*seal\\.json$'],
    ['when it has its name', '\\.teczka$'],
  ])('%s leaves a whole one or none, and the next attempt clears up', async (_, killer) => {
    await registerPerson(office);
    await office.caseFile.door.close();
    const { folder } = office.caseFile;
    expectEnded(runElsewhere(folder, 'make', office.folder, killer));
    const door = await openAgain();
    const dataKey = door.opened()?.dataKey ?? new Uint8Array();
    for (const name of readdirSync(office.folder).filter((each) => each.endsWith('.teczka'))) {
      expect(checkBackup(join(office.folder, name), dataKey, ({ facts }) => facts.counts.people)).toBe(1);
    }
    const { path } = await keepBackups({ door, world: realWorld }).makeNow(office.folder);
    expect(checkBackup(path, dataKey, ({ facts }) => facts.counts.people)).toBe(1);
    expect(readdirSync(office.folder).filter((name) => !name.endsWith('.teczka'))).toEqual([]);
    await door.close();
  });
});

describe('a program that is killed while it goes back to a backup', () => {
  test.each([
    ['when the copy appears', '\\.restoring'],
    ['when the copy is ready', '\\.restored$'],
    ['when the present file is set aside', 'przed-przywroceniem'],
    ['never', ''],
  ])('%s leaves the old file or the new one, and nothing is lost', async (_, killer) => {
    await registerPerson(office);
    const path = await office.makeBackup();
    await registerPerson(office, '1986-01-02');
    await office.caseFile.door.close();
    const { folder } = office.caseFile;
    expectEnded(runElsewhere(folder, 'restore', path, killer));
    const door = await openAgain();
    const people = getOpenFile(door).read.get<{ people: number }>('SELECT count(*) AS people FROM person')?.people;
    const aside = readdirSync(dirname(folder)).filter((name) => name.includes('przed-przywroceniem'));
    expect([people, aside.length]).toEqual(aside.length === 1 ? [1, 1] : [2, 0]);
    expect(readdirSync(dirname(folder)).filter((name) => name.endsWith('.restored'))).toEqual([]);
    expect(await getOpenFile(door).isIntact()).toBe(true);
    await door.close();
  });
});

test('a stick without room is said, and nothing of the copy stays on it', async () => {
  for (let number = 0; number < 20; number += 1) await registerPerson(office, `1980-01-${10 + number}`);
  await office.caseFile.door.close();
  const stick = join(office.folder, 'pendrive');
  mkdirSync(stick);
  const mount = 'mount -t tmpfs -o size=128k tmpfs "$0" && "$@"; ls -A "$0"';
  const command = [process.execPath, script, office.caseFile.folder, 'make', stick];
  const { stdout } = spawnSync('unshare', ['-rm', 'sh', '-c', mount, stick, ...command], { encoding: 'utf8' });
  expect(stdout).toBe(JSON.stringify({ kind: 'refused', reason: 'backup-folder-full', facts: {} }));
});
