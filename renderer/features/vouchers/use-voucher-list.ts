// A list of orders, a page at a time, for the orders' page and for the deliveries' page. News changes rows in place.
import { useCallback, useEffect, useState } from 'react';
import type { Answer, Problem } from '../../../shared/contract/problem.ts';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { useVoucherNews } from './use-voucher-news.ts';

type PageAnswer = Answer<{ readonly rows: Voucher[]; readonly next: string | null; readonly total: number }>;
type AskPage = (page: { after: string | null; limit: number }) => Promise<PageAnswer>;

type Loaded = {
  readonly key: string;
  readonly rows: readonly Voucher[];
  readonly next: string | null;
  readonly total: number;
};

export type VoucherListOptions = {
  /** Names the list: another key is another list. */
  readonly key: string;
  readonly askPage: AskPage;
  /** Whether a voucher that changed still belongs here. */
  readonly belongs: (voucher: Voucher) => boolean;
};

const pageRows = 100;

export function useVoucherList({ key, askPage, belongs }: VoucherListOptions) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isLoading, setLoading] = useState(true);
  const load = useCallback(
    async (after: string | null) => {
      setLoading(true);
      const answer = await askPage({ after, limit: pageRows });
      setLoading(false);
      setProblem(answer.ok ? null : answer.problem);
      if (!answer.ok) return;
      const { rows, next, total } = answer.value;
      setLoaded((before) => {
        const kept = after !== null && before?.key === key ? before.rows : [];
        return { key, rows: [...kept, ...rows], next, total };
      });
    },
    [key, askPage],
  );
  useEffect(() => {
    void load(null);
  }, [load]);
  const current = loaded?.key === key ? loaded : null;
  const rows = current?.rows ?? [];
  useVoucherNews((news) => {
    // A row that came or went moves the pages: those are asked for again.
    const isMoved = news.some((voucher) => belongs(voucher) !== rows.some(({ id }) => id === voucher.id));
    if (isMoved) return void load(null);
    setLoaded(
      (before) => before && { ...before, rows: before.rows.map((row) => news.find(({ id }) => id === row.id) ?? row) },
    );
  });
  const next = current?.next ?? null;
  const loadMore = useCallback(() => {
    if (next !== null) void load(next);
  }, [load, next]);
  return { rows, total: current?.total ?? 0, hasMore: next !== null, isLoading, problem, loadMore };
}
