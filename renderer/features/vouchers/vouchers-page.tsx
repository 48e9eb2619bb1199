import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ListedState, listedStates, type Voucher } from '../../../shared/contract/vouchers.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useLastQuestion } from '../../app/use-last-question.ts';
import { LinkButton } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { TabLinks } from '../../ui/tabs.tsx';
import { useVoucherList, type VoucherList } from './use-voucher-list.ts';
import { useVoucherNews } from './use-voucher-news.ts';
import { useVoucherColumns } from './voucher-columns.tsx';
import { VoucherPreview } from './voucher-preview.tsx';
import { openVoucher } from './voucher-words.ts';
import './vouchers.css';

export type VouchersPageProps = { readonly state?: ListedState | undefined };

type Counts = { readonly [State in ListedState]?: number };

/** In the order of the day's work: what waits for a colleague first. */
const tabOrder: readonly ListedState[] = [
  'submitted',
  'withdrawal-requested',
  'sent-back',
  'prepared',
  'approved',
  'cancelled',
];

/** How many orders stand in each state, counted again when one moves. */
function useCounts(): Counts {
  const [counts, setCounts] = useState<Counts>({});
  const beginQuestion = useLastQuestion();
  const load = useCallback(async () => {
    const question = beginQuestion();
    const answers = await Promise.all(
      listedStates.map(async (state) => {
        const answer = await ask().vouchers.list({ state, agreementId: null, after: null, limit: 1 });
        return [state, answer.ok ? answer.value.total : undefined] as const;
      }),
    );
    if (question.isLast()) setCounts(Object.fromEntries(answers));
  }, [beginQuestion]);
  useEffect(() => {
    void load();
  }, [load]);
  useVoucherNews(() => void load());
  return counts;
}

function StateTabs({ state }: { readonly state: ListedState | null }) {
  const { t } = useTranslation(['vouchers', 'common']);
  const counts = useCounts();
  const links = tabOrder.map((each) => ({
    href: `#/vouchers?state=${each}`,
    label: t(`vouchers:state.${each}`),
    isCurrent: each === state,
    count: counts[each],
  }));
  const all = { href: '#/vouchers', label: t('common:all'), isCurrent: state === null };
  return <TabLinks label={t('vouchers:filters')} links={[all, ...links]} />;
}

function NoVouchers({ state }: { readonly state: ListedState | null }) {
  const { t } = useTranslation('vouchers');
  return (
    <EmptyState
      title={t('empty.title')}
      actions={state === null ? <LinkButton href="#/cases">{t('empty.toCases')}</LinkButton> : null}
    >
      {t(`empty.${state ?? 'all'}`)}
    </EmptyState>
  );
}

function standsIn({ state, withdrawal }: Voucher, listed: ListedState): boolean {
  return listed === 'withdrawal-requested' ? withdrawal?.state === 'requested' : state === listed;
}

function toList(state: ListedState | null): VoucherList<Voucher> {
  return {
    askPage: (page) => ask().vouchers.list({ state, agreementId: null, ...page }),
    voucherOf: (voucher) => voucher,
    rowsOf: (voucher) => [voucher],
    belongs: (voucher) => state === null || standsIn(voucher, state),
  };
}

export function VouchersPage({ state = undefined }: VouchersPageProps) {
  const { t } = useTranslation('vouchers');
  const wanted = state ?? null;
  const list = useVoucherList(useMemo(() => toList(wanted), [wanted]));
  const columns = useVoucherColumns();
  const [selected, setSelected] = useState<string | null>(null);
  const chosen = list.rows.find(({ id }) => id === selected);
  const grid = (
    <>
      <PageHeader title={t('title')} note={t('count', { count: list.total, shown: formatCount(list.total) })} />
      <StateTabs state={wanted} />
      {list.problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(list.problem)}
        </Notice>
      )}
      <DataGrid
        label={t('list')}
        columns={columns}
        rows={list.rows}
        rowId={(row) => row.id}
        selectedId={selected}
        onSelect={(row) => setSelected(row.id)}
        onOpen={openVoucher}
        hasMore={list.hasMore}
        loadMore={list.loadMore}
        isLoading={list.isLoading}
        totalCount={list.total}
        empty={<NoVouchers state={wanted} />}
        footer={t('openHint')}
      />
    </>
  );
  const detail = chosen === undefined ? null : <VoucherPreview voucher={chosen} />;
  return <SplitPane list={grid} listLabel={t('list')} detail={detail} detailLabel={t('preview')} detailWidthRem={20} />;
}
