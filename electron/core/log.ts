// What the program says of itself: codes, ids and counts. Never a name, a PESEL, a passphrase or a token.
import { pino } from 'pino';

type LogFacts = Readonly<Record<string, string | number | boolean | null>>;
export type Log = {
  info(code: string, facts?: LogFacts): void;
  error(code: string, facts?: LogFacts): void;
};

/** One JSON line a record on standard error, so that standard output stays the commands' own. */
export function startLog(level: 'info' | 'error'): Log {
  const sink = pino({ level, base: null }, pino.destination({ fd: 2, sync: true }));
  return {
    info: (code, facts = {}) => sink.info(facts, code),
    error: (code, facts = {}) => sink.error(facts, code),
  };
}

/** For tests and commands that answer on their own. */
export const silentLog: Log = { info: () => {}, error: () => {} };
