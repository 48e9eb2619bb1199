// Cases that wait for somebody's work, by programme and stage.
import type { CaseRow, CaseStage } from '../../shared/contract/cases.ts';
import { listCases } from './cases.ts';
import type { ReadDatabase } from './connection.ts';
import { countOf } from './tallies.ts';

type Waiting = { readonly programme: string; readonly stage: CaseStage };

/** How many cases stand at these stages, and the newest of them. */
export function listWaitingCases(
  db: ReadDatabase,
  waiting: readonly Waiting[],
  limit: number,
): { total: number; rows: CaseRow[] } {
  const total = waiting.reduce((sum, { programme, stage }) => sum + countOf(db, `case/${programme}/${stage}`), 0);
  const rows = waiting.flatMap((filter) => listCases(db, filter, { after: null, limit }));
  return { total, rows: rows.sort((left, right) => (left.id < right.id ? 1 : -1)).slice(0, limit) };
}
