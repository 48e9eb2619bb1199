// Case files that are larger than anybody would type: one real person's way through the office, copied row by row.
import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { createCaseFileHost } from '../electron/core/case-file-door.ts';
import { realWorld } from '../electron/core/world.ts';
import { type CaseFile, databasePath } from '../electron/database/case-file.ts';
import type { ReadDatabase, WriteDatabase } from '../electron/database/connection.ts';
import { addNumberBlocks } from '../electron/database/number-blocks.ts';
import { storeEnrolment } from '../electron/database/workstation.ts';
import type { Enrolment } from '../electron/sync/enrolment.ts';
import { canonicalJson } from '../shared/domain/canonical-json.ts';
import { type VoucherItem, voucherItem } from '../shared/wire/voucher.ts';
import { cheapCost, getOpenFile, passphrase } from '../tests/support/case-file.ts';
import { addManyPeople } from '../tests/support/many-people.ts';
import { approve, languageCourse, makeAgreement, openOfficeDay, prepare, submit } from '../tests/support/office-day.ts';

export type Row = Record<string, string | number | null | Uint8Array>;
const inOneTransaction = 1000;

/** What one person's order is made of, as rows. */
export type Pattern = {
  readonly rules: Row;
  readonly case: Row;
  readonly agreement: Row;
  readonly voucher: Row;
  readonly entries: readonly Row[];
  readonly delivery: { readonly row: Row; readonly item: VoucherItem } | undefined;
};

/** Writes a case file with the users of an office day and nobody else; gives an order of theirs to copy. */
export async function makeOffice(folder: string, order: 'submitted' | 'approved'): Promise<Pattern> {
  const office = await openOfficeDay();
  try {
    const { folder: original, file } = office.caseFile;
    cpSync(original, folder, { recursive: true, filter: (path) => !path.includes('.sqlite') });
    await file.copyTo(databasePath(folder));
    const agreement = await makeAgreement(office);
    const submitted = await submit(office, await prepare(office, agreement.id, languageCourse()));
    if (order === 'approved') await approve(office, submitted);
    return readPattern(file.read);
  } finally {
    await office.close();
  }
}

/** Opens it, lets `work` write, and closes it. */
export async function withFile<Value>(
  folder: string,
  work: (file: CaseFile) => Promise<Value> | Value,
): Promise<Value> {
  const door = createCaseFileHost({ folder, world: realWorld, cost: cheapCost });
  try {
    await door.signIn('anna', passphrase);
    return await work(getOpenFile(door));
  } finally {
    await door.close();
  }
}

/** The case file learns who it is at the central office. */
export function enrolFile(file: CaseFile, enrolled: Enrolment | undefined): void {
  if (enrolled === undefined) throw new Error('nobody enrolled this workstation');
  const { numberBlocks, ...enrolment } = enrolled;
  file.transaction((db) => {
    storeEnrolment(db, enrolment);
    addNumberBlocks(db, numberBlocks);
  });
}

/** `from` keeps the people of two files apart. */
export type Crowd = { readonly count: number; readonly from: number; readonly countyTeryt: string };

/** As many people as asked for, each with a case, an agreement and an order like the pattern's. */
export function addCrowd(file: CaseFile, pattern: Pattern, { count, from, countyTeryt }: Crowd): void {
  addManyPeople({ file, world: realWorld }, count, from);
  const people = file.read.all<Row>('SELECT id, pesel, first_name, last_name, birth_date, sex FROM person ORDER BY id');
  file.transaction((db) => insert(db, 'rule_set', pattern.rules));
  for (let begun = 0; begun < people.length; begun += inOneTransaction) {
    file.transaction((db) => {
      for (const [place, person] of people.slice(begun, begun + inOneTransaction).entries()) {
        addOrder(db, pattern, { person, ordinal: from + begun + place, countyTeryt });
      }
    });
  }
}

function readPattern(db: ReadDatabase): Pattern {
  return {
    rules: getOnly(db, 'rule_set WHERE hash = (SELECT rule_set_hash FROM voucher)'),
    case: getOnly(db, 'person_case'),
    agreement: getOnly(db, 'agreement'),
    voucher: getOnly(db, 'voucher'),
    entries: db.all<Row>('SELECT * FROM voucher_entry'),
    delivery: findDelivery(db),
  };
}

/** Read once: a million orders are made of it. */
function findDelivery(db: ReadDatabase): Pattern['delivery'] {
  const row = db.get<Row>('SELECT * FROM delivery');
  return row && { row, item: voucherItem.parse(JSON.parse(String(row.body))) };
}

function getOnly(db: ReadDatabase, from: string): Row {
  const row = db.get<Row>(`SELECT * FROM ${from}`);
  if (row === undefined) throw new Error(`the pattern has no ${from}`);
  return row;
}

type Added = { readonly person: Row; readonly ordinal: number; readonly countyTeryt: string };

function addOrder(db: WriteDatabase, pattern: Pattern, { person, ordinal, countyTeryt }: Added): void {
  const [caseId, agreementId, voucherId] = [realWorld.newId(), realWorld.newId(), realWorld.newId()];
  const number = `WKK/${String(10_000 + ordinal)}`;
  insert(db, 'person_case', {
    ...pattern.case,
    id: caseId,
    number: `KK/2022/${10_000 + ordinal}`,
    person_id: person.id,
  });
  insert(db, 'agreement', { ...pattern.agreement, id: agreementId, case_id: caseId, number });
  insert(db, 'voucher', { ...pattern.voucher, id: voucherId, agreement_id: agreementId });
  for (const entry of pattern.entries) {
    insert(db, 'voucher_entry', { ...entry, id: realWorld.newId(), agreement_id: agreementId, voucher_id: voucherId });
  }
  if (pattern.delivery === undefined) return;
  const { row, item } = pattern.delivery;
  const body = canonicalJson({
    ...item,
    id: voucherId,
    countyTeryt,
    agreementNumber: number,
    person: toPerson(person),
  });
  const hash = createHash('sha256').update(body).digest('hex');
  insert(db, 'delivery', { ...row, id: voucherId, voucher_id: voucherId, body, hash });
}

function toPerson(row: Row): Record<keyof VoucherItem['person'], unknown> {
  const { pesel, first_name: firstName, last_name: lastName, birth_date: birthDate, sex } = row;
  return { identity: { kind: 'pesel', pesel }, firstName, lastName, birthDate, sex };
}

/** A whole row, by the names of its columns. */
export function insert(db: WriteDatabase, table: string, row: Record<string, Row[string] | undefined>): void {
  const columns = Object.keys(row);
  const values = Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
  const names = columns.map((column) => `:${column}`);
  db.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${names.join(', ')})`, values);
}
