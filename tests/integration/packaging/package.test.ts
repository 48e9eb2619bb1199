import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {} from '../../../renderer/client/transport.ts';
import { type Asar, extractAsar, readAsar } from '../../support/asar.ts';
import { type AssembledPackage, assemblePackage } from '../../support/assemble-package.ts';
import { findChromium } from '../../support/browser.ts';
import { openDouble } from '../../support/electron-double/open-double.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sqlite = 'node_modules/better-sqlite3';
const methods = [
  'aggregate',
  'backup',
  'explain',
  'function',
  'inspect',
  'pragma',
  'serialize',
  'table',
  'transaction',
];

const newOffice = {
  name: 'Powiatowy Urząd Pracy w Próbnicach',
  countyTeryt: '1201',
  administrator: {
    login: 'anna.probna',
    displayName: 'Anna Próbna',
    passphrase: 'zielony rower stoi w sieni',
    roles: ['administrator'],
  },
};

function listFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}

describe.each([
  { platform: 'linux', native: 'linux-x64.node' },
  { platform: 'win', native: 'win32-x64.node' },
] as const)('the package for $platform', ({ platform, native }) => {
  let assembled: AssembledPackage;
  let asar: Asar;
  const resources = () => join(assembled.folder, 'resources');
  beforeAll(() => {
    assembled = assemblePackage(platform);
    asar = readAsar(join(resources(), 'app.asar'));
  });
  afterAll(() => assembled?.dispose());

  test('holds what was built, the resources, one native package and nothing else', () => {
    const expected = [
      'package.json',
      ...['main', 'preload', 'core', 'renderer'].flatMap((part) => listFiles(`dist/${part}`)),
      ...listFiles('resources').filter((path) => !path.startsWith('resources/icons/icon.')),
      `${sqlite}/package.json`,
      ...['binding', 'database', 'index', 'sqlite-error', 'util'].map((name) => `${sqlite}/lib/${name}.js`),
      ...[...methods, 'wrappers'].map((name) => `${sqlite}/lib/methods/${name}.js`),
      `${sqlite}/prebuilds/${native}`,
    ];
    expect(asar.files.map(({ path }) => path).sort()).toEqual(expected.sort());
  });

  test('unpacks the one native file, the one of its platform', () => {
    const unpacked = asar.files.filter((file) => file.unpacked).map(({ path }) => path);
    expect(unpacked).toEqual([`${sqlite}/prebuilds/${native}`]);
    expect(existsSync(join(resources(), 'app.asar.unpacked', sqlite, 'prebuilds', native))).toBe(true);
  });

  test('shuts Electron’s side doors: no Node mode, no NODE_OPTIONS, no inspector, the app only from its asar', () => {
    // In the order of Electron's fuse wire: runAsNode, cookie encryption, NODE_OPTIONS, inspector, asar integrity,
    // only from asar, browser snapshot, privileges of file:.
    expect(assembled.fuses).toBe('01001100');
  });

  test('brings the languages of the interface alone', () => {
    expect(readdirSync(join(assembled.folder, 'locales')).sort()).toEqual(['en-US.pak', 'pl.pak']);
  });

  if (platform === 'win') {
    test('carries the fingerprint of its asar in the program', () => {
      expect(assembled.program.toString('latin1')).toContain(asar.headerSha256);
    });
    return;
  }

  test.skipIf(findChromium() === null)('starts from its asar alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'teczka-extracted-'));
    extractAsar(asar, join(resources(), 'app.asar.unpacked'), folder);
    const double = await openDouble({ app: folder });
    // Making a case file needs the encrypted SQLite, the worker and the resources: all of what is packaged.
    const answer = await double.page.evaluate((office) => window.teczka?.ask('office.create', office), newOffice);
    expect(answer).toMatchObject({ ok: true, value: { status: { phase: 'open' } } });
    await double.close();
    rmSync(folder, { recursive: true });
  });
});
