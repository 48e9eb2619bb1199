// Counters that triggers keep beside the rows, so that a heading never counts a million of them.
import type { ReadDatabase } from './connection.ts';

/** How many rows a counter has seen, 0 where it never counted. */
export function countOf(db: ReadDatabase, name: string): number {
  return db.get<{ count: number }>('SELECT count FROM tally WHERE name = :name', { name })?.count ?? 0;
}
