// What an office may ask of the ledger: its state, its decisions, a person's pool.
import { z } from 'zod';
import { calendarDate } from '../domain/calendar.ts';
import { centreKey } from './receipt.ts';
import { epoch, facts, hash, instant, programmeCode, seq } from './values.ts';
import { wireIdentity } from './voucher.ts';

export const syncState = z.object({
  epoch,
  /** Last place in this county's feed; lower than what a receipt says means the ledger was restored from a backup. */
  head: seq,
  /** Under this key and its former ones. */
  workstation: z.object({
    accepted: z.int().min(0),
    refused: z.int().min(0),
    auditHead: hash.nullable(),
  }),
  centreKeys: z.array(centreKey).min(1),
  /** Schemas of items that are read today, the oldest first. */
  voucherSchemas: z.array(z.string()).min(1),
  /** Content codings of requests that are read, beside none. */
  encodings: z.array(z.string()).optional(),
  serverTime: instant,
});
export type SyncState = z.infer<typeof syncState>;

/** A kind that is not known yet is passed over. */
export const decisionKinds = ['voucher-accepted', 'voucher-refused', 'voucher-withdrawn', 'voucher-revoked'] as const;

/** One line of a county's feed, which is its ledger. */
const decision = z.object({
  seq,
  kind: z.string(),
  /** The voucher that it is about. */
  voucherId: z.string(),
  /** The item that was decided on: the voucher's own id, or a withdrawal's. */
  itemId: z.string(),
  /** Of the item's body. */
  hash,
  /** Whether the asking workstation sent the voucher, with this key or a former one: the county has others. */
  isOwn: z.boolean(),
  programme: programmeCode,
  supportId: z.string().nullable(),
  /** What the person's pool was charged: 0 for a refusal, negative for what was given back. */
  vouchers: z.int(),
  /** Why, for a refusal. */
  code: z.string().nullable(),
  facts,
  /** The receipt or the revocation, signed; null for a refusal, and for an item of another workstation. */
  statement: z.string().nullable(),
  at: instant,
});
export type Decision = z.infer<typeof decision>;
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
