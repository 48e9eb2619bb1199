// The test's hand inside the doubled program: looks at what main did, and plays the operating system.
import { app, beforeReady } from './app.ts';
import { windows } from './browser-window.ts';
import { installedMenu } from './menu.ts';
import { powerEvents } from './power-monitor.ts';
import { askPermission } from './session.ts';
import { forkedWith, sentToCore, startedCores } from './utility-process.ts';

const commands = {
  look: () => {
    const { options, shown, focused } = getWindow();
    return {
      options,
      shown,
      focused,
      beforeReady,
      coreOptions: forkedWith.at(-1),
      coresStarted: startedCores.length,
      sentToCore: sentToCore(),
    };
  },
  menu: () => JSON.parse(JSON.stringify(installedMenu)) as unknown,
  power: (name: string) => powerEvents.emit(name),
  permission: (name: string) => askPermission(name),
  killCore: () => startedCores.at(-1)?.kill('SIGKILL'),
  /** Lets the core hang: what it is asked from now on stays unanswered. */
  freezeCore: () => startedCores.at(-1)?.kill('SIGSTOP'),
  minimize: () => {
    getWindow().minimized = true;
  },
  /** The page's own process died. */
  pageGone: () => getWindow().contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
  /** Loads a foreign document past every guard. */
  breakIn: async (address: string, html: string) => (await getWindow().link).loadForeign(address, html),
  quit: () => app.quit(),
};

export type Commands = typeof commands;
export type Command = { readonly id: number; readonly name: keyof Commands; readonly args: readonly string[] };
export type CommandResult = { readonly id: number; readonly value?: unknown; readonly error?: string };

function getWindow() {
  const window = windows.at(-1);
  if (window === undefined) throw new Error('no window was opened');
  return window;
}

export function listenToTest(): void {
  process.on('message', ({ id, name, args }: Command) => {
    const run = commands[name] as (...args: readonly string[]) => unknown; // every command takes only text
    void Promise.resolve()
      .then(() => run(...args))
      .then(
        (value): CommandResult => ({ id, value }),
        (error: unknown): CommandResult => ({ id, error: String(error) }),
      )
      .then((result) => process.send?.(result));
  });
}
