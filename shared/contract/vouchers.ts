// A voucher: one order of N vouchers for one category under one agreement, and its delivery to the central office.
import { z } from 'zod';
import { calendarDate } from '../domain/calendar.ts';
import { quoteResult } from '../domain/quote.ts';
import { courseModes, orderKinds, withdrawalReasons, yesNo } from '../domain/vocabulary.ts';
import { withdrawalStates } from '../domain/withdrawal.ts';
import { command, loggedQuery, query } from './operation.ts';
import { facts, refusalReasons } from './problem.ts';
import {
  category,
  grosze,
  id,
  instant,
  line,
  pageRequest,
  programmeCode,
  requiredLine,
  seenVersion,
  text,
} from './values.ts';

/** What is ordered. Price is per training hour for a course, for the whole exam for an exam. */
export const order = z.strictObject({
  kind: z.enum(orderKinds),
  category,
  mode: z.enum(courseModes).nullable(),
  hours: z.int().min(1).max(10_000).nullable(),
  priceGrosze: grosze.min(1).max(100_000_000),
  zrk: z.enum(yesNo).nullable(),
  /** The anchor date that picks the rule. */
  on: calendarDate,
  courseName: line(300),
  providerName: requiredLine(200),
  burNumber: line(60),
});
export type Order = z.infer<typeof order>;

const voucherStates = ['prepared', 'submitted', 'sent-back', 'approved', 'cancelled'] as const;
export type VoucherState = (typeof voucherStates)[number];

/** What orders are listed by: their state, or that a colleague wants an approved one back and nobody has decided. */
export const listedStates = [...voucherStates, 'withdrawal-requested'] as const;
export type ListedState = (typeof listedStates)[number];

export const deliveryStates = ['waiting', 'acknowledged', 'refused'] as const;

/** Approval is one fact, delivery another: waiting, acknowledged with a receipt, or refused with a cause. */
const delivery = z.object({
  state: z.enum(deliveryStates),
  queuedAt: instant,
  attempts: z.int().min(0),
  /** Why it was refused. While waiting: why the last try failed, as a cause of the connection or the answer's own code. */
  cause: z.string().nullable(),
  /** Beside the cause of what the central office said of this very item: of a waiting one, that it is quarantined. */
  facts: facts.nullable(),
  /** While waiting. */
  nextTryAt: instant.nullable(),
  settledAt: instant.nullable(),
  /** ID wsparcia, from the receipt. */
  supportId: z.string().nullable(),
  /** The central office's signed receipt as received. */
  receipt: z.string().nullable(),
});
export type Delivery = z.infer<typeof delivery>;

/** The central office will not take it as it is, and has not refused it: it waits, and is sent again now and then. */
export const isQuarantined = ({ state, facts: said }: Delivery): boolean => state === 'waiting' && said !== null;

/** An approved voucher asked back: an item of its own with its own delivery, queued once the voucher is acknowledged. */
export const withdrawal = z.object({
  id,
  state: z.enum(withdrawalStates),
  reason: z.enum(withdrawalReasons),
  /** Stays in the office. */
  note: z.string(),
  requestedBy: id,
  requestedAt: instant,
  approvedBy: id.nullable(),
  approvedAt: instant.nullable(),
  /** Of one that a colleague declined or that was taken back. */
  setAsideBy: id.nullable(),
  setAsideAt: instant.nullable(),
  /** Why a colleague declined. */
  answer: z.string().nullable(),
  delivery: delivery.nullable(),
  version: seenVersion,
});
export type Withdrawal = z.infer<typeof withdrawal>;

export const voucher = z.object({
  id,
  agreementId: id,
  caseId: id,
  caseNumber: z.string(),
  agreementNumber: z.string(),
  programme: programmeCode,
  personId: id,
  personName: z.string(),
  /** Given on submission: 1 or 2; an order that no longer counts keeps its number. */
  orderNumber: z.int().min(1),
  state: z.enum(voucherStates),
  order,
  /** The amounts of the order as quoted when it was prepared or last changed, with every step. */
  quote: quoteResult,
  ruleSetHash: z.string(),
  preparedBy: id,
  preparedAt: instant,
  submittedBy: id.nullable(),
  submittedAt: instant.nullable(),
  approvedBy: id.nullable(),
  approvedAt: instant.nullable(),
  /** Why a colleague sent it back. */
  reason: z.string().nullable(),
  delivery: delivery.nullable(),
  /** Accepted once, taken back by the central office since; an empty reason is another workstation's withdrawal. */
  revocation: z.object({ reason: z.string(), revokedAt: instant }).nullable(),
  /** The newest one. */
  withdrawal: withdrawal.nullable(),
  version: seenVersion,
});
export type Voucher = z.infer<typeof voucher>;

/** What travels: a voucher or its withdrawal, whose id is its own. */
export const deliveryRow = z.object({ id, kind: z.enum(['voucher', 'withdrawal']), delivery, voucher });
export type DeliveryRow = z.infer<typeof deliveryRow>;

const seen = z.strictObject({ id, seenVersion });
const explanation = text(2000).min(1);

export const vouchers = {
  list: query({
    permission: 'signed-in',
    input: z.strictObject({
      state: z.enum(listedStates).nullable(),
      agreementId: id.nullable(),
      ...pageRequest,
    }),
    output: z.object({ rows: z.array(voucher), next: z.string().nullable(), total: z.int() }),
  }),
  get: loggedQuery({ permission: 'signed-in', input: z.strictObject({ id }), output: voucher }),
  /** What the order would come to, with steps and what would be left; stores nothing. */
  quote: query({
    permission: ['clerk', 'approver'],
    input: z.strictObject({ agreementId: id, order }),
    output: z.discriminatedUnion('fits', [
      z.object({ fits: z.literal(true), quote: quoteResult, leftAfter: z.int() }),
      z.object({ fits: z.literal(false), reason: z.enum(refusalReasons) }),
    ]),
  }),
  prepare: command({
    permission: ['clerk'],
    input: z.strictObject({ agreementId: id, order }),
    output: voucher,
  }),
  /** Only prepared or sent-back ones. */
  change: command({ permission: ['clerk'], input: z.strictObject({ id, seenVersion, order }), output: voucher }),
  /** Reserves the vouchers. */
  submit: command({ permission: ['clerk'], input: seen, output: voucher }),
  /** Commits them and queues the delivery, frozen, in the same transaction. Whoever prepared it may not. */
  approve: command({ permission: ['approver'], input: seen, output: voucher }),
  sendBack: command({
    permission: ['approver'],
    input: z.strictObject({ id, seenVersion, reason: explanation }),
    output: voucher,
  }),
  /** Gives up a prepared or sent-back order. */
  cancel: command({ permission: ['clerk'], input: seen, output: voucher }),
  /** Asks that an approved one be taken back, whole. */
  requestWithdrawal: command({
    permission: ['clerk'],
    input: z.strictObject({ id, seenVersion, reason: z.enum(withdrawalReasons), note: text(2000) }),
    output: voucher,
  }),
  /** By the withdrawal's id. Freezes it; it travels once the voucher is acknowledged. Whoever asked may not. */
  approveWithdrawal: command({ permission: ['approver'], input: seen, output: voucher }),
  /** By the withdrawal's id. */
  declineWithdrawal: command({
    permission: ['approver'],
    input: z.strictObject({ id, seenVersion, answer: explanation }),
    output: voucher,
  }),
  /** By the withdrawal's id: whoever asked takes the request back. */
  cancelWithdrawal: command({ permission: ['clerk'], input: seen, output: voucher }),
};
