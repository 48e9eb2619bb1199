// How sending goes, told to whoever listens.
import type { Failure } from './failure.ts';

export type PushState = {
  readonly lastExchangeAt: string | null;
  readonly lastFailure: (Pick<Failure, 'cause' | 'code'> & { readonly at: string }) | null;
  readonly nextTryAt: string | null;
  readonly inFlight: boolean;
};

type Listener = (state: PushState) => void;

export type Telling = {
  state(): PushState;
  change(change: Partial<PushState>): void;
  /** Called after each change; gives what ends it. */
  onState(listener: Listener): () => void;
};

export function createTelling(onFault: (error: unknown) => void): Telling {
  let state: PushState = { lastExchangeAt: null, lastFailure: null, nextTryAt: null, inFlight: false };
  const listeners = new Set<Listener>();
  const tell = (listener: Listener) => {
    try {
      listener(state);
    } catch (error) {
      // Whoever is told reads the case file too: where that fails, sending goes on.
      onFault(error);
    }
  };
  return {
    state: () => state,
    change: (change) => {
      state = { ...state, ...change };
      listeners.forEach(tell);
    },
    onState: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
