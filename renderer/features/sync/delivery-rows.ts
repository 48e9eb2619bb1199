import type { DeliveryRow, Voucher } from '../../../shared/contract/vouchers.ts';

/** A voucher travels once it is approved, its withdrawal once both are. */
export function toDeliveryRows(voucher: Voucher): DeliveryRow[] {
  const { id, delivery, withdrawal } = voucher;
  const own = delivery === null ? [] : [{ id, kind: 'voucher' as const, delivery, voucher }];
  if (withdrawal === null || withdrawal.delivery === null) return own;
  return [...own, { id: withdrawal.id, kind: 'withdrawal', delivery: withdrawal.delivery, voucher }];
}
