import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCaseFileHost } from '../../../electron/core/case-file-door.ts';
import { realWorld } from '../../../electron/core/world.ts';
import { getAuditHead, verifyAudit } from '../../../electron/database/audit.ts';
import { countNumbersLeft } from '../../../electron/database/number-blocks.ts';
import { settleRestore, stagedPath } from '../../../electron/database/restore.ts';
import { clearRestoreMark, findRestoreMark } from '../../../electron/database/restored-file.ts';
import { type BackupOffice, contentsOf, openBackupOffice } from '../../support/backup-office.ts';
import { keepBackups } from '../../support/backups.ts';
import { cheapCost, getOpenFile, passphrase } from '../../support/case-file.ts';
import {
  answered,
  approve,
  makeAgreement,
  openCase,
  prepare,
  refusalOf,
  refuseAtCentre,
  registerPerson,
  submit,
} from '../../support/office-day.ts';

let office: BackupOffice;
beforeEach(async () => {
  office = await openBackupOffice();
});
afterEach(() => office.close());

const openFile = () => getOpenFile(office.caseFile.door);
const countPeople = () => openFile().read.get<{ people: number }>('SELECT count(*) AS people FROM person')?.people;
const restore = (path: string, secret = passphrase) =>
  office.administrator.backups.restore({ path, passphrase: secret });
const parent = () => dirname(office.caseFile.folder);
const listBeside = () => readdirSync(parent()).sort();

describe('going back to a backup', () => {
  test('puts the old file in place, keeps the newer one aside, and signs everybody out', async () => {
    await registerPerson(office);
    const path = await office.makeBackup();
    await registerPerson(office, '1986-01-02');
    const head = getAuditHead(openFile().read);
    office.events.splice(0);
    const { status, setAside } = answered(await restore(path));
    expect(countPeople()).toBe(1);
    expect(status).toMatchObject({ phase: 'locked', user: null });
    expect(refusalOf(await office.clerk.people.search({ text: '', after: null, limit: 5 }))).toBe('not-signed-in');
    expect(office.events.filter(({ kind }) => kind === 'session')).toHaveLength(4);
    expect(listBeside()).toHaveLength(3);
    const aside = createCaseFileHost({ folder: setAside ?? '', world: realWorld, cost: cheapCost });
    await aside.signIn('anna', passphrase);
    expect(getOpenFile(aside).read.get('SELECT hash FROM audit WHERE sequence = :sequence', head)).toEqual({
      hash: head.hash,
    });
    await aside.close();
  });

  test('writes down who did it, when, from which backup, and where the record that was set aside ended', async () => {
    const path = await office.makeBackup();
    await registerPerson(office);
    answered(await restore(path));
    answered(await office.administrator.session.signIn({ login: 'anna', passphrase }));
    const { read } = openFile();
    const row = read.get<{ userId: string; details: string }>(
      "SELECT user_id AS userId, details FROM audit WHERE operation = 'backups.restore'",
    );
    const details = JSON.parse(row?.details ?? '{}');
    expect(row?.userId).toBe(office.caseFile.user.id);
    expect(details).toMatchObject({ by: 'anna', setAside: { hash: expect.any(String) }, withoutKey: [] });
    expect(findRestoreMark(read)).toMatchObject({ backupMadeAt: details.madeAt, setAside: details.setAside });
    expect(verifyAudit(read)).toBeNull();
    openFile().transaction((db) => clearRestoreMark(db));
    expect(findRestoreMark(read)).toBeUndefined();
  });

  test('gives out no agreement number and no case number a second time', async () => {
    const path = await office.makeBackup();
    const { number } = await openCase(office);
    expect(countNumbersLeft(openFile().read, 'KK')).toBeGreaterThan(0);
    answered(await restore(path));
    expect(countNumbersLeft(openFile().read, 'KK')).toBe(0);
    answered(await office.clerk.session.signIn({ login: 'ewa', passphrase }));
    const again = await openCase(office);
    expect(again.number).not.toBe(number);
    expect(again.number).toMatch(/A10001$/);
  });

  test('gives no key back to whoever has left since, and asks everybody for today’s passphrase', async () => {
    const path = await office.makeBackup();
    const users = answered(await office.administrator.office.listUsers({}));
    const jan = users.find(({ login }) => login === 'jan');
    if (jan === undefined) throw new Error('Jan works here');
    const change = { id: jan.id, seenVersion: jan.version, displayName: jan.displayName, roles: jan.roles };
    answered(await office.administrator.office.changeUser({ ...change, active: false }));
    const newPassphrase = 'czerwony dzban na progu';
    answered(await office.clerk.session.changePassphrase({ passphrase, newPassphrase }));
    answered(await restore(path));
    expect(refusalOf(await office.advisor.session.signIn({ login: 'jan', passphrase }))).toBe('wrong-passphrase');
    expect(refusalOf(await office.clerk.session.signIn({ login: 'ewa', passphrase }))).toBe('wrong-passphrase');
    answered(await office.clerk.session.signIn({ login: 'ewa', passphrase: newPassphrase }));
    answered(await office.administrator.session.signIn({ login: 'anna', passphrase }));
    const now = answered(await office.administrator.office.listUsers({}));
    expect(now.filter(({ active }) => !active).map(({ login }) => login)).toEqual(['jan']);
  });

  test('says before what would be lost, and what would come back from the central office', async () => {
    const agreement = await makeAgreement(office);
    const path = await office.makeBackup();
    const first = await approve(office, await submit(office, await prepare(office, agreement.id)));
    refuseAtCentre(office, first.id, office.caseFile.world.today());
    await approve(office, await submit(office, await prepare(office, agreement.id)));
    const preview = answered(await office.administrator.backups.preview({ path }));
    expect(preview).toMatchObject({
      ...{ path, program: '0.1.0', counts: { people: 1, cases: 1, balances: 1, agreements: 1, vouchers: 0 } },
      present: {
        counts: { people: 1, vouchers: 2 },
        approvedSince: { returning: 0, toEnter: 0, refused: 1, waiting: 1 },
        // Preparing, submitting and approving two vouchers, and one answer.
        changesSince: 7,
      },
    });
  });

  test('asks for the passphrase of whoever does it, and makes them wait after wrong ones', async () => {
    await office.close();
    office = await openBackupOffice({ world: { ...realWorld, elapsedMs: () => 0 } });
    const path = await office.makeBackup();
    const before = contentsOf(office.caseFile.folder).size;
    for (let tries = 0; tries < 3; tries += 1) {
      expect(refusalOf(await restore(path, 'to nie jest to hasło'))).toBe('wrong-passphrase');
    }
    expect(await restore(path)).toMatchObject({ problem: { kind: 'wrong-passphrase', waitSeconds: 1 } });
    expect(contentsOf(office.caseFile.folder).size).toBe(before);
    expect(listBeside()).toEqual(['kopie', 'urzad.teczka']);
  });

  test('can itself be taken back: what was set aside is restored like a backup', async () => {
    const path = await office.makeBackup();
    await registerPerson(office);
    const { setAside } = answered(await restore(path));
    expect(countPeople()).toBe(0);
    answered(await office.administrator.session.signIn({ login: 'anna', passphrase }));
    answered(await restore(setAside ?? ''));
    expect(countPeople()).toBe(1);
  });

  test('of another office is refused', async () => {
    const foreign = await openBackupOffice();
    const path = await foreign.makeBackup();
    expect(refusalOf(await office.administrator.backups.preview({ path }))).toBe('backup-other-office');
    expect(refusalOf(await restore(path))).toBe('backup-other-office');
    await foreign.close();
  });

  test('that is none is said', async () => {
    expect(refusalOf(await restore(office.folder))).toBe('backup-not-found');
    expect(refusalOf(await restore(join(office.folder, 'nie ma')))).toBe('backup-not-found');
  });
});

