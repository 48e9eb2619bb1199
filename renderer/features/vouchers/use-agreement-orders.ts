// What the vouchers' part of a case shows: the agreement, its pool today, its orders, and whether a draft waits.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Agreement } from '../../../shared/contract/agreements.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { ask } from '../../app/connection.ts';
import { today } from '../../app/today.ts';
import { useLastQuestion } from '../../app/use-last-question.ts';
import { createHeard } from './heard.ts';
import { draftKeyOf } from './order-form.tsx';
import { useVoucherNews } from './use-voucher-news.ts';

type Loaded = {
  readonly agreement: Agreement | null;
  readonly orders: readonly Voucher[];
  readonly hasDraft: boolean;
};

const mostOrders = 200;

async function loadOrders(agreement: Agreement | null): Promise<Loaded | Problem> {
  if (agreement === null || agreement.state === 'draft') return { agreement, orders: [], hasDraft: false };
  const [listed, draft] = await Promise.all([
    ask().vouchers.list({ state: null, agreementId: agreement.id, after: null, limit: mostOrders }),
    ask().session.findDraft({ key: draftKeyOf(agreement.id, null) }),
  ]);
  if (!listed.ok) return listed.problem;
  return { agreement, orders: listed.value.rows, hasDraft: draft.ok && draft.value !== null };
}

export function useAgreementOrders(caseId: string) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const heard = useRef(createHeard());
  const beginQuestion = useLastQuestion();

  /** A row that is new or changed, and the pool as it stands after it. */
  const take = useCallback(
    async (rows: readonly Voucher[]) => {
      const [first] = rows;
      if (first === undefined) return;
      const question = beginQuestion();
      const pool = await ask().agreements.poolAsOf({ id: first.agreementId, asOf: today() });
      const newest = pool.ok && question.isLast() ? pool.value : null;
      setLoaded((before) => before && mergeOrders(before, rows.map(heard.current.newestOf), newest));
    },
    [beginQuestion],
  );
  const load = useCallback(async () => {
    heard.current = createHeard();
    const found = await ask().agreements.findForCase({ caseId });
    const result = found.ok ? await loadOrders(found.value) : found.problem;
    if ('kind' in result) return setProblem(result);
    setProblem(null);
    setLoaded(result);
    await take(heard.current.rows());
  }, [caseId, take]);
  useEffect(() => {
    void load();
  }, [load]);
  useVoucherNews((rows) => {
    const ours = rows.filter((row) => row.caseId === caseId);
    heard.current.remember(ours);
    void take(ours);
  });
  return { loaded, problem, reload: load, take };
}

function mergeOrders(before: Loaded, ours: readonly Voucher[], pool: Agreement['pool'] | null): Loaded {
  const others = before.orders.filter(({ id }) => !ours.some((one) => one.id === id));
  const orders = [...others, ...ours].sort((one, other) => other.orderNumber - one.orderNumber);
  const agreement = before.agreement && pool ? { ...before.agreement, pool } : before.agreement;
  return { ...before, agreement, orders };
}
