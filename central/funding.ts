// What the central office needs of the rule files: how many vouchers a person, and how a support id reads.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseProgramme } from '../shared/domain/programme.ts';
import type { Funding } from './office.ts';

/** Of the programmes that come with this program. */
export function readShippedFunding(): Funding {
  return readFunding(fileURLToPath(new URL('../resources/programmes', import.meta.url)));
}

/** The newest rules of each programme of a folder. Throws an Error that names a wrong file. */
export function readFunding(folder: string): Funding {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const programmes = files.map((name) => {
    const read = parseProgramme(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    if (!read.ok) throw new Error(`${name}: ${read.problem.map(({ field }) => field).join(', ')}`);
    return read.value;
  });
  const oldestFirst = programmes.sort((a, b) => (a.effectiveFrom.value < b.effectiveFrom.value ? -1 : 1));
  return Object.fromEntries(
    oldestFirst.flatMap(({ code, vouchers }) => {
      if (vouchers === null) return [];
      const supportIdPattern = `${vouchers.numbering.supportIdPrefix.value}{number}/{order}`;
      return [[code, { cap: vouchers.pool.value, supportIdPattern }]];
    }),
  );
}
