import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedCentral, startEmbeddedCentral } from '../../../central/embedded.ts';
import { journey } from '../../../electron/office/journey.ts';
import { compareWithCentral } from '../../../electron/office/journey-comparison.ts';
import { readJourney } from '../../../electron/office/journey-files.ts';
import { travel } from '../../../electron/office/journey-run.ts';
import { verifyCaseFile } from '../../../electron/office/verify.ts';
import { funding, startTestCentral, type TestCentral } from '../../support/central.ts';
import { syntheticPesel } from '../../support/office-day.ts';
import { runCommand } from '../../support/run-command.ts';
import { startProxy } from '../sync/weather.ts';

const data = (name: string) => fileURLToPath(new URL(`../../data/${name}`, import.meta.url));
const small = data('journey-small');
const expected = JSON.parse(readFileSync(data('journey-small.expected.json'), 'utf8'));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teczka-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the expected file holds: kinds and receipts are this program's own. */
function withoutKinds(out: string) {
  const { receipts: _, refused, folder: __, users: ___, ...counts } = JSON.parse(out);
  const places = refused.map(({ application_no, line }: { application_no: string; line: number }) => ({
    application_no,
    line,
  }));
  return { ...counts, refused: places };
}

describe('the small journey', () => {
  test('arrives as expected, and the file it leaves behind holds', async () => {
    const { status, out } = await runCommand(journey, small, '--keep', join(folder, 'kept'), '--json');
    expect(status).toBe(0);
    expect(withoutKinds(out)).toEqual(expected);
    const answer = JSON.parse(out);
    expect(answer.refused).toMatchObject([{ kind: 'over-two-orders' }, { kind: 'not-funded' }]);
    const supports = answer.receipts.map((receipt: { support_id: string }) => receipt.support_id);
    expect(new Set(supports).size).toBe(40);
    const secret = answer.users.find(({ login }: { login: string }) => login === 'ryszard').passphrase;
    const verdict = await verifyCaseFile({ folder: answer.folder, login: 'ryszard', secret });
    expect(verdict.findings.filter(({ ok }) => !ok)).toEqual([]);
  });

  test('leaves nothing behind that nobody asked to keep', async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('teczka-journey-'));
    const before = left();
    const { out } = await runCommand(journey, small);
    expect(left()).toEqual(before);
    expect(out).toMatch(/^acknowledged +40$/m);
    expect(out).toMatch(/^S-005 +13 +over-two-orders$/m);
  });

  test('loses and doubles nothing in foul weather', async () => {
    const central = await startTestCentral();
    const sky = await startProxy(central.url);
    try {
      const { code } = await central.createEnrolmentCode('1212');
      sky.forecast('fair', 'lost-answer', 'lost-request', 'lost-answer', 'garbage', 'lost-request', 'lost-answer');
      const { status, out } = await runCommand(journey, small, '--central', sky.url, '--code', code, '--json');
      expect(withoutKinds(out)).toEqual(expected);
      expect(status).toBe(0);
      expect(sky.left()).toBe(0);
    } finally {
      await sky.stop();
      await central.stop();
    }
  });

  test('asks for more agreement numbers when the first few are used up', async () => {
    const central = await startTestCentral({ limits: { numbersAtEnrolment: 3 } });
    try {
      const { code } = await central.createEnrolmentCode('1212');
      const { status, out } = await runCommand(journey, small, '--central', central.url, '--code', code, '--json');
      expect(withoutKinds(out)).toEqual(expected);
      expect(status).toBe(0);
    } finally {
      await central.stop();
    }
  });

  test('goes on when the central office stops half-way and comes back', async () => {
    const options = { folder: join(folder, 'central'), funding };
    let central: Promise<EmbeddedCentral> = startEmbeddedCentral(options);
    const { url, stop, createEnrolmentCode } = await central;
    const { code } = await createEnrolmentCode('1212');
    const restart = async () => {
      await stop();
      return startEmbeddedCentral({ ...options, port: Number(new URL(url).port) });
    };
    const file = join(folder, 'journey.teczka');
    const files = readJourney(small);
    const half = files.applications.length + files.orders.length / 2;
    const onProgress = (done: number) => {
      if (done === half) central = restart();
    };
    try {
      const travelled = await travel({ folder: file, files, central: { url, code }, patienceMs: 60_000, onProgress });
      const { deliveries, lost, duplicated } = await compareWithCentral(file);
      expect({ people: travelled.people, lost, duplicated }).toEqual({ people: 28, lost: [], duplicated: [] });
      expect(deliveries.filter(({ state }) => state === 'acknowledged')).toHaveLength(40);
    } finally {
      await (await central).stop();
    }
  });

  test('says so when the central office never comes back', async () => {
    const central = await startTestCentral();
    const { code } = await central.createEnrolmentCode('1212');
    const sky = await startProxy(central.url);
    try {
      sky.forecast('fair');
      sky.always('lost-request');
      const args = [small, '--central', sky.url, '--code', code, '--patience', '0', '--json'];
      const { status, out, err } = await runCommand(journey, ...args);
      expect(status).toBe(1);
      expect(JSON.parse(out)).toMatchObject({
        vouchers: 40,
        acknowledged: 0,
        receipts: [],
        lost: null,
        duplicated: null,
      });
      expect(err).toContain('could not be asked what it holds');
    } finally {
      await sky.stop();
      await central.stop();
    }
  });
});

