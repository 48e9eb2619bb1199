// One order: as it was asked for, as its commands answer, and as news tells of it.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { ask } from '../../app/connection.ts';
import { useVoucherNews } from './use-voucher-news.ts';

/** The order at an address; answers to commands and news from elsewhere replace it. */
export function useVoucher(voucherId: string) {
  const [voucher, setVoucher] = useState<Voucher | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const heard = useRef<Voucher | null>(null);
  // News takes a way of its own: the central office's word may be here before the answer to the act that it is about.
  const put = useCallback((row: Voucher) => setVoucher(isAsNew(heard.current, row) ? heard.current : row), []);
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
    if (news === undefined) return;
    heard.current = news;
    setVoucher(news);
  });
  const current = voucher?.id === voucherId ? voucher : null;
  return { voucher: current, problem, put, reload: load };
}

/** Every act raises a version, or makes a withdrawal with a later id, and is news itself: as new is that act's or later. */
function isAsNew(heard: Voucher | null, row: Voucher): boolean {
  if (heard === null || heard.id !== row.id || heard.version < row.version) return false;
  const [known, given] = [heard.withdrawal, row.withdrawal];
  if (known === null || given === null) return given === null;
  return known.id === given.id ? known.version >= given.version : known.id > given.id;
}
