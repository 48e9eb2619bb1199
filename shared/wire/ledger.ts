// What an office may ask of the ledger: its state, its decisions, a person's pool.
import { z } from 'zod';
import { calendarDate } from '../domain/calendar.ts';
import { centreKey } from './receipt.ts';
import { epoch, hash, instant, programmeCode, seq } from './values.ts';
import { wireIdentity } from './voucher.ts';

export const syncState = z.object({
  epoch,
  /** Last place in this county's feed; lower than what a receipt says means the ledger was restored from a backup. */
  head: seq,
  workstation: z.object({
    accepted: z.int().min(0),
    refused: z.int().min(0),
    auditHead: hash.nullable(),
  }),
  centreKeys: z.array(centreKey).min(1),
  /** Schemas of voucher items that are read today, the oldest first. */
  voucherSchemas: z.array(z.string()).min(1),
  serverTime: instant,
});
export type SyncState = z.infer<typeof syncState>;

/** One line of a county's feed, which is its ledger. */
const decision = z.object({
  seq,
  kind: z.string(),
  voucherId: z.string(),
  programme: programmeCode,
  supportId: z.string().nullable(),
  vouchers: z.int(),
  at: instant,
});
export const decisions = z.object({ epoch, head: seq, decisions: z.array(decision) });
export type Decisions = z.infer<typeof decisions>;

/** Sent in a signed body, never in an address: addresses are logged. */
export const personPoolRequest = z.strictObject({
  schema: z.literal('person-pool/1'),
  programme: programmeCode,
  identity: wireIdentity,
  birthDate: calendarDate,
});
export type PersonPoolRequest = z.infer<typeof personPoolRequest>;

/** cap is null where the programme pays no vouchers. Which county admitted the person is not said, only whether ours did. */
export const personPool = z.object({
  programme: programmeCode,
  cap: z.int().nullable(),
  granted: z.int().min(0),
  remaining: z.int().min(0),
  admitted: z.enum(['no', 'here', 'elsewhere']),
  /** Of the admitting agreement, if it is this county's. */
  agreementNumber: z.string().nullable(),
});
export type PersonPool = z.infer<typeof personPool>;
