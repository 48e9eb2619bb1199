import { type Answer, granted, refused } from './answer.ts';

/** One record; line is where it begins, 1 being the first line of the file. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

const csvFaults = ['unclosed-quote', 'text-after-quote', 'stray-quote', 'stray-carriage-return'] as const;
export interface CsvProblem {
  readonly kind: (typeof csvFaults)[number];
  readonly line: number;
  /** Which field of the record, from 1. */
  readonly field: number;
}

interface Cursor {
  readonly text: string;
  at: number;
  line: number;
  field: number;
}

const byteOrderMark = '\uFEFF';

/**
 * Reads comma-separated text by RFC 4180: quotes double inside quotes, lines end in CRLF or LF, a quoted field may
 * span lines. A leading byte order mark and wholly empty lines are passed over.
 */
export function readCsv(text: string): Answer<CsvRecord[], CsvProblem> {
  const cursor: Cursor = { text, at: text.startsWith(byteOrderMark) ? 1 : 0, line: 1, field: 1 };
  const records: CsvRecord[] = [];
  while (cursor.at < text.length) {
    if (atLineEnd(cursor)) {
      skipLineEnd(cursor);
      continue;
    }
    const line = cursor.line;
    const fields = readRecord(cursor);
    if (!fields.ok) return fields;
    records.push({ line, fields: fields.value });
  }
  return granted(records);
}

function readRecord(cursor: Cursor): Answer<string[], CsvProblem> {
  const fields: string[] = [];
  for (;;) {
    cursor.field = fields.length + 1;
    const field = cursor.text[cursor.at] === '"' ? readQuoted(cursor) : readPlain(cursor);
    if (!field.ok) return field;
    fields.push(field.value);
    if (cursor.text[cursor.at] !== ',') break;
    cursor.at += 1;
  }
  skipLineEnd(cursor);
  return granted(fields);
}

function readQuoted(cursor: Cursor): Answer<string, CsvProblem> {
  const openedOn = cursor.line;
  let content = '';
  let from = cursor.at + 1;
  for (;;) {
    const quote = cursor.text.indexOf('"', from);
    if (quote < 0) return refused({ kind: 'unclosed-quote', line: openedOn, field: cursor.field });
    content += cursor.text.slice(from, quote);
    cursor.at = quote + 1;
    if (cursor.text[cursor.at] !== '"') break;
    content += '"';
    from = cursor.at + 1;
  }
  cursor.line += content.split('\n').length - 1;
  if (cursor.at < cursor.text.length && cursor.text[cursor.at] !== ',' && !atLineEnd(cursor)) {
    return refused({ kind: 'text-after-quote', line: cursor.line, field: cursor.field });
  }
  return granted(content);
}

function readPlain(cursor: Cursor): Answer<string, CsvProblem> {
  const from = cursor.at;
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== ',' && !atLineEnd(cursor)) {
    const letter = cursor.text[cursor.at];
    if (letter === '"') return refused({ kind: 'stray-quote', line: cursor.line, field: cursor.field });
    if (letter === '\r') return refused({ kind: 'stray-carriage-return', line: cursor.line, field: cursor.field });
    cursor.at += 1;
  }
  return granted(cursor.text.slice(from, cursor.at));
}

function atLineEnd({ text, at }: Cursor): boolean {
  return text[at] === '\n' || (text[at] === '\r' && text[at + 1] === '\n');
}

function skipLineEnd(cursor: Cursor): void {
  if (!atLineEnd(cursor)) return;
  cursor.at += cursor.text[cursor.at] === '\r' ? 2 : 1;
  cursor.line += 1;
}
