// A central office in a process of its own, on a database that can be set back to when everybody had enrolled.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openPostgres } from '../central/postgres.ts';
import { type Enrolment, enrol } from '../electron/sync/enrolment.ts';
import { freePort } from '../tests/faults/postgres.ts';
import { toLine } from '../tests/support/central.ts';
import { type Child, launch } from './child.ts';
import type { Databases } from './place.ts';
import type { CentralPlan } from './push-central.ts';

export type CentralOffice = {
  /** Enrols a workstation a county, in the counties' order; the database keeps them. */
  enrol(counties: readonly string[]): Promise<Enrolment[]>;
  /** Starts it over a fresh copy of that database; the address stays the same. */
  start(watching?: Watching): Promise<Running>;
  /** A copy of that database alone. */
  copy(): Promise<{ readonly url: string; drop(): Promise<void> }>;
};
type Watching = { readonly keepsIngests?: boolean; readonly profileFolder?: string | null };
type Running = Child & {
  readonly databaseUrl: string;
  /** Stops it and drops its database. */
  stop(): Promise<void>;
};

export async function openCentral(databases: Databases): Promise<CentralOffice> {
  const original = await databases.create();
  await (await openPostgres(original, () => {})).close();
  const address = { masterSecret: randomBytes(32).toString('hex'), port: await freePort() };
  const startOn = (databaseUrl: string, { keepsIngests = false, profileFolder = null }: Watching) =>
    launch({
      entry: './push-central.ts',
      plan: { ...address, databaseUrl, keepsIngests } satisfies CentralPlan,
      profileFolder,
    });
  const copy = async () => {
    const url = await databases.create(original);
    return { url, drop: () => databases.drop(url) };
  };
  return {
    copy,
    enrol: async (counties) => {
      const central = await startOn(original, {});
      const enrolments: Enrolment[] = [];
      for (const county of counties) {
        const code = await central.ask<string>(`code ${county}`);
        const reply = await enrol(toLine(), { centralUrl: `http://127.0.0.1:${address.port}`, code });
        if (!reply.ok) throw new Error(`enrolment failed: ${reply.failure.cause}`);
        enrolments.push(reply.value);
      }
      await central.end();
      return enrolments;
    },
    start: async (watching = {}) => {
      const { url, drop } = await copy();
      const central = await startOn(url, watching);
      return {
        ...central,
        databaseUrl: url,
        stop: async () => {
          await central.end();
          await drop();
        },
      };
    },
  };
}

/** A connection of its own to a database, for as long as `work` takes. */
export async function withClient<Value>(url: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
