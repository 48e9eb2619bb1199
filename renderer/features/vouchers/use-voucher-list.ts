// A list of orders or of what travels of them, a page at a time. News changes rows in place.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Problem } from '../../../shared/contract/problem.ts';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { createHeard, type Heard } from './heard.ts';
import { useVoucherNews } from './use-voucher-news.ts';

type PageAnswer<Row> = Answer<{ readonly rows: Row[]; readonly next: string | null; readonly total: number }>;

export type VoucherList<Row> = {
  readonly askPage: (page: { after: string | null; limit: number }) => Promise<PageAnswer<Row>>;
  readonly voucherOf: (row: Row) => Voucher;
  /** The rows of a voucher that changed. */
  readonly rowsOf: (voucher: Voucher) => readonly Row[];
  /** Whether a row that changed still belongs here. */
  readonly belongs: (row: Row) => boolean;
};

type Loaded<Row> = {
  readonly list: VoucherList<Row>;
  readonly rows: readonly Row[];
  readonly next: string | null;
  readonly total: number;
};

const pageRows = 100;

/** Another object is another list. */
export function useVoucherList<Row extends { readonly id: string }>(list: VoucherList<Row>) {
  const { loaded, problem, isLoading, load, hear, change } = usePages(list);
  const rows = loaded?.rows ?? [];
  useVoucherNews((vouchers) => {
    hear(vouchers);
    const news = vouchers.flatMap(list.rowsOf);
    // A row that came or went moves the pages: those are asked for again.
    const isMoved = news.some((changed) => list.belongs(changed) !== rows.some(({ id }) => id === changed.id));
    if (isMoved) return void load(null);
    change(news);
  });
  const next = loaded?.next ?? null;
  const loadMore = useCallback(() => {
    if (next !== null) void load(next);
  }, [load, next]);
  return { rows, total: loaded?.total ?? 0, hasMore: next !== null, isLoading, problem, loadMore };
}

function usePages<Row extends { readonly id: string }>(list: VoucherList<Row>) {
  const [loaded, setLoaded] = useState<Loaded<Row> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isLoading, setLoading] = useState(true);
  const underWay = useRef<Heard | null>(null);
  const load = useCallback(
    async (after: string | null) => {
      const heard = createHeard();
      underWay.current = heard;
      setLoading(true);
      const answer = await list.askPage({ after, limit: pageRows });
      // Whichever comes first, the answer to the last question is the newest.
      if (underWay.current !== heard) return;
      underWay.current = null;
      setLoading(false);
      setProblem(answer.ok ? null : answer.problem);
      if (!answer.ok) return;
      const { rows, next, total } = answer.value;
      const page = rows.map((row) => newestOf(row, heard, list));
      setLoaded((before) => {
        const kept = after !== null && before?.list === list ? before.rows : [];
        return { list, rows: [...kept, ...page], next, total };
      });
      const isMoved = page.some((row) => !rows.includes(row) && !list.belongs(row));
      if (isMoved) void load(null);
    },
    [list],
  );
  useEffect(() => {
    void load(null);
  }, [load]);
  const hear = (vouchers: readonly Voucher[]) => underWay.current?.remember(vouchers);
  const change = (news: readonly Row[]) =>
    setLoaded((before) => before && { ...before, rows: withNews(before.rows, news) });
  return { loaded: loaded?.list === list ? loaded : null, problem, isLoading, load, hear, change };
}

/** The rows of a list with what news says of them. */
export const withNews = <Row extends { readonly id: string }>(rows: readonly Row[], news: readonly Row[]) =>
  rows.map((row) => news.find(({ id }) => id === row.id) ?? row);

function newestOf<Row extends { readonly id: string }>(row: Row, heard: Heard, list: VoucherList<Row>): Row {
  const newest = heard.newestOf(list.voucherOf(row));
  return newest === list.voucherOf(row) ? row : (list.rowsOf(newest).find(({ id }) => id === row.id) ?? row);
}
