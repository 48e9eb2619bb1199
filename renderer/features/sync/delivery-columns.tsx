import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delivery, Voucher } from '../../../shared/contract/vouchers.ts';
import { formatCount, formatDateTime } from '../../ui/format.ts';
import type { GridColumn } from '../../ui/grid-column.ts';
import { connectionWords, refusalSentence } from '../vouchers/delivery-words.ts';
import { referenceOf } from '../vouchers/voucher-columns.tsx';
import { DeliveryBadge } from '../vouchers/voucher-state.tsx';
import { ageText } from './age.ts';

/** Why it waits, why it was refused; nothing for what was confirmed. */
function Cause({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  const { t: words } = useTranslation('vouchers');
  if (delivery.state === 'waiting') return connectionWords(words, delivery.cause);
  return delivery.state === 'refused' ? refusalSentence(t, delivery) : null;
}

type Column = GridColumn<Voucher> & {
  /** The lists in which it says nothing. */
  readonly not?: readonly Delivery['state'][];
};
type Words = { readonly t: TFunction<'sync'>; readonly words: TFunction<'vouchers'>; readonly nowMs: number };

const dateOf = (instant: string | null | undefined) => (instant ? formatDateTime(instant) : '');

/** Whose delivery it is and what became of it. */
const describingColumns = ({ t, words }: Words): readonly Column[] => [
  { id: 'person', header: words('person'), cell: ({ personName }) => personName, widthRem: 11, grows: true },
  { id: 'agreement', header: words('agreement'), cell: referenceOf, widthRem: 8.5, isNumeric: true },
  {
    id: 'state',
    header: words('stateLabel'),
    cell: ({ delivery }) => <DeliveryBadge delivery={delivery} />,
    widthRem: 14,
    not: ['waiting', 'acknowledged', 'refused'],
  },
  {
    id: 'supportId',
    header: words('supportId'),
    cell: ({ delivery }) => delivery?.supportId ?? '',
    widthRem: 21,
    isNumeric: true,
    not: ['waiting', 'refused'],
  },
  {
    id: 'cause',
    header: t('cause'),
    cell: ({ delivery }) => (delivery === null ? null : <Cause delivery={delivery} />),
    widthRem: 14,
    grows: true,
    not: ['acknowledged'],
  },
];

/** Since when, how often, and when next. */
const timeColumns = ({ t, nowMs }: Words): readonly Column[] => [
  {
    id: 'queuedAt',
    header: t('queuedAt'),
    cell: ({ delivery }) => dateOf(delivery?.queuedAt),
    widthRem: 9.5,
    isNumeric: true,
  },
  {
    id: 'age',
    header: t('age'),
    cell: ({ delivery }) => (delivery?.state === 'waiting' ? ageText(t, delivery.queuedAt, nowMs) : ''),
    widthRem: 6,
    align: 'end',
    not: ['acknowledged', 'refused'],
  },
  {
    id: 'attempts',
    header: t('attempts'),
    cell: ({ delivery }) => formatCount(delivery?.attempts ?? 0),
    widthRem: 4,
    align: 'end',
  },
  {
    id: 'nextTry',
    header: t('nextTry'),
    cell: ({ delivery }) => dateOf(delivery?.nextTryAt),
    widthRem: 9.5,
    isNumeric: true,
    not: ['acknowledged', 'refused'],
  },
  {
    id: 'settledAt',
    header: t('settledAt'),
    cell: ({ delivery }) => dateOf(delivery?.settledAt),
    widthRem: 9.5,
    isNumeric: true,
    not: ['waiting'],
  },
];

/** The columns that say something in a state's list; null is the list of all. */
export function useDeliveryColumns(nowMs: number, state: Delivery['state'] | null): readonly GridColumn<Voucher>[] {
  const { t } = useTranslation('sync');
  const { t: words } = useTranslation('vouchers');
  return useMemo(() => {
    const columns = [...describingColumns({ t, words, nowMs }), ...timeColumns({ t, words, nowMs })];
    return columns.filter(({ not = [] }) => state === null || !not.includes(state));
  }, [t, words, nowMs, state]);
}
