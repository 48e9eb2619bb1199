// Network weather between an office and the central office: a small proxy that loses, delays and garbles.
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { zstdDecompressSync } from 'node:zlib';

/**
 * lost-request: nobody ever sees it. lost-answer: it is done, but nobody hears. silence: the line hangs. garbage: not HTTP.
 * copied: it arrives twice, and what the second one is told comes back.
 */
type Weather =
  | 'fair'
  | 'lost-request'
  | 'lost-answer'
  | 'silence'
  | 'garbage'
  | 'copied'
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body: string };

export type Sky = {
  readonly url: string;
  /** The next requests' weather, in order; fair ever after. */
  forecast(...weather: Weather[]): void;
  /** From now on, instead of fair. */
  always(weather: Weather): void;
  /** How much of the forecast has not come yet. */
  readonly left: () => number;
  /** How many items the bodies of batches held so far. */
  readonly batchSizes: number[];
  stop(): Promise<void>;
};

export async function startProxy(target: string): Promise<Sky> {
  const coming: Weather[] = [];
  const batchSizes: number[] = [];
  let usual: Weather = 'fair';
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (request.url?.endsWith(':batch')) batchSizes.push(JSON.parse(unpack(request, body).toString()).items.length);
    expose(coming.shift() ?? usual, { target, request, response, body });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // A server that listens on TCP has an address of that kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    forecast: (...weather) => void coming.push(...weather),
    always: (weather) => {
      usual = weather;
    },
    left: () => coming.length,
    batchSizes,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** A batch may travel packed. */
function unpack({ headers }: IncomingMessage, body: Buffer): Buffer {
  return headers['content-encoding'] === 'zstd' ? zstdDecompressSync(body) : body;
}

type Passing = {
  readonly target: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
};

function expose(weather: Weather, passing: Passing): void {
  const { request, response } = passing;
  if (weather === 'silence') return;
  if (weather === 'lost-request') return void request.socket.destroy();
  if (weather === 'garbage') return void request.socket.end('ąęś\u0000 not http\r\n\r\n');
  if (typeof weather === 'object') return void response.writeHead(weather.status, weather.headers).end(weather.body);
  const passOn = () => pass(passing, weather === 'lost-answer');
  if (weather === 'copied') send(passing, (answer) => answer.resume().on('end', passOn));
  else passOn();
}

function pass(passing: Passing, losesAnswer: boolean): void {
  const { request, response } = passing;
  send(passing, (answer) => {
    if (losesAnswer) {
      answer.resume().on('end', () => request.socket.destroy());
      return;
    }
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
}

function send({ target, request, body }: Passing, hear: (answer: IncomingMessage) => void): void {
  const { method, headers, url = '/' } = request;
  const onward = forward(`${target}${url}`, { method, headers }, hear);
  onward.on('error', () => request.socket.destroy());
  onward.end(body);
}
