// What nobody types on purpose: texts, numbers and shapes that have broken programs before.

/** Stand in a JSON text for what no JavaScript value may be written from: JSON.stringify itself gives up on such depth. */
const deepMark = '§deep§';
const wideMark = '§wide§';
const nestings = 20_000;

const unicode = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  'Łu\udc00cja',
  '\u202Eakcijuł',
  'Z\u0301o\u0328łc\u0301',
  '𝕏😀👩‍👩‍👧',
  '\uFFFF',
  '\uFFFE\u{10FFFF}',
  '\uFEFFŁucja',
  '\u200B',
  '\u3164',
  'ʰªʼ',
  'ﬃß\u1E9Eİı',
  'ŉ'.repeat(40),
  '\u0301\u0301\u0301',
  '½Ⅷ²',
  '\u2028\u2029',
  '\u0085\u009f',
];

const looksLikeCode = [
  "'; DROP TABLE person; --",
  '" OR 1=1 --',
  '%_*?[a-z]',
  'NEAR("a" "b") AND *',
  '"""',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '&lt;b&gt;',
  '=cmd|"/C calc"!A1',
  '+1+1',
  '-2+3',
  '@SUM(A1:A9)',
  '%s%n%x',
  '{{7*7}}#{7*7}',
  '../../etc/passwd',
  'C:\\CON',
  '\u001b[2J',
  '---',
  'O’Neil-Żuk',
];

/** Keys and codes that every object already answers to. */
export const inheritedNames = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

const looksLikeData = ['', ' ', '\t\n', 'null', 'undefined', 'NaN', '0', '-1', '1e308', '2022-03-01', 'true', '[]'];

export const oddTexts: readonly string[] = [
  ...unicode,
  ...looksLikeCode,
  ...inheritedNames,
  ...looksLikeData,
  'ą'.repeat(100),
  'a'.repeat(70_000),
];

/** Days that do not exist, and the ends of the calendar. */
export const oddDays = [
  '2023-02-29',
  '0000-01-01',
  '2022-13-01',
  '2022-00-10',
  '2022-04-31',
  '9999-99-99',
  '٢٠٢٢-٠٣-٠١',
  '2022-03-01\n',
  '0001-01-01',
  '0001-01-02',
  '9999-12-30',
  '9999-12-31',
  '1582-10-10',
  '1900-02-28',
];

export const oddNumbers = [0, -0, -1, 0.5, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 53 - 1, 2 ** 53, 2 ** 63, 1e21];

/** Wrong in kind for most places. The marked ones become deep and wide in the text. */
export const oddValues: readonly unknown[] = [
  null,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  { length: 1, 0: 'a' },
  { toString: 'x', valueOf: 1 },
  { toJSON: 'x' },
  deepMark,
  wideMark,
  ...oddNumbers,
  ...oddTexts,
  ...oddDays,
];

/** The JSON text of a value; depth and width are put in as text. */
export function toJsonText(value: unknown): string {
  const deep = `${'['.repeat(nestings)}${'{"a":'.repeat(10)}1${'}'.repeat(10)}${']'.repeat(nestings)}`;
  const wide = `[${'{"a":[]},'.repeat(nestings)}1]`;
  return JSON.stringify(value ?? null)
    .replaceAll(JSON.stringify(deepMark), deep)
    .replaceAll(JSON.stringify(wideMark), wide);
}
