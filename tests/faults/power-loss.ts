// A power cut as the disk sees it: what power-loss.c noted since the last flush is undone, wholly or sector by sector.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Chance } from './chance.ts';

const source = fileURLToPath(new URL('./power-loss.c', import.meta.url));
const library = fileURLToPath(new URL('../../.cache/power-loss.so', import.meta.url));

/** The library to preload, made when it is missing or older than its source; null where nothing can make it. */
export function findPowerShim(): string | null {
  if (process.platform !== 'linux') return null;
  if (existsSync(library) && statSync(library).mtimeMs > statSync(source).mtimeMs) return library;
  const made = `${library}.${process.pid}`;
  try {
    mkdirSync(dirname(library), { recursive: true });
    execFileSync('gcc', ['-O2', '-Wall', '-Werror', '-shared', '-fPIC', '-o', made, source, '-ldl', '-lpthread']);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  // Two harnesses may make it at once: each finds a whole one.
  renameSync(made, library);
  return library;
}

/** For a process whose writes in `folder` are noted in `log`, on the same file system; it dies at its nth flush. */
export function powerEnvironment(shim: string, { folder, log }: PowerPlace, nth: number): Record<string, string> {
  return { LD_PRELOAD: shim, TECZKA_POWER_FOLDER: folder, TECZKA_POWER_LOG: log, TECZKA_POWER_DEATH: String(nth) };
}

export type PowerPlace = { readonly folder: string; readonly log: string };

/** From now on the disk holds what the files say. */
export function beginNotes(log: string): void {
  rmSync(log, { force: true });
  rmSync(keptBeside(log), { recursive: true, force: true });
  mkdirSync(keptBeside(log), { recursive: true });
}

/** Whoever is to die at a flush does, until `disarm`. */
export function arm(log: string): void {
  writeFileSync(armed(log), '');
}

export function disarm(log: string): void {
  rmSync(armed(log), { force: true });
}

const keptBeside = (log: string) => `${log}.kept`;
const armed = (log: string) => `${log}.armed`;

/** A disk loses all that was not flushed, or keeps any part of it. */
export type Extent = 'all' | 'some';
export type Cut = PowerPlace & { readonly extent: Extent; readonly chance: Chance };

/** The processes of that folder are dead. Gives how many writes had not been flushed. */
export function cutPower({ folder, log, extent, chance }: Cut): number {
  const notes = existsSync(log) ? readNotes(readFileSync(log)) : [];
  const { contents, names } = keepUnflushed(notes, statSync(folder).ino);
  const paths = pathsByInode([folder, keptBeside(log)]);
  let unflushed = 0;
  for (const [inode, changes] of contents) {
    const path = paths.get(inode);
    if (path === undefined) continue;
    // SQLite's shared memory is never flushed: it is made anew from the log.
    if (!path.endsWith('-shm')) unflushed += changes.length;
    const now = readFileSync(path);
    const flushed = undo(now, changes);
    writeFileSync(path, extent === 'all' ? flushed : mix(flushed, now, chance));
  }
  // A file system keeps the order of names: what it loses is the end of it.
  const lost = extent === 'all' ? names.length : chance.between(0, names.length);
  for (const name of names.slice(names.length - lost).reverse()) undoName(name);
  beginNotes(log);
  return unflushed;
}

type Change = { readonly offset: number; readonly sizeBefore: number; readonly replaced: Buffer };
type Name = { readonly kind: number; readonly from: string; readonly to: string; readonly kept: string };
type Note = { readonly kind: number; readonly inode: number; readonly change: Change };

const headLength = 40;
const kinds = { flushed: 3, created: 4, removed: 5, renamed: 6 } as const;

/** In the order of power-loss.c's records; one that its process did not finish writing befell nothing. */
function readNotes(bytes: Buffer): Note[] {
  const notes: Note[] = [];
  for (let at = 0; at + headLength <= bytes.length; ) {
    const number = (place: number) => Number(bytes.readBigUInt64LE(at + place));
    const end = at + headLength + number(32);
    if (end > bytes.length) break;
    const replaced = bytes.subarray(at + headLength, end);
    notes.push({
      kind: bytes.readUInt32LE(at + 4),
      inode: number(8),
      change: { offset: number(16), sizeBefore: number(24), replaced },
    });
    at = end;
  }
  return notes;
}

/** Flushing a file makes its content durable, flushing the folder the names in it. */
function keepUnflushed(notes: readonly Note[], folderInode: number) {
  const contents = new Map<number, Change[]>();
  let names: Name[] = [];
  for (const { kind, inode, change } of notes) {
    if (kind === kinds.flushed) {
      contents.delete(inode);
      if (inode === folderInode) names = [];
    } else if (kind >= kinds.created) {
      const [from = '', to = '', kept = ''] = change.replaced.toString('utf8').split('\0');
      names.push({ kind, from, to, kept });
    } else {
      const changes = contents.get(inode) ?? [];
      changes.push(change);
      contents.set(inode, changes);
    }
  }
  return { contents, names };
}

function pathsByInode(folders: readonly string[]): Map<number, string> {
  const paths = folders.flatMap((folder) => (existsSync(folder) ? listFiles(folder) : []));
  return new Map(paths.map((path) => [statSync(path).ino, path]));
}

function listFiles(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
}

/** The latest change first. */
function undo(now: Buffer, changes: readonly Change[]): Buffer {
  let size = now.length;
  const content = Buffer.alloc(Math.max(size, ...changes.map(({ offset, replaced }) => offset + replaced.length)));
  now.copy(content);
  for (const { offset, sizeBefore, replaced } of [...changes].reverse()) {
    replaced.copy(content, offset);
    size = sizeBefore;
  }
  return content.subarray(0, size);
}

const sector = 512;

/** Each sector is as it was flushed or as it was written since; a file that grew may have grown by zeros. */
function mix(flushed: Buffer, now: Buffer, chance: Chance): Buffer {
  const mixed = Buffer.alloc(chance.oneOf([flushed, now]).length);
  const share = chance.next();
  for (let at = 0; at < mixed.length; at += sector) {
    mixed.set((chance.is(share) ? now : flushed).subarray(at, Math.min(at + sector, mixed.length)), at);
  }
  return mixed;
}

function undoName({ kind, from, to, kept }: Name): void {
  if (kind === kinds.created) rmSync(from, { force: true });
  if (kind === kinds.removed && existsSync(kept)) renameSync(kept, from);
  if (kind === kinds.renamed) {
    // Killed before it was done: then the old name still stands.
    if (!existsSync(from)) renameSync(to, from);
    if (existsSync(kept)) renameSync(kept, to);
  }
}