describe('what a journey refuses', () => {
  const [header = '', row = ''] = readFileSync(join(small, 'applications.csv'), 'utf8').split('\n');
  const [orderHeader = '', order = ''] = readFileSync(join(small, 'orders.csv'), 'utf8').split('\n');

  async function journeyOf(applications: string[], orders: string[]) {
    writeFileSync(join(folder, 'applications.csv'), [header, ...applications].join('\n'));
    writeFileSync(join(folder, 'orders.csv'), [orderHeader, ...orders].join('\n'));
    const { status, out, err } = await runCommand(journey, folder, '--json');
    return { status, err, answer: out === '' ? undefined : JSON.parse(out) };
  }
  const ordering = (line: number, rest: string) => order.replace(/^S-001,1,.*$/, `S-001,${line},KK,${rest}`);

  test('each order for the first reason that applies', async () => {
    const jobless = row
      .replace('S-001', 'S-002')
      .replace('81092341284', syntheticPesel('1985-04-04', 7))
      .replace('civil-contract', 'unemployed');
    const { status, answer } = await journeyOf(
      [row, jobless],
      [
        order.replace('S-001,1', 'S-002,90'),
        ordering(1, '2020-02-20,course,sector-1,pair,20,4412,no'),
        ordering(2, '2020-02-20,course,language,pair,0,4412,no'),
        ordering(3, ',course,language,pair,20,4412,no'),
        ordering(4, '2020-02-20,course,other,group,50,4412,no'),
        ordering(5, '2020-03-20,course,other,group,50,4412,no'),
        ordering(6, '2020-03-21,course,sector-1,group,50,4412,no'),
      ],
    );
    expect(status).toBe(0);
    expect(answer.refused.map(({ line, kind }: { line: number; kind: string }) => [line, kind])).toEqual([
      [90, 'not-eligible'],
      [1, 'not-funded'],
      [2, 'unusable'],
      [3, 'not-funded'],
      [6, 'over-two-orders'],
    ]);
    expect(answer).toMatchObject({ people: 1, cases: 1, vouchers: 2, acknowledged: 2 });
  });

  test('an order above what is left is covered in part, and one for which nothing is left is refused', async () => {
    const { answer } = await journeyOf(
      [row],
      [
        ordering(1, '2020-02-20,course,other,group,70,4412,no'),
        ordering(2, '2030-03-20,course,other,group,70,4412,no'),
      ],
    );
    expect(answer).toMatchObject({ vouchers: 1, refused: [{ line: 2, kind: 'limit-exceeded' }] });
  });

  test('a person whom another county admitted before, in the central office’s words', async () => {
    const central: TestCentral = await startTestCentral();
    const run = async () => {
      const { code } = await central.createEnrolmentCode('1212');
      return runCommand(journey, small, '--central', central.url, '--code', code, '--json');
    };
    try {
      await run();
      const { status, out } = await run();
      const answer = JSON.parse(out);
      expect(status).toBe(0);
      expect(answer).toMatchObject({ vouchers: 0, acknowledged: 0, lost: 0, duplicated: 0 });
      const kinds = Map.groupBy(answer.refused, ({ kind }: { kind: string }) => kind);
      // A refused order does not count: the third one of S-005 is asked for as well.
      expect([...kinds].map(([kind, all]) => [kind, all.length])).toEqual([
        ['already-admitted', 41],
        ['not-funded', 1],
      ]);
    } finally {
      await central.stop();
    }
  });
});

