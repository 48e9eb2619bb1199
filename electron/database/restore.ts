// One case file in the place of another, so that a power cut at any moment leaves the old one or the new one.
//
//   staged    NAME.teczka.restoring   the copy while it is made and verified; of no consequence
//   ready     NAME.teczka.restored    whole, flushed, its own record says that it was restored
//   set aside NAME-przed-….teczka     what was there, kept for ever
//
// Between the two renames there is nothing under the name itself: whoever starts then finishes the second.
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { flushFolder } from './files.ts';

export const stagedPath = (folder: string): string => `${folder}.restoring`;
const readyPath = (folder: string): string => `${folder}.restored`;

/** The copy is of no use: nothing was put in place. */
export function clearStaged(folder: string): void {
  rmSync(stagedPath(folder), { recursive: true, force: true });
}

/** Finishes or clears away what a power cut left of a restore. Harmless where there was none. */
export function settleRestore(folder: string): void {
  const ready = readyPath(folder);
  if (!existsSync(ready)) return;
  if (existsSync(folder)) rmSync(ready, { recursive: true, force: true });
  else place(ready, folder);
}

/** Where the present folder went; null where there was none. */
export type Placed = { readonly setAside: string | null };

/** Puts the staged folder under the name. Throws what the disk says, with everything as it was. */
export function putInPlace(folder: string, at: string): Placed {
  const ready = readyPath(folder);
  rmSync(ready, { recursive: true, force: true });
  place(stagedPath(folder), ready);
  const setAside = clearPlace(folder, at);
  try {
    place(ready, folder);
  } catch (error) {
    if (setAside !== null) place(setAside, folder);
    throw error;
  }
  return { setAside };
}

/** Back to what was there: the new one did not open after all. */
export function putBack(folder: string, { setAside }: Placed): void {
  place(folder, stagedPath(folder));
  if (setAside !== null) place(setAside, folder);
  clearStaged(folder);
}

/** An empty folder is no case file and needs no keeping. */
function clearPlace(folder: string, at: string): string | null {
  mkdirSync(dirname(folder), { recursive: true });
  if (!existsSync(folder)) return null;
  if (readdirSync(folder).length === 0) {
    rmdirSync(folder);
    return null;
  }
  const aside = freePath(folder, at);
  place(folder, aside);
  return aside;
}

function freePath(folder: string, at: string): string {
  const stem = `${basename(folder).replace(/\.teczka$/, '')}-przed-przywroceniem-${at.slice(0, 19).replaceAll(':', '')}`;
  for (let count = 1; ; count += 1) {
    const path = join(dirname(folder), count === 1 ? `${stem}.teczka` : `${stem}-${count}.teczka`);
    if (!existsSync(path)) return path;
  }
}

function place(from: string, to: string): void {
  renameSync(from, to);
  flushFolder(dirname(to));
}
