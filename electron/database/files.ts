// Files that must be there whole or not at all.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { CaseFileFault } from './fault.ts';

/**
 * Writes beside, flushes, renames over, flushes the folder: after a power cut either the old or the new text stands.
 * Throws CaseFileFault disk-full with the old one untouched.
 */
export function replaceFile(path: string, text: string): void {
  const beside = `${path}.new`;
  try {
    writeWhole(beside, text);
    renameSync(beside, path);
    flushFolder(dirname(path));
  } catch (error) {
    if (!isNoRoom(error)) throw error;
    removeFile(beside);
    throw new CaseFileFault({ kind: 'disk-full' });
  }
}

/** The same, unless it would change nothing. */
export function replaceChanged(path: string, text: string): void {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) replaceFile(path, text);
}

function writeWhole(path: string, text: string): void {
  const bytes = Buffer.from(text);
  const file = openSync(path, 'w', 0o600);
  try {
    // A disk that is nearly full takes a part of it, and says so only the next time.
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function isNoRoom(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/** Makes a rename or a new file in it durable. Windows flushes folders by itself and refuses to open them. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** On the disk when this returns, whoever wrote it. */
export function flushFile(path: string): void {
  const opened = openSync(path, 'r+');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** The JSON in a file; undefined when there is no file or no JSON in it. */
export function findJson(path: string): unknown {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

export function removeFile(path: string): void {
  rmSync(path, { force: true });
}
