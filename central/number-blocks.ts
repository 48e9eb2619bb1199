// Agreement numbers for the whole voivodeship: each block is given to one workstation, once.
import type { NumberBlock, NumberRequest } from '../shared/wire/enrolment.ts';
import { getFirst, type Query } from './database.ts';

/** `most` counts what the workstation was granted before. */
type Grant = { readonly deviceId: string; readonly at: string; readonly most: number };

/** What one workstation may ever ask for of a programme: decades of its work, and too few to use up everybody's. */
export const mostNumbers = 100_000;

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
    const counter = `INSERT INTO number_counter AS counter (programme, next) VALUES ($1, 1 + $2::integer)
      ON CONFLICT (programme) DO UPDATE SET next = counter.next + $2::integer RETURNING next`;
    const { next } = getFirst(await query<{ next: number }>(counter, [programme, count]));
    const block = { programme, first: next - count, last: next - 1 };
    await query(
      'INSERT INTO number_block (programme, first, last, device_id, granted_at) VALUES ($1, $2, $3, $4, $5)',
      [programme, block.first, block.last, deviceId, at],
    );
    blocks.push(block);
  }
  return blocks;
}

async function countGranted(query: Query, programme: string, deviceId: string): Promise<number> {
  const sql = `SELECT coalesce(sum(last - first + 1), 0)::integer AS granted FROM number_block
    WHERE device_id = $1 AND programme = $2`;
  return getFirst(await query<{ granted: number }>(sql, [deviceId, programme])).granted;
}

export function listNumberBlocks(query: Query, deviceId: string): Promise<NumberBlock[]> {
  const sql = 'SELECT programme, first, last FROM number_block WHERE device_id = $1 ORDER BY programme, first';
  return query<NumberBlock>(sql, [deviceId]);
}
