// Voucher arithmetic of one order: which rate decides, how many vouchers, who pays what. The books always balance.
import { z } from 'zod';
import { type Answer, granted, refused } from './answer.ts';
import { calendarDate } from './calendar.ts';
import { areExact, percentHalfUp } from './money.ts';
import type { Programme } from './programme.ts';
import { type Cover, coverOf, type Sizes } from './quote-cover.ts';
import { quoteStep, toStep } from './quote-step.ts';
import { describeRate, findRate, type QuotedOrder } from './rate.ts';
import { certainties } from './vocabulary.ts';

export interface QuoteLimits {
  /** What is left of the agreement's pool. */
  readonly vouchersAvailable: number | null;
  /** The order's own contribution in percent, 0 to 100; null takes the programme's. */
  readonly ownPercent: number | null;
}

/** not-funded: no rate fits; unusable: a number is missing, out of range, or too large to reckon exactly. */
const quoteProblems = ['not-funded', 'unusable'] as const;
export type QuoteProblem = (typeof quoteProblems)[number];

export const quoteResult = z.object({
  /** null where the whole price is covered at once, as of an exam. */
  vouchersPerHour: z.int().nullable(),
  vouchers: z.int(),
  faceValueGrosze: z.int(),
  ownPercent: z.int(),
  ownContributionGrosze: z.int(),
  operatorPaysGrosze: z.int(),
  participantPaysGrosze: z.int(),
  ownUsedGrosze: z.int(),
  subsidyGrosze: z.int(),
  refundGrosze: z.int(),
  steps: z.array(quoteStep),
  /** The rate that decided. */
  rate: z.object({ from: calendarDate, source: z.string(), certainty: z.enum(certainties) }),
});
export type QuoteResult = z.infer<typeof quoteResult>;

export function quoteOrder(
  programme: Programme,
  order: QuotedOrder,
  limits: QuoteLimits,
): Answer<QuoteResult, QuoteProblem> {
  const rules = programme.vouchers;
  const rate = rules ? findRate(rules, order) : undefined;
  if (!rules || !rate) return refused('not-funded');
  const sizes = readSizes(order, limits, rules.voucherValueGrosze.value);
  if (!sizes) return refused('unusable');
  const ownPercent = limits.ownPercent ?? rules.ownPercent.value;
  const cover = coverOf(rate, sizes);
  const settled = settle(cover, ownPercent, sizes.voucherValueGrosze);
  const { vouchersPerHour, vouchers, operatorPaysGrosze, participantPaysGrosze } = cover;
  const amounts = { vouchers, operatorPaysGrosze, participantPaysGrosze, ...settled.amounts };
  if (!areExact(Object.values(amounts))) return refused('unusable');
  const steps = [...cover.steps, ...settled.steps];
  return granted({ ...amounts, vouchersPerHour, ownPercent, steps, rate: describeRate(rate) });
}

function readSizes(order: QuotedOrder, limits: QuoteLimits, voucherValueGrosze: number): Sizes | undefined {
  const hours = order.kind === 'exam' ? 1 : order.hours;
  const { priceGrosze } = order;
  const { vouchersAvailable } = limits;
  if (hours === null || priceGrosze === null || vouchersAvailable === null) return undefined;
  if (hours <= 0 || priceGrosze <= 0 || vouchersAvailable < 0) return undefined;
  if (!areExact([hours, priceGrosze, vouchersAvailable, hours * priceGrosze])) return undefined;
  return { hours, priceGrosze, vouchersAvailable, voucherValueGrosze };
}

/** Subsidy and refund are differences, so that no grosz is lost to rounding. */
function settle({ vouchers, operatorPaysGrosze }: Cover, ownPercent: number, voucherValueGrosze: number) {
  const faceValueGrosze = vouchers * voucherValueGrosze;
  const ownContributionGrosze = percentHalfUp(faceValueGrosze, ownPercent);
  const ownUsedGrosze = percentHalfUp(operatorPaysGrosze, ownPercent);
  const subsidyGrosze = operatorPaysGrosze - ownUsedGrosze;
  const refundGrosze = ownContributionGrosze - ownUsedGrosze;
  const steps = [
    toStep('face-value', 'grosze', { parts: { vouchers, voucherValueGrosze }, result: faceValueGrosze }),
    toStep('own-contribution', 'grosze', { parts: { faceValueGrosze, ownPercent }, result: ownContributionGrosze }),
    toStep('own-used', 'grosze', { parts: { operatorPaysGrosze, ownPercent }, result: ownUsedGrosze }),
    toStep('subsidy', 'grosze', { parts: { operatorPaysGrosze, ownUsedGrosze }, result: subsidyGrosze }),
    toStep('refund', 'grosze', { parts: { ownContributionGrosze, ownUsedGrosze }, result: refundGrosze }),
  ];
  return { amounts: { faceValueGrosze, ownContributionGrosze, ownUsedGrosze, subsidyGrosze, refundGrosze }, steps };
}
