// Before the tests that need the built app: build it once, and say once what is missing here.
import { createBuilder } from 'vite';
import { findChromium } from './browser.ts';

export default async function setup(): Promise<void> {
  if (findChromium() === null) {
    const sentence = 'Tests in a browser are left out: install the package "chromium".';
    if (process.env.CI !== undefined) throw new Error(sentence);
    process.stderr.write(`${sentence}\n`);
  }
  const root = new URL('../..', import.meta.url);
  // The test runner says NODE_ENV=test, and Vite would bundle the development halves of the libraries: not what ships.
  const { NODE_ENV = 'test' } = process.env;
  process.env.NODE_ENV = 'production';
  const builder = await createBuilder({ configFile: new URL('vite.config.ts', root).pathname, logLevel: 'error' });
  await builder.buildApp();
  process.env.NODE_ENV = NODE_ENV;
}
