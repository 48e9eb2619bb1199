// The figures of a programme's vouchers in words.
import type { TFunction } from 'i18next';
import type { VoucherRules } from '../../../shared/domain/voucher-rules.ts';
import { formatCount, formatMoney } from '../../ui/format.ts';
import { voucherCount } from '../vouchers/voucher-words.ts';
import type { Figure } from './figure.tsx';

export type RulesText = TFunction<['programmes', 'vouchers', 'vocabulary', 'common']>;
type Sourced<Value> = { readonly value: Value; readonly source: string; readonly certainty: Figure['certainty'] };

/** A figure under its label; `show` puts the value in words. */
export function figureOf<Value>(label: string, figure: Sourced<Value>, show: (value: Value) => string): Figure {
  const { value, source, certainty } = figure;
  return { label, value: show(value), source, certainty };
}

function termText(t: RulesText, { count, unit }: VoucherRules['agreementTerm']['value']): string {
  return unit === 'days'
    ? t('programmes:vouchers.termDays', { count })
    : t('programmes:vouchers.termMonths', { count });
}

function listNumbering(t: RulesText, { numbering }: VoucherRules): Figure[] {
  const { prefix, postfix, counterDigits, supportIdPrefix } = numbering;
  const sample = `${prefix.value}${'0'.repeat(counterDigits.value)}${postfix.value}`;
  return [
    figureOf(t('programmes:vouchers.numbering'), prefix, () => sample),
    figureOf(t('programmes:vouchers.supportIdPrefix'), supportIdPrefix, (value) => value),
  ];
}

export function listVoucherFigures(t: RulesText, rules: VoucherRules): Figure[] {
  const worth = (count: number) => formatMoney(count * rules.voucherValueGrosze.value);
  return [
    figureOf(t('programmes:vouchers.voucherValue'), rules.voucherValueGrosze, formatMoney),
    figureOf(t('programmes:vouchers.pool'), rules.pool, (count) =>
      t('programmes:vouchers.poolWorth', { vouchers: voucherCount(count), money: worth(count) }),
    ),
    figureOf(t('programmes:vouchers.ownPercent'), rules.ownPercent, (percent) =>
      t('programmes:vouchers.percent', { percent }),
    ),
    figureOf(t('programmes:vouchers.maxOrders'), rules.maxOrders, formatCount),
    figureOf(t('programmes:vouchers.contributionDue'), rules.contributionDueBusinessDays, (count) =>
      t('programmes:vouchers.businessDays', { count }),
    ),
    figureOf(t('programmes:vouchers.term'), rules.agreementTerm, (term) => termText(t, term)),
    figureOf(t('programmes:vouchers.trainingHour'), rules.trainingHourMinutes, (count) =>
      t('programmes:vouchers.minutes', { count }),
    ),
    figureOf(t('programmes:vouchers.anchor'), rules.anchorDate, (anchor) => t(`programmes:vouchers.${anchor}`)),
    ...listNumbering(t, rules),
  ];
}
