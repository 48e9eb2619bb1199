// What overlaps in a push: the thread that settles one batch is busy, and the next batch must have left before that.
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleBeside } from '../../../electron/sync/flight.ts';

/** A listener in a thread of its own: it hears a request while this thread can't do anything. */
const listener = `
  const { createServer } = require('node:http');
  const { parentPort, workerData } = require('node:worker_threads');
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      Atomics.store(workerData, 0, 1);
      Atomics.notify(workerData, 0);
      response.end('{}');
    });
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;
const heard = new Int32Array(new SharedArrayBuffer(4));
let worker: Worker;
let url: string;

beforeAll(async () => {
  worker = new Worker(listener, { eval: true, workerData: heard });
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  url = `http://127.0.0.1:${port}/`;
  // As in a push, where the questions before it have opened the line.
  await (await fetch(url)).text();
});
afterAll(() => worker.terminate());

test('a batch has arrived before the one that came before it is settled', async () => {
  Atomics.store(heard, 0, 0);
  const flying = fetch(url, { method: 'POST', body: Buffer.alloc(200_000, 'a'), signal: AbortSignal.timeout(60_000) });
  const waited = await settleBeside(flying, () => Atomics.wait(heard, 0, 0, 10_000));
  expect(['ok', 'not-equal']).toContain(waited);
  await (await flying).text();
});
