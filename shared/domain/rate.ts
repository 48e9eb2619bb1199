// Which rate of a programme decides about an order.
import type { CalendarDate } from './calendar.ts';
import type { CourseMode, OrderKind, YesNo } from './vocabulary.ts';
import type { Rate, VoucherRules } from './voucher-rules.ts';

/** An order as asked; null is not given. The price is per training hour of a course, for the whole of an exam. */
export interface QuotedOrder {
  /** The anchor date that picks the rate. */
  readonly on: CalendarDate | null;
  readonly kind: OrderKind | null;
  readonly category: string | null;
  readonly mode: CourseMode | null;
  readonly hours: number | null;
  readonly priceGrosze: number | null;
  readonly zrk: YesNo | null;
}

/** The newest rate not after the order's date that fits it; of two of one day the later in the file. */
export function findRate({ rates }: VoucherRules, order: QuotedOrder): Rate | undefined {
  const { on } = order;
  if (on === null) return undefined;
  return rates
    .filter((rate) => rate.from.value <= on && fits(rate, order))
    .reduce<Rate | undefined>((best, rate) => (best && best.from.value > rate.from.value ? best : rate), undefined);
}

/** An exam has neither mode nor hours: what is given there counts for nothing. */
function fits(rate: Rate, { kind, category, mode, hours, zrk }: QuotedOrder): boolean {
  if (rate.kind !== kind || category === null || !rate.categories.includes(category)) return false;
  if (rate.zrkOnly && zrk !== 'yes') return false;
  if (kind === 'exam') return true;
  if (rate.modes !== null && (mode === null || !rate.modes.includes(mode))) return false;
  if (rate.hours === null) return true;
  return hours !== null && hours >= rate.hours.from && hours <= (rate.hours.to ?? hours);
}

/** Where the deciding figure comes from. */
export function describeRate({ from, rule }: Rate) {
  switch (rule.kind) {
    case 'per-hour':
      return { from: from.value, source: rule.vouchers.source, certainty: rule.vouchers.certainty };
    case 'per-hour-by-price':
      return { from: from.value, source: rule.atMost.source, certainty: rule.atMost.certainty };
    case 'whole-price':
      return { from: from.value, source: rule.cap.source, certainty: rule.cap.certainty };
  }
}
