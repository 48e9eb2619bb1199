// Why the central office could not be asked, and who mends it: each code that it may answer with has its own sentence.
import type { TFunction } from 'i18next';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import { connectionWords, findConnection } from '../vouchers/delivery-words.ts';

type Failure = NonNullable<SyncStatus['lastFailure']>;

/** What passes by itself; any other code needs somebody. */
const passing: readonly string[] = ['too-many-requests', 'unavailable', 'internal', 'too-large', 'nonce-replayed'];

/** "stanowisko zostało odwołane w urzędzie centralnym": to be put after a colon. */
export function failureWords(t: TFunction<'vouchers'>, { cause, code }: Pick<Failure, 'cause' | 'code'>): string {
  return connectionWords(t, findConnection(code) ?? cause);
}

/** The key that this file has is none there: it needs a new one. */
export function isKeyRefused({ code }: Failure): boolean {
  return code === 'workstation-revoked' || code === 'workstation-unknown';
}

/** What somebody has to mend; everything else mends itself. */
export function needsHelp({ cause, code }: Failure): boolean {
  if (code === null) return cause === 'tls' || cause === 'auth';
  return !passing.includes(code);
}

const named = ['workstation-revoked', 'schema-version', 'clock-skew', 'tls'] as const;

/** In as few words as the footer has room for. */
export function shortTrouble(failure: Failure): (typeof named)[number] | 'help' | 'busy' | 'offline' {
  if (needsHelp(failure)) return named.find((one) => one === (failure.code ?? failure.cause)) ?? 'help';
  return failure.cause === 'http' ? 'busy' : 'offline';
}
