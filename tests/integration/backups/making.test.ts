import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../electron/core/log.ts';
import { type BackupOffice, listBackups, openBackupOffice } from '../../support/backup-office.ts';
import { keepBackups } from '../../support/backups.ts';
import { passphrase } from '../../support/case-file.ts';
import { answered, refusalOf, registerPerson } from '../../support/office-day.ts';

let office: BackupOffice;
beforeEach(async () => {
  office = await openBackupOffice();
});
afterEach(() => office.close());

const status = async () => answered(await office.clerk.backups.status({}));

describe('a backup', () => {
  test('is a case file of its own under a name that names nobody, and the status says when and where', async () => {
    await office.makeBackup();
    const [name = ''] = readdirSync(office.folder);
    expect(name).toMatch(/^urzad-2022-03-01T\d{4}\.teczka$/);
    expect(readdirSync(join(office.folder, name)).sort()).toEqual([
      ...['case.sqlite', 'header.json', 'keyring.json', 'seal.json'],
    ]);
    expect(await status()).toMatchObject({
      plan: { folder: office.folder, everyHours: 24, isOnSameDisk: true },
      lastGood: { folder: office.folder, madeAt: expect.stringContaining('2022-03-01') },
      ...{ lastFailure: null, isInProgress: false, isOverdue: false },
    });
  });

  test('holds no name, no PESEL, no passphrase and no table name in the clear', async () => {
    await registerPerson(office);
    const path = await office.makeBackup();
    const everything = Buffer.concat(readdirSync(path).map((name) => readFileSync(join(path, name))));
    for (const secret of ['Źrebięcka', 'zrebiecka', '600100200', passphrase, 'CREATE TABLE']) {
      expect(everything.includes(secret), secret).toBe(false);
    }
  });

  test('counts what was there when it was made, though people go on working meanwhile', async () => {
    await registerPerson(office);
    const making = office.makeBackup();
    await registerPerson(office, '1986-01-02');
    const path = await making;
    const { counts, present } = answered(await office.administrator.backups.preview({ path }));
    expect([1, 2]).toContain(counts.people);
    expect(present?.counts.people).toBe(2);
  });

  test('is made by administrators and approvers, for it takes everything along', async () => {
    expect(refusalOf(await office.clerk.backups.makeNow({ folder: null }))).toBe('forbidden');
    answered(await office.approver.backups.makeNow({ folder: null }));
    expect(refusalOf(await office.approver.backups.list({ folder: null }))).toBe('forbidden');
  });

  test('onto a stick is another folder once, and does not count as one of the plan', async () => {
    const stick = join(office.folder, '..', 'pendrive');
    mkdirSync(stick);
    const { path } = answered(await office.approver.backups.makeNow({ folder: stick }));
    expect(readdirSync(stick)).toHaveLength(1);
    expect(path.startsWith(stick)).toBe(true);
    expect(await status()).toMatchObject({ lastGood: { folder: stick }, isOverdue: true });
  });

  test('leaves its trace in the audit', async () => {
    await office.makeBackup();
    const { rows } = answered(await office.administrator.audit.list({ subjectId: null, after: null, limit: 10 }));
    const operations = rows.map(({ operation }) => operation);
    expect(operations).toEqual(expect.arrayContaining(['backups.makeNow', 'backups.made']));
  });
});

describe('the folder', () => {
  const configure = (folder: string | null, seenVersion = 1) =>
    office.administrator.backups.configure({ folder, everyHours: 24, seenVersion });

  test('has to be there, to be a folder, to be written in full and to lie outside the case file', async () => {
    const { folder } = office.caseFile;
    writeFileSync(join(office.folder, '..', 'plik'), '');
    expect(refusalOf(await configure(join(office.folder, 'nie ma')))).toBe('backup-folder-missing');
    expect(refusalOf(await configure(join(office.folder, '..', 'plik')))).toBe('backup-folder-missing');
    expect(refusalOf(await configure('kopie'))).toBe('backup-folder-missing');
    expect(refusalOf(await configure(folder))).toBe('backup-folder-inside');
    mkdirSync(join(folder, 'kopie'));
    expect(refusalOf(await configure(join(folder, 'kopie')))).toBe('backup-folder-inside');
    expect((await status()).plan?.folder).toBe(office.folder);
  });

  test('is chosen over what the writer saw, or not at all', async () => {
    expect(refusalOf(await configure(office.folder, 0))).toBe('changed-meanwhile');
    expect(refusalOf(await configure(null, 7))).toBe('changed-meanwhile');
    expect(answered(await configure(null)).plan).toBeNull();
    expect(refusalOf(await office.administrator.backups.makeNow({ folder: null }))).toBe('backup-no-folder');
    expect(answered(await configure(office.folder, 0)).plan?.version).toBe(1);
  });

  test('that disappears is a failure with its cause, and the next good one clears it', async () => {
    await office.makeBackup();
    renameSync(office.folder, `${office.folder}-odlaczone`);
    expect(refusalOf(await office.administrator.backups.makeNow({ folder: null }))).toBe('backup-folder-missing');
    expect(await status()).toMatchObject({ lastFailure: { cause: 'backup-folder-missing' }, lastGood: {} });
    renameSync(`${office.folder}-odlaczone`, office.folder);
    await office.makeBackup();
    expect((await status()).lastFailure).toBeNull();
  });

  test('lists only this office’s own, whole and sealed', async () => {
    const path = await office.makeBackup();
    mkdirSync(join(office.folder, 'zdjecia.teczka'));
    cpSync(path, join(office.folder, 'bez-pieczeci.teczka'), { recursive: true });
    renameSync(join(office.folder, 'bez-pieczeci.teczka', 'seal.json'), join(office.folder, 'seal.json'));
    const foreign = await openBackupOffice();
    cpSync(await foreign.makeBackup(), join(office.folder, 'obca.teczka'), { recursive: true });
    await foreign.close();
    expect((await listBackups(office.administrator)).map(({ path: listed }) => listed)).toEqual([path]);
  });
});

