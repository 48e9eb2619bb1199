// The office row and this file's own workstation.
import type { ReadDatabase, WriteDatabase } from './connection.ts';
import { CaseFileFault } from './fault.ts';

export type OfficeRow = {
  readonly id: string;
  readonly name: string;
  readonly countyTeryt: string;
  readonly lockAfterMinutes: number;
  readonly createdAt: string;
};

/** The one office. A file without it was never finished: CaseFileFault case-file-damaged. */
export function getOffice(db: ReadDatabase): OfficeRow {
  const row = db.get<OfficeRow>(
    `SELECT id, name, county_teryt AS countyTeryt, lock_after_minutes AS lockAfterMinutes, created_at AS createdAt
     FROM office LIMIT 1`,
  );
  if (row === undefined) throw new CaseFileFault({ kind: 'case-file-damaged' });
  return row;
}

/** The id that this workstation writes into every row. */
export function getDevice(db: ReadDatabase): string {
  const row = db.get<{ device: string }>('SELECT device FROM workstation WHERE id = 1');
  if (row === undefined) throw new CaseFileFault({ kind: 'case-file-damaged' });
  return row.device;
}

export type NewOfficeRow = {
  readonly id: string;
  readonly name: string;
  readonly countyTeryt: string;
  readonly createdAt: string;
  readonly device: string;
};

export function insertOffice(db: WriteDatabase, office: NewOfficeRow): void {
  db.run(
    `INSERT INTO office (id, name, county_teryt, created_at, version, device)
     VALUES (:id, :name, :countyTeryt, :createdAt, 1, :device)`,
    office,
  );
  db.run('INSERT INTO workstation (id, device) VALUES (1, :device)', { device: office.device });
}

/** Where the open file lies and which schema it has. */
export function getFilePlace(db: ReadDatabase): { readonly file: string; readonly schemaVersion: number } {
  const row = db.get<{ file: string; schemaVersion: number }>(
    `SELECT d.file, v.user_version AS schemaVersion
     FROM pragma_database_list d JOIN pragma_user_version v WHERE d.name = 'main'`,
  );
  if (row === undefined) throw new Error('an open database has a place');
  return row;
}
