// Whether the process lives, whether it can serve, and what it serves.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { HttpProblem } from '../http-problem.ts';
import type { Office } from '../office.ts';

const state = z.object({ state: z.literal('ok') });

export function addHealth(app: FastifyInstance, office: Office): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/health', { schema: { summary: 'The process lives', response: { 200: state } } }, async () => ({
    state: 'ok' as const,
  }));
  routes.get('/ready', { schema: { summary: 'The database answers', response: { 200: state } } }, async () => {
    try {
      await office.database.query('SELECT 1');
    } catch {
      throw new HttpProblem('unavailable');
    }
    return { state: 'ok' as const };
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
