// Strict reading of the office command's CSV files: every complaint names file, line and column, never a person's data.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type CsvProblem, type CsvRecord, readCsv } from '../../shared/domain/csv-text.ts';
import { callerPath, Unusable } from './arguments.ts';

/** Turns a field's text into a value, or answers undefined where the text is none of the column's. */
export interface Column<Value> {
  readonly read: (text: string) => Value | undefined;
  /** Completes "must be …". */
  readonly expects: string;
}

type Columns = Readonly<Record<string, Column<unknown>>>;
type ValueOf<Each> = Each extends Column<infer Value> ? Value : never;
export type Row<Shape extends Columns> = { readonly [Name in keyof Shape]: ValueOf<Shape[Name]> };

export interface Numbered<Value> {
  readonly line: number;
  readonly row: Value;
}

const complaints: Readonly<Record<CsvProblem['kind'], string>> = {
  'unclosed-quote': 'a quote is opened here and never closed',
  'text-after-quote': 'text follows a closing quote',
  'stray-quote': 'a quote stands inside a field that does not begin with one',
  'stray-carriage-return': 'a carriage return stands without a line feed',
};

/** The rows of a file that has exactly these columns, in any order. Throws Unusable. */
export function readTable<const Shape extends Columns>(path: string, columns: Shape): Numbered<Row<Shape>>[] {
  const file = basename(path);
  const records = readCsv(readUtf8(path));
  if (!records.ok) {
    const { kind, line, field } = records.problem;
    throw complain(file, line, `column ${field}: ${complaints[kind]}`);
  }
  const [header, ...rows] = records.value;
  if (!header) throw complain(file, 1, 'the header row is missing');
  checkHeader(file, header, Object.keys(columns));
  return rows.map((record) => ({ line: record.line, row: readRow(file, { header, record, columns }) }));
}

/** Refuses a key that an earlier row has; `column` is where it stands. */
export function checkUnique(
  path: string,
  column: string,
  keys: readonly { readonly line: number; readonly key: string }[],
): void {
  const seen = new Map<string, number>();
  for (const { line, key } of keys) {
    const earlier = seen.get(key);
    if (earlier !== undefined)
      throw complain(basename(path), line, `column ${column}: repeats the one of line ${earlier}`);
    seen.set(key, line);
  }
}

/** A complaint about one field. */
export function complainAbout(path: string, line: number, about: string): Unusable {
  return complain(basename(path), line, about);
}

function complain(file: string, line: number, about: string): Unusable {
  return new Unusable(`${file}, line ${line}: ${about}`);
}

function readUtf8(path: string): string {
  const bytes = readBytes(path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw complain(basename(path), firstLineNotUtf8(bytes), 'the text is not UTF-8');
  }
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(callerPath(path));
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    throw new Unusable(`${path}: the file cannot be read (${code})`, { cause });
  }
}

/** A line feed never is a part of another letter in UTF-8, so lines can be tried one by one. */
function firstLineNotUtf8(bytes: Buffer): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, from);
    const to = end < 0 ? bytes.length : end + 1;
    if (bytes.subarray(from, to).toString('utf8').includes('\uFFFD')) break;
    from = to;
  }
  return line;
}

function checkHeader(file: string, { line, fields }: CsvRecord, names: readonly string[]): void {
  fields.forEach((name, place) => {
    if (!names.includes(name)) throw complain(file, line, `column ${nameOrPlace(name, place)}: is unknown`);
    if (fields.indexOf(name) < place) throw complain(file, line, `column ${name}: stands twice`);
  });
  const missing = names.find((name) => !fields.includes(name));
  if (missing !== undefined) throw complain(file, line, `column ${missing}: is missing`);
}

/** In a file without a header row the first row's data stand here: only what looks like a column's name is repeated. */
function nameOrPlace(name: string, place: number): string {
  return /^[a-z_]{1,30}$/.test(name) ? name : String(place + 1);
}

interface Reading<Shape> {
  readonly header: CsvRecord;
  readonly record: CsvRecord;
  readonly columns: Shape;
}

function readRow<Shape extends Columns>(file: string, { header, record, columns }: Reading<Shape>): Row<Shape> {
  const { line, fields } = record;
  const excess = fields.length - header.fields.length;
  if (excess > 0) throw complain(file, line, `column ${header.fields.length + 1}: a field too many`);
  const lacking = header.fields[fields.length];
  if (lacking !== undefined) throw complain(file, line, `column ${lacking}: the row ends before it`);
  const values = header.fields.map((name, place) => {
    const value = columns[name]?.read(fields[place] ?? '');
    if (value === undefined) throw complain(file, line, `column ${name}: must be ${columns[name]?.expects}`);
    return [name, value];
  });
  // checkHeader has proved that the header's names are exactly the columns' names, and read() gives each column's type.
  return Object.fromEntries(values) as Row<Shape>;
}
