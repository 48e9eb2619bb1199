// A folder of a test for whole folders: case files, and the embedded central office's ledgers.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Copies are made as a file manager makes them. */
export function makeShelf() {
  const shelf = mkdtempSync(join(tmpdir(), 'teczka-shelf-'));
  return {
    path: (name: string) => join(shelf, `${name}.teczka`),
    copy: (from: string, to: string) => {
      rmSync(to, { recursive: true, force: true });
      cpSync(from, to, { recursive: true });
    },
    clear: () => rmSync(shelf, { recursive: true, force: true }),
  };
}
