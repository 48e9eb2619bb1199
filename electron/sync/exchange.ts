// One signed request and its answer, with every way in which it can fail sorted into a cause.
import { createHash } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { z } from 'zod';
import { type ProblemCode, type ProblemDocument, problemDocument, readProblemCode } from '../../shared/wire/problem.ts';
import {
  signatureLabel,
  signedComponents,
  toSignatureBase,
  toSignatureParameters,
} from '../../shared/wire/signature.ts';
import { instant } from '../../shared/wire/values.ts';
import { causeOf, codeOfStatus, failWith, type Reply, readRetryAfter } from './failure.ts';
import type { Signer } from './workstation-key.ts';

export type Line = {
  /** Node's fetch, or an Electron session's. */
  readonly fetch: typeof fetch;
  /** ISO 8601 in UTC. */
  readonly now: () => string;
  /** At least 16 characters of [A-Za-z0-9_-], never the same twice. */
  readonly newNonce: () => string;
  readonly timeoutMs?: number;
  /** How far the central office's clock is ahead of this computer's, whenever an answer tells; negative for behind. */
  readonly onClock?: (offsetMs: number) => void;
};

export type Exchange = <Schema extends z.ZodType>(question: Question<Schema>) => Promise<Reply<z.output<Schema>>>;

type Question<Schema extends z.ZodType> = {
  readonly method: 'GET' | 'POST';
  /** With its query; the central office's address goes before it. */
  readonly path: string;
  readonly body?: Body;
  /** For a question that somebody waits for. */
  readonly timeoutMs?: number;
  readonly answer: Schema;
};

export type Body = { readonly bytes: Uint8Array; readonly isPacked: boolean };

/** JSON, packed with zstd only where the central office reads that. */
export function toBody(content: unknown, isPacked = false): Body {
  const text = Buffer.from(JSON.stringify(content));
  return { bytes: isPacked ? zstdCompressSync(text) : text, isPacked };
}

type Identity = { readonly keyId: string; readonly sign: Signer };

const usualTimeoutMs = 20_000;
const answerBytesLimit = 8 * 1024 * 1024;
const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The address without a trailing slash, or undefined: https only, http for this computer alone. */
export function findCentralAddress(typed: string): string | undefined {
  const url = URL.parse(typed.trim());
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopbackHosts.has(url.hostname))) return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** What a new signature mends is signed once more; a clock that differs is measured: business dates never move. */
export function openExchange(line: Line, centralUrl: string, identity: Identity): Exchange {
  let offsetMs = 0;
  return async (question) => {
    const ask = () => askOnce(line, toRequest(line, { centralUrl, identity, question, offsetMs }));
    let answered = await ask();
    if (isProblem(answered, 'clock-skew')) {
      offsetMs = Date.parse(answered.document.serverTime) - Date.parse(line.now());
      answered = await ask();
    }
    // A copy made on the way came first and has used up the nonce.
    if (isProblem(answered, 'nonce-replayed')) answered = await ask();
    return conclude(answered, question);
  };
}

function isProblem(answered: Answered, code: ProblemCode): answered is Extract<Answered, { kind: 'problem' }> {
  return answered.kind === 'problem' && readProblemCode(answered.document) === code;
}

type Circumstances = {
  readonly centralUrl: string;
  readonly identity: Identity;
  readonly question: Question<z.ZodType>;
  readonly offsetMs: number;
};

