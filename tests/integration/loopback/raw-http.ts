// A loopback host over a real core in a temporary folder, and requests as any program on this machine could write them.
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { silentLog } from '../../../electron/core/log.ts';
import { realWorld, type World } from '../../../electron/core/world.ts';
import { type LoopbackHost, startLoopbackHost } from '../../../electron/http/loopback-host.ts';
import { readStaticFiles } from '../../../electron/http/static-files.ts';
import { openWorkplace, type Workplace } from '../../../electron/workplace.ts';
import { cheapCost } from '../../support/case-file.ts';

const resources = fileURLToPath(new URL('../../../resources', import.meta.url));

export type GuardedHost = {
  readonly host: LoopbackHost;
  readonly workplace: Workplace;
  readonly origin: string;
  close(): Promise<void>;
};

export async function openGuardedHost({ world = realWorld }: { world?: World } = {}): Promise<GuardedHost> {
  const parent = mkdtempSync(join(tmpdir(), 'teczka-guards-'));
  mkdirSync(join(parent, 'page', 'assets'), { recursive: true });
  writeFileSync(join(parent, 'page', 'index.html'), '<!doctype html><title>Teczka</title>');
  writeFileSync(join(parent, 'page', 'assets', 'app.js'), 'export {};');
  writeFileSync(join(parent, 'page', 'assets', 'notes.txt'), 'not of the page');
  writeFileSync(join(parent, 'secret.js'), 'beside the page');
  const workplace = openWorkplace({
    folder: join(parent, 'biuro.teczka'),
    resources,
    fetch,
    world,
    log: silentLog,
    cost: cheapCost,
  });
  const files = readStaticFiles(join(parent, 'page'));
  const host = await startLoopbackHost({ core: workplace, files, port: 0, onCodeUsed: () => {} });
  const close = async () => {
    await host.close();
    await workplace.close();
    rmSync(parent, { recursive: true });
  };
  return { host, workplace, origin: `http://127.0.0.1:${host.port}`, close };
}

export type RawAnswer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };
export type RawRequest = {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
};

/** Sends exactly this: the path is not tidied, the headers are the caller's alone. */
export function send({ host }: GuardedHost, { method = 'GET', path = '/', headers = {}, body }: RawRequest) {
  return new Promise<RawAnswer>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: host.port, method, path, headers, agent: false });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    sent.end(body);
  });
}

type PostParts = { readonly body: unknown; readonly headers?: OutgoingHttpHeaders };

/** A POST as the page itself would send it, with changes. */
export function post(guarded: GuardedHost, path: string, { body, headers = {} }: PostParts) {
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return send(guarded, {
    method: 'POST',
    path,
    body: text,
    headers: {
      Origin: guarded.origin,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
      ...headers,
    },
  });
}

export const newCode = ({ host }: GuardedHost) => new URL(host.newAddress()).hash.replace('#code=', '');

/** A token of a seat of its own. */
export async function takeToken(guarded: GuardedHost): Promise<string> {
  const answer = await post(guarded, '/api/token', { body: { code: newCode(guarded) } });
  const { token }: { token: string } = JSON.parse(answer.body);
  return token;
}

type Question = { readonly operation: string; readonly input?: unknown };

export async function ask(guarded: GuardedHost, token: string, { operation, input = {} }: Question) {
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await post(guarded, '/api/ask', { body: { operation, input }, headers });
  return { status: answer.status, answer: answer.status === 200 ? JSON.parse(answer.body) : null };
}

export type OpenedSocket = {
  /** What the host said, in order, as it came. */
  readonly said: unknown[];
  /** The close code, once it is closed. */
  readonly closed: Promise<number>;
  tell(text: string): void;
  end(): void;
};

type Upgrade = { readonly path?: string; readonly headers?: Record<string, string>; readonly protocols?: string[] };

/** A WebSocket with these headers; the refused one rejects with the status. */
export async function openSocket(guarded: GuardedHost, upgrade: Upgrade = {}): Promise<OpenedSocket> {
  const { path = '/api/events', headers = { Origin: guarded.origin }, protocols = [] } = upgrade;
  const socket = new WebSocket(`ws://127.0.0.1:${guarded.host.port}${path}`, protocols, { headers });
  const said: unknown[] = [];
  socket.on('message', (message) => said.push(JSON.parse(String(message))));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const refused = new Promise<never>((_, reject) => {
    socket.on('unexpected-response', (_request, response) => {
      reject(new Error(`refused with ${response.statusCode}`));
      socket.terminate();
    });
    socket.on('error', reject);
  });
  await Promise.race([once(socket, 'open'), refused]);
  refused.catch(() => {});
  return { said, closed, tell: (text) => socket.send(text), end: () => socket.close() };
}
