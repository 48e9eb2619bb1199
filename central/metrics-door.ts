// GET /metrics on a port of its own, on this computer only. Not beside the other routes: a proxy in front asks from this
// computer too, and would show the figures to everybody.
import { createServer } from 'node:http';
import { type Metrics, metricsType } from './metrics.ts';

/** Gives what closes it. Throws where the port is taken. */
export async function openMetricsDoor(port: number, metrics: Metrics): Promise<() => void> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', metricsType).end(metrics.toText());
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(port, '127.0.0.1', listening);
  });
  return () => {
    server.close();
    server.closeAllConnections();
  };
}
