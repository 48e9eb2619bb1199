// The last file of a backup: what it was made of, sealed with the file's own key. One byte altered anywhere, and it is
// no backup any more; a folder without a seal of this office's key is none of ours.
import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { findJson, replaceFile } from './files.ts';

export const backupFiles = ['header.json', 'keyring.json', 'case.sqlite'] as const;
const sealName = 'seal.json';
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const contents = z.strictObject({
  format: z.literal('teczka-backup'),
  formatVersion: z.literal(1),
  fileId: z.string(),
  madeAt: z.iso.datetime(),
  program: z.string(),
  bytes: z.int().min(0),
  files: z.strictObject({ 'header.json': hash, 'keyring.json': hash, 'case.sqlite': hash }),
});
const seal = z.strictObject({ contents, seal: hash });
export type SealedContents = z.infer<typeof contents>;

/** What is sealed in a backup's folder; undefined when there is no seal, 'broken' when it is not of this key. */
export function findSeal(folder: string, dataKey: Uint8Array): SealedContents | 'broken' | undefined {
  const path = join(folder, sealName);
  if (!existsSync(path)) return undefined;
  const read = seal.safeParse(findJson(path));
  if (!read.success) return 'broken';
  const expected = sealOf(read.data.contents, dataKey);
  return timingSafeEqual(Buffer.from(expected), Buffer.from(read.data.seal)) ? read.data.contents : 'broken';
}

export function writeSeal(folder: string, sealed: SealedContents, dataKey: Uint8Array): void {
  const text = JSON.stringify({ contents: sealed, seal: sealOf(sealed, dataKey) }, null, 2);
  replaceFile(join(folder, sealName), `${text}\n`);
}

/** Whether each file is, byte for byte, what was sealed. */
export function isAsSealed(folder: string, { files }: SealedContents): boolean {
  return backupFiles.every((name) => hashFile(join(folder, name)) === files[name]);
}

/** SHA-256 of a file, hex; read piece by piece. */
export function hashFile(path: string): string {
  const file = openSync(path, 'r');
  try {
    const hashing = createHash('sha256');
    const piece = Buffer.alloc(1_048_576);
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      hashing.update(piece.subarray(0, read));
    }
    return hashing.digest('hex');
  } finally {
    closeSync(file);
  }
}

function sealOf(sealed: SealedContents, dataKey: Uint8Array): string {
  const key = Buffer.from(hkdfSync('sha256', dataKey, '', 'teczka-backup-seal', 32));
  return createHmac('sha256', key).update(canonicalJson(sealed)).digest('hex');
}
