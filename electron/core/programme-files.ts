// Reads the rule files at start. A wrong file is a fault of the installation: it is named, with the field, and stops the start.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { type Programme, parseProgramme } from '../../shared/domain/programme.ts';

export interface LoadedProgramme {
  readonly programme: Programme;
  /** SHA-256 of the canonical JSON, hex: stored with every decision made under these rules. */
  readonly hash: string;
}

/** Every *.json of a folder, by file name. Throws an Error that names the file and each wrong field. */
export function loadProgrammes(folder: string): LoadedProgramme[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const loaded = files.sort().map((name) => loadProgramme(join(folder, name)));
  const keys = loaded.map(({ programme }) => `${programme.code} from ${programme.effectiveFrom.value}`);
  const repeated = keys.find((key, index) => keys.indexOf(key) < index);
  if (repeated !== undefined) throw new Error(`${folder}: two rule files for ${repeated}`);
  return loaded;
}

function loadProgramme(file: string): LoadedProgramme {
  const read = parseProgramme(readJson(file));
  if (!read.ok) {
    const faults = read.problem.map(({ field, message }) => `${field || 'the whole file'}: ${message}`);
    throw new Error(`${file}: ${faults.join('; ')}`);
  }
  return { programme: read.value, hash: hashProgramme(read.value) };
}

function readJson(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file}: not JSON (${cause instanceof Error ? cause.message : 'unreadable'})`, { cause });
  }
}

function hashProgramme(programme: Programme): string {
  return createHash('sha256').update(canonicalJson(programme)).digest('hex');
}
