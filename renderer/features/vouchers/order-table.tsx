import { useTranslation } from 'react-i18next';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { TextLink } from '../../ui/button.tsx';
import { formatCount, formatMoney } from '../../ui/format.ts';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { OrderedThing, referenceOf, Standing } from './voucher-columns.tsx';
import { VoucherStateBadge } from './voucher-state.tsx';
import { voucherHref } from './voucher-words.ts';

/** The orders of one agreement; there are never many. */
export function OrderTable({ orders }: { readonly orders: readonly Voucher[] }) {
  const { t } = useTranslation('vouchers');
  const columns: readonly TableColumn<Voucher>[] = [
    {
      id: 'order',
      header: t('order'),
      cell: (row) => <TextLink href={voucherHref(row.id)}>{referenceOf(row)}</TextLink>,
      isRowHeader: true,
      isNowrap: true,
    },
    { id: 'what', header: t('what'), cell: (row) => <OrderedThing voucher={row} /> },
    { id: 'provider', header: t('provider'), cell: ({ order }) => order.providerName },
    { id: 'vouchers', header: t('vouchers'), cell: ({ quote }) => formatCount(quote.vouchers), align: 'end' },
    { id: 'faceValue', header: t('faceValue'), cell: ({ quote }) => formatMoney(quote.faceValueGrosze), align: 'end' },
    { id: 'state', header: t('stateLabel'), cell: (row) => <VoucherStateBadge {...row} />, isNowrap: true },
    {
      id: 'delivery',
      header: t('deliveryLabel'),
      cell: (row) => (row.delivery === null ? null : <Standing voucher={row} />),
      isNowrap: true,
    },
    { id: 'supportId', header: t('supportId'), cell: ({ delivery }) => delivery?.supportId ?? '', isNowrap: true },
  ];
  return <Table caption={t('tab.orders')} isCaptionHidden columns={columns} rows={orders} rowId={({ id }) => id} />;
}
