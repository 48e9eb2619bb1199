// Around the tests of the project 'server': a PostgreSQL of their own, thrown away afterwards.
import type { TestProject } from 'vitest/node';
import { openServer, type Server } from '../faults/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgresUrl: string;
  }
}

let server: Server | undefined;

export async function setup(project: TestProject): Promise<void> {
  server = await openServer({ isDurable: false });
  if (server.url === null) throw new Error('there is no PostgreSQL here');
  project.provide('postgresUrl', server.url);
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
