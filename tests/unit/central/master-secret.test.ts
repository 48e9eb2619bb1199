// The secret beside the database: there after a power cut, and never made anew beside what was sealed under it.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startEmbeddedCentral } from '../../../central/embedded.ts';
import { MasterSecretMissing } from '../../../central/master-secret.ts';
import { createChance } from '../../faults/chance.ts';
import {
  arm,
  beginNotes,
  cutPower,
  findPowerShim,
  type PowerPlace,
  powerEnvironment,
} from '../../faults/power-loss.ts';
import { funding } from '../../support/central.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'teczka-secret-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const nameIn = (folder: string) => join(folder, 'master-secret');
const read = (folder: string) => readFileSync(nameIn(folder), 'utf8');

describe('the master secret of a folder', () => {
  test('is made at the first start, for its owner alone, and stays', async () => {
    const folder = join(root, 'central');
    await (await startEmbeddedCentral({ folder, funding })).stop();
    const made = read(folder);
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(nameIn(folder)).mode & 0o777).toBe(0o600);
    await (await startEmbeddedCentral({ folder, funding })).stop();
    expect(read(folder)).toBe(made);
  });

  test.each([
    ['missing', (path: string) => rmSync(path)],
    ['empty', (path: string) => writeFileSync(path, '')],
    ['cut short', (path: string) => writeFileSync(path, 'ab'.repeat(20))],
  ])('that is %s beside a sealed database is asked for, not made anew', async (_, spoil) => {
    const folder = join(root, 'central');
    await (await startEmbeddedCentral({ folder, funding })).stop();
    const made = read(folder);
    spoil(nameIn(folder));
    const before = readdirSync(folder);
    const refusal = await startEmbeddedCentral({ folder, funding }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(MasterSecretMissing);
    expect(String(refusal)).toContain(nameIn(folder));
    expect(String(refusal)).toContain('TECZKA_CENTRAL_SECRET');
    expect(String(refusal)).toContain('TECZKA_CENTRAL_FOLDER');
    expect(readdirSync(folder)).toEqual(before);
    writeFileSync(nameIn(folder), made);
    await (await startEmbeddedCentral({ folder, funding })).stop();
  });
});

const shim = findPowerShim();
if (shim === null) process.stderr.write('Power cuts are left out: they need Linux and gcc.\n');

/** Makes a secret beside a database that was never sealed, says so, and is gone without a further word. */
const maker = `
  const { keepMasterSecret } = await import(process.env.MAKER);
  const database = { query: async () => [] };
  await keepMasterSecret(process.env.TECZKA_POWER_FOLDER, database);
  process.stdout.write('made', () => process.kill(process.pid, 'SIGKILL'));
`;
const source = new URL('../../../central/master-secret.ts', import.meta.url).href;

describe.skipIf(shim === null)('a power cut while it is made', () => {
  /** What stands in the folder after it, and whether the maker had gone on to seal with it. */
  const cutAt = (nth: number) => {
    const folder = join(root, 'central');
    const place: PowerPlace = { folder, log: join(root, 'log') };
    mkdirSync(folder);
    beginNotes(place.log);
    arm(place.log);
    const env = { ...process.env, ...powerEnvironment(shim ?? '', place, nth), MAKER: source };
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', maker], { env });
    const written = existsSync(nameIn(folder)) ? read(folder) : null;
    cutPower({ ...place, extent: 'all', chance: createChance(nth) });
    return { isMade: String(stdout) === 'made', written, left: existsSync(nameIn(folder)) ? read(folder) : null };
  };

  test.each([1, 2])('at flush %i leaves none, and nothing was sealed yet', (nth) => {
    expect(cutAt(nth)).toMatchObject({ isMade: false, left: null });
  });

  test('right after it was made leaves it whole', () => {
    const { isMade, written, left } = cutAt(0);
    expect(isMade).toBe(true);
    expect(left).toMatch(/^[0-9a-f]{64}$/);
    expect(left).toBe(written);
  });
});
