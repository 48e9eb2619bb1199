// Puts the central office together: one Fastify app over one database.
import { createHash, randomUUID } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { type Logger, pino } from 'pino';
import { batchBytesLimit } from '../shared/wire/batch.ts';
import { problemDocument } from '../shared/wire/problem.ts';
import { demandWorkstation, keepSigners } from './authentication.ts';
import { admitBatches, createGate } from './back-pressure.ts';
import { keepBodyBytes } from './bodies.ts';
import type { Database } from './database.ts';
import { answerWithProblems } from './http-problem.ts';
import { openLedgerLife } from './ledger-life.ts';
import { measureProcess, measureRequests } from './measures.ts';
import { createMetrics } from './metrics.ts';
import type { Funding, Limits, Office } from './office.ts';
import { addEnrolments } from './routes/enrolments.ts';
import { addHealth } from './routes/health.ts';
import { addLedger } from './routes/ledger.ts';
import { addNumberBlocks } from './routes/number-blocks.ts';
import { addVouchers } from './routes/vouchers.ts';
import { deriveSecrets } from './secrets.ts';
import { createTraffic, watchTraffic } from './traffic.ts';

export type CentralOptions = {
  readonly database: Database;
  /** 32 bytes that are not in the database. */
  readonly masterSecret: Uint8Array;
  readonly funding: Funding;
  /** ISO 8601 in UTC; the system's clock by default. */
  readonly now?: () => string;
  readonly limits?: Partial<Limits>;
  /** How workstations address this office, where a proxy stands in front; without a trailing slash. */
  readonly publicUrl?: string | null;
  /** Addresses or ranges, parted by commas, whose word about a workstation's address is taken; this computer's by default. */
  readonly trustedProxies?: string;
  readonly log?: Logger;
  /** Further routes of whoever runs this office. */
  readonly addRoutes?: (app: FastifyInstance, office: Office) => void;
};

/** Beside each route's answer: every failure is one of these (RFC 9457). */
const problemResponse = {
  description: 'Why the request as a whole failed',
  content: { 'application/problem+json': { schema: problemDocument } },
};
const usualLimits: Limits = {
  // A county's workstations may share an address.
  requestsPerMinute: 6000,
  enrolmentsPerMinute: 20,
  numbersAtEnrolment: 500,
  batchesAtOnce: 6,
  batchesInHouse: 256,
  batchesPerWorkstation: 32,
  longestWaitMs: 10_000,
};
/** A body of a mebibyte on a slow line; a workstation doesn't wait longer for its answer either. */
const requestTimeoutMs = 30_000;

/** The app, ready to listen, and what its routes are given. Closing the app leaves the database open. */
export async function createCentral(options: CentralOptions): Promise<{ app: FastifyInstance; office: Office }> {
  const { database, funding, now = () => new Date().toISOString(), publicUrl = null, trustedProxies } = options;
  const secrets = deriveSecrets(options.masterSecret);
  const limits = { ...usualLimits, ...options.limits };
  const metrics = createMetrics();
  measureProcess(metrics, database);
  const office: Office = {
    database,
    secrets,
    life: await openLedgerLife({ database, secrets, now }),
    funding,
    limits,
    gate: createGate(limits, metrics),
    traffic: createTraffic(),
    metrics,
    now,
    log: options.log ?? pino({ level: 'silent' }),
    publicUrl: publicUrl?.replace(/\/$/, '') ?? null,
    trustedProxies: trustedProxies ?? 'loopback',
  };
  return { app: await assemble(office, options.addRoutes), office };
}

async function assemble(office: Office, addRoutes: CentralOptions['addRoutes']): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: batchBytesLimit,
    requestTimeout: requestTimeoutMs,
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    // As long as any address may be: what is wrong with a part of it, its schema says, in a problem document.
    routerOptions: { maxParamLength: 16_384 },
    // Behind a proxy everybody's address would be the proxy's, and all offices would share one rate limit.
    trustProxy: office.publicUrl === null ? false : office.trustedProxies,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  keepBodyBytes(app);
  keepSigners(app);
  watchTraffic(app, office);
  answerWithProblems(app, office);
  measureRequests(app, office);
  logRequests(app, office);
  digestAnswers(app);
  await app.register(rateLimit, { max: office.limits.requestsPerMinute, timeWindow: '1 minute' });
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Teczka: urząd centralny', version: '1' } },
    transform: jsonSchemaTransform,
  });
  app.addHook('onRoute', ({ schema }) => {
    const responses = schema?.response;
    if (typeof responses === 'object' && responses !== null) Object.assign(responses, { default: problemResponse });
  });
  addHealth(app, office);
  addEnrolments(app, office);
  addRoutes?.(app, office);
  await app.register(async (signed) => {
    demandWorkstation(signed, office);
    admitBatches(signed, office);
    addVouchers(signed, office);
    addLedger(signed, office);
    addNumberBlocks(signed, office);
  });
  await app.ready();
  return app;
}

/** RFC 9530: a refusal carries no signature, so that an answer altered on the way has to show by this. */
function digestAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply, payload) => {
    if (typeof payload !== 'string') return;
    reply.header('content-digest', `sha-256=:${createHash('sha256').update(payload).digest('base64')}:`);
  });
}

/** The route's pattern, never the address: and no header, no body. */
function logRequests(app: FastifyInstance, { log }: Office): void {
  app.addHook('onResponse', async (request, reply) => {
    log.info(
      {
        traceId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        tookMs: Math.round(reply.elapsedTime),
        workstation: request.workstation?.id ?? null,
      },
      'request',
    );
  });
}
