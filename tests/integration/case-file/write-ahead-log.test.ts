// What a killed program leaves behind, copied while the file is open: the database, its log, its shared memory.
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAuditHead } from '../../../electron/database/audit.ts';
import { openCaseFile } from '../../../electron/database/case-file.ts';
import { CaseFileFault } from '../../../electron/database/fault.ts';
import { createChance } from '../../faults/chance.ts';
import { makeCaseFile, passphrase, readDataKey, type TestCaseFile } from '../../support/case-file.ts';

const signIns = 12;
const headerLength = 32;
const frameLength = 24 + 4096;

let made: TestCaseFile;
let left: string;
let dataKey: Uint8Array;
/** Audit rows that were confirmed before the kill. */
let confirmed: number;
beforeAll(async () => {
  made = await makeCaseFile();
  for (let count = 0; count < signIns; count += 1) await made.door.signIn('anna', passphrase);
  confirmed = getAuditHead(made.file.read).sequence;
  left = mkdtempSync(join(tmpdir(), 'teczka-killed-'));
  cpSync(made.folder, left, { recursive: true });
  dataKey = await readDataKey(left);
});
afterAll(async () => {
  rmSync(left, { recursive: true });
  await made.dispose();
});

const logOf = (folder: string) => join(folder, 'case.sqlite-wal');

/** How many audit rows there are when it is opened after `spoil`; 'damaged' when it is refused as that. */
function openAfter(spoil: (folder: string) => void): number | 'damaged' {
  const folder = mkdtempSync(join(tmpdir(), 'teczka-killed-'));
  try {
    cpSync(left, folder, { recursive: true });
    spoil(folder);
    const file = openCaseFile({ folder, dataKey, since: '' });
    const { sequence } = getAuditHead(file.read);
    file.close();
    return sequence;
  } catch (error) {
    if (error instanceof CaseFileFault && error.problem.kind === 'case-file-damaged') return 'damaged';
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function flip(path: string, place: number, bit: number): void {
  const bytes = readFileSync(path);
  bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
  writeFileSync(path, bytes);
}

describe('the log of a program that was killed', () => {
  test('opens with all that was confirmed', () => {
    expect(openAfter(() => undefined)).toBe(confirmed);
  });

  test('is refused as damaged when any bit of it was flipped, and never opened without what came after', () => {
    const chance = createChance(7);
    const { length } = readFileSync(logOf(left));
    const anywhere = Array.from({ length: 60 }, () => chance.between(0, length - 1));
    const inHeads = Array.from({ length: headerLength + 24 }, (_, place) => place);
    const atTheEnd = [length - 1, length - frameLength, length - frameLength + 16];
    for (const place of [...anywhere, ...inHeads, ...atTheEnd]) {
      const bit = chance.between(0, 7);
      const outcome = openAfter((folder) => flip(logOf(folder), place, bit));
      expect({ place, bit, outcome }).toEqual({ place, bit, outcome: 'damaged' });
    }
  });

  test('is refused when its end is missing', () => {
    const { length } = readFileSync(logOf(left));
    expect(openAfter((folder) => truncateSync(logOf(folder), length - frameLength))).toBe('damaged');
  });

  test('shows a flipped bit before the last transaction also after a power cut, which leaves no shared memory', () => {
    const outcome = openAfter((folder) => {
      rmSync(`${join(folder, 'case.sqlite')}-shm`);
      flip(logOf(folder), headerLength + frameLength + 1000, 3);
    });
    expect(outcome).toBe('damaged');
  });

  test('may break off in a transaction that was never confirmed: power was cut while it was written', () => {
    const { length } = readFileSync(logOf(left));
    const outcome = openAfter((folder) => {
      rmSync(`${join(folder, 'case.sqlite')}-shm`);
      truncateSync(logOf(folder), length - frameLength / 2);
    });
    expect(outcome).toBe(confirmed - 1);
  });
});
