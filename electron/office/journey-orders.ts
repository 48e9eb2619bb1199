// Each order in the order of the file: prepared by one, approved by another, or refused with the first reason that applies.
import type { Agreement } from '../../shared/contract/agreements.ts';
import type { Problem } from '../../shared/contract/problem.ts';
import type { Order, Voucher } from '../../shared/contract/vouchers.ts';
import { findProgramme, type Programme } from '../../shared/domain/programme.ts';
import { type QuoteResult, quoteOrder } from '../../shared/domain/quote.ts';
import { UnexpectedRefusal } from './desk.ts';
import type { Desks } from './journey-cases.ts';
import type { DeliveryWatch } from './journey-deliveries.ts';
import type { JourneyOrder } from './journey-files.ts';

export type Accepted = { readonly asked: JourneyOrder; readonly voucherId: string };
export type Refused = { readonly application_no: string; readonly line: number; readonly kind: string };

/** What was ordered under one agreement so far. */
type Ordered = { readonly voucherId: string; readonly vouchers: number };

export type OrderDesk = {
  /** Gives the voucher, or why there is none. */
  place(asked: JourneyOrder): Promise<Accepted | Refused>;
};

type OrderDeskParts = {
  readonly desks: Desks;
  readonly watch: DeliveryWatch;
  readonly programmes: readonly Programme[];
  /** By application; null where an eligible applicant's programme has no vouchers, none where nobody is eligible. */
  readonly agreements: ReadonlyMap<string, Agreement | null>;
};

export function openOrderDesk(parts: OrderDeskParts): OrderDesk {
  const byAgreement = new Map<string, Ordered[]>();
  return {
    async place(asked) {
      const refuse = (kind: string): Refused => ({ application_no: asked.applicationNo, line: asked.line, kind });
      const agreement = parts.agreements.get(asked.applicationNo);
      if (agreement === undefined) return refuse('not-eligible');
      if (agreement === null) return refuse('not-funded');
      const before = byAgreement.get(agreement.id) ?? [];
      const wanted = quote(parts.programmes, agreement, asked);
      await settleWhatMatters(parts, { agreement, before, wanted });
      if (countAccepted(parts.watch, before) >= agreement.ordersAllowed) return refuse('over-two-orders');
      const order = wanted.ok ? toOrder(asked) : undefined;
      if (!wanted.ok) return refuse(wanted.problem);
      if (order === undefined) return refuse('unusable');
      const prepared = await parts.desks.clerk.ask('vouchers.prepare', { agreementId: agreement.id, order });
      if (!prepared.ok) return refuse(kindOf(prepared.problem));
      const { id, quote: quoted } = await approve(parts.desks, prepared.value);
      byAgreement.set(agreement.id, [...before, { voucherId: id, vouchers: quoted.vouchers }]);
      return { asked, voucherId: id };
    },
  };
}

function quote(programmes: readonly Programme[], { programme, pool, ownPercent }: Agreement, { order }: JourneyOrder) {
  const rules = order.on === null ? undefined : findProgramme(programmes, programme, order.on);
  if (rules === undefined) return { ok: false, problem: 'not-funded' } as const;
  return quoteOrder(rules, order, { vouchersAvailable: pool.pool, ownPercent });
}

type Question = {
  readonly agreement: Agreement;
  readonly before: readonly Ordered[];
  readonly wanted: { readonly ok: boolean; readonly value?: QuoteResult };
};

/**
 * An order that the central office refuses neither counts nor takes from the pool. Only where that could change the
 * answer is its word awaited; everywhere else the file goes on.
 */
async function settleWhatMatters(
  { desks, watch }: OrderDeskParts,
  { agreement, before, wanted }: Question,
): Promise<void> {
  const standing = before.filter(({ voucherId }) => watch.find(voucherId)?.state !== 'refused');
  const left = standing.reduce((rest, { vouchers }) => rest - vouchers, agreement.pool.pool);
  const isTight = standing.length >= agreement.ordersAllowed || left < (wanted.value?.vouchers ?? 0);
  if (isTight)
    await watch.settle(
      standing.map(({ voucherId }) => voucherId),
      desks.approver,
    );
}

function countAccepted(watch: DeliveryWatch, ordered: readonly Ordered[]): number {
  return ordered.filter(({ voucherId }) => watch.find(voucherId)?.state !== 'refused').length;
}

async function approve({ clerk, approver }: Desks, prepared: Voucher): Promise<Voucher> {
  const submitted = await clerk.get('vouchers.submit', { id: prepared.id, seenVersion: prepared.version });
  return approver.get('vouchers.approve', { id: submitted.id, seenVersion: submitted.version });
}

/** undefined where the office's own form takes no such order. An exam has neither mode nor hours. */
function toOrder({ order }: JourneyOrder): Order | undefined {
  const { on, kind, category, hours, priceGrosze } = order;
  if (on === null || kind === null || category === null || priceGrosze === null) return undefined;
  if (priceGrosze > 100_000_000 || (hours ?? 0) > 10_000) return undefined;
  const about = { courseName: '', providerName: '(nie podano)', burNumber: '' };
  const course = kind === 'exam' ? { mode: null, hours: null } : { mode: order.mode, hours };
  return { on, kind, category, priceGrosze, zrk: order.zrk, ...course, ...about };
}

/** A pool with nothing left is what the central office calls limit-exceeded. */
function kindOf(problem: Problem): string {
  if (problem.kind !== 'refused') throw new UnexpectedRefusal('vouchers.prepare', problem);
  return problem.reason === 'pool-exhausted' ? 'limit-exceeded' : problem.reason;
}
