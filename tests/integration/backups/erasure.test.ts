import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  appendAudit,
  type ErasableRows,
  eraseAudit,
  getAuditHead,
  verifyAudit,
} from '../../../electron/database/audit.ts';
import type { CaseFile } from '../../../electron/database/case-file.ts';
import { openConnection } from '../../../electron/database/sqlite.ts';
import { verifyCaseFile } from '../../../electron/office/verify.ts';
import { type BackupOffice, openBackupOffice } from '../../support/backup-office.ts';
import { getOpenFile, passphrase } from '../../support/case-file.ts';
import { answered, registerPerson } from '../../support/office-day.ts';

let office: BackupOffice;
let personId: string;
beforeEach(async () => {
  office = await openBackupOffice();
  personId = await registerPerson(office);
  const known = answered(await office.clerk.people.get({ id: personId }));
  const { id, version, birthDate: _, sex: __, municipality: ___, cases: ____, createdAt: _____, ...person } = known;
  const change = { id, seenVersion: version, person: { ...person, phone: '699 887 766' } };
  answered(await office.clerk.people.change(change));
});
afterEach(() => office.close());

const openFile = () => getOpenFile(office.caseFile.door);
const eraseIn = (file: CaseFile, rows: ErasableRows) => {
  const { world, user } = office.caseFile;
  const by = { at: world.now(), userId: user.id, salt: world.randomBytes(16) };
  return file.transaction((db) => eraseAudit(db, rows, by));
};
const erase = (rows: ErasableRows) => eraseIn(openFile(), rows);
const verify = (folder = office.caseFile.folder) => verifyCaseFile({ folder, login: 'anna', secret: passphrase });
const chainOf = async (folder?: string) =>
  (await verify(folder)).findings.find(({ check }) => check === 'audit-chain')?.detail;

type Kept = { readonly details: string | null; readonly salt: Uint8Array; readonly operation: string };
const rowsOf = (subjectId: string) =>
  openFile().read.all<Kept>('SELECT details, salt, operation FROM audit WHERE subject_id = :subjectId', { subjectId });

/** Every page of the file, deciphered, whether a row still points there or not. */
function pagesOf(folder: string): Buffer {
  const dataKey = office.caseFile.door.opened()?.dataKey ?? new Uint8Array();
  const raw = openConnection({ file: join(folder, 'case.sqlite'), dataKey, access: 'write' });
  try {
    raw.pragma('wal_checkpoint(TRUNCATE)');
    return raw.serialize();
  } finally {
    raw.close();
  }
}

describe('the values of a subject, once erased,', () => {
  test('are in no row any more, while the rows stay and one more says what was done', () => {
    const before = rowsOf(personId);
    expect(before.map(({ details }) => details !== null)).toEqual([true, false, true]);
    expect(erase({ subjectId: personId })).toHaveLength(2);
    const after = rowsOf(personId);
    expect(after.map(({ operation }) => operation)).toEqual([
      ...before.map(({ operation }) => operation),
      'audit.erase',
    ]);
    expect(after.map(({ details }) => details !== null)).toEqual([false, false, false, true]);
    // A row that never had values keeps the salt by which that can be shown.
    expect(after.map(({ salt }) => salt.length)).toEqual([0, 16, 0, 16]);
    expect(verifyAudit(openFile().read)).toBeNull();
  });

  test('cannot be read from any page of the file or of a copy, free or in use', async () => {
    // What the person is today stands in its own table; what it was before, in the audit alone.
    const once = ['600100200', '600 100 200', 'ludwisarka'];
    const row = { at: office.caseFile.world.now(), userId: null, operation: 'x', subjectId: personId };
    const salt = office.caseFile.world.randomBytes(16);
    // So long that it fills pages of its own.
    openFile().transaction((db) => appendAudit(db, { ...row, details: 'ludwisarka'.repeat(2000), salt }));
    const salts = rowsOf(personId).flatMap(({ details, salt: of }) => (details === null ? [] : [Buffer.from(of)]));
    const holds = (folder: string) => [...once, ...salts].filter((text) => pagesOf(folder).includes(text));
    expect(holds(office.caseFile.folder)).toEqual(['600 100 200', 'ludwisarka', ...salts]);
    erase({ subjectId: personId });
    expect(holds(office.caseFile.folder)).toEqual([]);
    expect(holds(await office.makeBackup())).toEqual([]);
  });

  test('leave a file that verifies, a copy of it that does, and one that was put back', async () => {
    erase({ subjectId: personId });
    const told = 'every row follows the one before; values were erased from 2';
    expect(await chainOf()).toBe(told);
    expect((await verify()).ok).toBe(true);
    const path = await office.makeBackup();
    expect((await verify(path)).ok).toBe(true);
    answered(await office.administrator.backups.preview({ path }));
    answered(await office.administrator.backups.restore({ path, passphrase }));
    expect(await chainOf()).toBe(told);
    expect((await verify()).ok).toBe(true);
  });

  test('stay where they are when the transaction fails after all', () => {
    const before = [rowsOf(personId), getAuditHead(openFile().read)];
    const failing = () =>
      openFile().transaction((db) => {
        eraseAudit(db, { subjectId: personId }, { at: 'x', userId: null, salt: new Uint8Array(16) });
        throw new RangeError('something else went wrong');
      });
    expect(failing).toThrow('something else went wrong');
    expect([rowsOf(personId), getAuditHead(openFile().read)]).toEqual(before);
  });
});

