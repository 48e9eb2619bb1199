import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Delivery, type DeliveryRow, isQuarantined } from '../../../shared/contract/vouchers.ts';
import { formatCount, formatDateTime } from '../../ui/format.ts';
import type { GridColumn } from '../../ui/grid-column.ts';
import { connectionWords, refusalSentence } from '../vouchers/delivery-words.ts';
import { referenceOf } from '../vouchers/voucher-columns.tsx';
import { DeliveryBadge } from '../vouchers/voucher-state.tsx';
import { ageText } from './age.ts';

/** The support id of what was confirmed; why it waits, why it was refused or taken back. */
function WhatCame({ delivery, kind, voucher }: DeliveryRow) {
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  const { t: words } = useTranslation('vouchers');
  if (kind === 'voucher' && voucher.revocation !== null) return `${delivery.supportId} · ${voucher.revocation.reason}`;
  if (delivery.state === 'refused' || isQuarantined(delivery)) return refusalSentence(t, delivery);
  return delivery.state === 'waiting' ? connectionWords(words, delivery.cause) : delivery.supportId;
}

type Column = GridColumn<DeliveryRow> & {
  /** The lists in which it says nothing. */
  readonly not?: readonly Delivery['state'][];
  /** The one list in which it has a place. */
  readonly only?: Delivery['state'];
};
type Words = {
  readonly t: TFunction<'sync'>;
  readonly words: TFunction<'vouchers'>;
  readonly nowMs: number;
  readonly state: Delivery['state'] | null;
};

const dateOf = (instant: string | null) => (instant ? formatDateTime(instant) : '');

/** Whose delivery it is and what became of it. */
const describingColumns = ({ t, words, state }: Words): readonly Column[] => [
  { id: 'person', header: words('person'), cell: ({ voucher }) => voucher.personName, widthRem: 12 },
  {
    id: 'agreement',
    header: words('agreement'),
    cell: ({ voucher }) => referenceOf(voucher),
    widthRem: 7,
    isNumeric: true,
  },
  { id: 'kind', header: t('kindLabel'), cell: ({ kind }) => t(`kind.${kind}`), widthRem: 6 },
  {
    id: 'state',
    header: words('stateLabel'),
    cell: ({ delivery, kind, voucher }) => (
      <DeliveryBadge delivery={delivery} revocation={kind === 'voucher' ? voucher.revocation : null} />
    ),
    widthRem: 10.5,
    not: ['waiting', 'acknowledged', 'refused'],
  },
  {
    id: 'answer',
    header: t(`answer.${state ?? 'all'}`),
    cell: (row) => <WhatCame {...row} />,
    widthRem: 17,
    grows: true,
  },
];

/** Since when, how often, and when next. */
const timeColumns = ({ t, nowMs }: Words): readonly Column[] => [
  {
    id: 'queuedAt',
    header: t('queuedAt'),
    cell: ({ delivery }) => dateOf(delivery.queuedAt),
    widthRem: 9.5,
    isNumeric: true,
    not: ['refused'],
  },
  {
    id: 'age',
    header: t('age'),
    cell: ({ delivery }) => (delivery.state === 'waiting' ? ageText(t, delivery.queuedAt, nowMs) : ''),
    widthRem: 6,
    align: 'end',
    only: 'waiting',
  },
  {
    id: 'attempts',
    header: t('attempts'),
    cell: ({ delivery }) => formatCount(delivery.attempts),
    widthRem: 4,
    align: 'end',
    // The reason needs the room: nothing is tried any more.
    not: ['refused'],
  },
  {
    id: 'nextTry',
    header: t('nextTry'),
    cell: ({ delivery }) => dateOf(delivery.nextTryAt),
    widthRem: 9.5,
    isNumeric: true,
    only: 'waiting',
  },
  {
    id: 'settledAt',
    header: t('settledAt'),
    cell: ({ delivery }) => dateOf(delivery.settledAt),
    widthRem: 9.5,
    isNumeric: true,
    not: ['waiting'],
  },
];

/** The columns that say something in a state's list; null is the list of all. */
export function useDeliveryColumns(nowMs: number, state: Delivery['state'] | null): readonly GridColumn<DeliveryRow>[] {
  const { t } = useTranslation('sync');
  const { t: words } = useTranslation('vouchers');
  return useMemo(() => {
    const about = { t, words, nowMs, state };
    const columns = [...describingColumns(about), ...timeColumns(about)];
    return columns.filter(({ only, not = [] }) =>
      state === null ? only === undefined : !not.includes(state) && (only ?? state) === state,
    );
  }, [t, words, nowMs, state]);
}
