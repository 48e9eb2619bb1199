// A list of orders or of what travels of them, a page at a time. News changes rows in place.
import { useCallback, useEffect, useState } from 'react';
import type { Answer, Problem } from '../../../shared/contract/problem.ts';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { useVoucherNews } from './use-voucher-news.ts';

type PageAnswer<Row> = Answer<{ readonly rows: Row[]; readonly next: string | null; readonly total: number }>;

type Loaded<Row> = {
  readonly key: string;
  readonly rows: readonly Row[];
  readonly next: string | null;
  readonly total: number;
};

type VoucherListOptions<Row> = {
  /** Names the list: another key is another list. */
  readonly key: string;
  readonly askPage: (page: { after: string | null; limit: number }) => Promise<PageAnswer<Row>>;
  /** The rows of a voucher that changed. */
  readonly rowsOf: (voucher: Voucher) => readonly Row[];
  /** Whether a row that changed still belongs here. */
  readonly belongs: (row: Row) => boolean;
};

const pageRows = 100;

export function useVoucherList<Row extends { readonly id: string }>(options: VoucherListOptions<Row>) {
  const { key, askPage, rowsOf, belongs } = options;
  const [loaded, setLoaded] = useState<Loaded<Row> | null>(null);
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
  useVoucherNews((vouchers) => {
    const news = vouchers.flatMap(rowsOf);
    // A row that came or went moves the pages: those are asked for again.
    const isMoved = news.some((changed) => belongs(changed) !== rows.some(({ id }) => id === changed.id));
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
