// npm run bench:strategies -- --json: how a person's pool is kept whole when many offices grant at once, four ways beside
// each other on one PostgreSQL. docs/decisions/0008-pool-under-concurrency.md keeps the reason for ours.
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openServer } from '../tests/faults/postgres.ts';
import { describeMachine } from './machine.ts';
import { median, round as toDigits } from './statistics.ts';
import { type Strategy, strategies, tablesSql } from './strategies-sql.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const [cellMs, rounds] = [Number(values.seconds) * 1000, Number(values.rounds)];

/** Grants a transaction. */
const batchSize = 10;
const [cap, vouchers] = [120, 10];
const spreadPeople = 100_000;
const hotPeople = 20;
/** After so many tries the next twenty people come: two in three of these fit into their pools. */
const triesOfHotPeople = 360;

const crowds = ['spread', 'hot'] as const;
type Cell = { readonly strategy: Strategy; readonly clients: number; readonly crowd: (typeof crowds)[number] };
type Run = { readonly perSecond: number; readonly retriedPercent: number; readonly overTheCap: number };

/** Gives whom the next batch is about, in one order as every batch of ours. */
function createCrowd(crowd: Cell['crowd']): () => string[] {
  let tries = 0;
  const next = () => {
    if (crowd === 'spread') return `p${Math.floor(Math.random() * spreadPeople)}`;
    tries += 1;
    return `p${Math.floor(tries / triesOfHotPeople)}-${Math.floor(Math.random() * hotPeople)}`;
  };
  return () => Array.from({ length: batchSize }, next).sort();
}

const passing = new Set(['40001', '40P01']);

/** False where another transaction was in the way. */
async function tryOnce(client: pg.Client, { sql, isolation }: Strategy, people: readonly string[]): Promise<boolean> {
  try {
    await client.query(`BEGIN ISOLATION LEVEL ${isolation}`);
    await client.query(sql, [people, people.map(() => randomUUID()), vouchers, cap]);
    await client.query('COMMIT');
    return true;
  } catch (error) {
    await client.query('ROLLBACK');
    if (error instanceof pg.DatabaseError && passing.has(error.code ?? '')) return false;
    throw error;
  }
}

async function run(clients: readonly pg.Client[], { strategy, crowd }: Cell): Promise<Run> {
  const [first] = clients;
  if (first === undefined) throw new Error('nobody pushes');
  await first.query('TRUNCATE fund, granted');
  const next = createCrowd(crowd);
  let [decided, batches, retries] = [0, 0, 0];
  const begunAt = performance.now();
  const push = async (client: pg.Client) => {
    while (performance.now() < begunAt + cellMs) {
      const people = next();
      while (!(await tryOnce(client, strategy, people))) retries += 1;
      decided += people.length;
      batches += 1;
    }
  };
  await Promise.all(clients.map(push));
  const seconds = (performance.now() - begunAt) / 1000;
  const { rows } = await first.query<{ over: number }>(
    `SELECT count(*)::integer AS over FROM (
      SELECT person FROM granted GROUP BY person HAVING sum(vouchers) > $1) AS too_much`,
    [cap],
  );
  return {
    perSecond: Math.round(decided / seconds),
    retriedPercent: toDigits((100 * retries) / (batches + retries), 1),
    overTheCap: rows[0]?.over ?? 0,
  };
}

async function connect(url: string, count: number): Promise<pg.Client[]> {
  const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  return clients;
}

/** The rounds take turns over the cells, so that a busy minute is everybody's. */
async function measure(url: string) {
  const clients = await connect(url, 8);
  await clients[0]?.query(tablesSql);
  const cells = crowds.flatMap((crowd) =>
    [1, 8].flatMap((count) => strategies.map((strategy) => ({ strategy, clients: count, crowd, runs: [] as Run[] }))),
  );
  // The first round only warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const cell of cells) {
      const figures = await run(clients.slice(0, cell.clients), cell);
      if (round > 0) cell.runs.push(figures);
    }
    process.stderr.write(`round ${round} of ${rounds}\n`);
  }
  await Promise.all(clients.map((client) => client.end()));
  return cells.map(({ strategy, clients: count, crowd, runs }) => ({
    ...{ strategy: strategy.words, clients: count, crowd },
    perSecond: median(runs.map(({ perSecond }) => perSecond)),
    retriedPercent: median(runs.map(({ retriedPercent }) => retriedPercent)),
    /** In all rounds together. */
    overTheCap: runs.reduce((sum, { overTheCap }) => sum + overTheCap, 0),
  }));
}

type Figures = Awaited<ReturnType<typeof measure>>;

/** A row a strategy; beside the grants its share of ours. */
function toTable(figures: Figures): string {
  const places = crowds.flatMap((crowd) => [1, 8].map((clients) => ({ crowd, clients })));
  const heads = places.map(({ crowd, clients }) => `${crowd}, ${clients}`);
  const find = (words: string, place: (typeof places)[number]) =>
    figures.find((each) => each.strategy === words && each.crowd === place.crowd && each.clients === place.clients);
  const rows = strategies.map(({ words }) => {
    const cells = places.map((place) => {
      const [own, ours] = [find(words, place), find(strategies[0].words, place)];
      return `${own?.perSecond} (${toDigits((own?.perSecond ?? 0) / (ours?.perSecond ?? 1))} ×)`;
    });
    const all = figures.filter(({ strategy }) => strategy === words);
    const retried = Math.max(...all.map(({ retriedPercent }) => retriedPercent));
    const over = all.reduce((sum, { overTheCap }) => sum + overTheCap, 0);
    return `| ${[words, ...cells, `${retried} %`, over].join(' | ')} |`;
  });
  const head = `| Grants a second | ${heads.join(' | ')} | begun again, at most | people over the cap |`;
  return [head, `| --- |${' --: |'.repeat(places.length + 2)}`, ...rows, ''].join('\n');
}

async function main(): Promise<number> {
  const server = await openServer();
  if (server.databases === null) {
    process.stderr.write('There is no PostgreSQL here: install the package "postgresql".\n');
    return 2;
  }
  const name = `teczka_strategies_${process.pid}`;
  try {
    const figures = await measure(await server.databases.create(name, 'template1'));
    const machine = describeMachine();
    const report = { machine, server: server.words, rounds, secondsARun: cellMs / 1000, batchSize, figures };
    const { at, cores, processor, node, loadBefore } = machine;
    const where = `${at.slice(0, 10)}, ${cores} × ${processor}, Node ${node}, ${server.words}, load ${loadBefore}`;
    process.stdout.write(values.json ? `${JSON.stringify(report, null, 1)}\n` : `${where}\n\n${toTable(figures)}`);
    return 0;
  } finally {
    await server.databases.drop(name);
    await server.stop();
  }
}

process.exitCode = await main();
