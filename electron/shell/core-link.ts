// Main's end of the core: forwards questions without knowing them, and starts the core again when it ends.
import { type UtilityProcess, utilityProcess } from 'electron';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { Answer } from '../../shared/contract/problem.ts';
import type { Log } from '../core/log.ts';
import type { FromCore, KeyStoreAnswer, KeyStoreQuestion, ToCore } from './core-messages.ts';

export type CoreParts = {
  /** The built entry of the core. */
  readonly entry: string;
  readonly folder: string;
  readonly resources: string;
  readonly log: Log;
  readonly onEvent: (event: AppEvent) => void;
  /** Never fails: what went wrong is an answer. */
  readonly onKeyStore: (question: KeyStoreQuestion) => Promise<KeyStoreAnswer>;
  /** The core ended and another one answers now: nobody is signed in there. */
  readonly onRestart: () => void;
};

export type CoreLink = {
  ask(operation: string, input: unknown): Promise<Answer<unknown>>;
  /** Lets the core finish and close the case file. */
  close(): Promise<void>;
};

type Settle = (answer: Answer<unknown>) => void;
type Link = CoreParts & {
  process: UtilityProcess | null;
  /** Whether this process has answered anything: one that never does would only end again. */
  answered: boolean;
  closing: boolean;
  calls: number;
  readonly pending: Map<number, Settle>;
};

/** One window, one seat. */
const seat = 1;
const closeWithinMs = 5_000;
const unreachable: Answer<never> = { ok: false, problem: { kind: 'host-unreachable' } };
const tooLarge: Answer<never> = {
  ok: false,
  problem: { kind: 'invalid-input', issues: [{ path: [], code: 'too_big' }] },
};

export function startCore(parts: CoreParts): CoreLink {
  const link: Link = { ...parts, process: null, answered: false, closing: false, calls: 0, pending: new Map() };
  fork(link);
  return { ask: (operation, input) => ask(link, operation, input), close: () => close(link) };
}

function ask(link: Link, operation: string, input: unknown): Promise<Answer<unknown>> {
  if (link.closing) return Promise.resolve(unreachable);
  const core = link.process ?? fork(link);
  link.calls += 1;
  const call = link.calls;
  return new Promise((resolve) => {
    link.pending.set(call, resolve);
    try {
      send(core, { kind: 'ask', seat, call, operation, input });
    } catch {
      // Nested deeper than a message between processes can be.
      link.pending.delete(call);
      resolve(tooLarge);
    }
  });
}

/** The partition has no `persist:`, so its session lives in memory: the system's proxy and certificates, no cache kept. */
function fork(link: Link): UtilityProcess {
  const core = utilityProcess.fork(link.entry, [], { serviceName: 'Teczka: teczka spraw', partition: 'wymiana' });
  link.process = core;
  link.answered = false;
  core.on('message', (message: FromCore) => hear(link, core, message));
  core.on('exit', (code) => ended(link, code));
  send(core, { kind: 'start', folder: link.folder, resources: link.resources });
  return core;
}

function send(core: UtilityProcess, message: ToCore): void {
  core.postMessage(message);
}

function hear(link: Link, core: UtilityProcess, message: FromCore): void {
  switch (message.kind) {
    case 'event':
      link.onEvent(message.event);
      return;
    case 'answer':
      link.answered = true;
      link.pending.get(message.call)?.(message.answer);
      link.pending.delete(message.call);
      return;
    case 'key-store':
      void link.onKeyStore(message.question).then((answer) => {
        // The core that asked may have ended meanwhile; another one knows nothing of this call.
        if (link.process === core) send(core, { kind: 'key-store', call: message.call, answer });
      });
  }
}

/** What was asked is answered as unreachable; the next question, or this very moment, starts another core. */
function ended(link: Link, code: number): void {
  const wasUseful = link.answered;
  link.process = null;
  for (const settle of link.pending.values()) settle(unreachable);
  link.pending.clear();
  if (link.closing) return;
  link.log.error('core-ended', { code, restarted: wasUseful });
  if (!wasUseful) return;
  fork(link);
  link.onRestart();
}

function close(link: Link): Promise<void> {
  link.closing = true;
  const core = link.process;
  if (core === null) return Promise.resolve();
  return new Promise((resolve) => {
    const deadline = setTimeout(() => core.kill(), closeWithinMs);
    core.on('exit', () => {
      clearTimeout(deadline);
      resolve();
    });
    send(core, { kind: 'close' });
  });
}
