// app: its life, its lock, its folders.
import { openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import { connectChromium } from './chromium.ts';
import { Events, preventable, reduced } from './reduced.ts';

const userData = process.env.DOUBLE_USER_DATA ?? '';
const events = new Events('app', ['second-instance', 'web-contents-created', 'window-all-closed', 'before-quit']);
let ready = false;

/** What main did before it was ready; afterwards Electron throws. */
export const beforeReady: string[] = [];
export function noteBeforeReady(what: string): void {
  if (ready) throw new Error(`${what} must be called before the app is ready`);
  beforeReady.push(what);
}
export const emitOnApp = (name: string, ...details: unknown[]) => events.emit(name, ...details);

/** The first program writes its number; a second one finds it and rings. */
function requestSingleInstanceLock(): boolean {
  const file = join(userData, 'single-instance');
  try {
    writeSync(openSync(file, 'wx'), String(process.pid));
  } catch {
    process.kill(Number(readFileSync(file, 'utf8')), 'SIGUSR2');
    return false;
  }
  process.on('SIGUSR2', () => events.emit('second-instance', {}, [], '', null));
  return true;
}

async function whenReady(): Promise<void> {
  await connectChromium();
  ready = true;
}

function quit(): void {
  const { event, wasPrevented } = preventable({});
  events.emit('before-quit', event);
  if (!wasPrevented()) process.exit(0);
}

export const app = reduced('app', {
  isPackaged: false,
  on: events.on.bind(events),
  enableSandbox: () => noteBeforeReady('app.enableSandbox'),
  requestSingleInstanceLock,
  whenReady,
  quit,
  getAppPath: () => process.env.DOUBLE_APP_PATH ?? '',
  getPath: (name) => join(userData, name === 'userData' ? '' : name),
} satisfies Pick<
  App,
  'isPackaged' | 'enableSandbox' | 'requestSingleInstanceLock' | 'whenReady' | 'quit' | 'getAppPath' | 'getPath'
> &
  Pick<Events, 'on'>);
