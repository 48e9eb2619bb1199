// Why a delivery waits or was refused, as sentences. Codes come from outside: one that is unknown has a sentence too.
import type { TFunction } from 'i18next';
import { connectionCauses } from '../../../shared/contract/problem.ts';
import type { Delivery } from '../../../shared/contract/vouchers.ts';
import { itemCodes } from '../../../shared/wire/batch.ts';
import { type VoucherText, voucherCount } from './voucher-words.ts';

const refusals = [...itemCodes, 'voucher-refused', 'conflict', 'invalid'] as const;

/** Refusals that a clerk can't mend by another order. */
const forAdministrator: readonly string[] = [
  'other-content',
  'hash-mismatch',
  'unreadable',
  'unknown-schema',
  'schema',
  'other-id',
  'other-county',
  'conflict',
  'invalid',
];

/** Why the central office could not be asked: "brak połączenia z siecią". */
export function connectionWords(t: TFunction<'vouchers'>, cause: string | null): string {
  if (cause === null) return t('connection.none');
  const known = [...connectionCauses, 'unknown-voucher' as const].find((one) => one === cause);
  return t(`connection.${known ?? 'other'}`);
}

/** Why it was refused, with what was granted and what remains where the central office said so. */
export function refusalSentence(t: VoucherText, { cause, facts }: Delivery): string {
  const known = refusals.find((one) => one === cause);
  const sentence = t(`vouchers:refusal.${known ?? 'other'}`);
  const { granted, remaining } = facts ?? {};
  if (typeof granted !== 'number' || typeof remaining !== 'number') return sentence;
  const counts = { granted: voucherCount(granted), remaining: voucherCount(remaining) };
  return `${sentence} ${t('vouchers:refusal.limitFacts', counts)}`;
}

/** What to do about a refusal. */
export function afterRefusal(t: VoucherText, { cause }: Delivery): string {
  if (cause === 'limit-exceeded') return t('vouchers:delivery.nextLimit');
  const isForAdministrator = cause === null || forAdministrator.includes(cause);
  return t(isForAdministrator ? 'vouchers:delivery.nextAdmin' : 'vouchers:delivery.next');
}
