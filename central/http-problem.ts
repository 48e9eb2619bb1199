// Every failure leaves as a problem document (RFC 9457); what went wrong inside stays in the log, under the trace id.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { type ProblemCode, toProblemDocument } from '../shared/wire/problem.ts';
import { DatabaseAway } from './database.ts';
import type { Office } from './office.ts';

type Advice = { readonly retryAfterSeconds?: number; readonly headers?: Readonly<Record<string, string>> };

/** Thrown by a route or a hook; the error handler answers with it. */
export class HttpProblem extends Error {
  readonly problemCode: ProblemCode;
  readonly headers: Readonly<Record<string, string>>;
  constructor(code: ProblemCode, { retryAfterSeconds, headers = {} }: Advice = {}) {
    super(code);
    this.problemCode = code;
    this.headers = retryAfterSeconds === undefined ? headers : { ...headers, 'retry-after': String(retryAfterSeconds) };
  }
}

type Verdict = {
  readonly code: ProblemCode;
  readonly pointers?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
};

const byFastifyCode: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'not-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad-request',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad-request',
};
/** A PostgreSQL that begins again, or a busy one: a few seconds help. */
const databaseAway: Verdict = { code: 'unavailable', headers: { 'retry-after': '3' } };

export function answerWithProblems(app: FastifyInstance, office: Office): void {
  const send = (request: FastifyRequest, reply: FastifyReply, { code, pointers, headers = {} }: Verdict) => {
    const document = toProblemDocument(code, { traceId: request.id, serverTime: office.now(), pointers });
    // As bytes: problem documents aren't among a route's response schemas.
    return reply
      .code(document.status)
      .headers(headers)
      .type('application/problem+json')
      .serializer((text: string) => text)
      .send(JSON.stringify(document));
  };
  app.setNotFoundHandler((request, reply) => send(request, reply, { code: 'not-found' }));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const verdict = judge(error);
    if (verdict.code === 'internal' || verdict.code === 'unavailable') {
      // Only kinds and places: a database error's message may quote a row.
      office.log.error(
        { traceId: request.id, kind: error.name, code: error.code, stack: toPlaces(error) },
        verdict.code,
      );
    }
    return send(request, reply, verdict);
  });
}

function judge(error: FastifyError): Verdict {
  if (error instanceof HttpProblem) return { code: error.problemCode, headers: error.headers };
  if (error instanceof DatabaseAway) return databaseAway;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const pointers = error.validation.map((each) => each.instancePath);
    return { code: pointers.includes('/schema') ? 'schema-version' : 'bad-request', pointers };
  }
  if (error.statusCode === 429) return { code: 'too-many-requests' };
  const known = byFastifyCode[error.code ?? ''];
  if (known !== undefined) return { code: known };
  if (error.statusCode === 400) return { code: 'bad-request' };
  return { code: 'internal' };
}

/** Without the message, which may have lines of its own. */
function toPlaces({ stack = '', message }: Error): string[] {
  const places = stack.slice(stack.lastIndexOf(message) + message.length);
  return places.split('\n').filter((line) => /^ +at .*:\d+:\d+\)?$/.test(line));
}
