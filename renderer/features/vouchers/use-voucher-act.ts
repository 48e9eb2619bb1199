import { useState } from 'react';
import type { Answer, Problem } from '../../../shared/contract/problem.ts';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { notify } from '../../ui/toast-store.ts';
import { useOnce } from './use-once.ts';

type Act = { readonly ask: () => Promise<Answer<Voucher>>; readonly said: string };

/** One act at a time and the dialog that asks about it; the answer is the new row, a refusal a sentence beside the buttons. */
export function useVoucherAct<Question extends string>(onDone: (voucher: Voucher) => void) {
  const [open, setOpen] = useState<Question | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { isPending, once } = useOnce();
  const perform = ({ ask, said }: Act) =>
    once(async () => {
      const answer = await ask();
      setOpen(null);
      setProblem(answer.ok ? null : answer.problem);
      if (!answer.ok) return;
      notify({ text: said, tone: 'success' });
      onDone(answer.value);
    });
  return { open, setOpen, problem, isPending, perform };
}
