// Puts the parts of a workstation together, the same way for every entry: window, browser and command line.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Territory } from '../shared/contract/office.ts';
import { parseTeryt } from '../shared/domain/teryt.ts';
import { createCaseFileHost } from './core/case-file-door.ts';
import { type Core, createCore } from './core/core.ts';
import type { Log } from './core/log.ts';
import { loadProgrammes } from './core/programme-files.ts';
import type { World } from './core/world.ts';
import { handlers } from './handlers/index.ts';

export type WorkplaceParts = {
  /** The case file's folder, NAME.teczka; it need not exist yet. */
  readonly folder: string;
  /** The folder resources/ of the program. */
  readonly resources: string;
  readonly fetch: typeof globalThis.fetch;
  readonly world: World;
  readonly log: Log;
};

export type Workplace = Core & { close(): Promise<void> };

/** Throws an Error that names the file when the program's own resources are wrong. */
export function openWorkplace(parts: WorkplaceParts): Workplace {
  throw new Error('not assembled yet');
}

/** The register of territory as shipped, or as the office replaced it. */
export function loadTerritory(resources: string): Territory {
  const file = join(resources, 'teryt', 'malopolska.csv');
  const read = parseTeryt(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(`${file}: ${read.problem.kind} in line ${read.problem.line}`);
  const municipalities = read.value;
  const counties = new Map(municipalities.map(({ countyTeryt, countyName }) => [countyTeryt, countyName]));
  return {
    counties: [...counties].map(([teryt, name]) => ({ teryt, name })),
    municipalities,
    certainty: { codes: 'B', kinds: 'D' },
  };
}
