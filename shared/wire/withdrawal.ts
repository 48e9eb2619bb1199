// An approved voucher taken back: an item of its own that travels like a voucher, never an edit of the old one.
import { z } from 'zod';
import { withdrawalReasons } from '../domain/vocabulary.ts';
import { countyTeryt, instant, programmeCode, voucherId } from './values.ts';

/** The reason is one of a list: what a clerk typed about a person stays in the office. */
export const withdrawalItem = z
  .strictObject({
    schema: z.literal('withdrawal/1'),
    /** Its own id, made when it was asked for. */
    id: voucherId,
    countyTeryt,
    programme: programmeCode,
    /** What is taken back, whole. */
    voucherId,
    reason: z.enum(withdrawalReasons),
    requestedBy: z.uuid(),
    approvedBy: z.uuid(),
    approvedAt: instant,
  })
  .refine((item) => item.requestedBy !== item.approvedBy, { error: 'four eyes', path: ['approvedBy'] });
export type WithdrawalItem = z.infer<typeof withdrawalItem>;
