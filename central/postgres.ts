// A PostgreSQL server, as real offices use it.
import pg from 'pg';
import { type Database, DatabaseAway, type Query, type SqlValue } from './database.ts';
import { migrate } from './schema.ts';

type Lost = (reason: string) => void;

type PoolOptions = {
  readonly connections: number;
  /** Whether a statement may take as long as it takes: nobody waits for an answer but whoever typed the command. */
  readonly isPatient?: boolean;
};

export const usualConnections = 8;
/** Shorter than a workstation waits for an answer (20 s), so that it hears of trouble instead of guessing. */
const statementMs = 15_000;
const lockMs = 10_000;
/** Ours say a sentence and end: one that idles so long lost its central office. */
const idleInTransactionMs = 30_000;
/** Of our own clock, for a server that is gone without a word: later than the server itself would end the statement. */
const answerMs = 18_000;

/** Opens a pool and brings the schema up to date. `onLost` hears of connections that break while idle. */
export async function openPostgres(
  connectionString: string,
  onLost: Lost,
  { connections, isPatient = false }: PoolOptions = { connections: usualConnections },
): Promise<Database> {
  const line = {
    connectionString,
    application_name: 'teczka-central',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  };
  // A step over a large ledger may take as long as it takes, and so may another office that is at it.
  const patient = toDatabase(new pg.Pool({ ...line, max: 1 }), onLost);
  try {
    await migrate(patient);
  } finally {
    await patient.close();
  }
  const limits = {
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    query_timeout: answerMs,
  };
  return toDatabase(new pg.Pool({ ...line, max: connections, ...(isPatient ? {} : limits) }), onLost);
}

function toDatabase(pool: pg.Pool, onLost: Lost): Database {
  // Without a listener a restart of PostgreSQL would end this process.
  pool.on('error', (error) => onLost(error.message));
  return {
    kind: 'server',
    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    query: toQuery(pool),
    transaction: (work) => inTransaction(pool, work),
    script: async (sql) => void (await answerOf(pool.query(sql))),
    close: () => pool.end(),
  };
}

type Asked = { query(sql: string, values: SqlValue[]): Promise<{ rows: unknown[] }> };

function toQuery(target: Asked): Query {
  // The caller's Row states the columns that its SQL names.
  return async <Row>(sql: string, values: readonly SqlValue[] = []) =>
    (await answerOf(target.query(sql, [...values]))).rows as Row[];
}

/** Connection failures, a shortage of resources, an operator's stop, a statement or a lock that took too long. */
const away = /^(08|53|57|55P03|25P03)/;

/** What was asked, with every trouble of the line told apart from a wrong question. */
async function answerOf<Value>(asked: Promise<Value>): Promise<Value> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) throw error;
    const code = 'code' in error && typeof error.code === 'string' ? error.code : 'no connection';
    // PostgreSQL's own refusals have a SQLSTATE and mean the question; the driver's and the system's mean the line.
    if (error instanceof pg.DatabaseError && !away.test(code)) throw error;
    throw new DatabaseAway(code);
  }
}

async function inTransaction<Value>(pool: pg.Pool, work: (query: Query) => Promise<Value>): Promise<Value> {
  const client = await answerOf(pool.connect());
  let broken: Error | undefined;
  // A connection that breaks between two statements says so here, and without a listener that would end this process.
  const onBroken = (error: Error) => {
    broken = error;
  };
  client.on('error', onBroken);
  try {
    await answerOf(client.query('BEGIN'));
    const value = await work(toQuery(client));
    await answerOf(client.query('COMMIT'));
    return value;
  } catch (error) {
    broken = (await rollBack(client)) ?? broken;
    throw error;
  } finally {
    client.off('error', onBroken);
    client.release(broken);
  }
}

/** The fault of a connection that can't even roll back: the pool must not hand it out again. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('rollback failed');
  }
}
