// The steps of a quote as sentences, and which of them lead to which amount.
import type { QuoteResult } from '../../../shared/domain/quote.ts';
import type { QuoteStep } from '../../../shared/domain/quote-step.ts';
import type { ArithmeticStep } from '../../ui/disclosure.tsx';
import { formatMoney } from '../../ui/format.ts';
import { hourCount, type VoucherText, voucherCount } from './voucher-words.ts';

type Sentence = (t: VoucherText, parts: QuoteStep['parts']) => string;

const numberOf = (parts: QuoteStep['parts'], name: string): number => parts[name] ?? 0;
const money = (parts: QuoteStep['parts'], name: string) => formatMoney(numberOf(parts, name));
const vouchers = (count: number | null | undefined) => voucherCount(count ?? 0);
const hours = (count: number | null | undefined) => hourCount(count ?? 0);

const vouchersTimesValue: Sentence = (t, parts) =>
  t('vouchers:step.face-value', { vouchers: vouchers(parts.vouchers), value: money(parts, 'voucherValueGrosze') });

/** One sentence for each step; a new step does not compile until it has one. */
const sentences: Readonly<Record<QuoteStep['step'], Sentence>> = {
  'vouchers-per-hour': (t) => t('vouchers:step.vouchers-per-hour'),
  'vouchers-per-hour-by-price': (t, parts) =>
    t('vouchers:step.vouchers-per-hour-by-price', {
      price: money(parts, 'priceGrosze'),
      value: money(parts, 'voucherValueGrosze'),
      atMost: vouchers(parts.atMost),
    }),
  'covered-hours': (t, parts) =>
    t('vouchers:step.covered-hours', {
      hours: hours(parts.hours),
      available: vouchers(parts.vouchersAvailable),
      perHour: vouchers(parts.vouchersPerHour),
    }),
  'course-vouchers': (t, parts) =>
    t('vouchers:step.course-vouchers', {
      hours: hours(parts.coveredHours),
      perHour: vouchers(parts.vouchersPerHour),
    }),
  'whole-price-vouchers': (t, parts) =>
    t('vouchers:step.whole-price-vouchers', {
      price: money(parts, 'wholePriceGrosze'),
      value: money(parts, 'voucherValueGrosze'),
      available: vouchers(parts.vouchersAvailable),
      cap: parts.cap === null ? t('vouchers:step.noCap') : vouchers(parts.cap),
    }),
  'face-value': vouchersTimesValue,
  'own-contribution': (t, parts) =>
    t('vouchers:step.own-contribution', {
      percent: numberOf(parts, 'ownPercent'),
      face: money(parts, 'faceValueGrosze'),
    }),
  'course-operator-pays': (t, parts) =>
    t('vouchers:step.course-operator-pays', {
      hours: hours(parts.coveredHours),
      price: money(parts, 'priceGrosze'),
      perHour: vouchers(parts.vouchersPerHour),
      value: money(parts, 'voucherValueGrosze'),
    }),
  'whole-price-operator-pays': vouchersTimesValue,
  'course-participant-pays': (t, parts) =>
    t('vouchers:step.course-participant-pays', {
      uncovered: hours(parts.uncoveredHours),
      price: money(parts, 'priceGrosze'),
      covered: hours(parts.coveredHours),
      surcharge: money(parts, 'surchargeGrosze'),
    }),
  'whole-price-participant-pays': (t, parts) =>
    t('vouchers:step.whole-price-participant-pays', {
      price: money(parts, 'wholePriceGrosze'),
      operator: money(parts, 'operatorPaysGrosze'),
    }),
  'own-used': (t, parts) =>
    t('vouchers:step.own-used', {
      percent: numberOf(parts, 'ownPercent'),
      operator: money(parts, 'operatorPaysGrosze'),
    }),
  subsidy: (t, parts) =>
    t('vouchers:step.subsidy', {
      operator: money(parts, 'operatorPaysGrosze'),
      ownUsed: money(parts, 'ownUsedGrosze'),
    }),
  refund: (t, parts) =>
    t('vouchers:step.refund', { own: money(parts, 'ownContributionGrosze'), ownUsed: money(parts, 'ownUsedGrosze') }),
};

function resultOf({ unit, result }: QuoteStep): string {
  switch (unit) {
    case 'vouchers':
      return voucherCount(result);
    case 'hours':
      return hourCount(result);
    case 'grosze':
      return formatMoney(result);
  }
}

const perHour = ['vouchers-per-hour', 'vouchers-per-hour-by-price', 'covered-hours'] as const;
const counted = [...perHour, 'course-vouchers', 'whole-price-vouchers'] as const;
const paid = ['course-operator-pays', 'whole-price-operator-pays'] as const;

/** The amounts of a quote in the order of reading, each with the steps that lead to it. */
const amounts = [
  { name: 'vouchers', steps: counted },
  { name: 'faceValue', steps: ['course-vouchers', 'whole-price-vouchers', 'face-value'] },
  { name: 'ownContribution', steps: ['face-value', 'own-contribution'] },
  { name: 'operatorPays', steps: [...perHour, 'whole-price-vouchers', ...paid] },
  {
    name: 'participantPays',
    steps: ['covered-hours', ...paid, 'course-participant-pays', 'whole-price-participant-pays'],
  },
  { name: 'ownUsed', steps: [...paid, 'own-used'] },
  { name: 'subsidy', steps: [...paid, 'own-used', 'subsidy'] },
  { name: 'refund', steps: ['own-contribution', 'own-used', 'refund'] },
] as const satisfies readonly { readonly name: string; readonly steps: readonly QuoteStep['step'][] }[];

export type Amount = {
  readonly name: (typeof amounts)[number]['name'];
  readonly label: string;
  readonly value: string;
  readonly steps: readonly ArithmeticStep[];
};

export function listAmounts(t: VoucherText, quote: QuoteResult): Amount[] {
  const values = {
    vouchers: voucherCount(quote.vouchers),
    faceValue: formatMoney(quote.faceValueGrosze),
    ownContribution: formatMoney(quote.ownContributionGrosze),
    operatorPays: formatMoney(quote.operatorPaysGrosze),
    participantPays: formatMoney(quote.participantPaysGrosze),
    ownUsed: formatMoney(quote.ownUsedGrosze),
    subsidy: formatMoney(quote.subsidyGrosze),
    refund: formatMoney(quote.refundGrosze),
  };
  return amounts.map(({ name, steps }) => ({
    name,
    label: t(`vouchers:quote.${name}`, { percent: quote.ownPercent }),
    value: values[name],
    steps: quote.steps
      .filter(({ step }) => steps.some((one) => one === step))
      .map((step) => ({ label: sentences[step.step](t, step.parts), value: resultOf(step) })),
  }));
}
