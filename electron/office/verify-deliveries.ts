// Each approved voucher and withdrawal against its outbox entry, each acknowledged one against its receipt.
import { createHash } from 'node:crypto';
import type { CentreKey } from '../../shared/wire/receipt.ts';
import { voucherItem } from '../../shared/wire/voucher.ts';
import { withdrawalItem } from '../../shared/wire/withdrawal.ts';
import type { ReadDatabase } from '../database/connection.ts';
import { type CheckedDelivery, listCheckedDeliveries } from '../database/self-check.ts';
import { verifyReceipt } from '../sync/receipts.ts';

export type DeliveryFaults = {
  readonly checked: number;
  readonly acknowledged: number;
  /** Ids of items whose frozen text is not what its hash names, or not what the voucher or the withdrawal says. */
  readonly bodies: readonly string[];
  /** Ids with the fault of their receipt. */
  readonly receipts: readonly string[];
};

const atOnce = 500;

export function checkDeliveries(db: ReadDatabase, centreKeys: readonly CentreKey[]): DeliveryFaults {
  const bodies: string[] = [];
  const receipts: string[] = [];
  let [checked, acknowledged, after] = [0, 0, ''];
  for (;;) {
    const page = listCheckedDeliveries(db, after, atOnce);
    for (const delivery of page) {
      if (!isFrozenAsStated(delivery)) bodies.push(delivery.id);
      const fault = findReceiptFault(delivery, centreKeys);
      if (fault !== null) receipts.push(`${delivery.id} ${fault}`);
      checked += 1;
      if (delivery.state === 'acknowledged') acknowledged += 1;
      after = delivery.id;
    }
    if (page.length < atOnce) return { checked, acknowledged, bodies, receipts };
  }
}

function isFrozenAsStated({ body, hash, ...stated }: CheckedDelivery): boolean {
  if (createHash('sha256').update(body).digest('hex') !== hash) return false;
  if (stated.kind === 'withdrawal') return isWithdrawalAsStated(body, stated);
  const read = voucherItem.safeParse(parseJson(body));
  if (!read.success) return false;
  const { id, orderNumber, vouchers, agreementNumber } = read.data;
  return (
    id === stated.id &&
    orderNumber === stated.orderNumber &&
    vouchers === stated.vouchers &&
    agreementNumber === stated.agreementNumber
  );
}

function isWithdrawalAsStated(body: string, stated: Omit<CheckedDelivery, 'body' | 'hash'>): boolean {
  const read = withdrawalItem.safeParse(parseJson(body));
  if (!read.success) return false;
  const { id, voucherId, reason, approvedBy } = read.data;
  return (
    id === stated.id && voucherId === stated.voucherId && reason === stated.reason && approvedBy === stated.approvedBy
  );
}

function findReceiptFault(delivery: CheckedDelivery, centreKeys: readonly CentreKey[]): string | null {
  const { state, receipt, supportId } = delivery;
  if (state !== 'acknowledged') return receipt === null ? null : 'unexpected';
  if (receipt === null) return 'missing';
  const verified = verifyReceipt(receipt, { ...delivery, centreKeys });
  if (!verified.ok) return verified.fault;
  return verified.value.supportId === supportId ? null : 'other-support-id';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
