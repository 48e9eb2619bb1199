// One order: as it was asked for, as its commands answer, and as news tells of it.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { ask } from '../../app/connection.ts';
import { createHeard } from './heard.ts';
import { useVoucherNews } from './use-voucher-news.ts';

/** The order at an address; answers to commands and news from elsewhere replace it. */
export function useVoucher(voucherId: string) {
  const [voucher, setVoucher] = useState<Voucher | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const heard = useRef(createHeard());
  const put = useCallback((row: Voucher) => setVoucher(heard.current.newestOf(row)), []);
  const load = useCallback(async () => {
    heard.current = createHeard();
    const answer = await ask().vouchers.get({ id: voucherId });
    if (answer.ok) put(answer.value);
    setProblem(answer.ok ? null : answer.problem);
  }, [voucherId, put]);
  useEffect(() => {
    void load();
  }, [load]);
  useVoucherNews((rows) => {
    const news = rows.find(({ id }) => id === voucherId);
    if (news === undefined) return;
    heard.current.remember([news]);
    setVoucher(news);
  });
  const current = voucher?.id === voucherId ? voucher : null;
  return { voucher: current, problem, put, reload: load };
}
