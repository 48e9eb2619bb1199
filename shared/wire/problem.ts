// Why a request as a whole fails: RFC 9457 problem documents with stable types. No text here names a person.
import { z } from 'zod';
import { instant } from './values.ts';

const known = {
  'bad-request': { status: 400, title: 'Żądanie jest niezrozumiałe', detail: 'The request does not fit the schema.' },
  'signature-missing': { status: 401, title: 'Brak podpisu', detail: 'The request is not signed as agreed.' },
  'signature-invalid': { status: 401, title: 'Nieprawidłowy podpis', detail: 'The signature does not fit.' },
  'workstation-unknown': { status: 401, title: 'Nieznane stanowisko', detail: 'No workstation has this key id.' },
  'clock-skew': { status: 401, title: 'Zegar stanowiska odbiega', detail: 'Sign again with the server time.' },
  'nonce-replayed': { status: 401, title: 'Powtórzone żądanie', detail: 'This nonce was used before.' },
  'workstation-revoked': { status: 403, title: 'Stanowisko odwołane', detail: 'This workstation was revoked.' },
  'code-unknown': { status: 403, title: 'Nieznany kod', detail: 'No such enrolment code.' },
  'code-used': { status: 403, title: 'Kod już wykorzystano', detail: 'The enrolment code was used before.' },
  'code-expired': { status: 403, title: 'Kod wygasł', detail: 'The enrolment code has expired.' },
  'not-found': { status: 404, title: 'Nie ma takiego adresu', detail: 'There is nothing at this address.' },
  'too-large': { status: 413, title: 'Żądanie jest za duże', detail: 'Send fewer items at once.' },
  'not-json': { status: 415, title: 'Nieobsługiwany format', detail: 'Bodies are application/json.' },
  'unknown-coding': { status: 415, title: 'Nieobsługiwane kodowanie', detail: 'Bodies come as they are, or as zstd.' },
  'schema-version': { status: 426, title: 'Wersja umowy nieobsługiwana', detail: 'This schema version is not read.' },
  'too-many-requests': { status: 429, title: 'Zbyt wiele żądań', detail: 'Wait as long as Retry-After says.' },
  internal: { status: 500, title: 'Błąd urzędu centralnego', detail: 'A fault of the central office.' },
  unavailable: { status: 503, title: 'Urząd centralny niedostępny', detail: 'The database cannot be asked now.' },
} as const satisfies Record<string, { status: number; title: string; detail: string }>;

export type ProblemCode = keyof typeof known;
// Its own keys, and no others.
export const problemCodes = Object.keys(known) as ProblemCode[];
const typePrefix = 'urn:teczka:problem:';

export const problemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  traceId: z.string(),
  /** The centre's clock, for one that differs. */
  serverTime: instant,
  /** JSON pointers to what does not fit. */
  pointers: z.array(z.string()).optional(),
});
export type ProblemDocument = z.infer<typeof problemDocument>;

type Circumstances = {
  readonly traceId: string;
  readonly serverTime: string;
  readonly pointers?: readonly string[] | undefined;
};

export function toProblemDocument(code: ProblemCode, { pointers, ...when }: Circumstances): ProblemDocument {
  const found = { type: `${typePrefix}${code}`, ...known[code], ...when };
  return pointers === undefined ? found : { ...found, pointers: [...pointers] };
}

/** The code of a problem document of ours, or null for anybody else's. */
export function readProblemCode({ type }: ProblemDocument): string | null {
  return type.startsWith(typePrefix) ? type.slice(typePrefix.length) : null;
}
