import type { Agreement } from '../../../shared/contract/agreements.ts';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import type { Delivery, Order, Voucher, Withdrawal } from '../../../shared/contract/vouchers.ts';
import { toCalendarDate } from '../../../shared/domain/calendar.ts';
import { type QuoteResult, quoteOrder } from '../../../shared/domain/quote.ts';
import { day, idOf, rules } from '../cases/fake-core.ts';

const on = toCalendarDate('2026-11-22');
const colleagueId = idOf(2);

export const languageCourse: Order = {
  kind: 'course',
  category: 'language',
  mode: 'group',
  hours: 60,
  priceGrosze: 1300,
  zrk: null,
  on,
  courseName: 'Angielski A2',
  providerName: 'Szkoła Próbna',
  burNumber: '',
};

export const dearExam: Order = {
  ...languageCourse,
  kind: 'exam',
  mode: null,
  hours: null,
  zrk: 'no',
  priceGrosze: 72_000,
};

/** By the product's own rules and arithmetic. */
export function quoted(order: Order, vouchersAvailable = 180): QuoteResult {
  const answer = quoteOrder(rules.kk, order, { vouchersAvailable, ownPercent: null });
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}

export function fictionalAgreement(part: Partial<Agreement> = {}): Agreement {
  return {
    id: idOf(20),
    caseId: idOf(10),
    programme: 'KK',
    number: 'WKK/0017',
    state: 'signed',
    signedOn: on,
    validFrom: on,
    validTo: toCalendarDate('2027-11-21'),
    categories: ['language', 'it'],
    ownPercent: 13,
    contributionDueOn: null,
    pool: { asOf: on, pool: 180, reserved: 0, committed: 0, left: 180 },
    ordersCounted: 0,
    ordersAllowed: 2,
    ruleSetHash: 'a'.repeat(64),
    createdAt: day,
    version: 1,
    ...part,
  };
}

/** Prepared by a colleague of whoever is signed in, unless told otherwise. */
export function fictionalVoucher(part: Partial<Voucher> = {}): Voucher {
  const order = part.order ?? languageCourse;
  return {
    id: idOf(30),
    agreementId: idOf(20),
    caseId: idOf(10),
    caseNumber: 'KK/1212/2026/A00001',
    agreementNumber: 'WKK/0017',
    programme: 'KK',
    personId: idOf(11),
    personName: 'Jan Zmyślony',
    orderNumber: 1,
    state: 'submitted',
    order,
    quote: quoted(order),
    ruleSetHash: 'a'.repeat(64),
    preparedBy: colleagueId,
    preparedAt: day,
    submittedBy: colleagueId,
    submittedAt: day,
    approvedBy: null,
    approvedAt: null,
    reason: null,
    delivery: null,
    revocation: null,
    withdrawal: null,
    version: 2,
    ...part,
  };
}

const toPart = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Shaped like the central office's; nobody signed it. */
const receipt = [
  toPart({ alg: 'EdDSA', typ: 'teczka-receipt', kid: 'centre-1' }),
  toPart({
    receiptId: '0d5a8a53-7a52-4d0c-9a54-0e2a5f0d9c11',
    voucherId: idOf(30),
    hash: 'c'.repeat(64),
    supportId: 'RPMP.10.03.00-12-0435/16_WKK/0017/1',
    acceptedAt: day,
    seq: 41,
    epoch: '5a1f64de-0f5e-4d5b-8f0a-111111111111',
    keyId: 'centre-1',
  }),
  'A'.repeat(86),
].join('.');

const waiting: Delivery = {
  state: 'waiting',
  queuedAt: day,
  attempts: 3,
  cause: 'offline',
  facts: null,
  nextTryAt: day,
  settledAt: null,
  supportId: null,
  receipt: null,
};

export const deliveries = {
  waiting,
  acknowledged: {
    ...waiting,
    state: 'acknowledged',
    cause: null,
    nextTryAt: null,
    settledAt: day,
    supportId: 'RPMP.10.03.00-12-0435/16_WKK/0017/1',
    receipt,
  },
  refused: {
    ...waiting,
    state: 'refused',
    cause: 'limit-exceeded',
    facts: { granted: 150, remaining: 30 },
    nextTryAt: null,
    settledAt: day,
  },
} satisfies Record<Delivery['state'], Delivery>;

/** The central office will not take it as it is. */
export const quarantined: Delivery = { ...waiting, cause: 'schema', facts: { pointers: '/vouchers /order/hours' } };

export const approvedVoucher = (delivery: Delivery, part: Partial<Voucher> = {}): Voucher =>
  fictionalVoucher({ state: 'approved', approvedBy: idOf(3), approvedAt: day, delivery, version: 3, ...part });

/** By a colleague of whoever is signed in. */
export const requestedWithdrawal: Withdrawal = {
  id: idOf(50),
  state: 'requested',
  reason: 'person-resigned',
  note: 'Zmieniła pracę.',
  requestedBy: colleagueId,
  requestedAt: day,
  approvedBy: null,
  approvedAt: null,
  setAsideBy: null,
  setAsideAt: null,
  answer: null,
  delivery: null,
  version: 1,
};

export function fictionalStatus(part: Partial<SyncStatus> = {}): SyncStatus {
  return {
    enrolled: true,
    centralUrl: 'https://centrala.example',
    workstationId: 'stanowisko-1',
    waiting: 1,
    quarantined: 0,
    refused: 0,
    acknowledged: 0,
    oldestWaitingAt: day,
    lastExchangeAt: day,
    lastFailure: null,
    nextTryAt: day,
    inFlight: false,
    alarms: [],
    clockOffsetSeconds: 0,
    otherFileAt: null,
    missingHere: 0,
    ...part,
  };
}
