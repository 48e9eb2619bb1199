// Stands at the address while the database is opened and brought up to date: alive, and not ready.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { toProblemDocument } from '../shared/wire/problem.ts';

type Address = { readonly host: string; readonly port: number };

/** Gives what makes room for the central office itself. */
export async function standAtTheDoor({ host, port }: Address): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    if (request.url === '/health') {
      response.setHeader('content-type', 'application/json').end('{"state":"ok"}');
      return;
    }
    const document = toProblemDocument('unavailable', { traceId: randomUUID(), serverTime: new Date().toISOString() });
    response.writeHead(document.status, { 'content-type': 'application/problem+json', 'retry-after': '5' });
    response.end(JSON.stringify(document));
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(port, host, listening);
  });
  return () =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
}
