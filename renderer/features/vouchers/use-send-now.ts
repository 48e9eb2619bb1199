import { useState } from 'react';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { useSync } from '../../app/sync-store.ts';
import { useOnce } from './use-once.ts';

/** Tries to send at once; what became of it comes as news. */
export function useSendNow() {
  const take = useSync((sync) => sync.take);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { isPending, once } = useOnce();
  const send = () =>
    once(async () => {
      const answer = await ask().sync.tryNow({});
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) take(answer.value);
    });
  return { isPending, problem, send };
}
