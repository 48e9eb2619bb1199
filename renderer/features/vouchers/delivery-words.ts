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

/** What an answer as a whole may say; an enrolment's own words apart. */
const answers = [
  'workstation-revoked',
  'workstation-unknown',
  'signature-missing',
  'signature-invalid',
  'clock-skew',
  'nonce-replayed',
  'schema-version',
  'not-found',
  'conflict',
  'bad-request',
  'too-large',
  'not-json',
  'unknown-coding',
  'too-many-requests',
  'unavailable',
  'internal',
] as const;
const connections = [...connectionCauses, 'unknown-voucher', ...answers] as const;

export const findConnection = (cause: string | null) => connections.find((one) => one === cause);

/** Why the central office could not be asked, or would not answer: "brak połączenia z siecią". */
export function connectionWords(t: TFunction<'vouchers'>, cause: string | null): string {
  return t(`connection.${findConnection(cause) ?? (cause === null ? 'none' : 'other')}`);
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
