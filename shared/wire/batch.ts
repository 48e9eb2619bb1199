// A push: approved vouchers and withdrawals go out as the exact bytes frozen at approval, one result each comes back.
import { z } from 'zod';
import { epoch, facts, hash, seq, voucherId } from './values.ts';

const batchLimit = 500;
/** Bytes of a whole request. */
export const batchBytesLimit = 1_048_576;

const batchItem = z.strictObject({
  id: voucherId,
  /** SHA-256 of the body's UTF-8 bytes: with the id, the voucher's fingerprint. */
  hash,
  /** The JSON of a voucherItem or withdrawalItem, as text: the central office hashes what it received. */
  body: z.string().min(2).max(65_536),
});

export const batchRequest = z.strictObject({
  schema: z.literal('batch/1'),
  /** Head of the office's audit chain: anchored here, a rolled-back case file shows. */
  auditHead: hash.nullable(),
  items: z.array(batchItem).min(1).max(batchLimit),
});
export type BatchRequest = z.infer<typeof batchRequest>;

const wireOutcomes = ['accepted', 'refused', 'conflict', 'invalid'] as const;

/** Why a voucher was refused by the ledger, or could not be read at all. */
export const itemCodes = [
  'not-funded',
  'already-admitted',
  'agreement-taken',
  'duplicate-order',
  'limit-exceeded',
  /** Of a withdrawal. Not stored: a central office restored from a backup may be given the voucher again later. */
  'unknown-voucher',
  'already-withdrawn',
  'already-revoked',
  'other-content',
  'hash-mismatch',
  'unreadable',
  'unknown-schema',
  'schema',
  'other-id',
  'other-county',
] as const;
export type ItemCode = (typeof itemCodes)[number];

/** accepted: code null, receipt signed. refused: by the ledger, for good. conflict: the id is known with other bytes. */
const itemResult = z.object({
  id: z.string(),
  outcome: z.enum(wireOutcomes),
  code: z.string().nullable(),
  /** E.g. granted and remaining of limit-exceeded; never which county. */
  facts,
  seq: seq.nullable(),
  receipt: z.string().nullable(),
  /** True where the outcome was stored by an earlier push. */
  replay: z.boolean(),
});
export type ItemResult = z.infer<typeof itemResult>;

export const batchResponse = z.object({
  results: z.array(itemResult),
  /** The head that was anchored before this push; one that the file's own chain lacks is another file's. */
  auditHeadBefore: hash.nullable().optional(),
  /** Of the ledger that took the batch in; another one than before means that it was restored from a backup. */
  epoch: epoch.optional(),
});
export type BatchResponse = z.infer<typeof batchResponse>;

/** What the central office holds of this workstation: to count lost and duplicated vouchers, not to assume them. */
export const heldVouchers = z.object({
  vouchers: z.array(
    z.object({
      id: z.string(),
      /** A voucher where nothing is said. */
      kind: z.enum(['voucher', 'withdrawal']).optional(),
      hash,
      outcome: z.enum(['accepted', 'refused']),
      code: z.string().nullable(),
      supportId: z.string().nullable(),
      seq: seq.nullable(),
    }),
  ),
  /** Where the next page begins, null on the last. */
  next: z.string().nullable(),
});
export type HeldVouchers = z.infer<typeof heldVouchers>;

/** One item as this workstation sent it: for a case file restored from a backup that is older than the item. */
export const heldItem = z.object({ id: z.string(), hash, body: z.string(), receipt: z.string() });
export type HeldItem = z.infer<typeof heldItem>;
