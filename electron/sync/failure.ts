// Why the central office could not be asked: six causes, told apart once, here.
import type { connectionCauses } from '../../shared/contract/problem.ts';

export type FailureCause = (typeof connectionCauses)[number];

export type Failure = {
  readonly cause: FailureCause;
  /** Of the answer, if there was one. */
  readonly status: number | null;
  /** Of the central office's problem document, if it was one: clock-skew, code-expired … */
  readonly code: string | null;
  readonly retryAfterMs: number | null;
};

export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

export function failWith(cause: FailureCause, details: Partial<Failure> = {}): { ok: false; failure: Failure } {
  return { ok: false, failure: { status: null, code: null, retryAfterMs: null, ...details, cause } };
}

/** The answer's own word where it has one. */
export function wordOf({ cause, code }: Failure): string {
  return code ?? cause;
}

/** What an answer says by its status alone: a proxy's, or one of a central office that lost its words. */
const codesByStatus: Readonly<Record<number, string>> = {
  409: 'conflict',
  413: 'too-large',
  415: 'not-json',
  426: 'schema-version',
  429: 'too-many-requests',
};

/** null for a status that only something else than the central office says so: a sign-in page, a wrong address. */
export function codeOfStatus(status: number): string | null {
  return codesByStatus[status] ?? (status >= 500 ? 'unavailable' : null);
}

/** TLS words of OpenSSL and undici, and Chromium's. */
const tlsWords = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)/;
const timeoutWords = /TimeoutError|TIMED?_?OUT(?!.*CONNECT)|HEADERS_TIMEOUT|BODY_TIMEOUT/;
/** Somebody answers, but it isn't HTTP, or sends us elsewhere as the sign-in page of a foreign network does. */
const protocolWords =
  /HPE_|HTTPParserError|unexpected redirect|redirect policy|INVALID_HTTP|INVALID_RESPONSE|ERR_EMPTY_RESPONSE|CONTENT_DECODING/;

/** The cause of what fetch threw. */
export function causeOf(thrown: unknown): FailureCause {
  const words = listWords(thrown).join(' ');
  if (protocolWords.test(words)) return 'protocol';
  if (/CONNECT_TIMEOUT/.test(words)) return 'offline';
  if (timeoutWords.test(words)) return 'timeout';
  if (tlsWords.test(words)) return 'tls';
  return 'offline';
}

/** Names, codes and messages down the chain of causes. */
function listWords(thrown: unknown): string[] {
  if (!(thrown instanceof Error)) return [];
  const code = 'code' in thrown ? String(thrown.code) : '';
  return [thrown.name, code, thrown.message, ...listWords(thrown.cause)];
}

/** Seconds or a date (RFC 9110), at most a day; null when it says neither. */
export function readRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const waitMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(waitMs, 0), 86_400_000);
}
