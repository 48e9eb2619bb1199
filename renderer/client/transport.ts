// How questions reach the core. This file alone knows whether a window or a browser is around it.
import type { AppEvent } from '../../shared/contract/events.ts';
import type { Answer } from '../../shared/contract/problem.ts';

export type Transport = {
  readonly host: 'electron' | 'browser';
  ask(operation: string, input: unknown): Promise<Answer<unknown>>;
  /** Gives what ends the listening. */
  onEvent(listener: (event: AppEvent) => void): () => void;
};

declare global {
  interface Window {
    /** Set by the preload script, and only by it. */
    readonly teczka?: Transport;
  }
}

const tokenKey = 'teczka-token';
const shortestReconnectMs = 1_000;
const longestReconnectMs = 30_000;

/** The window's bridge where there is one, else the loopback host that served this page. */
export async function connect(): Promise<Transport> {
  if (window.teczka !== undefined) return window.teczka;
  const token = await takeToken();
  return {
    host: 'browser',
    ask: (operation, input) => post('/api/ask', { operation, input }, token),
    onEvent: openEvents(token),
  };
}

/** Swaps the one-time code of the address for a token; the token lives as long as this tab. */
async function takeToken(): Promise<string> {
  const code = /^#code=([\w-]+)$/.exec(window.location.hash)?.[1];
  if (code !== undefined) {
    window.history.replaceState(null, '', '/#/');
    const response = await send('/api/token', { code }, '');
    if (response?.ok === true) {
      const body: unknown = await response.json();
      if (typeof body === 'object' && body !== null && 'token' in body && typeof body.token === 'string') {
        window.sessionStorage.setItem(tokenKey, body.token);
      }
    }
  }
  return window.sessionStorage.getItem(tokenKey) ?? '';
}

function send(path: string, body: unknown, token: string): Promise<Response | null> {
  return fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token === '' ? {} : { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
    credentials: 'omit',
    cache: 'no-store',
  }).catch(() => null);
}

async function post(path: string, body: unknown, token: string): Promise<Answer<unknown>> {
  const response = await send(path, body, token);
  if (response === null) return { ok: false, problem: { kind: 'host-unreachable' } };
  if (response.status === 413) {
    return { ok: false, problem: { kind: 'invalid-input', issues: [{ path: [], code: 'too_big' }] } };
  }
  if (!response.ok) return { ok: false, problem: { kind: 'host-unreachable' } };
  // The loopback host answers 200 with nothing but an Answer; the contract test compares it with the other hosts.
  return (await response.json()) as Answer<unknown>;
}

type Listener = (event: AppEvent) => void;

/** The host's word for a token that it does not know: asking again would not help. */
const unknownToken = 4401;

/** One stream for the whole tab, opened by the first who listens and kept: screens come and go faster than it opens. */
function openEvents(token: string): Transport['onEvent'] {
  const listeners = new Set<Listener>();
  let isOpen = false;
  let waitMs = shortestReconnectMs;
  const open = () => {
    const socket = new WebSocket(`ws://${window.location.host}/api/events`);
    socket.addEventListener('open', () => socket.send(token));
    socket.addEventListener('message', (message) => {
      waitMs = shortestReconnectMs;
      // Our own host wrote it: an event of the contract, or the word that the stream is ready.
      const event = JSON.parse(String(message.data)) as AppEvent | { kind: 'ready' };
      if (event.kind !== 'ready') for (const tell of [...listeners]) tell(event);
    });
    socket.addEventListener('close', ({ code }) => {
      if (code === unknownToken) return;
      window.setTimeout(open, waitMs);
      waitMs = Math.min(waitMs * 2, longestReconnectMs);
    });
  };
  return (listener) => {
    listeners.add(listener);
    if (!isOpen && token !== '') {
      isOpen = true;
      open();
    }
    return () => listeners.delete(listener);
  };
}
