// What the harness calls harmless: a flipped bit that reads like what a kill or a power cut may leave anyway.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCaseFile, passphrase, readDataKey, type TestCaseFile } from '../support/case-file.ts';
import { flipOneBit } from './bit-flips.ts';
import { createChance } from './chance.ts';

const headerLength = 32;
const frameHeaderLength = 24;
const frameLength = frameHeaderLength + 4096;

let made: TestCaseFile;
let left: string;
let dataKey: Uint8Array;
beforeAll(async () => {
  made = await makeCaseFile();
  for (let count = 0; count < 4; count += 1) await made.door.signIn('anna', passphrase);
  left = mkdtempSync(join(tmpdir(), 'teczka-killed-'));
  cpSync(made.folder, left, { recursive: true });
  dataKey = await readDataKey(left);
});
afterAll(async () => {
  rmSync(left, { recursive: true });
  await made.dispose();
});

const path = () => join(left, 'case.sqlite-wal');

/** Where the frames of transactions end, the last one last. */
function listCommits(log: Buffer): number[] {
  const frames = Math.floor((log.length - headerLength) / frameLength);
  return Array.from({ length: frames }, (_, frame) => frame).filter(
    (frame) => log.readUInt32BE(headerLength + frame * frameLength + 4) !== 0,
  );
}

/** In the middle of its page. */
function flipIn(frame: number) {
  const place = headerLength + frame * frameLength + frameHeaderLength + 2000;
  const chance = { ...createChance(1), between: (_: number, most: number) => Math.min(place, most) };
  return flipOneBit({ folder: left, scratch: `${left}-flipped`, dataKey, file: 'case.sqlite-wal', chance })?.noticed;
}

test('after a power cut that tore the last transaction, the one before it is in doubt, and no other', () => {
  const log = readFileSync(path());
  const [before, whole, torn] = listCommits(log).slice(-3);
  if (before === undefined || whole === undefined || torn === undefined) throw new Error('too few transactions');
  // Of the last one the heads came to the disk, and not the pages; the shared memory was memory.
  for (let frame = whole + 1; frame <= torn; frame += 1) {
    const start = headerLength + frame * frameLength;
    log.fill(0, start + frameHeaderLength, start + frameLength);
  }
  writeFileSync(path(), log);
  rmSync(join(left, 'case.sqlite-shm'));
  expect(flipIn(torn)).toBe('no difference');
  expect(flipIn(whole)).toBe('no difference');
  expect(flipIn(before)).toBe('at once');
});
