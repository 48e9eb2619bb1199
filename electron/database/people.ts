// People: their own row, and the words by which the search index finds it.
import type { Person, PersonInput, PersonRow } from '../../shared/contract/people.ts';
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import type { Sex } from '../../shared/domain/vocabulary.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';
import { documentKey, indexedNames, phoneKey, sortName } from './person-keys.ts';

/** A person as stored; the municipality's name is looked up by whoever shows it. */
export type StoredPerson = Omit<Person, 'municipality' | 'cases'>;

type PersonColumns = Omit<StoredPerson, 'identity' | 'address'> & {
  readonly pesel: string | null;
  readonly documentType: Extract<Person['identity'], { kind: 'document' }>['documentType'] | null;
  readonly documentCountry: string | null;
  readonly documentNumber: string | null;
  readonly address: string;
};

export function findPerson(db: ReadDatabase, id: string): StoredPerson | undefined {
  const row = db.get<PersonColumns>(
    `SELECT id, pesel, document_type AS documentType, document_country AS documentCountry,
       document_number AS documentNumber, birth_date AS birthDate, sex, first_name AS firstName,
       last_name AS lastName, citizenship, address, phone, email, education_isced AS educationIsced,
       labour_status AS labourStatus, occupation, employer, created_at AS createdAt, version
     FROM person WHERE id = :id`,
    { id },
  );
  return row && toStoredPerson(row);
}

function toStoredPerson(row: PersonColumns): StoredPerson {
  const { pesel, documentType, documentCountry, documentNumber, address, ...rest } = row;
  const { birthDate, sex } = rest;
  const identity: Person['identity'] =
    documentType !== null && documentCountry !== null && documentNumber !== null
      ? { kind: 'document', documentType, country: documentCountry, number: documentNumber, birthDate, sex }
      : { kind: 'pesel', pesel: pesel ?? '' };
  // The column holds what insertPerson and updatePerson wrote from an address of the contract.
  return { ...rest, identity, address: JSON.parse(address) as Person['address'] };
}

export function listCasesOfPerson(db: ReadDatabase, personId: string): Person['cases'] {
  return db.all<Person['cases'][number]>(
    'SELECT id, number, programme, stage FROM person_case WHERE person_id = :personId ORDER BY programme, rowid',
    { personId },
  );
}

/** What a person's PESEL or document says: checked before it comes here. */
export type JudgedPerson = PersonInput & { readonly birthDate: CalendarDate; readonly sex: Sex };

type Written = { readonly id: string; readonly person: JudgedPerson; readonly device: string };

export function insertPerson(db: WriteDatabase, written: Written & { readonly createdAt: string }): void {
  const row = db.get<{ searchRow: number }>(
    `INSERT INTO person (id, pesel, document_type, document_country, document_number, birth_date, sex, first_name,
       last_name, sort_name, citizenship, teryt, address, phone, phone_digits, email, education_isced, labour_status,
       occupation, employer, created_at, version, device)
     VALUES (:id, :pesel, :documentType, :documentCountry, :documentNumber, :birthDate, :sex, :firstName,
       :lastName, :sortName, :citizenship, :teryt, :address, :phone, :phoneDigits, :email, :educationIsced,
       :labourStatus, :occupation, :employer, :createdAt, 1, :device)
     RETURNING search_row AS searchRow`,
    { ...toColumns(written), createdAt: written.createdAt },
  );
  if (row !== undefined) indexNames(db, row.searchRow, written.person);
}

/** False when the row has moved on since the writer saw it. */
export function updatePerson(db: WriteDatabase, written: Written & { readonly seenVersion: number }): boolean {
  const row = db.get<{ searchRow: number }>(
    `UPDATE person SET pesel = :pesel, document_type = :documentType, document_country = :documentCountry,
       document_number = :documentNumber, birth_date = :birthDate, sex = :sex, first_name = :firstName,
       last_name = :lastName, sort_name = :sortName, citizenship = :citizenship, teryt = :teryt, address = :address,
       phone = :phone, phone_digits = :phoneDigits, email = :email, education_isced = :educationIsced,
       labour_status = :labourStatus, occupation = :occupation, employer = :employer, version = version + 1,
       device = :device
     WHERE id = :id AND version = :seenVersion
     RETURNING search_row AS searchRow`,
    { ...toColumns(written), seenVersion: written.seenVersion },
  );
  if (row === undefined) return false;
  db.run('DELETE FROM person_search WHERE rowid = :searchRow', { searchRow: row.searchRow });
  indexNames(db, row.searchRow, written.person);
  return true;
}

