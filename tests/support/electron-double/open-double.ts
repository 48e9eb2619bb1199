// Starts the built app on the double, and gives the test its page and its hand inside.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumArguments, getChromium } from '../browser.ts';
import type { Command, CommandResult, Commands } from './control.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const preparation = fileURLToPath(new URL('./register-main.ts', import.meta.url));

type Results = { readonly [Name in keyof Commands]: Awaited<ReturnType<Commands[Name]>> };

export type Double = {
  readonly page: Page;
  readonly userData: string;
  command<Name extends keyof Commands>(name: Name, ...args: Parameters<Commands[Name]>): Promise<Results[Name]>;
  /** Starts the program once more beside this one; resolves with its exit status. */
  startAgain(): Promise<number>;
  /** What the program wrote to its standard error so far: its log. */
  log(): string;
  /** Resolves with the exit status. */
  readonly ended: Promise<number>;
  close(): Promise<void>;
};

type DoubleOptions = {
  /** The app of this project, or one that lies elsewhere. */
  readonly app?: string;
  /** Whether the desktop has a key ring; none unless told. */
  readonly hasKeyRing?: boolean;
  /** Where its case file lies; in its own data unless told. */
  readonly folder?: string | undefined;
};

export async function openDouble({ app = root, hasKeyRing = false, folder }: DoubleOptions = {}): Promise<Double> {
  const userData = mkdtempSync(join(tmpdir(), 'teczka-double-'));
  const context = await startChromium(join(userData, 'chromium'));
  const environment = { app, hasKeyRing, folder, userData, chromium: endpointOf(join(userData, 'chromium')) };
  const opened = context.waitForEvent('page');
  const main = startMain(environment);
  let written = '';
  main.stderr?.setEncoding('utf8').on('data', (text: string) => {
    written += text;
  });
  const ended = once(main, 'exit').then(([code]: number[]) => code ?? 1);
  const page = await Promise.race([opened, ended.then(() => Promise.reject(new Error(`main ended: ${written}`)))]);
  await page.waitForURL(/\.invalid\//);
  await Promise.all(context.pages().map((other) => (other === page ? null : other.close())));
  return {
    page,
    userData,
    command: (name, ...args) => ask(main, name, args) as Promise<never>, // control.ts answers with Results[name]
    startAgain: async () => {
      const second = startMain(environment);
      return once(second, 'exit').then(([code]: number[]) => code ?? 1);
    },
    log: () => written,
    ended,
    close: async () => {
      if (main.exitCode === null) main.kill('SIGKILL');
      await ended;
      await context.close();
      rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type Environment = Required<DoubleOptions> & { readonly userData: string; readonly chromium: string };

/** A browser of its own: the double's main finds its pages in the default context, and so does the test. */
async function startChromium(profile: string): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: getChromium(),
    args: [...chromiumArguments, '--remote-debugging-port=0'],
  });
  return context;
}

function endpointOf(profile: string): string {
  const file = join(profile, 'DevToolsActivePort');
  if (!existsSync(file)) throw new Error('Chromium opened no debugging port');
  const [port, path] = readFileSync(file, 'utf8').trim().split('\n');
  return `ws://127.0.0.1:${port}${path}`;
}

function startMain({ app, hasKeyRing, folder, userData, chromium }: Environment): ChildProcess {
  return fork(join(app, 'dist', 'main', 'main.js'), [], {
    execArgv: ['--import', preparation],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    env: {
      ...process.env,
      ...{ DOUBLE_USER_DATA: userData, DOUBLE_APP_PATH: app, DOUBLE_CHROMIUM: chromium },
      DOUBLE_KEY_RING: hasKeyRing ? 'yes' : 'no',
      ...(folder === undefined ? {} : { TECZKA_FOLDER: folder }),
    },
  });
}

let commands = 0;

function ask(main: ChildProcess, name: keyof Commands, args: readonly string[]): Promise<unknown> {
  commands += 1;
  const command: Command = { id: commands, name, args };
  return new Promise((resolve, reject) => {
    const hear = (result: CommandResult) => {
      if (result.id !== command.id) return;
      main.off('message', hear);
      if (result.error === undefined) resolve(result.value);
      else reject(new Error(result.error));
    };
    main.on('message', hear);
    main.send(command);
  });
}
