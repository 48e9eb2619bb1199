// The line between workstations and the central office. It passes bytes; in a storm it does to requests what bad lines do.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Chance } from './chance.ts';

/** `answer` ones befall what comes back: the central office has done its work, and nobody hears of it. */
export const networkFaults = [
  'drop',
  'reset',
  'cut-request',
  'cut-answer',
  'drop-answer',
  'delay-request',
  'delay-answer',
  'duplicate',
  'reorder',
  'corrupt-request',
  'corrupt-answer',
] as const;
type NetworkFault = (typeof networkFaults)[number];

export type Proxy = {
  readonly url: string;
  storm(): void;
  /** Fair from now on; whoever hangs in the line is let go. */
  clear(): void;
  stop(): Promise<void>;
};

type Weather = {
  readonly chance: Chance;
  readonly targetPort: number;
  readonly count: (kind: `network: ${NetworkFault}`) => void;
  readonly open: Set<Socket>;
  /** Requests that others overtake. */
  readonly held: Buffer[];
  isStormy: boolean;
};

const faultProbability = 0.5;

export async function startProxy(
  targetPort: number,
  { chance, count }: Pick<Weather, 'chance' | 'count'>,
): Promise<Proxy> {
  const weather: Weather = { chance, count, targetPort, open: new Set(), held: [], isStormy: false };
  const server = createServer((client) => carry(weather, client));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // what a server that listens on TCP has
  const letGo = () => {
    for (const socket of weather.open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    storm: () => {
      weather.isStormy = true;
    },
    clear: () => {
      weather.isStormy = false;
      overtake(weather);
      letGo();
    },
    stop: () =>
      new Promise((done) => {
        letGo();
        server.close(() => done());
      }),
  };
}

/** What is to be done with the next bytes of an answer. */
type OnAnswer = (bytes: Buffer) => void;
type Line = { readonly client: Socket; readonly upstream: Socket; onAnswer: OnAnswer };

function carry(weather: Weather, client: Socket): void {
  const upstream = toCentral(weather);
  const line: Line = { client, upstream, onAnswer: (bytes) => client.write(bytes) };
  keep(weather, client);
  upstream.on('data', (bytes) => line.onAnswer(bytes));
  upstream.on('close', () => client.destroy());
  client.on('close', () => upstream.destroy());
  let received = Buffer.alloc(0);
  client.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    for (let size = sizeOfFirst(received); size !== undefined; size = sizeOfFirst(received)) {
      const request = received.subarray(0, size);
      received = received.subarray(size);
      pass(weather, line, request);
    }
  });
}

function keep({ open }: Weather, socket: Socket): void {
  open.add(socket);
  socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
}

function toCentral(weather: Weather): Socket {
  const socket = connect(weather.targetPort, '127.0.0.1');
  keep(weather, socket);
  return socket;
}

/** Bytes of the first whole HTTP request, if it is there. */
function sizeOfFirst(bytes: Buffer): number | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.subarray(0, end).toString('latin1'))?.[1] ?? '0';
  const size = end + 4 + Number(length);
  return bytes.length < size ? undefined : size;
}

function pass(weather: Weather, line: Line, request: Buffer): void {
  const { chance, count } = weather;
  line.onAnswer = (bytes) => line.client.write(bytes);
  if (weather.isStormy && chance.is(faultProbability)) {
    const fault = chance.oneOf(networkFaults);
    count(`network: ${fault}`);
    spoil[fault](weather, line, request);
    if (fault === 'reorder') return;
  } else line.upstream.write(request);
  setTimeout(() => overtake(weather), 10);
}

/** Those that were held back come now, after what was sent later. */
function overtake(weather: Weather): void {
  for (const late of weather.held.splice(0)) sendAside(weather, late);
}

/** On a connection of its own, whose answer nobody reads. */
function sendAside(weather: Weather, request: Buffer): void {
  const aside = toCentral(weather);
  aside.resume().write(request);
  setTimeout(() => aside.destroy(), 500);
}

function flipOneBit(bytes: Buffer, chance: Chance): Buffer {
  const flipped = Buffer.from(bytes);
  const place = chance.between(0, flipped.length - 1);
  flipped[place] = (flipped[place] ?? 0) ^ (1 << chance.between(0, 7));
  return flipped;
}

const spoil: Record<NetworkFault, (weather: Weather, line: Line, request: Buffer) => void> = {
  drop: () => {},
  reset: (_, { client }) => client.resetAndDestroy(),
  'cut-request': ({ chance }, { client, upstream }, request) => {
    upstream.end(request.subarray(0, chance.between(0, request.length - 1)));
    client.destroy();
  },
  'cut-answer': ({ chance }, line, request) => {
    line.onAnswer = (bytes) => line.client.end(bytes.subarray(0, chance.between(0, bytes.length - 1)));
    line.upstream.write(request);
  },
  'drop-answer': (_, line, request) => {
    line.onAnswer = () => line.client.destroy();
    line.upstream.write(request);
  },
  'delay-request': ({ chance }, { upstream }, request) => {
    setTimeout(() => upstream.writable && upstream.write(request), chance.between(20, 450));
  },
  'delay-answer': ({ chance }, line, request) => {
    const waitMs = chance.between(20, 450);
    line.onAnswer = (bytes) => setTimeout(() => line.client.writable && line.client.write(bytes), waitMs);
    line.upstream.write(request);
  },
  duplicate: (weather, { upstream }, request) => {
    const isSecondFirst = weather.chance.is(0.5);
    if (isSecondFirst) sendAside(weather, request);
    setTimeout(() => upstream.writable && upstream.write(request), isSecondFirst ? 10 : 0);
    if (!isSecondFirst) setTimeout(() => sendAside(weather, request), weather.chance.between(0, 150));
  },
  reorder: (weather, { client }, request) => {
    weather.held.push(request);
    client.resetAndDestroy();
  },
  'corrupt-request': ({ chance }, { upstream }, request) => upstream.write(flipOneBit(request, chance)),
  'corrupt-answer': ({ chance }, line, request) => {
    line.onAnswer = (bytes) => line.client.write(flipOneBit(bytes, chance));
    line.upstream.write(request);
  },
};
