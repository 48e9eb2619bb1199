// What leaves an office about a voucher: only what the central office needs to count, grant and pay it.
import { z } from 'zod';
import { calendarDate } from '../domain/calendar.ts';
import { parsePesel } from '../domain/pesel.ts';
import { courseModes, orderKinds, sexes, yesNo } from '../domain/vocabulary.ts';
import { countyTeryt, hash, instant, line, programmeCode, voucherId } from './values.ts';

const pesel = z
  .string()
  .regex(/^\d{11}$/)
  .refine((digits) => parsePesel(digits).ok, { error: 'not a PESEL' });

/** How the central office tells one person from another. */
export const wireIdentity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pesel'), pesel }),
  z.strictObject({
    kind: z.literal('document'),
    type: line(40).min(1),
    /** ISO 3166-1 alpha-2. */
    country: z.string().regex(/^[A-Z]{2}$/),
    number: line(40).min(1),
  }),
]);
export type WireIdentity = z.infer<typeof wireIdentity>;

const grosze = z.int().min(0).max(1_000_000_000);

const voucherOrder = z.strictObject({
  kind: z.enum(orderKinds),
  category: z.string().regex(/^[a-z0-9-]{1,40}$/),
  mode: z.enum(courseModes).nullable(),
  hours: z.int().min(1).max(10_000).nullable(),
  /** Per training hour for a course, for the whole exam for an exam. */
  priceGrosze: grosze,
  zrk: z.enum(yesNo).nullable(),
  /** The anchor date that picked the rate. */
  on: calendarDate,
  provider: z.strictObject({ name: line(200), burNumber: line(60) }),
});

/** Unknown fields are refused: what is not agreed on does not leave an office. */
export const voucherItem = z
  .strictObject({
    schema: z.literal('voucher/1'),
    id: voucherId,
    countyTeryt,
    programme: programmeCode,
    /** As it stands on the agreement, e.g. WKK/0017: the support id carries it. */
    agreementNumber: z.string().regex(/^[A-Za-z0-9./-]{1,40}$/),
    orderNumber: z.int().min(1).max(99),
    ruleSetHash: hash,
    person: z.strictObject({
      identity: wireIdentity,
      firstName: line(100).min(1),
      lastName: line(100).min(1),
      birthDate: calendarDate,
      sex: z.enum(sexes),
    }),
    order: voucherOrder,
    vouchersPerHour: z.int().min(1).nullable(),
    vouchers: z.int().min(1).max(1_000_000),
    faceValueGrosze: grosze,
    ownContributionGrosze: grosze,
    ownPercent: z.int().min(0).max(100),
    preparedBy: z.uuid(),
    approvedBy: z.uuid(),
    approvedAt: instant,
  })
  .refine((item) => item.preparedBy !== item.approvedBy, { error: 'four eyes', path: ['approvedBy'] });
export type VoucherItem = z.infer<typeof voucherItem>;
