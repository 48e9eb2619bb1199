// The processes of a run, each from one file: they start some twelve times a run, and reading hundreds of sources each time
// would take longer than all else that they do.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import { workerIn } from '../support/bundled-worker.ts';

export type Processes = { readonly workstation: URL; readonly central: URL };

/** Waits are told from one another by the file that asked for them (workstation-hooks.ts): these keep a file and a name. */
const named = /electron[\\/](?:sync[\\/](?:push-loop|watch)|core[\\/]upkeep)\.ts$/;

/** Programs, workers and resources are found from where a source stands, not from where it was put together. */
const whereItStands: Plugin = {
  name: 'where-it-stands',
  transform: (code, id) =>
    code.includes('import.meta.url') && !id.includes('node_modules')
      ? code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      : null,
};

/** Puts them together, where packages are found from; `remove` takes them away. Throws what the bundler says. */
export async function buildProcesses(): Promise<Processes & { remove(): void }> {
  const at = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const folder = at(`../../.cache/faults/${process.pid}`);
  await build({
    ...{ configFile: false, logLevel: 'error', plugins: [workerIn(folder), whereItStands] },
    root: at('../..'),
    // What is not ours is read as it is, but for the one library of a hundred files.
    ssr: { noExternal: ['zod'] },
    build: {
      ...{ ssr: true, target: 'node24', minify: false, outDir: folder, emptyOutDir: true },
      rolldownOptions: {
        input: {
          ...{ workstation: at('./workstation.ts'), central: at('./central-office.ts') },
          'case-file-worker': at('../../electron/database/case-file-worker.ts'),
        },
        output: {
          ...{ entryFileNames: '[name].js', chunkFileNames: '[name].js' },
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [{ test: named, name: (id) => `sync-${id.split(/[\\/]/).at(-1)}` }],
          },
        },
      },
    },
  });
  const url = (name: string) => pathToFileURL(join(folder, name));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return { workstation: url('workstation.js'), central: url('central.js'), remove };
}
