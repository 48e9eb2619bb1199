// Reads an asar as Electron does: a size, a JSON header of all files, then their bytes one after the other.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Entry = {
  readonly files?: Record<string, Entry>;
  readonly offset?: string;
  readonly size?: number;
  readonly unpacked?: boolean;
};
type AsarFile = {
  readonly path: string;
  readonly unpacked: boolean;
  readonly start: number;
  readonly size: number;
};
export type Asar = { readonly files: readonly AsarFile[]; readonly headerSha256: string; readonly bytes: Buffer };

export function readAsar(path: string): Asar {
  const bytes = readFileSync(path);
  const header = bytes.subarray(16, 16 + bytes.readUInt32LE(12));
  const firstFile = 8 + bytes.readUInt32LE(4);
  const root: Entry = JSON.parse(header.toString('utf8'));
  const files: AsarFile[] = [];
  const walk = (folder: Entry, prefix: string) => {
    for (const [name, entry] of Object.entries(folder.files ?? {})) {
      if (entry.files !== undefined) walk(entry, `${prefix}${name}/`);
      else {
        const start = firstFile + Number(entry.offset ?? 0);
        files.push({ path: prefix + name, unpacked: entry.unpacked === true, start, size: entry.size ?? 0 });
      }
    }
  };
  walk(root, '');
  return { files, headerSha256: createHash('sha256').update(header).digest('hex'), bytes };
}

/** Writes everything into a folder: what lies beside the asar comes from there. */
export function extractAsar(asar: Asar, beside: string, folder: string): void {
  for (const { path, unpacked, start, size } of asar.files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    if (unpacked) copyFileSync(join(beside, path), target);
    else writeFileSync(target, asar.bytes.subarray(start, start + size));
  }
}
