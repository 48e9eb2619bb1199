// What a programme's vouchers are worth, how many an hour of training takes, and how its papers are numbered.
import { z } from 'zod';
import { calendarDate } from './calendar.ts';
import { figureOf } from './figure.ts';
import { courseModes, orderKinds } from './vocabulary.ts';

const vouchers = z.int().min(1).max(1_000_000);
/** Letters that an agreement's number may have on its way to the central office. */
const numberPart = z.string().regex(/^[A-Za-z0-9./-]{0,12}$/);
const percent = z.int().min(0).max(100);

/** How a rate counts. Per hour: as many as said, or by the price up to a limit. Whole price: price ÷ value, up to a cap. */
const rateRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('per-hour'), vouchers: figureOf(vouchers) }),
  z.strictObject({ kind: z.literal('per-hour-by-price'), atMost: figureOf(vouchers) }),
  /** A cap of null is none: the whole pool. */
  z.strictObject({ kind: z.literal('whole-price'), cap: figureOf(vouchers.nullable()) }),
]);

const rate = z.strictObject({
  from: figureOf(calendarDate),
  kind: z.enum(orderKinds),
  categories: z.array(z.string()).min(1),
  /** null fits every mode and none given; a list fits only those. */
  modes: z.array(z.enum(courseModes)).min(1).nullable(),
  /** True: only an exam that confirms a qualification of the ZRK register. */
  zrkOnly: z.boolean(),
  /** The course's length in hours, both ends included; null fits any. */
  hours: z
    .strictObject({ from: z.int().min(1), to: z.int().min(1).nullable() })
    .nullable()
    .default(null),
  rule: rateRule,
});
export type Rate = z.infer<typeof rate>;

/** Which day of an order picks its rate. */
const anchorDates = ['order-date', 'agreement-date'] as const;

export const voucherRules = z.strictObject({
  voucherValueGrosze: figureOf(z.int().min(1).max(100_000_000)),
  trainingHourMinutes: figureOf(z.int().min(1)),
  /** Vouchers of one person's agreement. */
  pool: figureOf(vouchers),
  ownPercent: figureOf(percent),
  maxOrders: figureOf(z.int().min(1)),
  /** Days from the day after signing to pay the own contribution. */
  contributionDueBusinessDays: figureOf(z.int().min(0).max(365)),
  agreementTerm: figureOf(z.strictObject({ count: z.int().min(1).max(3650), unit: z.enum(['days', 'months']) })),
  anchorDate: figureOf(z.enum(anchorDates)),
  numbering: z.strictObject({
    /** An agreement is prefix, counter, postfix; an order adds a slash and its own number. */
    prefix: figureOf(numberPart),
    postfix: figureOf(numberPart),
    counterDigits: figureOf(z.int().min(1).max(12)),
    /** What stands before the order's number in the support id (ID wsparcia). */
    supportIdPrefix: figureOf(z.string()),
  }),
  rates: z.array(rate).min(1),
});
export type VoucherRules = z.infer<typeof voucherRules>;
