// The central office over a PostgreSQL server that migrates, is busy, or is gone for a while in the middle of load.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Held, openDatabase, withDatabase } from '../../../central/open-database.ts';
import { readSettings } from '../../../central/settings.ts';
import { createCentralClient } from '../../../electron/sync/central-client.ts';
import { enrol } from '../../../electron/sync/enrolment.ts';
import { embeddedServer, openServer, type Server } from '../../faults/postgres.ts';
import { type Desk, freeze, pushOnce, toItem, toLine } from '../../support/central.ts';
import { ask, command, patiently, type Running, startCentral } from './running.ts';

const server: Server = await openServer();
if (server === embeddedServer) {
  const sentence = 'Tests over a PostgreSQL server are left out: install the package "postgresql".';
  if (process.env.CI !== undefined) throw new Error(sentence);
  process.stderr.write(`${sentence}\n`);
}
afterAll(() => server.stop());

describe.skipIf(server.databases === null)('over a PostgreSQL server', () => {
  let folder = '';
  let name = '';
  let environment: Readonly<Record<string, string>> = {};
  let running: Running;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'teczka-operations-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    name = `teczka_operations_${randomBytes(6).toString('hex')}`;
    const url = (await server.databases?.create(name, 'template1')) ?? '';
    environment = { DATABASE_URL: url, TECZKA_CENTRAL_FOLDER: folder };
  });
  afterEach(async () => {
    running.signal('SIGKILL');
    await running.ended;
    await server.databases?.drop(name);
  });

  /** A colleague of the central office's at the same database. */
  async function withOther<Value>(work: (other: pg.Client) => Promise<Value>): Promise<Value> {
    const other = new pg.Client({ connectionString: environment.DATABASE_URL });
    await other.connect();
    try {
      return await work(other);
    } finally {
      await other.end();
    }
  }

  async function enrolHere(county = '1212'): Promise<Desk> {
    const line = toLine();
    const [code = ''] = (await command(environment, '--new-code', county)).split(' ');
    const reply = await enrol(line, { centralUrl: running.url, code });
    if (!reply.ok) throw new Error(`enrolment failed: ${reply.failure.code}`);
    return { enrolment: reply.value, client: createCentralClient(line, reply.value) };
  }

  test('while another one migrates the database it lives and is not ready; then it is', async () => {
    await withOther(async (other) => {
      await other.query('BEGIN');
      await other.query('SELECT pg_advisory_xact_lock(7283451)');
      running = await startCentral(environment);
      await expect.poll(() => ask(`${running.url}/ready`), patiently).toBe(503);
      expect(await ask(`${running.url}/health`)).toBe(200);
      expect(await ask(`${running.url}/v1/sync-state`)).toBe(503);
      await other.query('COMMIT');
    });
    await running.serving;
    expect(await ask(`${running.url}/ready`)).toBe(200);
  });

  test('with a folder that lacks its master secret it ends with a sentence, and makes none; the right folder serves', async () => {
    running = await startCentral(environment);
    await running.serving;
    running.signal('SIGTERM');
    await running.ended;
    const elsewhere = join(folder, 'elsewhere');
    const other = { ...environment, TECZKA_CENTRAL_FOLDER: elsewhere };
    const sentence = `the master secret ${join(elsewhere, 'master-secret')} is missing`;
    await expect(command(other, '--list-workstations')).rejects.toThrow(sentence);
    running = await startCentral(other);
    await expect(running.serving).rejects.toThrow(sentence);
    expect(existsSync(join(elsewhere, 'master-secret'))).toBe(false);
    running = await startCentral(environment);
    await running.serving;
  });

  test('with no connection left it is not ready, and says so instead of hanging', async () => {
    running = await startCentral({ ...environment, DATABASE_CONNECTIONS: '1' });
    await running.serving;
    const desk = await enrolHere();
    await withOther(async (other) => {
      await other.query('BEGIN');
      await other.query('LOCK TABLE device');
      const waiting = desk.client.getSyncState();
      await expect.poll(() => ask(`${running.url}/ready`), patiently).toBe(503);
      expect(await ask(`${running.url}/health`)).toBe(200);
      await other.query('COMMIT');
      expect(await waiting).toMatchObject({ ok: true });
    });
    expect(await ask(`${running.url}/ready`)).toBe(200);
  });

  test('a lock that nobody lets go of is a 503 with Retry-After, and the batch is accepted later', async () => {
    running = await startCentral(environment);
    await running.serving;
    const desk = await enrolHere();
    const { voucherId: id, hash, body } = freeze(toItem());
    const push = () => desk.client.push({ auditHead: null, items: [{ id, hash, body }] });
    await withOther(async (other) => {
      await other.query('BEGIN');
      await other.query('LOCK TABLE feed_head');
      const reply = await push();
      expect(reply).toMatchObject({ ok: false, failure: { cause: 'http', status: 503, code: 'unavailable' } });
      expect(!reply.ok && reply.failure.retryAfterMs).toBeGreaterThan(0);
      await other.query('COMMIT');
    });
    const reply = await push();
    expect(reply.ok && reply.value.results[0]).toMatchObject({ outcome: 'accepted', replay: false });
  });

  test('a PostgreSQL that is killed under load ends in failures that are tried again; everything is there once', async () => {
    running = await startCentral(environment);
    await running.serving;
    const desks = await Promise.all(['1212', '1213', '1217', '1261'].map((county) => enrolHere(county)));
    let accepted = 0;
    const failures = new Set<string>();
    let isKilled = false;
    const deliver = async ({ client, enrolment }: Desk): Promise<void> => {
      for (let batch = 0; batch < 8; batch += 1) {
        const deliveries = Array.from({ length: 50 }, () => freeze(toItem({ countyTeryt: enrolment.countyTeryt })));
        const items = deliveries.map(({ voucherId: id, hash, body }) => ({ id, hash, body }));
        for (;;) {
          const reply = await client.push({ auditHead: null, items });
          if (reply.ok) {
            accepted += reply.value.results.filter(({ outcome }) => outcome === 'accepted').length;
            break;
          }
          failures.add(`${reply.failure.status} ${reply.failure.code}`);
          if (!isKilled) throw new Error(`failed without a cause: ${reply.failure.status} ${reply.failure.code}`);
        }
      }
    };
    const load = Promise.all(desks.map(deliver));
    await expect.poll(() => accepted, patiently).toBeGreaterThan(100);
    isKilled = true;
    await endConnections();
    await load;
    expect([...failures]).toEqual(['503 unavailable']);
    expect(accepted).toBe(1600);
    await withOther(async (other) => {
      const sql = 'SELECT count(*)::integer AS entries, count(DISTINCT voucher_id)::integer AS vouchers FROM entry';
      expect((await other.query(sql)).rows).toEqual([{ entries: 1600, vouchers: 1600 }]);
    });
    expect(await ask(`${running.url}/ready`)).toBe(200);
    expect(running.said().log).not.toContain('"msg":"internal"');
  });

  test('under the role that only serves the process works as usual, and that role cannot rewrite the ledger', async () => {
    const owning = environment;
    const role = `serving_${name}`;
    await withOther((owner) => owner.query(`CREATE ROLE ${role} LOGIN PASSWORD 'for-this-test'`));
    await command(owning, '--grant-app-role', role);
    const url = new URL(owning.DATABASE_URL ?? '');
    environment = { ...owning, DATABASE_URL: Object.assign(url, { username: role, password: 'for-this-test' }).href };
    running = await startCentral(environment);
    await running.serving;
    const [result] = await pushOnce(await enrolHere(), [freeze(toItem())]);
    expect(result?.outcome).toBe('accepted');
    await withOther(async (serving) => {
      await expect(serving.query('DELETE FROM entry')).rejects.toThrow('permission denied');
    });
    running.signal('SIGTERM');
    expect(await running.ended).toBe(0);
    environment = owning;
    await withOther((owner) => owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`));
  });

  /** The whole cluster where it is ours, else each connection to this database. */
  async function endConnections(): Promise<void> {
    if (server.kill !== null) return server.kill();
    const url = new URL(environment.DATABASE_URL ?? '');
    url.pathname = '/postgres';
    const other = new pg.Client({ connectionString: url.href });
    await other.connect();
    await other.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    await other.end();
  }

  test('a request ends after seconds, a command may read a whole ledger', async () => {
    running = await startCentral(environment);
    await running.serving;
    const [settings, log] = [readSettings(environment), pino({ level: 'silent' })];
    const askLimit = ({ database }: Held) => database.query('SHOW statement_timeout');
    expect(await withDatabase(settings, log, askLimit)).toEqual([{ statement_timeout: '0' }]);
    const served = await openDatabase(settings, log);
    expect(await askLimit(served)).toEqual([{ statement_timeout: '15s' }]);
    await served.close();
  });
});
