// A PostgreSQL server, as real offices use it.
import pg from 'pg';
import type { Database, Query, SqlValue } from './database.ts';
import { migrate } from './schema.ts';

type Lost = (reason: string) => void;

/** Opens a pool and brings the schema up to date. `onLost` hears of connections that break while idle. */
export async function openPostgres(connectionString: string, onLost: Lost): Promise<Database> {
  const pool = new pg.Pool({ connectionString, max: 8, connectionTimeoutMillis: 5_000, statement_timeout: 20_000 });
  // Without a listener a restart of PostgreSQL would end this process.
  pool.on('error', (error) => onLost(error.message));
  const database: Database = {
    kind: 'server',
    query: toQuery(pool),
    transaction: (work) => inTransaction(pool, work),
    script: async (sql) => void (await pool.query(sql)),
    close: () => pool.end(),
  };
  try {
    await migrate(database);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return database;
}

type Asked = { query(sql: string, values: SqlValue[]): Promise<{ rows: unknown[] }> };

function toQuery(target: Asked): Query {
  // The caller's Row states the columns that its SQL names.
  return async <Row>(sql: string, values: readonly SqlValue[] = []) =>
    (await target.query(sql, [...values])).rows as Row[];
}

async function inTransaction<Value>(pool: pg.Pool, work: (query: Query) => Promise<Value>): Promise<Value> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that breaks between two statements says so here, and without a listener that would end this process.
  const onBroken = (error: Error) => {
    broken = error;
  };
  client.on('error', onBroken);
  try {
    await client.query('BEGIN');
    const value = await work(toQuery(client));
    await client.query('COMMIT');
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
