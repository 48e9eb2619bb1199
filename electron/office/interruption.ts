// Ctrl+C while something is being made: the work ends at the next safe place and clears up after itself.
import { Unusable } from './arguments.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function stopOnSignal(): { throwIfAsked(): void; end(): void } {
  let isAsked = false;
  const ask = () => {
    isAsked = true;
  };
  for (const signal of signals) process.on(signal, ask);
  return {
    throwIfAsked() {
      if (isAsked) throw new Unusable('stopped; nothing was written');
    },
    end() {
      for (const signal of signals) process.off(signal, ask);
    },
  };
}
