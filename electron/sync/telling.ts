// A state that changes, told to whoever listens: how sending goes, and how listening does.

export type Telling<State> = {
  state(): State;
  change(change: Partial<State>): void;
  /** Called after each change; gives what ends it. */
  onState(listener: (state: State) => void): () => void;
};

export function createTelling<State>(initial: State, onFault: (error: unknown) => void): Telling<State> {
  let state = initial;
  const listeners = new Set<(state: State) => void>();
  const tell = (listener: (state: State) => void) => {
    try {
      listener(state);
    } catch (error) {
      // Whoever is told reads the case file too: where that fails, the exchange goes on.
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
