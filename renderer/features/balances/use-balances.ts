import { useCallback, useEffect, useState } from 'react';
import type { Balance } from '../../../shared/contract/balances.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { whenLeft } from './balance-saver.ts';

type Loaded = {
  /** The newest first; null until they came. */
  readonly versions: readonly Balance[] | null;
  readonly problem: Problem | null;
  /** Grows with every reading, so that an editor begins anew with what was read. */
  readonly reading: number;
};

/** The balances of a case. `put` takes the answer to a command; `reload` reads anew. */
export function useBalances(caseId: string) {
  const [loaded, setLoaded] = useState<Loaded>({ versions: null, problem: null, reading: 0 });
  const reload = useCallback(async () => {
    await whenLeft(caseId);
    const answer = await ask().balances.listForCase({ caseId });
    setLoaded(({ versions, reading }) =>
      answer.ok
        ? { versions: answer.value, problem: null, reading: reading + 1 }
        : { versions, problem: answer.problem, reading },
    );
  }, [caseId]);
  useEffect(() => {
    void reload();
  }, [reload]);
  const put = useCallback((balance: Balance) => {
    setLoaded(({ versions, ...rest }) => {
      const others = (versions ?? []).filter(({ id }) => id !== balance.id).map((one) => afterFinish(one, balance));
      const sorted = [balance, ...others].sort((one, other) => other.versionNumber - one.versionNumber);
      return { ...rest, versions: sorted };
    });
  }, []);
  return { ...loaded, put, reload };
}

/** A finished version takes the place of the one before it. */
function afterFinish(one: Balance, finished: Balance): Balance {
  const isReplaced = finished.state === 'finished' && finished.supersedes === one.id;
  return isReplaced ? { ...one, state: 'superseded', version: one.version + 1 } : one;
}
