// The second host: the same core for a browser on this machine, over 127.0.0.1 and behind every guard.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { Core } from '../core/core.ts';
import type { Seat } from '../core/seat.ts';
import { openEventStream, type TokenSeat } from './event-stream.ts';
import * as guards from './guards.ts';
import type { StaticFile } from './static-files.ts';

export type LoopbackHost = {
  readonly port: number;
  /** A fresh address with a one-time code in its fragment; the code is swapped for a token once. */
  newAddress(): string;
  close(): Promise<void>;
};

type Host = {
  readonly core: Core;
  readonly files: ReadonlyMap<string, StaticFile>;
  readonly onCodeUsed: () => void;
  readonly codes: Set<string>;
  readonly seats: Map<string, TokenSeat>;
  port: number;
};

type Reply = { readonly status: number; readonly body: unknown };

const question = z.strictObject({ operation: z.string().max(80), input: z.unknown() });
const swap = z.strictObject({ code: z.string().max(100) });
const mostSeats = 32;

/** Listens on 127.0.0.1; port 0 takes a free one. `onCodeUsed` is told when an address was opened. */
export async function startLoopbackHost(parts: {
  readonly core: Core;
  readonly files: ReadonlyMap<string, StaticFile>;
  readonly port: number;
  readonly onCodeUsed: () => void;
}): Promise<LoopbackHost> {
  const host: Host = { ...parts, codes: new Set(), seats: new Map() };
  const server = createServer((request, response) => void serve(host, request, response));
  server.requestTimeout = 60_000;
  await listen(server, parts.port);
  // A TCP server that listens has an AddressInfo, not a pipe's name.
  host.port = (server.address() as AddressInfo).port;
  const closeStream = openEventStream(server, { port: () => host.port, seats: host.seats });
  return {
    port: host.port,
    newAddress: () => newAddress(host),
    close: async () => {
      closeStream();
      for (const seat of host.seats.values()) seat.seat.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function newAddress(host: Host): string {
  const code = guards.newSecret();
  host.codes.clear();
  host.codes.add(code);
  return `http://127.0.0.1:${host.port}/#code=${code}`;
}

async function serve(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const foreign = guards.refuseForeignHost(request, host.port);
  if (foreign !== null) refuse(response, foreign);
  else if (request.method === 'GET' || request.method === 'HEAD') sendFile(host, path, response);
  else if (request.method !== 'POST') refuse(response, { status: 405, code: 'method' });
  else await servePost(host, path, { request, response });
}

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };

async function servePost(host: Host, path: string, { request, response }: Exchange): Promise<void> {
  try {
    send(response, await answerPost(host, path, request));
  } catch {
    refuse(response, { status: 500, code: 'internal' });
  }
}

async function answerPost(host: Host, path: string, request: IncomingMessage): Promise<Reply | guards.HttpRefusal> {
  const refused = guards.refuseForeignOrigin(request, host.port) ?? guards.refuseOtherTypes(request);
  if (refused !== null) return refused;
  if (path === '/api/token') return swapCode(host, request);
  if (path !== '/api/ask') return { status: 404, code: 'not-found' };
  const seat = seatOf(host, guards.bearerOf(request));
  if (seat === null) return { status: 401, code: 'token' };
  const read = await guards.readJson(request);
  if (!('value' in read)) return read;
  const asked = question.safeParse(read.value);
  if (!asked.success) return { status: 400, code: 'not-a-question' };
  return { status: 200, body: await seat.ask(asked.data.operation, asked.data.input) };
}

/** The address's code for a token, once; the token never stands in an address or a process list. */
async function swapCode(host: Host, request: IncomingMessage): Promise<Reply | guards.HttpRefusal> {
  const read = await guards.readJson(request);
  if (!('value' in read)) return read;
  const parsed = swap.safeParse(read.value);
  const known = parsed.success && [...host.codes].some((code) => guards.isSameSecret(parsed.data.code, code));
  if (!known) return { status: 401, code: 'code' };
  if (host.seats.size >= mostSeats) return { status: 429, code: 'seats' };
  host.codes.clear();
  const token = guards.newSecret();
  const seat: TokenSeat = {
    seat: host.core.openSeat((event) => {
      for (const tell of seat.listeners) tell(event);
    }),
    listeners: new Set(),
  };
  host.seats.set(token, seat);
  host.onCodeUsed();
  return { status: 200, body: { token } };
}

function seatOf(host: Host, token: string): Seat | null {
  for (const [known, seat] of host.seats) if (guards.isSameSecret(token, known)) return seat.seat;
  return null;
}

function sendFile(host: Host, path: string, response: ServerResponse): void {
  const file = host.files.get(path);
  if (file === undefined) {
    refuse(response, { status: 404, code: 'not-found' });
    return;
  }
  response.writeHead(200, { ...guards.securityHeaders, 'Content-Type': file.type, 'Content-Length': file.body.length });
  response.end(file.body);
}

function send(response: ServerResponse, reply: Reply | guards.HttpRefusal): void {
  if ('code' in reply) {
    refuse(response, reply);
    return;
  }
  response.writeHead(reply.status, { ...guards.securityHeaders, 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(reply.body));
}

function refuse(response: ServerResponse, refusal: guards.HttpRefusal): void {
  if (response.headersSent) return;
  response.writeHead(refusal.status, {
    ...guards.securityHeaders,
    'Content-Type': 'application/json; charset=utf-8',
    Connection: 'close',
  });
  response.end(JSON.stringify({ code: refusal.code }));
}
