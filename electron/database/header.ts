// What a case file says of itself to whoever has no key: that it is one, and which cipher. Not whose.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CaseFileFault } from './fault.ts';
import { findJson, replaceChanged } from './files.ts';

export const formatVersion = 2;

const header = z.strictObject({
  format: z.literal('teczka-case-file'),
  formatVersion: z.literal(formatVersion),
  /** Binds the key ring to this file. */
  fileId: z.string().min(1),
  cipher: z.literal('aegis-256'),
});
export type Header = z.infer<typeof header>;

/** The first form named the office. */
const formerHeader = header
  .extend({ formatVersion: z.literal(1), officeName: z.string() })
  .transform(({ officeName: _, ...kept }): Header => ({ ...kept, formatVersion }));

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
  const read = z.union([header, formerHeader]).safeParse(found);
  if (!read.success) throw new CaseFileFault({ kind: 'case-file-damaged' });
  return read.data;
}

/** Touches nothing where that stands there already. */
export function writeHeader(folder: string, written: Header): void {
  replaceChanged(headerPath(folder), `${JSON.stringify(written, null, 2)}\n`);
}

function headerPath(folder: string): string {
  return join(folder, 'header.json');
}
