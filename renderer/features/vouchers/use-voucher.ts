import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { ask } from '../../app/connection.ts';
import { useVoucherNews } from './use-voucher-news.ts';

/** The order at an address; answers to commands and news from elsewhere replace it. */
export function useVoucher(voucherId: string) {
  const [voucher, setVoucher] = useState<Voucher | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = useCallback(async () => {
    const answer = await ask().vouchers.get({ id: voucherId });
    if (answer.ok) setVoucher(answer.value);
    setProblem(answer.ok ? null : answer.problem);
  }, [voucherId]);
  useEffect(() => {
    void load();
  }, [load]);
  useVoucherNews((rows) => {
    const news = rows.find(({ id }) => id === voucherId);
    if (news !== undefined) setVoucher(news);
  });
  const current = voucher?.id === voucherId ? voucher : null;
  return { voucher: current, problem, put: setVoucher, reload: load };
}