describe('the keeper', () => {
  test('makes one when the last is a day old, and none before', async () => {
    const keeper = keepBackups(office.caseFile);
    await keeper.look();
    await keeper.look();
    expect(readdirSync(office.folder)).toHaveLength(1);
    office.moveTo('2022-03-02');
    expect((await status()).isOverdue).toBe(true);
    await keeper.look();
    expect(readdirSync(office.folder)).toHaveLength(2);
    expect((await status()).isOverdue).toBe(false);
  });

  test('goes on after a clock was set back', async () => {
    const keeper = keepBackups(office.caseFile);
    await keeper.look();
    office.moveTo('2021-01-01');
    await keeper.look();
    expect(readdirSync(office.folder)).toHaveLength(2);
    await keeper.look();
    expect(readdirSync(office.folder)).toHaveLength(2);
    office.moveTo('2021-01-02');
    await keeper.look();
    expect(readdirSync(office.folder)).toHaveLength(3);
  });

  test('survives a case file that cannot be read at the moment, and makes the backup later', async () => {
    const { door } = office.caseFile;
    const opened = door.opened();
    if (opened === null) throw new Error('the office is closed');
    const away = () => {
      throw new TypeError('the disk is away');
    };
    const ailing = { ...opened, file: { ...opened.file, read: { ...opened.file.read, get: away, all: away } } };
    let isAway = true;
    const faults: unknown[] = [];
    const log = { ...silentLog, error: (code: string, details: unknown) => void faults.push([code, details]) };
    const host = { ...door, opened: () => (isAway ? ailing : opened) };
    const keeper = keepBackups({ ...office.caseFile, door: host }, { log });
    await keeper.look();
    expect(faults).toEqual([['backup-fault', { name: 'TypeError' }]]);
    isAway = false;
    await keeper.look();
    expect(readdirSync(office.folder)).toHaveLength(1);
  });

  test('tries a folder that failed again after a quarter of an hour, and writes the failure down once', async () => {
    let nowMs = 0;
    const world = { ...office.caseFile.world, elapsedMs: () => nowMs };
    const keeper = keepBackups({ door: office.caseFile.door, world });
    const attempts = () =>
      office.caseFile.file.read.get<{ at: string }>('SELECT max(made_at) AS at FROM backup_attempt')?.at;
    office.moveTo('2022-03-04');
    renameSync(office.folder, `${office.folder}-odlaczone`);
    await keeper.look();
    const first = attempts();
    nowMs = 899_000;
    await keeper.look();
    expect(attempts()).toBe(first);
    nowMs = 900_000;
    await keeper.look();
    expect(attempts()).not.toBe(first);
    const { rows } = answered(await office.administrator.audit.list({ subjectId: null, after: null, limit: 50 }));
    expect(rows.filter(({ operation }) => operation === 'backups.failed')).toHaveLength(1);
  });

  test('keeps seven days, four weeks and twelve months of them, and nothing else goes', async () => {
    mkdirSync(join(office.folder, 'zdjecia'));
    const foreign = await openBackupOffice();
    cpSync(await foreign.makeBackup(), join(office.folder, 'obca.teczka'), { recursive: true });
    await foreign.close();
    const keeper = keepBackups(office.caseFile);
    for (let day = 5; day <= 14; day += 1) {
      office.moveTo(`2022-03-${String(day).padStart(2, '0')}`);
      await keeper.look();
    }
    const days = (await listBackups(office.administrator)).map(({ madeAt }) => madeAt.slice(8, 10));
    // 6 March 2022 is a Sunday, the last day of its week.
    expect(days).toEqual(['14', '13', '12', '11', '10', '09', '08', '06']);
    expect(readdirSync(office.folder)).toEqual(expect.arrayContaining(['zdjecia', 'obca.teczka']));
  });

  test('looks soon after the file is open and every minute from then on, until it is stopped', async () => {
    const waits: number[] = [];
    let due: (() => void) | null = null;
    const after = (waitMs: number, work: () => void) => {
      waits.push(waitMs);
      due = work;
      return () => {
        due = null;
      };
    };
    const keeper = keepBackups(office.caseFile, { after });
    keeper.begin();
    keeper.begin();
    (due as (() => void) | null)?.();
    expect(waits).toEqual([5_000, 60_000]);
    await keeper.stop();
    expect(due).toBeNull();
  });

  test('that is stopped in the middle leaves no backup, and the next one clears what is left', async () => {
    const keeper = keepBackups(office.caseFile);
    const looking = keeper.look();
    await keeper.stop();
    await looking;
    expect(await listBackups(office.administrator)).toEqual([]);
    expect((await status()).lastFailure).toBeNull();
    const foreign = 'urzad-2022-03-01T2359.teczka.unfinished-0123456789ab';
    mkdirSync(join(office.folder, foreign));
    await office.makeBackup();
    // A colleague of another office may be making one in the same folder.
    expect(readdirSync(office.folder).filter((name) => name.includes('unfinished'))).toEqual([foreign]);
  });
});
