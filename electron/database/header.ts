// What a case file says of itself to whoever has no key: that it is one, which cipher, and whose office.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CaseFileFault } from './fault.ts';
import { findJson, replaceFile } from './files.ts';

const header = z.strictObject({
  format: z.literal('teczka-case-file'),
  formatVersion: z.int().min(1),
  /** Binds the key ring to this file. */
  fileId: z.string().min(1),
  cipher: z.literal('aegis-256'),
  officeName: z.string(),
});
export type Header = z.infer<typeof header>;

export const formatVersion = 1;
const formatOnly = z.object({ format: z.literal('teczka-case-file'), formatVersion: z.int().min(1) });

export function hasHeader(folder: string): boolean {
  return existsSync(headerPath(folder));
}

/** Throws CaseFileFault: no-case-file, not-a-case-file, newer-case-file or case-file-damaged. */
export function readHeader(folder: string): Header {
  if (!existsSync(folder)) throw new CaseFileFault({ kind: 'no-case-file' });
  const found = findJson(headerPath(folder));
  const kind = formatOnly.safeParse(found);
  if (!kind.success) throw new CaseFileFault({ kind: 'not-a-case-file' });
  if (kind.data.formatVersion > formatVersion) {
    throw new CaseFileFault({
      kind: 'newer-case-file',
      fileVersion: kind.data.formatVersion,
      programVersion: formatVersion,
    });
  }
  const read = header.safeParse(found);
  if (!read.success) throw new CaseFileFault({ kind: 'case-file-damaged' });
  return read.data;
}

export function writeHeader(folder: string, written: Header): void {
  replaceFile(headerPath(folder), `${JSON.stringify(written, null, 2)}\n`);
}

function headerPath(folder: string): string {
  return join(folder, 'header.json');
}