function toRequest(line: Line, { centralUrl, identity, question, offsetMs }: Circumstances): Request | undefined {
  const address = findCentralAddress(centralUrl);
  if (address === undefined) return undefined;
  const { method, path, body, timeoutMs = line.timeoutMs ?? usualTimeoutMs } = question;
  const targetUri = `${address}${path}`;
  const bytes = body?.bytes ?? Buffer.alloc(0);
  const digest = `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
  const values = { '@method': method, '@target-uri': targetUri, 'content-digest': digest };
  const parameters = toSignatureParameters({
    createdSeconds: Math.floor((Date.parse(line.now()) + offsetMs) / 1000),
    nonce: line.newNonce(),
    keyId: identity.keyId,
  });
  const base = toSignatureBase(
    signedComponents.map((name) => ({ name, value: values[name] })),
    parameters,
  );
  const headers = {
    accept: 'application/json, application/problem+json',
    'content-digest': digest,
    'signature-input': `${signatureLabel}=${parameters}`,
    signature: `${signatureLabel}=:${Buffer.from(identity.sign(base)).toString('base64')}:`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(body?.isPacked ? { 'content-encoding': 'zstd' } : {}),
  };
  return { targetUri, timeoutMs, init: { method, headers, ...(body === undefined ? {} : { body: bytes }) } };
}

type Request = { readonly targetUri: string; readonly timeoutMs: number; readonly init: RequestInit };
type Answered =
  | { readonly kind: 'json'; readonly json: unknown; readonly status: number }
  | { readonly kind: 'problem'; readonly document: ProblemDocument; readonly retryAfterMs: number | null }
  | ReturnType<typeof toFailed>;

function toFailed(...details: Parameters<typeof failWith>) {
  return { kind: 'failed' as const, ...failWith(...details) };
}

async function askOnce(line: Line, request: Request | undefined): Promise<Answered> {
  if (request === undefined) return toFailed('protocol');
  const askedAt = Date.parse(line.now());
  try {
    const response = await line.fetch(request.targetUri, {
      ...request.init,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(request.timeoutMs),
    });
    const bytes = await readBytes(response);
    if (!isAsSent(response, bytes)) return toFailed('protocol', { status: response.status });
    const answered = sort(response, bytes?.toString('utf8'), line);
    compareClocks(line, askedAt, answered);
    return answered;
  } catch (thrown) {
    return toFailed(causeOf(thrown));
  }
}

const timed = z.object({ serverTime: instant });

/** Against the middle of the way there and back. */
function compareClocks({ now, onClock }: Line, askedAt: number, answered: Answered): void {
  const told = answered.kind === 'json' ? answered.json : answered.kind === 'problem' ? answered.document : null;
  const stated = timed.safeParse(told);
  if (onClock === undefined || !stated.success) return;
  onClock(Date.parse(stated.data.serverTime) - (askedAt + Date.parse(now())) / 2);
}

/** The body, or undefined when it is larger than any answer of ours. */
async function readBytes(response: Response): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > answerBytesLimit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Whether the body is what its Content-Digest names (RFC 9530), where it has one and no proxy packed it anew. */
function isAsSent({ headers }: Response, bytes: Buffer | undefined): boolean {
  const stated = /sha-256=:([^:]+):/.exec(headers.get('content-digest') ?? '')?.[1];
  if (stated === undefined || bytes === undefined || headers.has('content-encoding')) return true;
  return stated === createHash('sha256').update(bytes).digest('base64');
}

function sort(response: Response, text: string | undefined, line: Line): Answered {
  const { status } = response;
  const json = parseJson(text);
  if (status === 200) return json === undefined ? toFailed('protocol', { status }) : { kind: 'json', json, status };
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), Date.parse(line.now()));
  const problem = problemDocument.safeParse(json);
  if (problem.success && readProblemCode(problem.data) !== null) {
    return { kind: 'problem', document: problem.data, retryAfterMs };
  }
  // A proxy before the central office may say these without our words; anything else is not the central office.
  const code = codeOfStatus(status);
  return toFailed(code === null ? 'protocol' : 'http', { status, code, retryAfterMs });
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function conclude<Schema extends z.ZodType>(answered: Answered, { answer }: Question<Schema>): Reply<z.output<Schema>> {
  switch (answered.kind) {
    case 'failed':
      return { ok: false, failure: answered.failure };
    case 'problem': {
      const { status } = answered.document;
      // Signed well, and come too late: that passes.
      const isUnknown = (status === 401 || status === 403) && !isProblem(answered, 'nonce-replayed');
      const cause = isUnknown ? 'auth' : 'http';
      const { retryAfterMs } = answered;
      return failWith(cause, { status, code: readProblemCode(answered.document), retryAfterMs });
    }
    case 'json': {
      const parsed = answer.safeParse(answered.json);
      return parsed.success ? { ok: true, value: parsed.data } : failWith('protocol', { status: answered.status });
    }
  }
}
