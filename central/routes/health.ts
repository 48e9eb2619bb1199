// Whether the process lives, whether it can serve, and what it serves.
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Database } from '../database.ts';
import { HttpProblem } from '../http-problem.ts';
import type { Office } from '../office.ts';

const state = z.object({ state: z.literal('ok') });
/** Longer without an answer, or without a free connection, is as good as away. */
const answersWithinMs = 2_000;

export function addHealth(app: FastifyInstance, { database, traffic }: Office): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/health', { schema: { summary: 'The process lives', response: { 200: state } } }, async () => ({
    state: 'ok' as const,
  }));
  routes.get('/ready', { schema: { summary: 'The database answers', response: { 200: state } } }, async () => {
    if (traffic.isClosing() || !(await answers(database))) throw new HttpProblem('unavailable');
    return { state: 'ok' as const };
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

async function answers({ query }: Database): Promise<boolean> {
  const patience = new AbortController();
  const asked = query('SELECT 1').then(
    () => true,
    () => false,
  );
  const late = pause(answersWithinMs, false, { signal: patience.signal }).catch(() => false);
  const isThere = await Promise.race([asked, late]);
  patience.abort();
  return isThere;
}
