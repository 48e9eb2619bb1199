// Codes of the official register of territorial division: 2 digits voivodeship, 2 county, 2 municipality, 1 its kind.
import { z } from 'zod';
import { type Answer, granted, refused } from './answer.ts';
import { type CsvRecord, readCsv } from './csv-text.ts';

export const terytCode = z
  .string()
  .regex(/^\d{7}$/)
  .brand<'TerytCode'>();
export type TerytCode = z.infer<typeof terytCode>;

/** A county: the first four digits of a municipality's code. */
const countyCode = z
  .string()
  .regex(/^\d{4}$/)
  .brand<'CountyCode'>();
export type CountyCode = z.infer<typeof countyCode>;

const municipalityKinds = ['urban', 'rural', 'urban-rural'] as const;

const municipality = z.strictObject({
  teryt: terytCode,
  name: z.string().min(1),
  kind: z.enum(municipalityKinds),
  countyTeryt: countyCode,
  countyName: z.string().min(1),
});
export type Municipality = z.infer<typeof municipality>;

export interface TerytProblem {
  readonly kind: 'unreadable' | 'wrong-columns' | 'wrong-row' | 'repeated-code';
  readonly line: number;
}

const columns = ['teryt', 'gmina', 'kind', 'county_teryt', 'county'];

export function countyOf(teryt: TerytCode): CountyCode {
  return countyCode.parse(teryt.slice(0, 4));
}

/** The register as shipped (columns teryt, gmina, kind, county_teryt, county, in this order); every code once, in its own county. */
export function parseTeryt(csvText: string): Answer<Municipality[], TerytProblem> {
  const records = readCsv(csvText);
  if (!records.ok) return refused({ kind: 'unreadable', line: records.problem.line });
  const [header, ...rows] = records.value;
  if (header?.fields.join() !== columns.join()) return refused({ kind: 'wrong-columns', line: 1 });
  const byCode = new Map<string, Municipality>();
  for (const row of rows) {
    const read = municipality.safeParse(toMunicipality(row));
    if (!read.success || countyOf(read.data.teryt) !== read.data.countyTeryt) {
      return refused({ kind: 'wrong-row', line: row.line });
    }
    if (byCode.has(read.data.teryt)) return refused({ kind: 'repeated-code', line: row.line });
    byCode.set(read.data.teryt, read.data);
  }
  return granted([...byCode.values()]);
}

function toMunicipality({ fields }: CsvRecord): unknown {
  if (fields.length !== columns.length) return undefined;
  const [teryt, name, kind, countyTeryt, countyName] = fields;
  return { teryt, name, kind, countyTeryt, countyName };
}
