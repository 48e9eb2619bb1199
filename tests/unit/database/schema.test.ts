import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCaseFile } from '../../../electron/database/case-file.ts';
import { formatVersion, writeHeader } from '../../../electron/database/header.ts';
import { schemaVersion } from '../../../electron/database/migrate.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { openConnection } from '../../../electron/database/sqlite.ts';
import { makeCaseFile } from '../../support/case-file.ts';

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'teczka-test-'));
});
afterEach(() => rmSync(temporary, { recursive: true, force: true }));

const dataKey = randomBytes(32);
const since = '2026-11-20T08:00:00.000Z';

const oldVersion = migrations.length - 1;

/** A file as the program made it before the schema's newest step. */
function makeOldFile(): string {
  const folder = join(temporary, 'stary.teczka');
  mkdirSync(folder);
  const raw = openConnection({ file: join(folder, 'case.sqlite'), dataKey, access: 'create' });
  for (const step of migrations.slice(0, oldVersion)) raw.exec(step);
  raw.exec(`
    PRAGMA application_id = ${0x5465637a};
    PRAGMA user_version = ${oldVersion};
    INSERT INTO office (id, name, county_teryt, created_at, version, device)
      VALUES ('o', 'Urząd', '1212', '${since}', 1, 'd');
    INSERT INTO workstation (id, device) VALUES (1, 'd');
    INSERT INTO user (id, login, display_name, roles, active, created_at, version, device)
      VALUES ('u', 'anna', 'Anna', '["clerk"]', 1, '${since}', 1, 'd');
  `);
  raw.close();
  writeHeader(folder, { format: 'teczka-case-file', formatVersion, fileId: 'o', cipher: 'aegis-256' });
  return folder;
}

/** The last table or index that only the newest step makes. */
function findLastMade(): { kind: string | undefined; name: string | undefined } {
  const earlier = migrations.slice(0, oldVersion).join();
  const made = [...(migrations.at(-1) ?? '').matchAll(/CREATE (?:UNIQUE )?(TABLE|INDEX) (\w+)/g)];
  const [, kind, name] = made.findLast(([text]) => !earlier.includes(text)) ?? [];
  return { kind, name };
}

/** Everything that a schema is made of, without what SQLite makes by itself. */
const schemaSql = `SELECT sql || ';' AS sql FROM sqlite_schema
  WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'person_search_%'
  ORDER BY tbl_name, CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name`;

test('the schema is the one written down; whoever changes it sees the difference', async () => {
  const made = await makeCaseFile();
  const rows = made.file.read.all<{ sql: string }>(schemaSql);
  await made.dispose();
  const text = `${rows.map(({ sql }) => sql).join('\n\n')}\n`;
  await expect(text).toMatchFileSnapshot('../../../electron/database/schema.snapshot.sql');
});

test('an older file becomes the same as a new one, keeps its rows, and is first copied under the same key', async () => {
  const made = await makeCaseFile();
  const today = made.file.read.all(schemaSql);
  await made.dispose();
  const folder = makeOldFile();
  const file = openCaseFile({ folder, dataKey, since });
  expect(file.read.all(schemaSql)).toEqual(today);
  expect(file.read.get('PRAGMA user_version')).toEqual({ user_version: schemaVersion });
  expect(file.read.get('SELECT login FROM user')).toEqual({ login: 'anna' });
  file.close();
  const copy = openConnection({
    file: join(folder, `case-before-migration-${oldVersion}.sqlite`),
    dataKey,
    access: 'read',
  });
  expect(copy.pragma('user_version', { simple: true })).toBe(oldVersion);
  expect(copy.prepare('SELECT login FROM user').get()).toEqual({ login: 'anna' });
  copy.close();
});

test('what waits in an outbox of vouchers alone still waits in one of both kinds, byte for byte', () => {
  const raw = openConnection({ file: join(temporary, 'alt.sqlite'), dataKey, access: 'create' });
  for (const step of migrations.slice(0, 3)) raw.exec(step);
  raw.pragma('foreign_keys = OFF');
  raw.exec(`INSERT INTO delivery (voucher_id, body, hash, state, queued_at, attempts, next_try_at, cause)
    VALUES ('v', '{"ś":1}', '${'a'.repeat(64)}', 'waiting', '${since}', 3, '${since}', 'offline')`);
  const tally = () => raw.prepare("SELECT count FROM tally WHERE name = 'delivery/waiting'").get();
  const before = tally();
  raw.exec(migrations[3] ?? '');
  expect(raw.prepare('SELECT id, kind, voucher_id, body, state, attempts, cause FROM delivery').all()).toEqual([
    { id: 'v', kind: 'voucher', voucher_id: 'v', body: '{"ś":1}', state: 'waiting', attempts: 3, cause: 'offline' },
  ]);
  expect(tally()).toEqual(before);
  raw.close();
});

test('a step that fails leaves the older file as it was', () => {
  const folder = makeOldFile();
  const path = join(folder, 'case.sqlite');
  const raw = openConnection({ file: path, dataKey, access: 'write' });
  // Something that the last step is about to make is already there.
  const { kind, name } = findLastMade();
  raw.exec(kind === 'TABLE' ? `CREATE TABLE ${name} (id)` : `CREATE TABLE it (id); CREATE INDEX ${name} ON it (id)`);
  const before = raw.prepare(schemaSql).all();
  raw.close();
  expect(() => openCaseFile({ folder, dataKey, since })).toThrow('already exists');
  const after = openConnection({ file: path, dataKey, access: 'read' });
  expect(after.pragma('user_version', { simple: true })).toBe(oldVersion);
  expect(after.prepare(schemaSql).all()).toEqual(before);
  after.close();
  expect(existsSync(join(folder, 'lock-holder.json'))).toBe(false);
});

test('a file of today is opened without a copy', async () => {
  const made = await makeCaseFile();
  expect(readdirSync(made.folder).filter((name) => name.includes('migration'))).toEqual([]);
  await made.dispose();
});