describe('rows erased by their numbers', () => {
  test('are those that have values, once; who was told of an erasure is not erased in turn', async () => {
    const { sequence } = getAuditHead(openFile().read);
    const noted = { sequences: [sequence, sequence + 1, sequence + 50] };
    expect(erase(noted)).toEqual([sequence]);
    expect(erase(noted)).toEqual([]);
    expect(getAuditHead(openFile().read).sequence).toBe(sequence + 1);
    expect(await chainOf()).toBe('every row follows the one before; values were erased from 1');
  });

  test('by hand, past the program, leave the chain whole, and it is said that no row tells of it', async () => {
    openFile().transaction((db) =>
      db.run("UPDATE audit SET details = NULL, salt = x'' WHERE subject_id = :personId", { personId }),
    );
    expect(await verify()).toMatchObject({ ok: true });
    expect(await chainOf()).toContain('from 3 of them with no row that says so');
  });
});

describe('what is not an erasure', () => {
  const number = () => getAuditHead(openFile().read).sequence;
  const change = (set: string) =>
    openFile().transaction((db) => db.run(`UPDATE audit SET ${set} WHERE sequence = :number`, { number: number() }));

  test.each([
    ['values gone, salt kept', 'details = NULL'],
    ['salt gone, values kept', "salt = x''"],
    ['values changed into none', "details = 'null', salt = x''"],
    ['another salt', "details = NULL, salt = x'00'"],
    ['values changed', `details = '{"after":{}}'`],
  ])('is damage: %s', (_, set) => {
    change(set);
    expect(verifyAudit(openFile().read)).toBe(number());
  });

  test('is damage: an erased row of which anything else was altered', () => {
    const last = number();
    erase({ sequences: [last] });
    openFile().transaction((db) => {
      db.run('DROP TRIGGER audit_is_never_changed');
      db.run('UPDATE audit SET commitment = (SELECT commitment FROM audit WHERE sequence = 1) WHERE sequence = :last', {
        last,
      });
    });
    expect(verifyAudit(openFile().read)).toBe(last);
  });

  test('is damage: the end of a salt that passes for a value', () => {
    const salt = Uint8Array.from([...new Array<number>(15).fill(1), '5'.charCodeAt(0)]);
    const row = { at: office.caseFile.world.now(), userId: null, operation: 'x', subjectId: null, details: null };
    openFile().transaction((db) => appendAudit(db, { ...row, salt }));
    change(`details = '5', salt = x'${'01'.repeat(15)}'`);
    expect(verifyAudit(openFile().read)).toBe(number());
  });
});
