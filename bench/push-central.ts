// A child process: the real central office over a PostgreSQL. It can keep the statements that took batches in.
import { createCentral } from '../central/app.ts';
import type { Database } from '../central/database.ts';
import { createEnrolmentCode } from '../central/enrolment-codes.ts';
import { openPostgres } from '../central/postgres.ts';
import { funding } from '../tests/support/central.ts';
import { readPlan, serveParent } from './child.ts';

export type CentralPlan = {
  readonly databaseUrl: string;
  readonly port: number;
  readonly masterSecret: string;
  /** Whether to keep what is asked of the ingest statement, for a ceiling to be measured with. */
  readonly keepsIngests: boolean;
};
export type Ingest = { readonly sql: string; readonly values: readonly unknown[] };

/** Nobody is held off: what one server can take is the question. */
const limits = { requestsPerMinute: 10_000_000, enrolmentsPerMinute: 10_000_000, numbersAtEnrolment: 50 };
const plan = readPlan<CentralPlan>();
const ingests: Ingest[] = [];

function watched(database: Database): Database {
  return {
    ...database,
    query: (sql, values) => {
      if (sql.includes('ingest_batch')) ingests.push({ sql, values: values ?? [] });
      return database.query(sql, values);
    },
  };
}

const database = await openPostgres(plan.databaseUrl, () => {});
const { app, office } = await createCentral({
  database: plan.keepsIngests ? watched(database) : database,
  masterSecret: Buffer.from(plan.masterSecret, 'hex'),
  funding,
  limits,
});
await app.listen({ host: '127.0.0.1', port: plan.port });

serveParent(null, {
  ingests: () => ingests,
  code: async (county) => (await createEnrolmentCode(office, county)).code,
  rssBytes: () => process.memoryUsage.rss(),
  end: async () => {
    app.server.closeAllConnections();
    await app.close();
    await database.close();
  },
});
