// Serves an opened workplace to a browser on this machine until somebody ends it.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startLoopbackHost } from './http/loopback-host.ts';
import { readStaticFiles } from './http/static-files.ts';
import type { Workplace } from './workplace.ts';

type Serving = {
  readonly workplace: Workplace;
  readonly port: number;
  /** Prints one JSON line instead of the address. */
  readonly json: boolean;
  /** Goes into that line too. */
  readonly about?: Readonly<Record<string, unknown>>;
  /** Told where it listens, without the one-time code. */
  readonly onListening?: (address: string) => void;
  /** After the case file was closed. */
  readonly afterwards?: () => Promise<void>;
};

const root = fileURLToPath(new URL('..', import.meta.url));

/** A port from 0 to 65535, or undefined. */
export function findPort(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : undefined;
}

/** Resolves when the page can be asked for; a signal closes everything and ends the process. */
export async function serveInBrowser({ workplace, port, json, about = {}, ...hooks }: Serving): Promise<void> {
  const host = await startLoopbackHost({
    core: workplace,
    files: readStaticFiles(join(root, 'dist', 'renderer')),
    port,
    onCodeUsed: () => {
      if (!json) process.stderr.write(`Opened. For another tab: ${host.newAddress()}\n`);
    },
  });
  endOnSignal(async () => {
    await host.close();
    await workplace.close();
    await hooks.afterwards?.();
  });
  hooks.onListening?.(`http://127.0.0.1:${host.port}/`);
  const address = host.newAddress();
  const line = { url: address, port: host.port, pid: process.pid, ...about };
  process.stdout.write(json ? `${JSON.stringify(line)}\n` : `${address}\n`);
}

export function endOnSignal(close: () => Promise<void>): void {
  let isClosing = false;
  const end = async () => {
    if (isClosing) return;
    isClosing = true;
    await close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());
}
