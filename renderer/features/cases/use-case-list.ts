// The list of cases, a page at a time. The last list stays, so that coming back shows it at once.
import { useCallback, useEffect } from 'react';
import { create } from 'zustand';
import type { CaseRow, CaseStage } from '../../../shared/contract/cases.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';

export type CaseFilter = { readonly stage: CaseStage | null; readonly programme: string | null };

type CaseList = {
  readonly filter: CaseFilter;
  readonly rows: readonly CaseRow[];
  readonly next: string | null;
  readonly total: number;
  readonly isLoading: boolean;
  readonly problem: Problem | null;
};

const pageRows = 100;
const nothing: CaseList = {
  filter: { stage: null, programme: null },
  rows: [],
  next: null,
  total: 0,
  isLoading: true,
  problem: null,
};

const useListStore = create<CaseList>(() => nothing);

const isSame = (one: CaseFilter, other: CaseFilter) => one.stage === other.stage && one.programme === other.programme;

/** Asks for a page; an answer to an older filter is dropped. */
async function loadPage(filter: CaseFilter, after: string | null): Promise<void> {
  const before = useListStore.getState();
  const known = isSame(before.filter, filter) ? before : { ...nothing, filter };
  useListStore.setState({ ...known, filter, isLoading: true });
  const answer = await ask().cases.list({ ...filter, after, limit: pageRows });
  const now = useListStore.getState();
  if (!isSame(now.filter, filter)) return;
  if (!answer.ok) return useListStore.setState({ isLoading: false, problem: answer.problem });
  const { rows, next, total } = answer.value;
  const kept = after === null ? [] : now.rows;
  useListStore.setState({ rows: [...kept, ...rows], next, total, isLoading: false, problem: null });
}

export function useCaseList({ stage, programme }: CaseFilter) {
  const list = useListStore();
  useEffect(() => {
    void loadPage({ stage, programme }, null);
  }, [stage, programme]);
  const { next } = list;
  const loadMore = useCallback(() => {
    if (next !== null) void loadPage({ stage, programme }, next);
  }, [stage, programme, next]);
  return { ...list, loadMore };
}
