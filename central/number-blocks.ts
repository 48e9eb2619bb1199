// Agreement numbers for the whole voivodeship: each block is given to one workstation, once.
import type { NumberBlock, NumberReached, NumberRequest } from '../shared/wire/enrolment.ts';
import { getFirst, type Query } from './database.ts';

/** `most` counts what the workstation was granted before. */
type Grant = { readonly deviceId: string; readonly at: string; readonly most: number };

/** What one workstation may ever ask for of a programme: decades of its work, and too few to use up everybody's. */
export const mostNumbers = 100_000;
/** Far from what a column takes. */
const mostInteger = 2_000_000_000;

/** Grants a block a programme, in one order for everybody. What is not used is never given again; none beyond the most. */
export async function grantNumberBlocks(
  query: Query,
  wanted: readonly NumberRequest[],
  { deviceId, at, most }: Grant,
): Promise<NumberBlock[]> {
  const blocks: NumberBlock[] = [];
  for (const { programme, count: asked } of wanted.toSorted((a, b) => (a.programme < b.programme ? -1 : 1))) {
    const count = Math.min(asked, most - (await countGranted(query, programme, deviceId)));
    if (count < 1) continue;
    const next = await advance(query, programme, count);
    const block = { programme, first: next - count, last: next - 1 };
    await query(
      'INSERT INTO number_block (programme, first, last, device_id, granted_at) VALUES ($1, $2, $3, $4, $5)',
      [programme, block.first, block.last, deviceId, at],
    );
    blocks.push(block);
  }
  return blocks;
}

/** Takes so many numbers of a programme, none of which is granted again; gives the first one after them. */
async function advance(query: Query, programme: string, count: number): Promise<number> {
  const counter = `INSERT INTO number_counter AS counter (programme, next) VALUES ($1, 1 + $2::integer)
    ON CONFLICT (programme) DO UPDATE SET next = counter.next + $2::integer RETURNING next`;
  return getFirst(await query<{ next: number }>(counter, [programme, count])).next;
}

async function countGranted(query: Query, programme: string, deviceId: string): Promise<number> {
  const sql = `SELECT coalesce(sum(last - first + 1), 0)::integer AS granted FROM number_block
    WHERE device_id = $1 AND programme = $2`;
  return getFirst(await query<{ granted: number }>(sql, [deviceId, programme])).granted;
}

/**
 * Numbers that a file says it was granted are granted to nobody: the ledger may have been restored from a backup that is
 * older. Not further ahead than one workstation may ever ask for.
 */
export async function passOver(query: Query, reached: readonly NumberReached[]): Promise<void> {
  for (const { programme, last } of reached.toSorted((a, b) => (a.programme < b.programme ? -1 : 1))) {
    const counter = `INSERT INTO number_counter AS counter (programme, next)
      SELECT $1::text, $2::integer + 1 WHERE $2::integer <= $3::integer
        OR EXISTS (SELECT FROM number_counter WHERE programme = $1 AND $2::integer < next + $3::integer)
      ON CONFLICT (programme) DO UPDATE SET next = greatest(counter.next, EXCLUDED.next)`;
    await query(counter, [programme, Math.min(last, mostInteger), mostNumbers]);
  }
}

/** More than an office of the voivodeship is granted in months, and few enough to read well on an agreement. */
const skippedNumbers = 10_000;

/**
 * After a restore nobody can know which numbers were granted since the backup: so many of each programme are granted to
 * nobody. The gap shows, and no number stands on two agreements.
 */
export async function skipNumbers(query: Query, programmes: readonly string[]): Promise<void> {
  for (const programme of programmes.toSorted()) await advance(query, programme, skippedNumbers);
}

export function listNumberBlocks(query: Query, deviceId: string): Promise<NumberBlock[]> {
  const sql = 'SELECT programme, first, last FROM number_block WHERE device_id = $1 ORDER BY programme, first';
  return query<NumberBlock>(sql, [deviceId]);
}

/** Of its line's other workstations; null where it has none. */
export async function listFormerBlocks(query: Query, deviceId: string): Promise<NumberBlock[] | null> {
  const sql = `SELECT count(*)::integer AS formers, coalesce(jsonb_agg(jsonb_build_object('programme', block.programme,
      'first', block.first, 'last', block.last)) FILTER (WHERE block.first IS NOT NULL), '[]') AS blocks
    FROM device LEFT JOIN number_block AS block ON block.device_id = device.id
    WHERE device.id = ANY (own_devices($1)) AND device.id <> $1`;
  const { formers, blocks } = getFirst(await query<{ formers: number; blocks: NumberBlock[] }>(sql, [deviceId]));
  return formers === 0 ? null : blocks;
}
