// The one client of this window, made before the first paint and handed to whoever asks.
import type { AppEvent } from '../../shared/contract/events.ts';
import { type Client, createClient } from '../client/client.ts';
import type { Transport } from '../client/transport.ts';

type Connection = { readonly client: Client; readonly transport: Transport };

let current: Connection | null = null;

const signedOutListeners = new Set<() => void>();

/** Once at start; component tests call it with their own transport. */
export function setTransport(transport: Transport): void {
  const heard: Transport = {
    ...transport,
    ask: async (operation, input) => {
      const answer = await transport.ask(operation, input);
      if (!answer.ok && answer.problem.kind === 'not-signed-in') for (const tell of signedOutListeners) tell();
      return answer;
    },
  };
  current = { client: createClient(heard), transport: heard };
}

/** The core's own clock emptied this seat, or the core started again: somebody must sign in. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
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
