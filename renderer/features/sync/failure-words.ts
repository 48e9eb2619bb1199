// Why the central office could not be asked, and who mends it: each code that it may answer with has its own sentence.
import type { TFunction } from 'i18next';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import { connectionWords } from '../vouchers/delivery-words.ts';

type Words = { readonly sync: TFunction<'sync'>; readonly vouchers: TFunction<'vouchers'> };
type Failure = NonNullable<SyncStatus['lastFailure']>;

const known = [
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

/** What passes by itself; any other code needs somebody. */
const passing: readonly string[] = ['too-many-requests', 'unavailable', 'internal', 'too-large', 'nonce-replayed'];

/** "stanowisko zostało odwołane w urzędzie centralnym": to be put after a colon. */
export function failureWords(words: Words, { cause, code }: Failure): string {
  const named = known.find((one) => one === code);
  return named === undefined ? connectionWords(words.vouchers, cause) : words.sync(`failure.${named}`);
}

/** What somebody has to mend; everything else mends itself. */
export function needsHelp({ cause, code }: Failure): boolean {
  if (code === null) return cause === 'tls' || cause === 'auth';
  return !passing.includes(code);
}