describe('files and arguments that cannot be used', () => {
  async function withFile(name: string, change: (text: string) => string) {
    cpSync(small, folder, { recursive: true });
    writeFileSync(join(folder, name), change(readFileSync(join(folder, name), 'utf8')));
    return runCommand(journey, folder, '--keep', join(folder, 'kept'), '--json');
  }

  test.each([
    ['orders.csv', 'S-001,1,KK', 'S-999,1,KK', 'orders.csv, line 2: column application_no: no such application'],
    ['orders.csv', 'S-001,1,KK', 'S-001,1,KKZ', 'orders.csv, line 2: column programme: the application is for KK'],
    ['orders.csv', 'S-001,1,KK', 'S-001,,KK', 'orders.csv, line 2: column line'],
    ['applications.csv', 'S-001,2020-01-07', 'S-001,', 'applications.csv, line 2: column submitted_on'],
    ['applications.csv', 'S-002,', 'S-001,', 'applications.csv, line 3: column application_no: repeats'],
    ['applications.csv', 'Czesława', 'Cz\tesława', 'applications.csv, line 2: column first_name'],
  ])('%s with %j as %j', async (name, from, ...[to, sentence]) => {
    const { status, out, err } = await withFile(name, (text) => text.replace(from, to));
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(sentence);
    expect(existsSync(join(folder, 'kept'))).toBe(false);
  });

  test('a file that breaks off', async () => {
    const { status, err } = await withFile('applications.csv', (text) => text.slice(0, text.length - 40));
    expect(status).toBe(2);
    expect(err).toMatch(/applications\.csv, line 34: column \w+: the row ends before it/);
  });

  test('a folder that is not there', async () => {
    const { status, err } = await runCommand(journey, join(folder, 'none'));
    expect(status).toBe(2);
    expect(err).toContain('applications.csv: the file cannot be read (ENOENT)');
  });

  test('a central office without a code, with a wrong one, and one that is not there', async () => {
    const without = await runCommand(journey, small, '--central', 'http://127.0.0.1:9');
    expect(without).toMatchObject({ status: 2, err: expect.stringContaining('give it as --code CODE') });
    const nowhere = await runCommand(journey, small, '--central', 'http://127.0.0.1:9', '--code', 'ABCDE-FGHJK');
    expect(nowhere).toMatchObject({ status: 2, err: expect.stringContaining('central-unreachable: offline') });
    const central = await startTestCentral();
    const kept = join(folder, 'kept');
    const args = ['--central', central.url, '--code', 'ABCDE-FGHJK', '--keep', kept];
    const wrong = await runCommand(journey, small, ...args);
    await central.stop();
    expect(existsSync(kept)).toBe(false);
    expect(wrong).toMatchObject({ status: 2, err: expect.stringContaining('central-refused: code-unknown') });
  });

  test('a place that already holds something', async () => {
    writeFileSync(join(folder, 'note'), '');
    const { status, err } = await runCommand(journey, small, '--keep', folder);
    expect(status).toBe(2);
    expect(err).toContain('already holds something');
  });
});
