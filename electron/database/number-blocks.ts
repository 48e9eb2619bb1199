// Agreement numbers that the central office granted this workstation, in blocks.
import type { ReadDatabase, WriteDatabase } from './connection.ts';

export function countNumbersLeft(db: ReadDatabase, programme: string): number {
  const row = db.get<{ left: number }>(
    'SELECT coalesce(sum(last - next + 1), 0) AS left FROM number_block WHERE programme = :programme',
    { programme },
  );
  return row?.left ?? 0;
}

/** Takes the lowest free number, or undefined when every block is used up. */
export function takeNumber(db: WriteDatabase, programme: string): number | undefined {
  const block = db.get<{ first: number; next: number }>(
    'SELECT first, next FROM number_block WHERE programme = :programme AND next <= last ORDER BY first LIMIT 1',
    { programme },
  );
  if (block === undefined) return undefined;
  db.run('UPDATE number_block SET next = next + 1 WHERE programme = :programme AND first = :first', {
    programme,
    first: block.first,
  });
  return block.next;
}

export type NumberBlock = { readonly programme: string; readonly first: number; readonly last: number };

/** Adds granted blocks. A number that was granted before is not added again: it may be on an agreement. */
export function addNumberBlocks(db: WriteDatabase, blocks: readonly NumberBlock[]): void {
  for (const { programme, first, last } of blocks) {
    db.run(
      `INSERT INTO number_block (programme, first, last, next)
       SELECT :programme, free, :last, free FROM (
         SELECT max(:first, coalesce(max(last) + 1, :first)) AS free FROM number_block
         WHERE programme = :programme AND first <= :last AND last >= :first)
       WHERE free <= :last`,
      { programme, first, last },
    );
  }
}

/** The last number of every programme that was ever granted. */
export function listNumbersReached(db: ReadDatabase): { programme: string; last: number }[] {
  return db.all('SELECT programme, max(last) AS last FROM number_block GROUP BY programme ORDER BY programme');
}

/** What is left of other blocks than these may be somebody else's by now, and is given up. */
export function keepNumberBlocks(db: WriteDatabase, blocks: readonly NumberBlock[]): void {
  db.run(
    `UPDATE number_block SET next = last + 1 WHERE next <= last AND NOT EXISTS (
       SELECT 1 FROM json_each(:blocks) AS kept WHERE kept.value ->> 'programme' = programme
         AND kept.value ->> 'first' <= first AND kept.value ->> 'last' >= last)`,
    { blocks: JSON.stringify(blocks) },
  );
}

const lowNumbers = 100;
const wantedNumbers = 500;

/** What to ask the central office for: the programmes of which this workstation has few numbers left. */
export function listWantedNumbers(
  db: ReadDatabase,
  programmes: readonly string[],
): { programme: string; count: number }[] {
  return programmes
    .filter((programme) => countNumbersLeft(db, programme) < lowNumbers)
    .map((programme) => ({ programme, count: wantedNumbers }));
}
