import { useEffect, useState } from 'react';
import type { Agreement } from '../../../shared/contract/agreements.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { OrderForm } from './order-form.tsx';

type ChangeOrderProps = {
  readonly voucher: Voucher;
  readonly onSaved: (voucher: Voucher) => void;
  readonly onClose: () => void;
};

/** The form over an order that is prepared or was sent back; the categories come from its agreement. */
export function ChangeOrder({ voucher, onSaved, onClose }: ChangeOrderProps) {
  const [agreement, setAgreement] = useState<Agreement | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { caseId } = voucher;
  useEffect(() => {
    void ask()
      .agreements.findForCase({ caseId })
      .then((answer) => (answer.ok ? setAgreement(answer.value) : setProblem(answer.problem)));
  }, [caseId]);
  if (problem !== null) {
    return (
      <Notice tone="danger" isLive>
        {problemSentence(problem)}
      </Notice>
    );
  }
  if (agreement === null) return <Spinner />;
  return <OrderForm agreement={agreement} changed={voucher} onSaved={onSaved} onClose={onClose} />;
}
