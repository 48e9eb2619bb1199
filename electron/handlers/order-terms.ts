// What an order comes to under its agreement today, or why it may not be made.
import type { RefusalReason } from '../../shared/contract/problem.ts';
import type { Order } from '../../shared/contract/vouchers.ts';
import { anchorDateOf, checkOrderWithin, nextOrderNumber } from '../../shared/domain/agreement.ts';
import { type Answer, granted, type Objection, objectTo } from '../../shared/domain/answer.ts';
import { type QuoteResult, quoteOrder } from '../../shared/domain/quote.ts';
import { leftFrom } from '../../shared/domain/voucher-ledger.ts';
import type { QueryContext } from '../core/context.ts';
import type { StoredAgreement } from '../database/agreements.ts';
import { listOrders } from '../database/voucher-acts.ts';
import { bookingDay, ledgerOf } from './pool.ts';
import { getRules } from './rules.ts';

type Context = Pick<QueryContext, 'db' | 'world' | 'programmes'>;
type Rules = ReturnType<typeof getRules>;

type OrderTerms = {
  readonly rules: Rules;
  readonly quote: QuoteResult;
  readonly orderNumber: number;
  /** What the pool has left after it. */
  readonly leftAfter: number;
};

type Asked = Answer<OrderTerms, Objection<RefusalReason>>;

/** Asks in this order: signed, orders left, funded, usable, within term and categories, anything left of the pool. */
export function reckonOrder(context: Context, agreement: StoredAgreement, order: Order): Asked {
  const { signedOn, programme, ownPercent } = agreement;
  if (signedOn === null) return objectTo('agreement-not-signed');
  const rules = getRules(context, programme, order.on);
  const { vouchers } = rules.programme;
  if (vouchers === null) return objectTo('no-vouchers-in-programme', { programme });
  const number = nextOrderNumber(vouchers, listOrders(context.db, agreement.id));
  if (!number.ok) return number;
  const on = anchorDateOf(vouchers, { orderedOn: order.on, agreementSignedOn: signedOn });
  const left = leftFrom(ledgerOf(context.db, agreement), bookingDay(context, agreement));
  const quoted = quoteOrder(rules.programme, { ...order, on }, { vouchersAvailable: left, ownPercent });
  if (!quoted.ok) return objectTo(quoted.problem);
  const within = checkOrderWithin(agreement, order);
  if (!within.ok) return within;
  const quote = quoted.value;
  if (quote.vouchers === 0) return refuseNothing(left, quote);
  return granted({ rules, quote, orderNumber: number.value, leftAfter: left - quote.vouchers });
}

/** An order of no vouchers is none: the pool has too few for an hour, or the price is below one voucher. */
function refuseNothing(left: number, { vouchersPerHour }: QuoteResult): Asked {
  return left < (vouchersPerHour ?? 1) ? objectTo('pool-exhausted', { left }) : objectTo('unusable');
}
