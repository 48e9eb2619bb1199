// What was approved and its way to the central office, live.
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import type { Delivery, DeliveryRow } from '../../../shared/contract/vouchers.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSync } from '../../app/sync-store.ts';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { TabLinks } from '../../ui/tabs.tsx';
import { useVoucherList, type VoucherList } from '../vouchers/use-voucher-list.ts';
import { VoucherPreview } from '../vouchers/voucher-preview.tsx';
import { openVoucher } from '../vouchers/voucher-words.ts';
import { useNow } from './age.ts';
import { useDeliveryColumns } from './delivery-columns.tsx';
import { toDeliveryRows } from './delivery-rows.ts';
import { ExchangeCard } from './exchange-card.tsx';
import { MissingHere } from './missing-here.tsx';
import { useFoundDeliveries } from './use-found-deliveries.ts';

type State = Delivery['state'];
type DeliveriesPageProps = { readonly state?: State | undefined };

const tabs = ['waiting', 'acknowledged', 'refused'] as const satisfies readonly State[];

function StateTabs({ state, status }: { readonly state: State | null; readonly status: SyncStatus | null }) {
  const { t } = useTranslation('sync');
  const links = tabs.map((each) => ({
    href: `#/deliveries?state=${each}`,
    label: t(each),
    isCurrent: each === state,
    count: status?.[each],
  }));
  return (
    <TabLinks
      label={t('filters')}
      links={[{ href: '#/deliveries', label: t('all'), isCurrent: state === null }, ...links]}
    />
  );
}

function toList(state: State | null): VoucherList<DeliveryRow> {
  return {
    askPage: (page) => ask().sync.listDeliveries({ state, ...page }),
    voucherOf: ({ voucher }) => voucher,
    rowsOf: toDeliveryRows,
    belongs: ({ delivery }) => state === null || delivery.state === state,
  };
}

/** The frame loads it too; a page that stands alone must not wait for that. */
function useStatus(): SyncStatus | null {
  const { status, load } = useSync();
  useEffect(() => {
    void load();
  }, [load]);
  return status;
}

function NothingHere({ isSearch, state }: { readonly isSearch: boolean; readonly state: State | null }) {
  const { t } = useTranslation('sync');
  if (isSearch) return <EmptyState title={t('search.none')}>{t('search.noneText')}</EmptyState>;
  return <EmptyState title={t('empty.title')}>{t(`empty.${state ?? 'all'}`)}</EmptyState>;
}

export function DeliveriesPage({ state: asked }: DeliveriesPageProps) {
  const { t } = useTranslation('sync');
  const { t: words } = useTranslation('vouchers');
  const state = asked ?? null;
  const status = useStatus();
  const list = useVoucherList(useMemo(() => toList(state), [state]));
  const [text, setText] = useState('');
  const found = useFoundDeliveries(text);
  const columns = useDeliveryColumns(useNow(), found === null ? state : null);
  const [selected, setSelected] = useState<string | null>(null);
  const chosen = (found?.rows ?? list.rows).find(({ id }) => id === selected);
  const note = t('count', { count: list.total, shown: formatCount(list.total) });
  const grid = (
    <>
      <PageHeader title={t('title')} note={note} />
      {status !== null && <ExchangeCard status={status} />}
      {status !== null && <MissingHere count={status.missingHere} />}
      <SearchField label={t('search.label')} placeholder={t('search.placeholder')} value={text} onChange={setText} />
      {found === null && <StateTabs state={state} status={status} />}
      {found?.capped && <Notice>{t('search.capped')}</Notice>}
      {list.problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(list.problem)}
        </Notice>
      )}
      <DataGrid
        label={t('list')}
        columns={columns}
        rows={found?.rows ?? list.rows}
        rowId={(row) => row.id}
        selectedId={selected}
        onSelect={(row) => setSelected(row.id)}
        onOpen={({ voucher }) => openVoucher(voucher)}
        hasMore={found === null && list.hasMore}
        loadMore={list.loadMore}
        isLoading={list.isLoading}
        totalCount={found?.rows.length ?? list.total}
        empty={<NothingHere isSearch={found !== null} state={state} />}
        footer={words('openHint')}
      />
    </>
  );
  const detail = chosen === undefined ? null : <VoucherPreview voucher={chosen.voucher} />;
  return <SplitPane list={grid} listLabel={t('list')} detail={detail} detailLabel={t('preview')} detailWidthRem={22} />;
}
