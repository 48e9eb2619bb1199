import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openConnection } from '../../../electron/database/sqlite.ts';
import { passphrase } from '../../support/case-file.ts';
import { answered, type OfficeDay, openOfficeDay, registerPerson } from '../../support/office-day.ts';

let office: OfficeDay;
beforeEach(async () => {
  office = await openOfficeDay();
});
afterEach(() => office.close());

describe('what lies on the disk', () => {
  test('no file of the folder holds a name, a PESEL, a phone number or a passphrase in the clear', async () => {
    const id = await registerPerson(office);
    const { pesel } = office.caseFile.file.read.get<{ pesel: string }>('SELECT pesel FROM person WHERE id = :id', {
      id,
    }) ?? { pesel: '' };
    expect(pesel).toHaveLength(11);
    answered(await office.clerk.session.saveDraft({ key: 'person:new', body: { lastName: 'Wrzeciądz' } }));
    const { folder } = office.caseFile;
    await office.caseFile.door.close();
    const everything = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
    for (const secret of [pesel, 'Źrebięcka', 'zrebiecka', '600100200', 'Wrzeciądz', passphrase, 'CREATE TABLE']) {
      expect(everything.includes(secret), secret).toBe(false);
    }
  });

  test('the write-ahead log of an open file is encrypted too', async () => {
    await registerPerson(office);
    const log = readFileSync(join(office.caseFile.folder, 'case.sqlite-wal'));
    expect(log.length).toBeGreaterThan(4096);
    expect(log.includes('Źrebięcka')).toBe(false);
    expect(log.includes('zrebiecka')).toBe(false);
  });

  test('pages are sealed with AEGIS-256: 64 bytes of each carry nonce and tag', async () => {
    await office.caseFile.door.close();
    const head = readFileSync(join(office.caseFile.folder, 'case.sqlite'));
    expect(head.readUInt8(20)).toBe(64);
    expect(head.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  });

  test('an encrypted copy opens with no other key', async () => {
    const copy = join(office.caseFile.folder, 'kopia.sqlite');
    await office.caseFile.file.copyTo(copy);
    expect(() => openConnection({ file: copy, dataKey: randomBytes(32), access: 'read' })).toThrow('case-file-damaged');
    expect(() => new Sqlite(copy).prepare('SELECT * FROM person').all()).toThrow('not a database');
  });
});

describe('every connection', () => {
  test('keeps its temporary tables in memory: nothing is sorted in the clear on the disk', async () => {
    for (let number = 0; number < 30; number += 1) await registerPerson(office, `1980-01-${10 + (number % 20)}`);
    const { file } = office.caseFile;
    expect(file.read.get('PRAGMA temp_store')).toEqual({ temp_store: 2 });
    file.transaction((db) => {
      expect(db.get('PRAGMA temp_store')).toEqual({ temp_store: 2 });
      const sorted = db.all(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
         SELECT p.last_name || i AS name FROM n JOIN person p ORDER BY 1 DESC LIMIT 5`,
      );
      expect(sorted).toHaveLength(5);
      expect(openTemporaryFiles()).toEqual([]);
    });
  });

  test('flushes a commit to the disk, asked after a read, when the pragma tells the truth', () => {
    office.caseFile.file.transaction((db) => {
      db.get('SELECT count(*) AS count FROM user');
      expect(db.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
      expect(db.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
      expect(db.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
    });
  });

  test('of a query cannot write', () => {
    const { read } = office.caseFile.file;
    expect(() => read.all("UPDATE office SET name = 'x' RETURNING id")).toThrow('readonly');
    expect(read.get('PRAGMA query_only')).toEqual({ query_only: 1 });
  });
});

/** SQLite's own names for them, among the files that this process holds open. */
function openTemporaryFiles(): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc/self/fd').flatMap((number) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${number}`);
      return path.includes('etilqs') ? [path] : [];
    } catch {
      return [];
    }
  });
}