describe('without anybody signed in', () => {
  const recover = (path: string, login = 'anna', secret = passphrase) =>
    office.clerk.backups.recover({ path, login, passphrase: secret });

  /** Nobody has the file open; the same door asks again. */
  async function closeAnd(damage: (folder: string) => void): Promise<void> {
    await office.caseFile.door.close();
    damage(office.caseFile.folder);
  }

  const noise = (name: string) => (folder: string) => writeFileSync(join(folder, name), Buffer.alloc(40_000, 'szum'));

  test.each<[string, (folder: string) => void]>([
    ['a missing file', (folder) => rmSync(folder, { recursive: true })],
    ['a database that is noise', noise('case.sqlite')],
    ['a database that is gone', (folder) => rmSync(join(folder, 'case.sqlite'))],
    ['a key ring that is noise', noise('keyring.json')],
    ['a header that is noise', noise('header.json')],
  ])('%s is replaced by an administrator of the backup', async (_, damage) => {
    await registerPerson(office);
    const path = await office.makeBackup();
    await closeAnd(damage);
    const { status, setAside } = answered(await recover(path));
    expect(status.phase).toBe('locked');
    expect(setAside === null).toBe(_ === 'a missing file');
    answered(await office.administrator.session.signIn({ login: 'anna', passphrase }));
    expect(countPeople()).toBe(1);
  });

  test('a file that is whole is not replaced, open or closed', async () => {
    const path = await office.makeBackup();
    expect(refusalOf(await recover(path))).toBe('case-file-intact');
    await office.caseFile.door.close();
    expect(refusalOf(await recover(path))).toBe('case-file-intact');
    expect(listBeside()).toEqual(['kopie', 'urzad.teczka']);
  });

  test('nobody but an administrator of the backup does it', async () => {
    const path = await office.makeBackup();
    await closeAnd(noise('case.sqlite'));
    expect(refusalOf(await recover(path, 'ewa'))).toBe('forbidden');
    expect(refusalOf(await recover(path, 'nikt'))).toBe('wrong-passphrase');
    expect(refusalOf(await recover(path, 'anna', 'to nie jest to hasło'))).toBe('wrong-passphrase');
    expect(listBeside()).toEqual(['kopie', 'urzad.teczka']);
  });

  test('a backup of another office is put only where there is no case file', async () => {
    const foreign = await openBackupOffice();
    await registerPerson(foreign);
    const path = await foreign.makeBackup();
    await closeAnd(noise('case.sqlite'));
    expect(refusalOf(await recover(path))).toBe('backup-other-office');
    rmSync(office.caseFile.folder, { recursive: true });
    answered(await recover(path));
    expect(countPeople()).toBe(1);
    await foreign.close();
  });

  test('a folder that holds something else is not taken over', async () => {
    const path = await office.makeBackup();
    await closeAnd((folder) => {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      writeFileSync(join(folder, 'wakacje.txt'), 'morze');
    });
    expect(refusalOf(await recover(path))).toBe('not-a-case-file');
    expect(readdirSync(office.caseFile.folder)).toEqual(['wakacje.txt']);
  });

  test('a file that another program has open is not replaced', async () => {
    const path = await office.makeBackup();
    const folder = office.caseFile.folder;
    await office.caseFile.door.close();
    const other = createCaseFileHost({ folder, world: realWorld, cost: cheapCost });
    await other.signIn('anna', passphrase);
    rmSync(join(folder, 'keyring.json'));
    expect(refusalOf(await recover(path))).toBe('case-file-in-use');
    await other.close();
    expect(listBeside()).toEqual(['kopie', 'urzad.teczka']);
  });
});

