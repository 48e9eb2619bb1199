// The way to the central office: enrolment of this workstation, what waits, what came back.
import { z } from 'zod';
import { query, task } from './operation.ts';
import { connectionCauses } from './problem.ts';
import { category, grosze, id, instant, line, pageRequest, programmeCode, requiredLine } from './values.ts';
import { deliveryRow, deliveryStates } from './vouchers.ts';

/** A place is missing in the feed; a statement is not the central office's word; a key that nobody trusted vouches for. */
const syncAlarms = ['feed-gap', 'unverified-statement', 'strange-key'] as const;

export const syncStatus = z.object({
  enrolled: z.boolean(),
  centralUrl: z.string().nullable(),
  workstationId: z.string().nullable(),
  waiting: z.int().min(0),
  /** Of those that wait: the central office will not take them as they are, and has not refused them. */
  quarantined: z.int().min(0),
  refused: z.int().min(0),
  acknowledged: z.int().min(0),
  oldestWaitingAt: instant.nullable(),
  lastExchangeAt: instant.nullable(),
  /** code: the central office's own word, or what the status of its answer stands for. */
  lastFailure: z.object({ cause: z.enum(connectionCauses), code: z.string().nullable(), at: instant }).nullable(),
  nextTryAt: instant.nullable(),
  inFlight: z.boolean(),
  alarms: z.array(z.enum(syncAlarms)),
  /** How far the central office's clock is ahead of this computer's, negative for behind; null until it is known. */
  clockOffsetSeconds: z.int().nullable(),
  /** Since when another file has been speaking with this file's key and nobody has answered for it. */
  otherFileAt: instant.nullable(),
  /** Vouchers that the central office accepted of another file with this key and that could not be entered here. */
  missingHere: z.int().min(0),
});
export type SyncStatus = z.infer<typeof syncStatus>;

/** holds, or why it is not the central office's word; none where nothing was confirmed. */
const receiptVerdicts = [
  'holds',
  'none',
  'malformed',
  'unknown-key',
  'bad-signature',
  'other-voucher',
  'other-content',
] as const;

const missingHere = z.object({
  id,
  programme: programmeCode,
  agreementNumber: z.string(),
  orderNumber: z.int(),
  supportId: z.string(),
  personName: z.string(),
  /** PESEL, or type, country and number of a document. */
  identity: z.string(),
  category,
  vouchers: z.int(),
  faceValueGrosze: grosze,
  providerName: z.string(),
  approvedAt: instant,
});
export type MissingHere = z.infer<typeof missingHere>;

/** What approving against the central office's word would lead to. */
const poolWarnings = ['not-funded', 'elsewhere', 'other-agreement', 'limit'] as const;
const advice = {
  granted: z.int(),
  remaining: z.int(),
  agreementNumber: z.string().nullable(),
  warning: z.enum(poolWarnings).nullable(),
};

const application = z.strictObject({ centralUrl: requiredLine(300), code: line(60).min(1) });

export const sync = {
  status: task({ permission: 'signed-in', evenOnFullDisk: true, input: z.strictObject({}), output: syncStatus }),
  /** What was approved to travel, by the state of its delivery, the newest first. */
  listDeliveries: query({
    permission: 'signed-in',
    input: z.strictObject({ state: z.enum(deliveryStates).nullable(), ...pageRequest }),
    output: z.object({ rows: z.array(deliveryRow), next: z.string().nullable(), total: z.int() }),
  }),
  /** Binds this case file to the central office with a one-time code. */
  enrol: task({ permission: ['administrator'], input: application, output: syncStatus }),
  /** A new key for a case file that is enrolled; the former one is given up, and what waits is sent under the new one. */
  enrolAgain: task({ permission: ['administrator'], input: application, output: syncStatus }),
  /** The same central office has moved; the key stays. */
  changeAddress: task({
    permission: ['administrator'],
    input: z.strictObject({ centralUrl: application.shape.centralUrl }),
    output: syncStatus,
  }),
  /** This file is the one to work with, whatever another with its key has said so far. */
  acceptThisFile: task({ permission: ['administrator'], input: z.strictObject({}), output: syncStatus }),
  /** Vouchers of another file with this key that could not be entered here, with what has to be entered; at most 200. */
  listMissingHere: query({ permission: 'signed-in', input: z.strictObject({}), output: z.array(missingHere) }),
  /** Deliveries by agreement number, order, ID wsparcia or person; at most 200, the newest first. */
  findDeliveries: query({
    permission: 'signed-in',
    input: z.strictObject({ text: requiredLine(100) }),
    output: z.object({ rows: z.array(deliveryRow), capped: z.boolean() }),
  }),
  /** Whether the stored receipt is the central office's word about what was sent; reckoned here, without a network. */
  checkReceipt: task({
    permission: 'signed-in',
    input: z.strictObject({ voucherId: id }),
    output: z.object({ verdict: z.enum(receiptVerdicts), keyId: z.string().nullable(), checkedAt: instant }),
  }),
  /** What a person has left at the central office, before an order is approved: advice, asked for a few seconds at most. */
  askPersonPool: task({
    permission: ['approver'],
    input: z.strictObject({ voucherId: id }),
    output: z.discriminatedUnion('asked', [
      z.object({ asked: z.literal(false) }),
      z.object({ asked: z.literal(true), ...advice }),
    ]),
  }),
  tryNow: task({ permission: 'signed-in', evenOnFullDisk: true, input: z.strictObject({}), output: syncStatus }),
};