function indexNames(db: WriteDatabase, searchRow: number, { firstName, lastName }: JudgedPerson): void {
  const names = indexedNames(firstName, lastName);
  db.run('INSERT INTO person_search (rowid, names) VALUES (:searchRow, :names)', { searchRow, names });
}

function toColumns({ id, person, device }: Written) {
  const { identity, address, firstName, lastName, ...rest } = person;
  const isDocument = identity.kind === 'document';
  return {
    ...rest,
    id,
    device,
    firstName,
    lastName,
    pesel: isDocument ? null : identity.pesel,
    documentType: isDocument ? identity.documentType : null,
    documentCountry: isDocument ? identity.country : null,
    documentNumber: isDocument ? documentKey(identity.number) : null,
    sortName: sortName(firstName, lastName),
    teryt: address.teryt,
    address: JSON.stringify(address),
    phoneDigits: phoneKey(person.phone),
  };
}

/** Who already has this PESEL, or this very document. */
export function findSamePerson(db: ReadDatabase, { identity, birthDate }: JudgedPerson): { id: string } | undefined {
  if (identity.kind === 'pesel') {
    return db.get<{ id: string }>('SELECT id FROM person WHERE pesel = :pesel', { pesel: identity.pesel });
  }
  return db.get<{ id: string }>(
    `SELECT id FROM person WHERE document_type = :type AND document_country = :country
       AND document_number = :number AND birth_date = :birthDate`,
    { type: identity.documentType, country: identity.country, number: documentKey(identity.number), birthDate },
  );
}

/** A row of a list, its municipality still a code. */
export type ListedPerson = Omit<PersonRow, 'municipality' | 'matchedBy'> & { readonly teryt: string | null };
type ListedColumns = Omit<ListedPerson, 'caseNumbers'>;

const listed = `p.id, p.first_name AS firstName, p.last_name AS lastName, p.birth_date AS birthDate, p.pesel,
  p.document_number AS documentNumber, p.phone, p.teryt`;

/** Everybody by name, after the person `after`. One unknown gives nothing. */
export function listPeople(db: ReadDatabase, after: string | null, limit: number): ListedPerson[] {
  if (after === null) {
    const sql = `SELECT ${listed} FROM person p ORDER BY p.sort_name, p.id LIMIT :limit`;
    return withCaseNumbers(db, db.all<ListedColumns>(sql, { limit }));
  }
  const last = db.get<{ name: string }>('SELECT sort_name AS name FROM person WHERE id = :after', { after });
  if (last === undefined) return [];
  const rows = db.all<ListedColumns>(
    `SELECT ${listed} FROM person p WHERE (p.sort_name, p.id) > (:name, :after)
     ORDER BY p.sort_name, p.id LIMIT :limit`,
    { name: last.name, after, limit },
  );
  return withCaseNumbers(db, rows);
}

/** These people, in this order. */
export function listPeopleById(db: ReadDatabase, ids: readonly string[]): ListedPerson[] {
  const rows = db.all<ListedColumns>(`SELECT ${listed} FROM json_each(:ids) j CROSS JOIN person p ON p.id = j.value`, {
    ids: JSON.stringify(ids),
  });
  const byId = new Map(withCaseNumbers(db, rows).map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function withCaseNumbers(db: ReadDatabase, rows: readonly ListedColumns[]): ListedPerson[] {
  const numbers = db.all<{ personId: string; number: string }>(
    `SELECT c.person_id AS personId, c.number
     FROM json_each(:ids) j CROSS JOIN person_case c ON c.person_id = j.value`,
    { ids: JSON.stringify(rows.map(({ id }) => id)) },
  );
  const byPerson = Map.groupBy(numbers, ({ personId }) => personId);
  return rows.map((row) => ({ ...row, caseNumbers: (byPerson.get(row.id) ?? []).map(({ number }) => number).sort() }));
}