describe('when the power fails', () => {
  test('before the renames the old file stands, between them the new one is put in place', async () => {
    const { folder } = office.caseFile;
    const path = await office.makeBackup();
    await office.caseFile.door.close();
    const whole = contentsOf(folder);
    // A copy in the making, of no consequence.
    cpSync(path, stagedPath(folder), { recursive: true });
    settleRestore(folder);
    expect(contentsOf(folder)).toEqual(whole);
    // Ready, and the first rename not yet done.
    renameSync(stagedPath(folder), `${folder}.restored`);
    settleRestore(folder);
    expect(contentsOf(folder)).toEqual(whole);
    expect(existsSync(`${folder}.restored`)).toBe(false);
    // The first rename done, the second not.
    cpSync(path, `${folder}.restored`, { recursive: true });
    renameSync(folder, join(parent(), 'urzad-przed-przywroceniem-2022.teczka'));
    settleRestore(folder);
    expect(readFileSync(join(folder, 'case.sqlite'))).toEqual(readFileSync(join(path, 'case.sqlite')));
    expect(listBeside()).toEqual(['kopie', 'urzad-przed-przywroceniem-2022.teczka', 'urzad.teczka']);
  });

  test('a restore that was cut off while the copy was made can be asked for again', async () => {
    await registerPerson(office);
    const path = await office.makeBackup();
    mkdirSync(stagedPath(office.caseFile.folder));
    writeFileSync(join(stagedPath(office.caseFile.folder), 'case.sqlite'), 'half of it');
    answered(await restore(path));
    expect(countPeople()).toBe(1);
    expect(listBeside()).toHaveLength(3);
  });

  test('and the new file does not open, the old one is back in place and open', async () => {
    await registerPerson(office);
    const path = await office.makeBackup();
    const { door } = office.caseFile;
    const keeper = keepBackups({
      world: office.caseFile.world,
      door: {
        ...door,
        restore: (wish) =>
          door.restore({
            ...wish,
            // The copy is spoilt after it was verified and before it is put in place.
            release: async () => writeFileSync(join(stagedPath(door.folder), 'case.sqlite'), 'noise'),
          }),
      },
    });
    const wish = { path, login: 'anna', passphrase, isByAnyone: false };
    await expect(keeper.restore(wish)).rejects.toMatchObject({ problem: { kind: 'case-file-damaged' } });
    expect(countPeople()).toBe(1);
    expect(listBeside()).toEqual(['kopie', 'urzad.teczka']);
    expect(answered(await office.clerk.session.status({})).phase).toBe('open');
  });
});
