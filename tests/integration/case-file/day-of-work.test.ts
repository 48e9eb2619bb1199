import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { passphrase } from '../../support/case-file.ts';
import {
  answered,
  approve,
  makeAgreement,
  type OfficeDay,
  openOfficeDay,
  prepare,
  refuseAtCentre,
  submit,
} from '../../support/office-day.ts';

const newPassphrase = 'cichy wodospad za lasem';
const usualTemporary = process.env.TMPDIR;
let parent: string;
let temporary: string;
let office: OfficeDay;
let backups: string;
let secrets: string[];

/** Somebody's whole day: registered, decided, advised, agreed, ordered, approved, answered, copied, checked, locked. */
beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'teczka-day-'));
  temporary = join(parent, 'temporary');
  mkdirSync(temporary);
  // Where this process, its threads and SQLite in them put what they do not keep in memory.
  process.env.TMPDIR = temporary;
  office = await openOfficeDay('2022-03-01', { parent, ballastBytes: 65_536 });
  const { clerk, administrator, caseFile } = office;
  await caseFile.file.makeRoom();
  const agreement = await makeAgreement(office);
  const approved = await approve(office, await submit(office, await prepare(office, agreement.id)));
  refuseAtCentre(office, approved.id, approved.order.on);
  answered(await clerk.session.saveDraft({ key: 'person:new', body: { lastName: 'Wrzeciądz', pesel: '44051401359' } }));
  answered(await clerk.people.search({ text: 'zrebiecka 600100200', after: null, limit: 5 }));
  answered(await clerk.session.changePassphrase({ passphrase, newPassphrase }));
  const { recoveryCode } = answered(await administrator.session.renewRecoveryCode({ passphrase }));
  answered(await administrator.office.checkFile({}));
  await caseFile.file.copyTo(join(caseFile.folder, 'kopia.sqlite'));
  backups = join(parent, 'kopie');
  mkdirSync(backups);
  answered(await administrator.backups.makeNow({ folder: backups }));
  answered(await clerk.session.lock({}));
  const pesel = caseFile.file.read.get<{ pesel: string }>('SELECT pesel FROM person')?.pesel ?? '';
  expect(pesel).toHaveLength(11);
  secrets = [
    ...[pesel, 'Źrebięcka', 'zrebiecka', 'Łucja', '600 100 200', '600100200', 'Rynek', 'Wrzeciądz', '44051401359'],
    ...['Odlewnia', 'Awans na brygadzistę', 'Technikum', 'Angielski A2', 'Lingua', 'limit-exceeded'],
    ...listNames(),
    ...[passphrase, newPassphrase, recoveryCode, recoveryCode.replaceAll('-', ''), caseFile.recoveryCode],
    'CREATE TABLE',
  ];
});
afterAll(async () => {
  await office?.close();
  if (usualTemporary === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usualTemporary;
  rmSync(parent, { recursive: true, force: true });
});

/** The office's name and everybody's who works there, whole and in words: of them only the logins may be read. */
function listNames(): string[] {
  const { read } = office.caseFile.file;
  const named = read.all<{ name: string }>('SELECT name FROM office UNION SELECT display_name FROM user');
  expect(named).toHaveLength(5);
  return named.flatMap(({ name }) => [name, ...name.split(' ').filter((word) => word.length > 3)]);
}

function listFiles(): string[] {
  const paths = readdirSync(parent, { recursive: true, encoding: 'utf8' }).map((name) => join(parent, name));
  return paths.filter((path) => statSync(path).isFile());
}

/** As "file: secret", in the ways in which a program writes a text down. */
function listLeaks(): string[] {
  return listFiles().flatMap((path) => {
    const bytes = readFileSync(path);
    const isIn = (text: string) =>
      bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')) || bytes.includes(JSON.stringify(text));
    return secrets.filter((secret) => isIn(secret) || path.includes(secret)).map((secret) => `${path}: ${secret}`);
  });
}

describe('after a day’s work', () => {
  test('no file says anything of anybody while the program runs: database, log, key ring, lock, ballast, copy, backup', () => {
    const names = listFiles().map((path) => path.slice(path.lastIndexOf('/') + 1));
    const expected = [
      'ballast',
      'case.sqlite',
      'case.sqlite-wal',
      'keyring.json',
      'kopia.sqlite',
      'lock-holder.json',
      'seal.json',
    ];
    expect(names).toEqual(expect.arrayContaining(expected));
    expect(listLeaks()).toEqual([]);
  });

  test('the name of a file is one of ours, never somebody’s', () => {
    const ours =
      /^(ballast|case\.sqlite(-wal|-shm)?|header\.json|keyring\.json|kopia\.sqlite|lock(-holder)?\.(sqlite|json))$/;
    const names = readdirSync(office.caseFile.folder);
    expect(names.filter((name) => !ours.test(name))).toEqual([]);
    expect(readdirSync(backups)).toEqual([expect.stringMatching(/^urzad-2022-03-\d\dT\d{4}\.teczka$/)]);
    const inBackup = readdirSync(backups, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('/'));
    const sealed = ['case.sqlite', 'header.json', 'keyring.json', 'seal.json'];
    expect(inBackup.map((path) => path.slice(path.indexOf('/') + 1)).sort()).toEqual(sealed);
  });

  test('nothing was put into the folder for temporary files', () => {
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('nothing is left in the clear when the program has ended', async () => {
    await office.caseFile.door.close();
    expect(listLeaks()).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
