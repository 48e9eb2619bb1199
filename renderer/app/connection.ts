// The one client of this window, made before the first paint and handed to whoever asks.
import type { AppEvent } from '../../shared/contract/events.ts';
import { type Client, createClient } from '../client/client.ts';
import type { Transport } from '../client/transport.ts';

type Connection = { readonly client: Client; readonly transport: Transport };

let current: Connection | null = null;

/** Once at start; component tests call it with their own transport. */
export function setTransport(transport: Transport): void {
  current = { client: createClient(transport), transport };
}

function connection(): Connection {
  if (current === null) throw new Error('asked before the window was connected');
  return current;
}

/** Asks the core: `ask().vouchers.approve({...})`. */
export const ask = (): Client => connection().client;

/** Which host is around this window. */
export const hostKind = (): Transport['host'] => connection().transport.host;

export const onEvent = (listener: (event: AppEvent) => void): (() => void) => connection().transport.onEvent(listener);
