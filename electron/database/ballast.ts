// Room put by beside the case file. On a full disk it is given up: then the write-ahead log can be folded in, and what
// comes back from the central office still fits. Its length tells the state, also after a restart: none of it is left.
import { randomFillSync } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, statfsSync, statSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { flushFolder, removeFile } from './files.ts';

export const usualBallastBytes = 64 * 1024 * 1024;

export type Ballast = {
  /** From a full disk until there is room for the ballast again. */
  isGivenUp(): boolean;
  /** Frees its room at once. */
  giveUp(): void;
  /** Writes it where the disk has room for it and a quarter more; otherwise, or after `stop`, does nothing. */
  putBack(): Promise<void>;
  stop(): void;
};

type State = { readonly folder: string; readonly bytes: number; isStopped: boolean; writing: Promise<void> | null };

const atOnce = 1024 * 1024;

/** `bytes` 0 is no ballast: a full disk is then over as soon as it is met. */
export function createBallast(folder: string, bytes: number): Ballast {
  const state: State = { folder, bytes, isStopped: false, writing: null };
  if (bytes > 0) {
    removeFile(unfinishedPath(folder));
    // Nothing could be written now: better to find out before the file is opened than in the middle of it.
    if (lengthOf(folder) === bytes && freeBytes(folder) < reserve(bytes)) giveUp(folder);
  }
  return {
    isGivenUp: () => bytes > 0 && lengthOf(folder) === 0,
    giveUp: () => {
      if (bytes > 0) giveUp(folder);
    },
    putBack: () => {
      state.writing ??= putBack(state).finally(() => {
        state.writing = null;
      });
      return state.writing;
    },
    stop: () => {
      state.isStopped = true;
    },
  };
}

/** Emptied, not removed: some file systems need room to remove a file, and the empty one says what happened. */
function giveUp(folder: string): void {
  try {
    const file = openSync(ballastPath(folder), 'a', 0o600);
    try {
      ftruncateSync(file, 0);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    // There was none, and no room for an empty file: every change is refused by the disk itself.
  }
}

async function putBack(state: State): Promise<void> {
  const { folder, bytes } = state;
  const beside = unfinishedPath(folder);
  try {
    if (bytes === 0 || lengthOf(folder) === bytes || freeBytes(folder) < bytes + reserve(bytes)) return;
    const file = await open(beside, 'w', 0o600);
    const isWritten = await write(file, state).finally(() => file.close());
    if (!isWritten) return await rm(beside, { force: true });
    await rename(beside, ballastPath(folder));
    flushFolder(folder);
  } catch {
    // The disk has less room than it said, or the folder is gone: there is no ballast, and work goes on as it can.
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

/** Chance, so that no file system stores it smaller than it is. False when it was stopped. */
async function write(file: FileHandle, state: State): Promise<boolean> {
  const chunk = Buffer.alloc(Math.min(atOnce, state.bytes));
  for (let left = state.bytes; left > 0; ) {
    if (state.isStopped) return false;
    randomFillSync(chunk);
    left -= (await file.write(chunk, 0, Math.min(chunk.length, left))).bytesWritten;
  }
  await file.sync();
  return !state.isStopped;
}

/** What must be free beside the ballast. */
function reserve(bytes: number): number {
  return bytes / 4;
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Of the ballast; -1 where there is none. */
function lengthOf(folder: string): number {
  return existsSync(ballastPath(folder)) ? statSync(ballastPath(folder)).size : -1;
}

const ballastPath = (folder: string) => join(folder, 'ballast');
const unfinishedPath = (folder: string) => join(folder, 'ballast.new');
