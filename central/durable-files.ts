// What has to be there after a power cut, whole or not at all. The workstation's own way to do so lies where the central
// office may not look, and shared/ knows no files.
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Only its owner looks into it. */
export function makeFolder(folder: string): void {
  const topmost = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (topmost === undefined) return;
  const above = dirname(resolve(topmost));
  for (let at = resolve(folder); at !== above; at = dirname(at)) flushFolder(dirname(at));
}

/** Only its owner reads it. */
export function writeDurably(path: string, text: string): void {
  const beside = `${path}.new`;
  writeFileSync(beside, text, { mode: 0o600, flush: true });
  renameSync(beside, path);
  flushFolder(dirname(path));
}

/** Windows flushes folders by itself and refuses to open them. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
