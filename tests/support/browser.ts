// Chromium for every test that needs a real page: where it is, and how it is started.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Nothing of the browser's own business on the network; root may not use the browser's sandbox. */
export const chromiumArguments = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** The program's path: TECZKA_CHROMIUM, or the first that stands in PATH. */
export function findChromium(): string | null {
  const named = process.env.TECZKA_CHROMIUM;
  if (named !== undefined) return existsSync(named) ? named : null;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find((path) => existsSync(path)) ?? null;
}

/** Throws where there is no Chromium: tests ask findChromium first, and skip. */
export function getChromium(): string {
  const path = findChromium();
  if (path === null) throw new Error('Chromium is missing: install the package "chromium".');
  return path;
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: getChromium(), args: chromiumArguments });
}
