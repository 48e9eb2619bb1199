import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { appendAudit, getAuditHead, listAudit, verifyAudit } from '../../../electron/database/audit.ts';
import type { WriteDatabase } from '../../../electron/database/connection.ts';
import { makeCaseFile, type TestCaseFile } from '../../support/case-file.ts';

let made: TestCaseFile;
beforeAll(async () => {
  made = await makeCaseFile();
});
afterAll(() => made.dispose());

class Undo extends Error {}

/** Tries something on ten rows and undoes it: the triggers that refuse any change are lifted first, as a forger would. */
function forged(tamper: (db: WriteDatabase) => void): number | null {
  let broken: number | null = null;
  expect(() =>
    made.file.transaction((db) => {
      db.run('DROP TRIGGER audit_is_never_changed');
      db.run('DROP TRIGGER audit_is_never_deleted');
      tamper(db);
      broken = verifyAudit(db);
      throw new Undo();
    }),
  ).toThrow(Undo);
  return broken;
}

beforeEach(() => {
  if (getAuditHead(made.file.read).sequence >= 10) return;
  made.file.transaction((db) => {
    for (let number = getAuditHead(db).sequence; number < 10; number += 1) {
      appendAudit(db, {
        at: made.world.now(),
        userId: made.user.id,
        operation: 'people.change',
        subjectId: `person-${number}`,
        details: { number, phone: '600100200' },
        salt: made.world.randomBytes(16),
      });
    }
  });
});

describe('the audit', () => {
  test('holds when nobody touched it', () => {
    expect(verifyAudit(made.file.read)).toBeNull();
    expect(forged(() => {})).toBeNull();
  });

  test('shows an altered row, whatever was altered', () => {
    expect(forged((db) => db.run("UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = 4"))).toBe(4);
    expect(forged((db) => db.run('UPDATE audit SET user_id = NULL WHERE sequence = 5'))).toBe(5);
    expect(forged((db) => db.run("UPDATE audit SET operation = 'people.get' WHERE sequence = 6"))).toBe(6);
    expect(forged((db) => db.run("UPDATE audit SET subject_id = 'x' WHERE sequence = 7"))).toBe(7);
    expect(forged((db) => db.run(`UPDATE audit SET details = '{"number":3}' WHERE sequence = 8`))).toBe(8);
    expect(forged((db) => db.run("UPDATE audit SET salt = x'00' WHERE sequence = 9"))).toBe(9);
  });

  test('shows a removed row', () => {
    expect(forged((db) => db.run('DELETE FROM audit WHERE sequence = 1'))).toBe(1);
    expect(forged((db) => db.run('DELETE FROM audit WHERE sequence = 6'))).toBe(6);
  });

  test('shows rows that changed places', () => {
    const swap = (db: WriteDatabase) => {
      db.run('UPDATE audit SET sequence = 99 WHERE sequence = 4');
      db.run('UPDATE audit SET sequence = 4 WHERE sequence = 5');
      db.run('UPDATE audit SET sequence = 5 WHERE sequence = 99');
    };
    expect(forged(swap)).toBe(4);
  });

  test('shows a row slipped in', () => {
    const slip = (db: WriteDatabase) =>
      db.run(
        `INSERT INTO audit SELECT 11, at, user_id, operation, 'other', details, salt, commitment, hash, 'ff'
         FROM audit WHERE sequence = 10`,
      );
    expect(forged(slip)).toBe(11);
  });

  test('cannot be changed or deleted by the program itself', () => {
    const { file } = made;
    expect(() => file.transaction((db) => db.run("UPDATE audit SET at = 'x'"))).toThrow('the audit is never changed');
    expect(() => file.transaction((db) => db.run('DELETE FROM audit'))).toThrow('the audit is never deleted');
  });

  test('has another commitment for the same values each time, so that values cannot be guessed from it', () => {
    const rows = made.file.read.all<{ commitment: string }>('SELECT commitment FROM audit');
    expect(new Set(rows.map(({ commitment }) => commitment)).size).toBe(rows.length);
  });

  test('is listed from the newest, page by page, with names', () => {
    const page = { subjectId: null, before: null, limit: 4 };
    const first = listAudit(made.file.read, page);
    expect(first.map(({ sequence }) => sequence)).toEqual([10, 9, 8, 7]);
    expect(first[0]).toMatchObject({ userName: 'Anna Zielińska', operation: 'people.change' });
    expect(listAudit(made.file.read, { ...page, before: 3 }).map(({ sequence }) => sequence)).toEqual([2, 1]);
    expect(listAudit(made.file.read, { ...page, subjectId: 'person-4' })).toHaveLength(1);
  });
});

test('a transaction that fails leaves neither its row nor its audit row', () => {
  const head = getAuditHead(made.file.read);
  const entry = { at: made.world.now(), userId: null, operation: 'x', subjectId: null, details: null };
  expect(() =>
    made.file.transaction((db) => {
      appendAudit(db, { ...entry, salt: made.world.randomBytes(16) });
      throw new Undo();
    }),
  ).toThrow(Undo);
  expect(getAuditHead(made.file.read)).toEqual(head);
});

test('a transaction that would wait for a promise is refused and undone', () => {
  const before = made.file.read.all('SELECT * FROM tally');
  expect(() =>
    made.file.transaction(async (db) => {
      db.run("INSERT INTO tally (name, count) VALUES ('later', 1)");
    }),
  ).toThrow('cannot wait');
  expect(made.file.read.all('SELECT * FROM tally')).toEqual(before);
});
