// A child process: the real central office over PostgreSQL, killed at random or at a labelled point.
import type { FastifyInstance } from 'fastify';
import { createCentral } from '../../central/app.ts';
import type { Database, Query } from '../../central/database.ts';
import { createEnrolmentCode } from '../../central/enrolment-codes.ts';
import { openPglite } from '../../central/pglite.ts';
import { openPostgres } from '../../central/postgres.ts';
import { funding } from '../support/central.ts';
import { breakDatabase } from './broken-central.ts';
import { createClock, createPath, onOrder, readPlan, say } from './child-side.ts';
import { readLedger } from './ledger.ts';
import type { CentralPlan } from './plans.ts';

const plan = readPlan<CentralPlan>();
const clock = createClock(plan.begunAtMs);
const { reach, spare } = createPath(plan.death);
const limits = { requestsPerMinute: 1_000_000, enrolmentsPerMinute: 10_000, numbersAtEnrolment: 50 };

/** Labels the statement that takes a batch in: between BEGIN and COMMIT, so that there is a moment before the commit. */
function watched(database: Database): Database {
  return {
    ...database,
    query: async <Row>(sql: string, values?: Parameters<Query>[1]) => {
      if (!sql.includes('ingest_batch')) return database.query<Row>(sql, values);
      const rows = await database.transaction(async (query) => {
        reach('ingest:begun');
        const judged = await query<Row>(sql, values);
        reach('ingest:before-commit');
        return judged;
      });
      reach('ingest:after-commit');
      return rows;
    },
  };
}

function watchAnswers(app: FastifyInstance): void {
  const isBatch = (url: string) => url.endsWith(':batch');
  app.addHook('onSend', async (request) => {
    if (isBatch(request.url)) reach('answer:before-send');
  });
  app.addHook('onResponse', async (request) => {
    if (isBatch(request.url)) reach('answer:sent');
  });
}

const database =
  plan.databaseUrl === null
    ? await openPglite({ folder: null, imageFolder: null })
    : await openPostgres(plan.databaseUrl, () => {});

async function serve(): Promise<{ stop(): Promise<void>; makeCodes(): Promise<string[]> }> {
  const { app, office } = await createCentral({
    database: breakDatabase(watched(database), plan.broken),
    masterSecret: Buffer.from(plan.masterSecret, 'hex'),
    funding,
    limits,
    now: clock.now,
    addRoutes: watchAnswers,
  });
  await app.listen({ host: '127.0.0.1', port: plan.port });
  return {
    stop: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
    makeCodes: async () => {
      const codes: string[] = [];
      for (let left = plan.codes; left > 0; left -= 1) codes.push((await createEnrolmentCode(office, '1212')).code);
      return codes;
    },
  };
}

let serving = await serve();
onOrder(async (order) => {
  switch (order.order) {
    case 'clock':
      return clock.jump(order.jumpMs);
    case 'clear':
      spare();
      clock.right();
      return say({ said: 'cleared' });
    case 'ledger':
      return say({ said: 'ledger', ledger: await readLedger(database) });
    case 'crash':
      await serving.stop();
      serving = await serve();
      return say({ said: 'ready', codes: [] });
    case 'stop':
      process.exit(0);
  }
});
say({ said: 'ready', codes: await serving.makeCodes() });
