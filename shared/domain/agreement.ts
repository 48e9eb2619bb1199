// The agreement (umowa): its numbers, its term, and what an order under it must meet.
import { type Answer, granted, type Objection, objectTo } from './answer.ts';
import { addBusinessDays } from './business-days.ts';
import { addDays, addMonths, type CalendarDate } from './calendar.ts';
import type { VoucherRules } from './voucher-rules.ts';

/** The number of an agreement from its counter: KK 17 is "WKK/0017", KKZ 17 is "WZ/0017Z". */
export function agreementNumber({ numbering }: VoucherRules, counter: number): string {
  const { prefix, postfix, counterDigits } = numbering;
  return `${prefix.value}${String(counter).padStart(counterDigits.value, '0')}${postfix.value}`;
}

/** An order's number: the agreement's, a slash, and which order of the agreement it is. */
export function orderReference(rules: VoucherRules, counter: number, order: number): string {
  return `${agreementNumber(rules, counter)}/${order}`;
}

/** ID wsparcia, under which the person signs up for a course in BUR. */
export function supportId(rules: VoucherRules, counter: number, order: number): string {
  return `${rules.numbering.supportIdPrefix.value}${orderReference(rules, counter, order)}`;
}

/** The last day to pay the own contribution. */
export function contributionDueOn({ contributionDueBusinessDays }: VoucherRules, signedOn: CalendarDate): CalendarDate {
  return addBusinessDays(signedOn, contributionDueBusinessDays.value);
}

/** The last day of an agreement that begins on a day. */
export function lastDayOfTerm({ agreementTerm }: VoucherRules, validFrom: CalendarDate): CalendarDate {
  const { count, unit } = agreementTerm.value;
  return addDays(unit === 'days' ? addDays(validFrom, count) : addMonths(validFrom, count), -1);
}

/** The day whose rates an order is quoted by. */
export function anchorDateOf(
  { anchorDate }: VoucherRules,
  { orderedOn, agreementSignedOn }: { orderedOn: CalendarDate; agreementSignedOn: CalendarDate },
): CalendarDate {
  switch (anchorDate.value) {
    case 'order-date':
      return orderedOn;
    case 'agreement-date':
      return agreementSignedOn;
  }
}

/** An order of an agreement; one that was refused, sent back for good, cancelled or withdrawn does not count. */
export interface NumberedOrder {
  readonly orderNumber: number;
  readonly counts: boolean;
}

/** The next order's number; a number once given is never given again. Refused when the agreement has all it may have. */
export function nextOrderNumber(
  { maxOrders }: VoucherRules,
  orders: readonly NumberedOrder[],
): Answer<number, Objection<'over-two-orders'>> {
  const counted = orders.filter(({ counts }) => counts).length;
  if (counted >= maxOrders.value) return objectTo('over-two-orders', { counted, allowed: maxOrders.value });
  return granted(Math.max(0, ...orders.map(({ orderNumber }) => orderNumber)) + 1);
}

export interface SignedAgreement {
  /** null: a draft. */
  readonly signedOn: CalendarDate | null;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate;
  readonly categories: readonly string[];
}

/** Whether an order of a category on a day is within the agreement. */
export function checkOrderWithin(
  agreement: SignedAgreement,
  { on, category }: { readonly on: CalendarDate; readonly category: string },
): Answer<SignedAgreement, Objection<'agreement-not-signed' | 'agreement-term' | 'category-not-recommended'>> {
  const { signedOn, validFrom, validTo, categories } = agreement;
  if (signedOn === null) return objectTo('agreement-not-signed');
  if (on < validFrom || on > validTo) return objectTo('agreement-term', { on, validFrom, validTo });
  if (!categories.includes(category)) return objectTo('category-not-recommended', { category });
  return granted(agreement);
}
