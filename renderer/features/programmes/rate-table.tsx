import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Programme } from '../../../shared/domain/programme.ts';
import type { Rate } from '../../../shared/domain/voucher-rules.ts';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Section } from '../../ui/surface.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { voucherCount } from '../vouchers/voucher-words.ts';
import { CertaintyBadge } from './figure.tsx';
import type { RulesText } from './voucher-figures.ts';

/** The figure that decides in a rate. */
function decidingFigure({ rule }: Rate) {
  switch (rule.kind) {
    case 'per-hour':
      return rule.vouchers;
    case 'per-hour-by-price':
      return rule.atMost;
    case 'whole-price':
      return rule.cap;
  }
}

function rateText(t: RulesText, { rule }: Rate, voucherValueGrosze: number): string {
  switch (rule.kind) {
    case 'per-hour':
      return t('programmes:rates.perHour', { vouchers: voucherCount(rule.vouchers.value) });
    case 'per-hour-by-price':
      return t('programmes:rates.byPrice', { vouchers: voucherCount(rule.atMost.value) });
    case 'whole-price': {
      const cap = rule.cap.value;
      if (cap === null) return t('programmes:rates.wholePriceNoCap');
      const money = formatMoney(cap * voucherValueGrosze);
      return t('programmes:rates.wholePrice', { vouchers: voucherCount(cap), money });
    }
  }
}

function conditionsText(t: RulesText, { modes, zrkOnly, hours, kind }: Rate): string {
  const anyMode = kind === 'course' ? [t('programmes:rates.anyMode')] : [];
  const conditions = [
    ...(modes === null ? anyMode : modes.map((mode) => t(`vocabulary:courseMode.${mode}`))),
    ...(zrkOnly ? [t('programmes:rates.zrk')] : []),
    ...(hours === null ? [] : [hoursText(t, hours)]),
  ];
  return conditions.join(', ');
}

function hoursText(t: RulesText, { from, to }: NonNullable<Rate['hours']>): string {
  return to === null
    ? t('programmes:rates.hoursFrom', { count: from })
    : t('programmes:rates.hoursFromTo', { from, to });
}

type RateRow = { readonly key: string; readonly rate: Rate };

/** The newest first; of one day in the order of the file. */
const toRows = (rates: readonly Rate[]): RateRow[] =>
  rates
    .map((rate, index) => ({ key: String(index), rate }))
    .sort((one, other) => other.rate.from.value.localeCompare(one.rate.from.value));

const sourceOf = (rate: Rate): ReactNode => {
  const figure = decidingFigure(rate);
  const isSame = figure.source === rate.from.source;
  return isSame ? figure.source : `${figure.source}. ${rate.from.source}`;
};

/** What an hour or an exam takes, by the day from which it holds. */
export function RateTable({ programme }: { readonly programme: Programme }) {
  const { t } = useTranslation(['programmes', 'vouchers', 'vocabulary', 'common']);
  const { vouchers, categories } = programme;
  if (vouchers === null) return null;
  const nameOf = (code: string) => categories.find((one) => one.code === code)?.name ?? code;
  const value = vouchers.voucherValueGrosze.value;
  const columns: readonly TableColumn<RateRow>[] = [
    { id: 'from', header: t('programmes:rates.from'), cell: ({ rate }) => formatDate(rate.from.value), isNowrap: true },
    { id: 'what', header: t('programmes:rates.what'), cell: ({ rate }) => t(`vocabulary:orderKind.${rate.kind}`) },
    {
      id: 'categories',
      header: t('programmes:rates.categories'),
      cell: ({ rate }) => rate.categories.map(nameOf).join('; '),
      isRowHeader: true,
    },
    { id: 'conditions', header: t('programmes:rates.conditions'), cell: ({ rate }) => conditionsText(t, rate) },
    {
      id: 'rate',
      header: t('programmes:rates.rate'),
      cell: ({ rate }) => <strong className="ui-numeric">{rateText(t, rate, value)}</strong>,
    },
    {
      id: 'certainty',
      header: t('programmes:certainty'),
      cell: ({ rate }) => <CertaintyBadge certainty={decidingFigure(rate).certainty} />,
      isNowrap: true,
    },
    { id: 'source', header: t('programmes:source'), cell: ({ rate }) => sourceOf(rate) },
  ];
  return (
    <Section title={t('programmes:rates.title')} note={t('programmes:rates.note')}>
      <div className="programme-figures">
        <Table
          caption={t('programmes:rates.caption')}
          isCaptionHidden
          columns={columns}
          rows={toRows(vouchers.rates)}
          rowId={({ key }) => key}
        />
      </div>
    </Section>
  );
}
