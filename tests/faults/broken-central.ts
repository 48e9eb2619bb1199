// Central offices that are wrong on purpose. The harness has to find each of them.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database, Query } from '../../central/database.ts';
import type { BrokenBuild } from './plans.ts';

export function breakDatabase(database: Database, broken: BrokenBuild | null): Database {
  switch (broken) {
    case 'no-idempotency':
      return withoutIdempotency(database);
    case 'central-answers-before-commit':
      return answeringBeforeCommit(database);
    default:
      return database;
  }
}

type Item = { id: string; orderNumber: number; receiptId: string };

/** What comes twice is taken for something new, as by an office that gives out its own ids; its answers look right. */
function withoutIdempotency(database: Database): Database {
  return { ...database, query: toForgetful(database.query) };
}

function toForgetful(query: Query): Query {
  return async <Row>(sql: string, values: Parameters<Query>[1] = []) => {
    if (!sql.includes('ingest_batch')) return query<Row>(sql, values);
    const batch: { items: Item[] } = JSON.parse(String(values[0]));
    for (const item of batch.items) {
      const known = await query('SELECT id FROM voucher WHERE id = $1', [item.id]);
      if (known.length === 0) continue;
      item.id = randomUUID();
      item.orderNumber += 1000 + Math.floor(Math.random() * 1_000_000);
    }
    return query<Row>(sql, [JSON.stringify(batch), ...values.slice(1)]);
  };
}

const commitLateMs = 60;

/** The answer to a batch goes out while the transaction is still open. */
function answeringBeforeCommit(database: Database): Database {
  const answerEarly: Query = (sql, values) =>
    new Promise((resolve, reject) => {
      const late = async (query: Query) => {
        resolve(await query(sql, values));
        await pause(commitLateMs);
      };
      database.transaction(late).catch(reject);
    });
  return {
    ...database,
    query: (sql, values) => (sql.includes('ingest_batch') ? answerEarly : database.query)(sql, values),
  };
}
