// What the central office counts of its own work, for whoever keeps it running.
import type { FastifyInstance } from 'fastify';
import type { BatchResponse } from '../shared/wire/batch.ts';
import { batchRoute } from './back-pressure.ts';
import type { Database } from './database.ts';
import type { Metrics } from './metrics.ts';

const secondsBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];
const itemsBounds = [1, 5, 10, 25, 50, 100, 250, 500];

/** Takes the figures of every request, and of what batches came to. */
export function measureRequests(app: FastifyInstance, { metrics }: { readonly metrics: Metrics }): void {
  const requests = metrics.counter('teczka_requests_total', 'Requests by route, method and status.');
  const seconds = metrics.histogram('teczka_request_seconds', 'From the first byte to the answer.', secondsBounds);
  const items = metrics.counter('teczka_items_total', 'Items of batches by outcome; replay="yes" was known before.');
  const sizes = metrics.histogram('teczka_batch_items', 'Items a batch.', itemsBounds);
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    requests({ route, method: request.method, status: String(reply.statusCode) });
    seconds(reply.elapsedTime / 1000, { route });
  });
  app.addHook('preSerialization', async (request, reply, payload) => {
    if (request.routeOptions.url === batchRoute && reply.statusCode === 200) {
      const { results } = payload as BatchResponse; // what that route answers, by its schema
      sizes(results.length);
      for (const [outcome, alike] of Map.groupBy(results, (result) => result.outcome)) {
        const replays = alike.filter(({ replay }) => replay).length;
        if (replays > 0) items({ outcome, replay: 'yes' }, replays);
        if (replays < alike.length) items({ outcome, replay: 'no' }, alike.length - replays);
      }
    }
    return payload;
  });
}

/** The process itself and its connections. */
export function measureProcess(metrics: Metrics, { connections }: Database): void {
  if (connections !== undefined) {
    metrics.gauge('teczka_database_connections', 'Connections to the database; waiting are askers without one.', () =>
      Object.entries(connections()).map(([state, value]) => ({ labels: { state }, value })),
    );
  }
  const startedAt = Math.round(Date.now() / 1000 - process.uptime());
  metrics.gauge('process_start_time_seconds', 'When this process began, in seconds since 1970.', () => [
    { value: startedAt },
  ]);
  metrics.gauge('process_resident_memory_bytes', 'Memory of this process.', () => [
    { value: process.memoryUsage.rss() },
  ]);
}
