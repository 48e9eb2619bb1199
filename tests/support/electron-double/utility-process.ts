// utilityProcess: a forked Node, its messages cloned as Electron clones them.
import { type ChildProcess, fork as forkNode } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ForkOptions, UtilityProcess } from 'electron';
import { Events, reduced } from './reduced.ts';

const preparation = fileURLToPath(new URL('./register-core.ts', import.meta.url));

/** Every core that was ever started here, the newest last. */
export const startedCores: ChildProcess[] = [];
export const forkedWith: ForkOptions[] = [];
let sent = 0;
/** How many messages main has handed to cores. */
export const sentToCore = () => sent;

function fork(modulePath: string, argv: string[] = [], options: ForkOptions = {}) {
  const child = forkNode(modulePath, argv, { execArgv: ['--import', preparation], serialization: 'advanced' });
  const events = new Events('UtilityProcess', ['message', 'exit']);
  startedCores.push(child);
  forkedWith.push(options);
  child.on('message', (message) => events.emit('message', message));
  child.on('exit', (code) => events.emit('exit', code ?? 1));
  return reduced('UtilityProcess', {
    on: events.on.bind(events),
    pid: child.pid,
    kill: () => child.kill(),
    postMessage: (message: unknown) => {
      sent += 1;
      if (child.connected) child.send(message as object); // what main sends is always an object
    },
  } satisfies Pick<UtilityProcess, 'pid' | 'kill' | 'postMessage'> & Pick<Events, 'on'>);
}

export const utilityProcess = reduced('utilityProcess', { fork });
