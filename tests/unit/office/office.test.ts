import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Command, Unusable } from '../../../electron/office/arguments.ts';
import { checkApplications } from '../../../electron/office/check-applications.ts';
import { quote } from '../../../electron/office/quote.ts';

const data = (name: string): string => fileURLToPath(new URL(`../../data/${name}`, import.meta.url));
const readJson = (name: string): unknown => JSON.parse(readFileSync(data(name), 'utf8'));

async function run(command: Command, ...args: string[]): Promise<{ status: number; out: string }> {
  let out = '';
  const status = await command(args, { out: (text) => (out += text), err: () => undefined });
  return { status, out };
}

describe('the acceptance data', () => {
  test.each([
    ['2022-03-01', 'applications.expected.json'],
    ['2022-02-28', 'applications.expected-2022-02-28.json'],
  ])('applications judged as of %s get the expected answers', async (asOf, expected) => {
    const { status, out } = await run(checkApplications, data('applications.csv'), '--as-of', asOf, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual(readJson(expected));
  });

  test('orders get the expected amounts', async () => {
    const { status, out } = await run(quote, data('quotes.csv'), '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual(readJson('quotes.expected.json'));
  });

  test('without --json a table has a line for every row', async () => {
    const { out } = await run(quote, data('quotes.csv'));
    expect(out.trimEnd().split('\n')).toHaveLength(69 + 2);
    expect(out).toMatch(/^ +3 +not-funded$/m);
  });
});

describe('a file that cannot be used', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'office-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const header = 'line,programme,on,kind,category,mode,hours,price_grosze,zrk,vouchers_available,own_percent';
  const good = '1,KK,2019-06-03,course,language,group,60,1300,no,60,';
  const [applicationHeader = '', firstApplication = ''] = readFileSync(data('applications.csv'), 'utf8').split('\n');

  function write(content: string | Uint8Array): string {
    const path = join(folder, 'file.csv');
    writeFileSync(path, content);
    return path;
  }
  const quoting = (content: string | Uint8Array) => run(quote, write(content), '--json');
  const checking = (content: string) => run(checkApplications, write(content), '--as-of', '2022-03-01', '--json');

  test.each([
    ['', 'line 1: the header row is missing'],
    [header.replace('zrk', 'zrx'), 'line 1: column zrx: is unknown'],
    [header.replace(',zrk', ''), 'line 1: column zrk: is missing'],
    [`${header},zrk`, 'line 1: column zrk: stands twice'],
    [`${header}\n${good}\n${good},`, 'line 3: column 12: a field too many'],
    [`${header}\n1,KK,2019-06-03`, 'line 2: column kind: the row ends before it'],
    [`${header}\n${good.replace('1,', ',')}`, 'line 2: column line: must be a whole number'],
    [`${header}\n${good.replace('1,', '1.5,')}`, 'line 2: column line: must be a whole number'],
    [`${header}\n${good.replace('KK', '')}`, 'line 2: column programme: must be one of'],
    [`${header}\n${good.replace('KK', 'kk')}`, 'line 2: column programme: must be one of'],
    [`${header}\n${good.replace('2019-06-03', '2019-06-31')}`, 'line 2: column on: must be a date'],
    [`${header}\n${good.replace('group', 'crowd')}`, 'line 2: column mode: must be one of'],
    [`${header}\n${good.replace('60,1300', '1e3,1300')}`, 'line 2: column hours: must be a whole number'],
    [`${header}\n${good}101`, 'line 2: column own_percent: must be a whole number from 0 to 100'],
    [`${header}\n${good}-1`, 'line 2: column own_percent: must be a whole number from 0 to 100'],
    [`${header}\n${good.replace('language', '"lan\n\nguage"')}\n${good}x`, 'line 5: column own_percent'],
    [`${header}\n${good.replace('language', '"language')}\n${good}`, 'line 2: column 5: a quote is opened here'],
  ])('%j is refused with its place', async (content, sentence) => {
    await expect(quoting(content)).rejects.toThrow(`file.csv, ${sentence}`);
    await expect(quoting(content)).rejects.toBeInstanceOf(Unusable);
  });

  test('bytes that are not UTF-8 are refused with their line', async () => {
    const latin2 = Buffer.concat([Buffer.from(`${header}\n`), Buffer.from([0xb3, 0xf3, 0x0a])]);
    await expect(quoting(latin2)).rejects.toThrow('file.csv, line 2: the text is not UTF-8');
  });

  test('an application number that is empty or comes again is refused', async () => {
    const twice = `${applicationHeader}\n${firstApplication}\n${firstApplication}\n`;
    await expect(checking(twice)).rejects.toThrow('line 3: column application_no: repeats the one of line 2');
    const nameless = `${applicationHeader}\n${firstApplication.replace('A-001', '')}`;
    await expect(checking(nameless)).rejects.toThrow('line 2: column application_no: must be given');
  });

  test('no complaint repeats what a file says about a person', async () => {
    const wrong = firstApplication
      .replace('85050503987,,,', '85050503987,,1985-13-05,')
      .replace('polish', 'Trzebińska');
    await expect(checking(`${applicationHeader}\n${wrong}`)).rejects.toThrow(/^((?!1985-13-05|Trzebińska).)*$/s);
    const headless = firstApplication.replace('A-001,', '');
    await expect(checking(headless)).rejects.toThrow(/^((?!Trzebińska|85050503987).)*$/s);
  });

  test('columns may stand in any order, lines end as Windows ends them, and a mark may begin the file', async () => {
    const turn = (row: string) => row.split(',').reverse().join(',');
    const { out } = await quoting(`\uFEFF${turn(header)}\r\n${turn(good)}\r\n`);
    expect(JSON.parse(out)).toMatchObject([{ line: 1, vouchers: 60, subsidy_grosze: 67_860 }]);
  });

  test('a header alone is a file with no rows', async () => {
    expect(await quoting(`${header}\n`)).toEqual({ status: 0, out: '[]\n' });
  });

  test('arguments that are missing, unknown or impossible are refused', async () => {
    await expect(run(quote)).rejects.toThrow('usage: office quote');
    await expect(run(quote, 'a', 'b')).rejects.toThrow('usage: office quote');
    await expect(run(quote, data('quotes.csv'), '--yaml')).rejects.toBeInstanceOf(Unusable);
    await expect(run(quote, join(folder, 'none.csv'))).rejects.toThrow('none.csv: the file cannot be read (ENOENT)');
    await expect(run(checkApplications, data('applications.csv'))).rejects.toThrow('--as-of must be a date');
    await expect(run(checkApplications, data('applications.csv'), '--as-of', '2022-02-30')).rejects.toThrow('--as-of');
  });
});
