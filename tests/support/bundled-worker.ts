// The worker thread from one file, as the built app has it: to read all its sources anew at each start would take longer
// than most of what a thread is asked.
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const starter = join(root, 'electron/database/background.ts');
/** The same in every run: the test runner keeps what a source was turned into. */
const folder = join(root, '.cache/worker');

/** Whoever starts a thread finds it in that folder, where it believes itself to be bundled too. */
export function workerIn(place: string): Plugin {
  const url = JSON.stringify(pathToFileURL(join(place, 'background.js')).href);
  return {
    // With the place: the test runner keeps apart what plugins of different names made of a source.
    name: `bundled-worker in ${place}`,
    transform: (code, id) => (id === starter ? code.replaceAll('import.meta.url', url) : null),
  };
}

export const bundledWorker = workerIn(folder);
/** For tests that have the whole app built anyway. */
export const builtWorker = workerIn(join(root, 'dist/core'));

/** Before all tests; put in place at once, because another test run may be reading it. */
export async function setup(): Promise<void> {
  const unfinished = `${folder}-${process.pid}`;
  await build({
    ...{ configFile: false, logLevel: 'error', root, ssr: { noExternal: true, external: ['better-sqlite3'] } },
    build: {
      ...{ ssr: true, target: 'node24', minify: false, outDir: unfinished },
      rolldownOptions: {
        input: join(root, 'electron/database/case-file-worker.ts'),
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  mkdirSync(folder, { recursive: true });
  renameSync(join(unfinished, 'case-file-worker.js'), join(folder, 'case-file-worker.js'));
  rmSync(unfinished, { recursive: true, force: true });
}
