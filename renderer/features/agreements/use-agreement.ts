import { useCallback, useEffect, useState } from 'react';
import type { Agreement, agreements } from '../../../shared/contract/agreements.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { findCalendarDate } from '../../../shared/domain/calendar.ts';
import { ask } from '../../app/connection.ts';

export type Suggestion = OutputOf<typeof agreements.suggest>;

type Loaded = { readonly isLoaded: boolean; readonly agreement: Agreement | null; readonly problem: Problem | null };

/** The case's agreement, null when there is none. `put` takes the answer to a command. */
export function useAgreement(caseId: string) {
  const [loaded, setLoaded] = useState<Loaded>({ isLoaded: false, agreement: null, problem: null });
  const reload = useCallback(async () => {
    const answer = await ask().agreements.findForCase({ caseId });
    setLoaded(({ agreement, isLoaded }) =>
      answer.ok
        ? { isLoaded: true, agreement: answer.value, problem: null }
        : { isLoaded, agreement, problem: answer.problem },
    );
  }, [caseId]);
  useEffect(() => {
    void reload();
  }, [reload]);
  const put = useCallback((agreement: Agreement) => setLoaded({ isLoaded: true, agreement, problem: null }), []);
  return { ...loaded, put, reload };
}

type Suggested = {
  readonly signedOn: string;
  readonly suggestion: Suggestion | null;
  readonly problem: Problem | null;
};

/** What the rules suggest for an agreement signed on a day; null while it is asked for or the day is half typed. */
export function useSuggestion(caseId: string, signedOn: string | null) {
  const [suggested, setSuggested] = useState<Suggested | null>(null);
  const day = findCalendarDate(signedOn ?? '');
  useEffect(() => {
    if (day === undefined) return;
    let isCurrent = true;
    void ask()
      .agreements.suggest({ caseId, signedOn: day })
      .then((answer) => {
        if (!isCurrent) return;
        const suggestion = answer.ok ? answer.value : null;
        setSuggested({ signedOn: day, suggestion, problem: answer.ok ? null : answer.problem });
      });
    return () => {
      isCurrent = false;
    };
  }, [caseId, day]);
  const current = suggested?.signedOn === day ? suggested : null;
  return { suggestion: current?.suggestion ?? null, problem: current?.problem ?? null };
}
