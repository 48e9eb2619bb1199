// A backup with any byte of it altered, or with files of another one: refused in words, and nothing changes.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkBackup } from '../../electron/database/backup-checking.ts';
import { CaseFileFault } from '../../electron/database/fault.ts';
import { type BackupOffice, contentsOf, openBackupOffice } from '../support/backup-office.ts';
import { passphrase } from '../support/case-file.ts';
import { answered, refusalOf, registerPerson } from '../support/office-day.ts';

let office: BackupOffice;
let whole: string;
let altered: string;
beforeAll(async () => {
  office = await openBackupOffice();
  await registerPerson(office);
  whole = await office.makeBackup();
  altered = join(mkdtempSync(join(tmpdir(), 'teczka-altered-')), 'kopia.teczka');
  cpSync(whole, altered, { recursive: true });
});
afterAll(async () => {
  rmSync(dirname(altered), { recursive: true });
  await office.close();
});

/** 'whole', a problem of the contract, or our own fault by name. */
function judge(folder: string): string {
  const dataKey = office.caseFile.door.opened()?.dataKey;
  if (dataKey === undefined) throw new Error('the office is open');
  try {
    checkBackup(folder, dataKey, () => undefined);
    return 'whole';
  } catch (error) {
    if (!(error instanceof CaseFileFault)) return `fault: ${error instanceof Error ? error.message : typeof error}`;
    return error.problem.kind === 'refused' ? error.problem.reason : error.problem.kind;
  }
}

const words = ['backup-damaged', 'backup-not-found', 'newer-case-file'];
const restore = (path: string) => office.administrator.backups.restore({ path, passphrase });

function spoil(name: string, content: string | Buffer): void {
  cpSync(whole, altered, { recursive: true, force: true });
  writeFileSync(join(altered, name), content);
}

describe.each(['header.json', 'keyring.json', 'seal.json', 'case.sqlite'])('%s', (name) => {
  test('with any one byte altered is no backup', () => {
    const bytes = readFileSync(join(whole, name));
    const step = name === 'case.sqlite' ? Math.ceil(bytes.length / 200) : 1;
    expect(judge(whole)).toBe('whole');
    for (let at = 0; at < bytes.length; at += step) {
      const content = Buffer.from(bytes);
      content.writeUInt8(content.readUInt8(at) ^ (at % 2 === 0 ? 0x01 : 0x80), at);
      spoil(name, content);
      expect([at, words.includes(judge(altered))]).toEqual([at, true]);
    }
  });

  test.each(['', '{', 'null', '[]', '{"__proto__":{}}', `${'['.repeat(50_000)}`])(
    'holding %j is no backup',
    (content) => {
      spoil(name, content);
      expect(words).toContain(judge(altered));
    },
  );

  test.each(['', '{"__proto__":{}}'])(
    'holding %j is named to whoever asks for it, and put in no place',
    async (content) => {
      spoil(name, content);
      const { backups } = office.administrator;
      const { folder } = office.caseFile;
      const before = contentsOf(folder);
      expect(words).toContain(refusalOf(await backups.preview({ path: altered })));
      expect(words).toContain(refusalOf(await restore(altered)));
      // A list goes by the seal alone: the rest is read when one is chosen.
      answered(await backups.list({ folder: dirname(altered) }));
      expect(contentsOf(folder)).toEqual(before);
    },
  );

  test('that is altered is not put in place: what is there stays as it is, open and whole', async () => {
    const bytes = readFileSync(join(whole, name));
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
    spoil(name, bytes);
    const { folder, file } = office.caseFile;
    const [before, beside] = [contentsOf(folder), readdirSync(dirname(folder))];
    expect(words).toContain(refusalOf(await restore(altered)));
    expect(contentsOf(folder)).toEqual(before);
    expect(readdirSync(dirname(folder))).toEqual(beside);
    expect(file.read.get('SELECT count(*) AS people FROM person')).toEqual({ people: 1 });
  });
});

test('the files of two backups do not make a third', async () => {
  await registerPerson(office, '1986-01-02');
  // Onto a stick: in the chosen folder it would take the place of the first one of the day.
  const made = answered(await office.administrator.backups.makeNow({ folder: dirname(altered) }));
  const other = made.path;
  for (const name of ['keyring.json', 'case.sqlite', 'seal.json']) {
    spoil(name, readFileSync(join(other, name)));
    // A key ring that did not change is the same in both.
    const isSame = readFileSync(join(other, name)).equals(readFileSync(join(whole, name)));
    expect([name, judge(altered)]).toEqual([name, isSame ? 'whole' : 'backup-damaged']);
  }
});

test('a backup whose seal was taken away counts no more than a copy made by hand: its pages and its record are checked', () => {
  cpSync(whole, altered, { recursive: true, force: true });
  rmSync(join(altered, 'seal.json'));
  expect(judge(altered)).toBe('whole');
  const bytes = readFileSync(join(whole, 'case.sqlite'));
  bytes.writeUInt8(bytes.readUInt8(20_000) ^ 4, 20_000);
  writeFileSync(join(altered, 'case.sqlite'), bytes);
  expect(judge(altered)).toBe('backup-damaged');
});

describe('where the case file is gone and nobody can sign in', () => {
  let gone: BackupOffice;
  let path: string;
  beforeAll(async () => {
    gone = await openBackupOffice();
    await registerPerson(gone);
    path = await gone.makeBackup();
    await gone.caseFile.door.close();
    rmSync(gone.caseFile.folder, { recursive: true });
  });
  afterAll(() => gone.close());
  const recover = (from: string) => gone.clerk.backups.recover({ path: from, login: 'anna', passphrase });

  test.each(['header.json', 'keyring.json', 'seal.json', 'case.sqlite'])(
    'a backup whose %s was altered is refused in words, and nothing is put there',
    async (name) => {
      const bytes = readFileSync(join(path, name));
      const flipped = [0.1, 0.9].map((share) => {
        const at = Math.floor(bytes.length * share);
        return bytes.with(at, bytes.readUInt8(at) ^ 0x01);
      });
      for (const content of ['', '{"__proto__":{}}', ...flipped]) {
        cpSync(path, altered, { recursive: true, force: true });
        writeFileSync(join(altered, name), content);
        // A key that does not fit the altered ring, and a header that says it is none, are said as such.
        expect([...words, 'wrong-passphrase', 'not-a-case-file']).toContain(refusalOf(await recover(altered)));
        expect(readdirSync(dirname(gone.caseFile.folder))).toEqual(['kopie']);
      }
    },
  );

  test('the whole one is put there all the same', async () => {
    answered(await recover(path));
    answered(await gone.administrator.session.signIn({ login: 'anna', passphrase }));
    expect(gone.caseFile.door.openFile()?.read.get('SELECT count(*) AS people FROM person')).toEqual({ people: 1 });
  });
});
