// Case files and backups of former programs name the office and its users in the clear: until somebody opens them.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCaseFileHost } from '../../../electron/core/case-file-door.ts';
import type { CaseFileHost } from '../../../electron/core/core.ts';
import { realWorld } from '../../../electron/core/world.ts';
import { backupFiles, findSeal, hashFile, writeSeal } from '../../../electron/database/backup-seal.ts';
import { type BackupOffice, openBackupOffice } from '../../support/backup-office.ts';
import { cheapCost, getOpenFile, passphrase } from '../../support/case-file.ts';
import { answered, registerPerson } from '../../support/office-day.ts';

const officeName = 'Powiatowy Urząd Pracy w Olkuszu';
const displayName = 'Anna Zielińska';
const plain = ['header.json', 'keyring.json'] as const;

let office: BackupOffice;
let again: CaseFileHost | undefined;
beforeEach(async () => {
  office = await openBackupOffice();
});
afterEach(async () => {
  await again?.close();
  again = undefined;
  await office.close();
});

const readPlain = (folder: string) => plain.map((name) => readFileSync(join(folder, name), 'utf8')).join('');

function rewrite(path: string, change: (content: Record<string, unknown>) => object): void {
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
}

/** As the first form had them. */
function nameIn(folder: string): void {
  rewrite(join(folder, 'header.json'), (header) => ({ ...header, formatVersion: 1, officeName }));
  rewrite(join(folder, 'keyring.json'), (ring) => ({
    ...ring,
    formatVersion: 1,
    logins: (ring.logins as object[]).map((slot) => ({ ...slot, displayName })), // what a key ring has
  }));
  expect(readPlain(folder)).toContain(displayName);
}

describe('a case file that names its users in the clear', () => {
  const folder = () => office.caseFile.folder;
  beforeEach(async () => {
    await office.caseFile.door.close();
    nameIn(folder());
    again = createCaseFileHost({ folder: folder(), world: realWorld, cost: cheapCost });
  });

  test('is not believed about them, opens with the same passphrases, and then names nobody', async () => {
    expect(again?.officeName()).toBeNull();
    expect(again?.logins()[0]).toEqual({ login: 'anna', displayName: null });
    await again?.signIn('ewa', passphrase);
    for (const name of [officeName, displayName, 'officeName', 'displayName']) {
      expect(readPlain(folder())).not.toContain(name);
    }
    expect(again?.officeName()).toBe(officeName);
    expect(again?.logins()[1]).toEqual({ login: 'ewa', displayName: 'Ewa Wierzbińska' });
    await again?.close();
    expect(await again?.recover('jan', office.caseFile.recoveryCode, 'cichy wodospad za lasem')).toMatchObject({
      login: 'jan',
    });
  });

  test('stays as it is for whoever has no key', async () => {
    const before = readPlain(folder());
    await expect(again?.signIn('ewa', 'to nie jest to hasło')).rejects.toThrow();
    expect(readPlain(folder())).toBe(before);
  });
});

describe('a backup that names its users in the clear', () => {
  /** Whole and sealed, as the former program left it. */
  async function makeFormerBackup(): Promise<string> {
    const path = await office.makeBackup();
    const dataKey = office.caseFile.door.opened()?.dataKey ?? new Uint8Array();
    const sealed = findSeal(path, dataKey);
    if (sealed === undefined || sealed === 'broken') throw new Error('a backup has a seal');
    nameIn(path);
    const files = Object.fromEntries(backupFiles.map((name) => [name, hashFile(join(path, name))]));
    writeSeal(path, { ...sealed, files: { ...sealed.files, ...files } }, dataKey);
    return path;
  }

  test.each([
    ['as it was sealed', (path: string) => path],
    [
      'copied by hand, without its seal',
      (path: string) => {
        const copy = `${path}-kopia.teczka`;
        cpSync(path, copy, { recursive: true, filter: (name) => !name.endsWith('seal.json') });
        return copy;
      },
    ],
  ])('is verified and put in place, %s; what stands there then names nobody', async (_, from) => {
    const path = from(await makeFormerBackup());
    await registerPerson(office);
    expect(answered(await office.administrator.backups.preview({ path })).counts.people).toBe(0);
    const { setAside } = answered(await office.administrator.backups.restore({ path, passphrase }));
    for (const folder of [office.caseFile.folder, setAside ?? '']) {
      for (const name of [officeName, displayName]) expect(readPlain(folder)).not.toContain(name);
    }
    expect(getOpenFile(office.caseFile.door).officeName).toBe(officeName);
  });

  test('is followed by one that names nobody', async () => {
    await makeFormerBackup();
    const path = await office.makeBackup();
    for (const name of [officeName, displayName]) expect(readPlain(path)).not.toContain(name);
  });
});
