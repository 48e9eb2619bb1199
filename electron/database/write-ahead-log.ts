// SQLite takes the first frame of a write-ahead log that is not whole for its end: right after a power cut, when the rest was
// never confirmed. A frame that was altered later looks the same, and what was confirmed after it would silently be gone.
// Here the two are told apart before SQLite sees the log. Format: https://www.sqlite.org/walformat.html
import { closeSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { CaseFileFault } from './fault.ts';

const headerLength = 32;
const frameHeaderLength = 24;
/** In the shared memory: two copies of a header, the first of which names the last committed frame and the log's salts. */
const indexHeaderLength = 48;

type Sums = readonly [number, number];
type Log = {
  readonly bytes: Buffer;
  readonly frameLength: number;
  readonly frames: number;
  readonly isLittleEndian: boolean;
};

/**
 * `file` is the database, and this process has not opened it yet. Throws CaseFileFault case-file-damaged when its log lost
 * confirmed frames; those of a killed process that are there, flushed or not, stay for ever: others will build on them.
 */
export function secureLog(file: string): void {
  const bytes = readIfThere(`${file}-wal`);
  if (bytes.length === 0) return;
  if (bytes.length > headerLength) refuseShortened(file, bytes);
  const opened = openSync(`${file}-wal`, 'r+');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

function refuseShortened(file: string, bytes: Buffer): void {
  const log = readLog(bytes);
  // The header is flushed before the first frame is written: without it no frame could be there.
  if (log === undefined) throw new CaseFileFault({ kind: 'case-file-damaged' });
  const whole = countWholeFrames(log);
  if (wasFollowed(log, whole) || committedFrames(log, readIfThere(`${file}-shm`)) > whole) {
    throw new CaseFileFault({ kind: 'case-file-damaged' });
  }
}

function readIfThere(path: string): Buffer {
  return existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
}

function readLog(bytes: Buffer): Log | undefined {
  const magic = bytes.readUInt32BE(0);
  const frameLength = bytes.readUInt32BE(8) + frameHeaderLength;
  const log = {
    bytes,
    frameLength,
    frames: Math.floor((bytes.length - headerLength) / frameLength),
    isLittleEndian: magic === 0x377f0682,
  };
  const isKnown = magic === 0x377f0682 || magic === 0x377f0683;
  return isKnown && isSame(sum(log, [0, 24], [0, 0]), sumsAt(bytes, 24)) ? log : undefined;
}

/** What SQLite will read: up to the last commit before the first frame that does not follow from the one before. */
function countWholeFrames(log: Log): number {
  let committed = 0;
  for (let frame = 0; frame < log.frames && follows(log, frame); frame += 1) {
    if (isCommit(log, frame)) committed = frame + 1;
  }
  return committed;
}

/**
 * Whether a transaction after the one that breaks off was begun: each is flushed before the next one is written, so that
 * the broken one had been whole.
 */
function wasFollowed(log: Log, whole: number): boolean {
  for (let frame = whole; frame + 1 < log.frames; frame += 1) {
    if (isCommit(log, frame) && follows(log, frame + 1)) return true;
  }
  return false;
}

/** According to the shared memory, which outlives a process that was killed, and is advanced after a flush only. */
function committedFrames({ bytes }: Log, index: Buffer): number {
  const isWhole =
    index.length >= 2 * indexHeaderLength &&
    index.subarray(0, indexHeaderLength).equals(index.subarray(indexHeaderLength, 2 * indexHeaderLength));
  const isOfThisLog = isWhole && index.subarray(32, 40).equals(bytes.subarray(16, 24));
  // In the machine's own order, unlike the salts.
  return isOfThisLog ? (new Uint32Array(new Uint8Array(index.subarray(16, 20)).buffer)[0] ?? 0) : 0;
}

function startOf({ frameLength }: Log, frame: number): number {
  return headerLength + frame * frameLength;
}

function hasSalts({ bytes }: Log, start: number): boolean {
  return bytes.compare(bytes, 16, 24, start + 8, start + 16) === 0;
}

/** The last frame of a transaction says how large the database is after it. */
function isCommit(log: Log, frame: number): boolean {
  const start = startOf(log, frame);
  return hasSalts(log, start) && log.bytes.readUInt32BE(start + 4) !== 0;
}

/** Of this generation of the log, and its sums go on from those of the frame before. */
function follows(log: Log, frame: number): boolean {
  const start = startOf(log, frame);
  if (!hasSalts(log, start)) return false;
  const before = sumsAt(log.bytes, frame === 0 ? 24 : startOf(log, frame - 1) + 16);
  const ofHead = sum(log, [start, start + 8], before);
  return isSame(sum(log, [start + frameHeaderLength, start + log.frameLength], ofHead), sumsAt(log.bytes, start + 16));
}

function sumsAt(bytes: Buffer, at: number): Sums {
  return [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];
}

function isSame([first, second]: Sums, other: Sums): boolean {
  return first === other[0] && second === other[1];
}

function sum({ bytes, isLittleEndian }: Log, [from, to]: readonly [number, number], seed: Sums): Sums {
  const words = new DataView(bytes.buffer, bytes.byteOffset + from, to - from);
  let [first, second] = seed;
  for (let at = 0; at < words.byteLength; at += 8) {
    first = (first + words.getUint32(at, isLittleEndian) + second) >>> 0;
    second = (second + words.getUint32(at + 4, isLittleEndian) + first) >>> 0;
  }
  return [first, second];
}
