// Events over a WebSocket. The token is its first message, so that it never stands in an address.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { Seat } from '../core/seat.ts';
import { isSameSecret, refuseForeignHost, refuseForeignOrigin, securityHeaders } from './guards.ts';

export type TokenSeat = { readonly seat: Seat; readonly listeners: Set<(event: AppEvent) => void> };

type Stream = { readonly port: () => number; readonly seats: ReadonlyMap<string, TokenSeat> };

const tokenWithinMs = 5_000;
const headerLines = Object.entries(securityHeaders)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('');

/** Serves /api/events of this server; gives what ends it. */
export function openEventStream(server: Server, stream: Stream): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refused = refuseForeignHost(request, stream.port()) ?? refuseForeignOrigin(request, stream.port());
    if (refused !== null || request.url !== '/api/events') {
      socket.end(`HTTP/1.1 ${refused?.status ?? 404} Refused\r\n${headerLines}Connection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => welcome(opened, stream));
  });
  return () => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  };
}

function welcome(socket: WebSocket, stream: Stream): void {
  const impatience = setTimeout(() => socket.close(4401, 'token'), tokenWithinMs);
  socket.on('error', () => socket.terminate());
  socket.once('message', (message) => {
    clearTimeout(impatience);
    const found = [...stream.seats].find(([token]) => isSameSecret(String(message), token));
    if (found === undefined) return socket.close(4401, 'token');
    const { listeners } = found[1];
    const tell = (event: AppEvent) => socket.send(JSON.stringify(event));
    listeners.add(tell);
    socket.on('close', () => listeners.delete(tell));
    socket.send(JSON.stringify({ kind: 'ready' }));
  });
  socket.once('close', () => clearTimeout(impatience));
}
