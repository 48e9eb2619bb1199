import { useCallback, useEffect, useState } from 'react';
import type { CaseRecord } from '../../../shared/contract/cases.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';

type Loaded = { readonly caseId: string; readonly record: CaseRecord | null; readonly problem: Problem | null };

/** The case at an address. `put` takes the answer to a command; `reload` asks anew after acts on other rows of it. */
export function useCase(caseId: string) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const load = useCallback(async () => {
    const answer = await ask().cases.get({ id: caseId });
    setLoaded((before) => {
      const known = before?.caseId === caseId ? before.record : null;
      return { caseId, record: answer.ok ? answer.value : known, problem: answer.ok ? null : answer.problem };
    });
  }, [caseId]);
  useEffect(() => {
    void load();
  }, [load]);
  const put = useCallback((record: CaseRecord) => setLoaded({ caseId: record.id, record, problem: null }), []);
  const current = loaded?.caseId === caseId ? loaded : null;
  return { record: current?.record ?? null, problem: current?.problem ?? null, put, reload: load };
}
