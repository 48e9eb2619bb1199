import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { formatAmount, formatCount, formatDateTime } from '../../ui/format.ts';
import type { GridColumn } from '../../ui/grid-column.ts';
import { DeliveryBadge, findStandingWithdrawal, VoucherStateBadge, WithdrawalBadge } from './voucher-state.tsx';
import { useOrderedThing } from './voucher-words.ts';

export function OrderedThing({ voucher }: { readonly voucher: Voucher }) {
  return useOrderedThing(voucher);
}

/** Where an order stands: before approval its own state, after it that of its delivery or of its withdrawal. */
export function Standing({ voucher }: { readonly voucher: Voucher }) {
  const withdrawal = findStandingWithdrawal(voucher);
  if (withdrawal !== null) return <WithdrawalBadge withdrawal={withdrawal} />;
  return voucher.delivery === null ? <VoucherStateBadge {...voucher} /> : <DeliveryBadge {...voucher} />;
}

export function useVoucherColumns(): readonly GridColumn<Voucher>[] {
  const { t } = useTranslation('vouchers');
  return useMemo(
    () => [
      { id: 'person', header: t('person'), cell: ({ personName }) => personName, widthRem: 10.5, grows: true },
      { id: 'agreement', header: t('agreement'), cell: referenceOf, widthRem: 7, isNumeric: true },
      { id: 'standing', header: t('stateLabel'), cell: (row) => <Standing voucher={row} />, widthRem: 10.5 },
      { id: 'what', header: t('what'), cell: (row) => <OrderedThing voucher={row} />, widthRem: 11, grows: true },
      {
        id: 'vouchers',
        header: t('vouchers'),
        cell: ({ quote }) => formatCount(quote.vouchers),
        widthRem: 4.5,
        align: 'end',
      },
      {
        id: 'faceValue',
        header: t('faceValueInZloty'),
        cell: ({ quote }) => formatAmount(quote.faceValueGrosze),
        widthRem: 7,
        align: 'end',
      },
      {
        id: 'preparedAt',
        header: t('preparedAt'),
        cell: ({ preparedAt }) => formatDateTime(preparedAt),
        widthRem: 9.5,
        isNumeric: true,
      },
    ],
    [t],
  );
}

/** The agreement's number and which order of it this is: `WKK/0017/1`. */
export const referenceOf = ({ agreementNumber, orderNumber }: Pick<Voucher, 'agreementNumber' | 'orderNumber'>) =>
  `${agreementNumber}/${orderNumber}`;
