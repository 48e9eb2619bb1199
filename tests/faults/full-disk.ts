// A disk of its own for one workstation, small enough to be filled up in a moment.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export type SmallDisk = {
  readonly path: string;
  /** To the last byte. */
  fill(): void;
  free(): void;
  remove(): void;
};

const chunk = Buffer.alloc(64 * 1024);

/** null where this user may not mount anything. */
export function mountSmallDisk(path: string, megabytes: number): SmallDisk | null {
  mkdirSync(path, { recursive: true });
  if (!tryAsRoot(['mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=777`, 'teczka-faults', path])) return null;
  const filler = join(path, 'filler');
  return {
    path,
    fill: () => fill(filler),
    free: () => rmSync(filler, { force: true }),
    remove: () => void tryAsRoot(['umount', '-l', path]),
  };
}

export function canMount(folder: string): boolean {
  const disk = mountSmallDisk(join(folder, 'mount-trial'), 1);
  disk?.remove();
  return disk !== null;
}

function tryAsRoot([program, ...args]: readonly [string, ...string[]]): boolean {
  const isRoot = process.getuid?.() === 0;
  try {
    if (isRoot) execFileSync(program, args, { stdio: 'ignore' });
    else execFileSync('sudo', ['-n', program, ...args], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function fill(filler: string): void {
  const file = openSync(filler, 'w');
  try {
    for (let size = chunk.length; size > 0; ) size = writeSome(file, size) ? size : Math.floor(size / 2);
  } finally {
    closeSync(file);
  }
}

function writeSome(file: number, size: number): boolean {
  try {
    return writeSync(file, chunk, 0, size) > 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}
