// How many vouchers an order takes, and how its price falls to the operator and the participant.
import { quotientUp, wholeQuotient } from './money.ts';
import { type QuoteStep, toStep } from './quote-step.ts';
import type { Rate } from './voucher-rules.ts';

/** Vouchers and the two payments; what remains follows from them. */
export interface Cover {
  readonly vouchersPerHour: number | null;
  readonly vouchers: number;
  readonly operatorPaysGrosze: number;
  readonly participantPaysGrosze: number;
  readonly steps: QuoteStep[];
}

export interface Sizes {
  readonly hours: number;
  readonly priceGrosze: number;
  readonly vouchersAvailable: number;
  readonly voucherValueGrosze: number;
}

export function coverOf({ rule }: Rate, sizes: Sizes): Cover {
  switch (rule.kind) {
    case 'per-hour': {
      const count = rule.vouchers.value;
      return coverHours(sizes, toStep('vouchers-per-hour', 'vouchers', { parts: {}, result: count }));
    }
    case 'per-hour-by-price': {
      const { priceGrosze, voucherValueGrosze } = sizes;
      const atMost = rule.atMost.value;
      const result = Math.min(quotientUp(priceGrosze, voucherValueGrosze), atMost);
      const parts = { priceGrosze, voucherValueGrosze, atMost };
      return coverHours(sizes, toStep('vouchers-per-hour-by-price', 'vouchers', { parts, result }));
    }
    case 'whole-price':
      return coverWholePrice(sizes, rule.cap.value);
  }
}

/** Vouchers cover whole hours only: u is a multiple of n. */
function coverHours({ hours, priceGrosze, vouchersAvailable, voucherValueGrosze }: Sizes, perHour: QuoteStep): Cover {
  const vouchersPerHour = perHour.result;
  const coveredHours = Math.min(hours, wholeQuotient(vouchersAvailable, vouchersPerHour));
  const vouchers = coveredHours * vouchersPerHour;
  const hourValueGrosze = vouchersPerHour * voucherValueGrosze;
  const operatorPaysGrosze = coveredHours * Math.min(priceGrosze, hourValueGrosze);
  const uncoveredHours = hours - coveredHours;
  const surchargeGrosze = Math.max(0, priceGrosze - hourValueGrosze);
  const participantPaysGrosze = uncoveredHours * priceGrosze + coveredHours * surchargeGrosze;
  const steps = [
    perHour,
    toStep('covered-hours', 'hours', { parts: { hours, vouchersAvailable, vouchersPerHour }, result: coveredHours }),
    toStep('course-vouchers', 'vouchers', { parts: { coveredHours, vouchersPerHour }, result: vouchers }),
    toStep('course-operator-pays', 'grosze', {
      parts: { coveredHours, priceGrosze, vouchersPerHour, voucherValueGrosze },
      result: operatorPaysGrosze,
    }),
    toStep('course-participant-pays', 'grosze', {
      parts: { uncoveredHours, priceGrosze, coveredHours, surchargeGrosze },
      result: participantPaysGrosze,
    }),
  ];
  return { vouchersPerHour, vouchers, operatorPaysGrosze, participantPaysGrosze, steps };
}

function coverWholePrice(
  { hours, priceGrosze, vouchersAvailable, voucherValueGrosze }: Sizes,
  cap: number | null,
): Cover {
  const wholePriceGrosze = hours * priceGrosze;
  const affordable = Math.min(wholeQuotient(wholePriceGrosze, voucherValueGrosze), vouchersAvailable);
  const vouchers = cap === null ? affordable : Math.min(cap, affordable);
  const operatorPaysGrosze = vouchers * voucherValueGrosze;
  const participantPaysGrosze = wholePriceGrosze - operatorPaysGrosze;
  const steps = [
    toStep('whole-price-vouchers', 'vouchers', {
      parts: { wholePriceGrosze, voucherValueGrosze, cap, vouchersAvailable },
      result: vouchers,
    }),
    toStep('whole-price-operator-pays', 'grosze', {
      parts: { vouchers, voucherValueGrosze },
      result: operatorPaysGrosze,
    }),
    toStep('whole-price-participant-pays', 'grosze', {
      parts: { wholePriceGrosze, operatorPaysGrosze },
      result: participantPaysGrosze,
    }),
  ];
  return { vouchersPerHour: null, vouchers, operatorPaysGrosze, participantPaysGrosze, steps };
}
