// One bit of a case file is flipped, as a failing disk does. It has to be noticed, or to make no difference at all.
import { cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { getAuditHead } from '../../electron/database/audit.ts';
import { openCaseFile } from '../../electron/database/case-file.ts';
import { CaseFileFault } from '../../electron/database/fault.ts';
import { listDeliveries } from '../../electron/database/holdings.ts';
import { openConnection } from '../../electron/database/sqlite.ts';
import { listUsers } from '../../electron/database/users.ts';
import { listFindings } from '../../electron/office/verify-checks.ts';
import type { Chance } from './chance.ts';

export const flippable = ['case.sqlite', 'case.sqlite-wal'] as const;
export type Flip = {
  readonly folder: string;
  /** Where copies may stand: the file itself keeps its good bytes. */
  readonly scratch: string;
  readonly dataKey: Uint8Array;
  readonly file: (typeof flippable)[number];
  readonly chance: Chance;
};

/** null when there is no such file, or nothing in it. `words` say what was flipped. */
export function flipOneBit(flip: Flip): { noticed: 'at once' | 'no difference' | 'never'; words: string } | null {
  const { folder, scratch, dataKey, file, chance } = flip;
  const bytes = existsSync(join(folder, file)) ? readFileSync(join(folder, file)) : Buffer.alloc(0);
  if (bytes.length === 0) return null;
  const place = chance.between(0, bytes.length - 1);
  const bit = chance.between(0, 7);
  const good = lookAtCopy({ folder, scratch, dataKey });
  bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
  const bad = lookAtCopy({ folder, scratch, dataKey }, (copy) => writeFileSync(join(copy, file), bytes));
  const words = `bit ${bit} of byte ${place} of ${bytes.length} in ${file}`;
  if (bad === 'damaged') return { noticed: 'at once', words };
  const isHarmless = bad === good || bad === lookWithoutDoubtful({ folder, scratch, dataKey });
  return { noticed: isHarmless ? 'no difference' : 'never', words };
}

/**
 * Killed in the middle of a flush it leaves a transaction of which nobody was told: whole, altered or absent is all right.
 * How many frames SQLite told of stands in its shared memory; where a power cut took that too, the last transaction that
 * can be read is open to doubt: a broken one behind it may be all that the cut left of the next.
 */
function lookWithoutDoubtful(look: Look): string {
  const readable = inCopy(look, (copy) => countReadable(copy, look.dataKey));
  return lookAtCopy(look, (copy) => dropUnconfirmed(copy, readable));
}

/** By SQLite's own count. */
function countReadable(copy: string, dataKey: Uint8Array): number {
  const raw = openConnection({ file: join(copy, 'case.sqlite'), dataKey, access: 'write' });
  try {
    const [{ log }] = raw.pragma('wal_checkpoint(PASSIVE)') as [{ log: number }]; // one row, as its documentation says
    return log;
  } finally {
    raw.close();
  }
}

/** https://www.sqlite.org/walformat.html */
function dropUnconfirmed(copy: string, readable: number): void {
  const [log, index] = ['case.sqlite-wal', 'case.sqlite-shm'].map((name) => readIfThere(join(copy, name)));
  if (log === undefined || log.length <= 32) return;
  const frameLength = 24 + log.readUInt32BE(8);
  const starts = Array.from({ length: Math.floor((log.length - 32) / frameLength) }, (_, at) => 32 + at * frameLength);
  const commits = starts
    .slice(0, readable)
    .filter((start) => log.readUInt32BE(start + 4) !== 0 && log.compare(log, 16, 24, start + 8, start + 16) === 0);
  const isKnown = index !== undefined && index.length >= 40 && log.compare(index, 32, 40, 16, 24) === 0;
  const told = isKnown
    ? 32 + readOwnUint32(index, 16) * frameLength
    : (commits.at(-2) ?? 32 - frameLength) + frameLength;
  truncateSync(join(copy, 'case.sqlite-wal'), Math.min(told, log.length));
}

function readIfThere(path: string): Buffer | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}

/** In the machine's own order. */
function readOwnUint32(bytes: Buffer, at: number): number {
  return endianness() === 'LE' ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
}

type Look = Pick<Flip, 'folder' | 'scratch' | 'dataKey'>;

/** What a case file says when it is opened and read through: a text to compare, or that it is damaged. */
function lookAtCopy(look: Look, spoil: (copy: string) => void = () => {}): string {
  return inCopy(look, (copy) => {
    spoil(copy);
    return say(copy, look.dataKey);
  });
}

function inCopy<Value>({ folder, scratch }: Look, work: (copy: string) => Value): Value {
  cpSync(folder, scratch, { recursive: true });
  try {
    return work(scratch);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function say(folder: string, dataKey: Uint8Array): string {
  try {
    const file = openCaseFile({ folder, dataKey, since: '' });
    try {
      const logins = listUsers(file.read).flatMap(({ login, active }) => (active ? [login] : []));
      const isSound = listFindings(file.read, logins).every(({ ok }) => ok);
      return isSound ? JSON.stringify([getAuditHead(file.read), listDeliveries(file.read)]) : 'damaged';
    } finally {
      file.close();
    }
  } catch (error) {
    if (error instanceof CaseFileFault && error.problem.kind === 'case-file-damaged') return 'damaged';
    throw error;
  }
}
