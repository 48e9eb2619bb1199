import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readHeader } from '../../../electron/database/header.ts';
import { listUntold } from '../../../electron/database/self-check.ts';
import { openConnection, toReadDatabase } from '../../../electron/database/sqlite.ts';
import { generate } from '../../../electron/office/generate.ts';
import { verifyCaseFile } from '../../../electron/office/verify.ts';
import { readDataKey } from '../../support/case-file.ts';
import { runCommand } from '../../support/run-command.ts';

const login = 'admin';
const secret = 'klucze do starej szafy';
let home = '';
let whole = '';
let recoveryCode = '';
let counts: Record<string, number> = {};
let dataKey: Uint8Array = new Uint8Array();

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'teczka-test-'));
  const args = ['--people', '60', '--out', join(home, 'made'), '--seed', 'próba', '--json'];
  const { status, out } = await runCommand(generate, ...args);
  expect(status).toBe(0);
  const answer = JSON.parse(out);
  whole = answer.folder;
  ({ recoveryCode, counts } = answer);
  dataKey = await readDataKey(whole, login, secret);
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

let folder = '';
beforeEach(() => {
  folder = join(home, 'copy.teczka');
  cpSync(whole, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const verify = () => verifyCaseFile({ folder, login, secret });
const listWrong = async () => (await verify()).findings.filter(({ ok }) => !ok).map(({ check }) => check);

/** Somebody who has the key, and knows SQL. */
function tamper(...statements: string[]): void {
  const raw = openConnection({ file: join(folder, 'case.sqlite'), dataKey, access: 'write' });
  raw.pragma('foreign_keys = OFF');
  for (const statement of statements) raw.exec(statement);
  raw.close();
}

function flipByte(at: (length: number) => number): void {
  const path = join(folder, 'case.sqlite');
  const bytes = readFileSync(path);
  const place = at(bytes.length);
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
  writeFileSync(path, bytes);
}

describe('a generated case file', () => {
  test('is whole, and verifying it writes nothing', async () => {
    const before = readFileSync(join(folder, 'case.sqlite'));
    expect(await listWrong()).toEqual([]);
    expect(readFileSync(join(folder, 'case.sqlite')).equals(before)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(readdirSync(whole).sort());
  });

  test('has people in every state', () => {
    expect(counts).toMatchObject({ person: 60 });
    const states = [
      'application',
      'not-eligible',
      'eligible',
      'balance-started',
      'balance-finished',
      'agreement-signed',
    ];
    const vouchers = ['prepared', 'submitted', 'sent-back', 'cancelled', 'approved'];
    const deliveries = ['waiting', 'acknowledged', 'refused'];
    for (const state of states) expect(counts[`case/KK/${state}`], state).toBeGreaterThan(0);
    for (const state of vouchers) expect(counts[`voucher/${state}`], state).toBeGreaterThan(0);
    for (const state of deliveries) expect(counts[`delivery/${state}`], state).toBeGreaterThan(0);
    for (const programme of ['KKZ', 'NSM', 'MPK']) expect(Object.keys(counts).join()).toContain(`case/${programme}/`);
  });

  test('opens with the recovery code too, however it was typed', async () => {
    const typed = recoveryCode.toLowerCase().replaceAll('-', ' ');
    expect(await verifyCaseFile({ folder, login: undefined, secret: typed })).toMatchObject({ ok: true });
  });
});

describe('what was tampered with is found', () => {
  test('a byte in the middle of the file', async () => {
    flipByte((length) => Math.floor(length / 2));
    expect(await listWrong()).toContain('pages');
  });

  test('a byte on the first page, after which nothing can be read', async () => {
    flipByte(() => 200);
    expect(await listWrong()).toEqual(['pages']);
  });

  test('an audit row that tells another story', async () => {
    tamper('DROP TRIGGER audit_is_never_changed', "UPDATE audit SET operation = 'people.get' WHERE sequence = 40");
    expect((await verify()).findings).toContainEqual({
      check: 'audit-chain',
      ok: false,
      detail: 'row 40 is missing or not what was written',
    });
    expect(await listWrong()).toEqual(['schema', 'audit-chain']);
  });

  test('an audit row that is gone', async () => {
    tamper('DROP TRIGGER audit_is_never_deleted', 'DELETE FROM audit WHERE sequence = 40');
    expect(await listWrong()).toContain('audit-chain');
  });

  test.each([
    ['people.register', 'person'],
    ['cases.open', 'case'],
    ['cases.decide', 'decision in case'],
    ['balances.start', 'balance'],
    ['agreements.sign', 'signature under agreement'],
    ['vouchers.prepare', 'voucher'],
    ['vouchers.approve', 'approval of voucher'],
    ['vouchers.requestWithdrawal', 'withdrawal of voucher'],
    ['vouchers.approveWithdrawal', 'approved withdrawal of voucher'],
    ['sync.settle', 'outcome for voucher'],
  ])('an audit cut off before its last %s', async (operation, what) => {
    tamper(
      'DROP TRIGGER audit_is_never_deleted',
      `DELETE FROM audit WHERE sequence >= (SELECT max(sequence) FROM audit WHERE operation = '${operation}')`,
    );
    const raw = openConnection({ file: join(folder, 'case.sqlite'), dataKey, access: 'read' });
    const untold = listUntold(toReadDatabase(raw));
    raw.close();
    expect(untold).toContainEqual(expect.stringMatching(new RegExp(`^${what} `)));
    expect((await verify()).findings).toContainEqual({
      ...{ check: 'audit-chain', ok: false },
      detail: expect.stringMatching(/^rows were cut off after row \d+: none tells of /),
    });
  });

  test('an approved voucher whose delivery is gone', async () => {
    tamper('DROP TRIGGER delivery_is_never_deleted', "DELETE FROM delivery WHERE state = 'waiting'");
    expect(await listWrong()).toEqual(expect.arrayContaining(['schema', 'deliveries', 'counters']));
  });

  test('an approved withdrawal whose delivery is gone', async () => {
    tamper('DROP TRIGGER delivery_is_never_deleted', "DELETE FROM delivery WHERE kind = 'withdrawal'");
    expect(await listWrong()).toEqual(expect.arrayContaining(['schema', 'deliveries', 'counters']));
  });

  test('a withdrawal that was never confirmed, by its state', async () => {
    tamper("UPDATE withdrawal SET state = 'confirmed' WHERE state = 'approved'");
    expect(await listWrong()).toEqual(['ledger']);
  });

  test('a confirmed withdrawal that says otherwise', async () => {
    tamper("UPDATE withdrawal SET state = 'approved' WHERE state = 'confirmed'");
    expect(await listWrong()).toEqual(expect.arrayContaining(['deliveries']));
  });

  test('a body that is not what was approved', async () => {
    tamper('DROP TRIGGER delivery_body_is_frozen', "UPDATE delivery SET body = replace(body, 'KK', 'KX')");
    expect(await listWrong()).toEqual(['schema', 'frozen-bodies']);
  });

  test('a receipt that the central office did not sign', async () => {
    tamper("UPDATE delivery SET receipt = replace(receipt, '.', '.A') WHERE state = 'acknowledged'");
    expect(await listWrong()).toEqual(['receipts']);
  });

  test('one voucher’s receipt under another', async () => {
    tamper(
      `UPDATE delivery SET receipt = (SELECT max(receipt) FROM delivery), support_id = (SELECT max(support_id) FROM delivery)
       WHERE state = 'acknowledged'`,
    );
    expect(await listWrong()).toEqual(['receipts']);
  });

  test('a booking that nobody made', async () => {
    tamper(
      `INSERT INTO voucher_entry SELECT '019c74e6-6c40-78a4-bdce-b839f8d3cd3b', agreement_id, voucher_id, 'committed',
         'pool', 1, booked_on, booked_at, device FROM voucher_entry WHERE to_account = 'committed' LIMIT 1`,
    );
    expect(await listWrong()).toEqual(['ledger']);
  });

  test('a case of nobody', async () => {
    tamper("UPDATE person_case SET person_id = 'nobody' WHERE rowid = 3");
    expect(await listWrong()).toEqual(['foreign-keys']);
  });

  test('rules rewritten after the decision', async () => {
    tamper("UPDATE rule_set SET body = replace(body, '1500', '1600') WHERE programme = 'KK'");
    expect(await listWrong()).toEqual(['rule-sets']);
  });
});

describe('what cannot be opened', () => {
  test('with a passphrase that does not fit, or a login that nobody has', async () => {
    await expect(verifyCaseFile({ folder, login, secret: 'klucze do nowej szafy' })).rejects.toThrow(
      'neither a passphrase nor the recovery code fits',
    );
    await expect(verifyCaseFile({ folder, login: 'nikt', secret })).rejects.toThrow('knows no such login');
  });

  test('because it is none, is not there, or comes from a newer program', async () => {
    await expect(verifyCaseFile({ folder: home, login, secret })).rejects.toThrow('is not a case file');
    await expect(verifyCaseFile({ folder: join(home, 'x'), login, secret })).rejects.toThrow('there is no case file');
    writeFileSync(join(folder, 'header.json'), JSON.stringify({ ...readHeader(folder), formatVersion: 99 }));
    await expect(verify()).rejects.toThrow('comes from a newer program (file 99');
  });

  test('because a newer program has changed its tables', async () => {
    tamper('PRAGMA user_version = 99');
    await expect(verify()).rejects.toThrow('comes from a newer program (file 99');
  });
});

test('the command reads the passphrase from standard input and ends with 0, 1 or 2', () => {
  const entry = fileURLToPath(new URL('../../../electron/office.ts', import.meta.url));
  const run = (input: string) => {
    const ran = spawnSync(process.execPath, [entry, 'verify', folder, '--login', login, '--json'], { input });
    return { status: ran.status, out: String(ran.stdout), err: String(ran.stderr) };
  };
  const good = run(`${secret}\n`);
  expect({ status: good.status, ok: JSON.parse(good.out).ok }).toEqual({ status: 0, ok: true });
  expect(run('inne hasło\n')).toMatchObject({ status: 2, out: '', err: expect.stringContaining('fits') });
  tamper("UPDATE tally SET count = 1000 WHERE name = 'person'");
  const wrong = run(secret);
  expect({ status: wrong.status, ok: JSON.parse(wrong.out).ok }).toEqual({ status: 1, ok: false });
});
