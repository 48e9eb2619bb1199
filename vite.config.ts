// One build: the user interface, and the programs around it. All bundled but Electron and the encrypted SQLite.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const notBundled = ['electron', 'better-sqlite3'];

/** A program that runs on Node. An entry keeps its name: main, the package and a worker's starter name those files. */
const program = (name: string, entries: readonly string[], format: 'es' | 'cjs'): EnvironmentOptions => ({
  consumer: 'server',
  resolve: { noExternal: true, external: notBundled },
  build: {
    outDir: at(`dist/${name}`),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: entries.map(at),
      platform: 'node',
      external: notBundled,
      output: {
        format,
        entryFileNames: format === 'es' ? '[name].js' : '[name].cjs',
        chunkFileNames: 'shared-[name].js',
      },
    },
  },
});

/** `vite build --mode gallery` builds the component gallery alone, beside the app, for pictures. */
const page = (mode: string) =>
  mode === 'gallery'
    ? { rolldownOptions: { input: at('renderer/gallery.html') }, outDir: at('.cache/gallery') }
    : { outDir: at('dist/renderer') };

export default defineConfig(({ mode }) => ({
  root: at('renderer'),
  publicDir: false,
  plugins: [react()],
  environments: {
    // No data: addresses and no polyfill, because the page's policy would refuse them.
    client: {
      build: {
        ...page(mode),
        emptyOutDir: true,
        // Electron's own Chromium: light-dark() and nesting reach it as they are written.
        target: 'chrome140',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        // Read from the disk beside it, never over a network.
        chunkSizeWarningLimit: 3_000,
      },
    },
    main: program('main', ['electron/main.ts'], 'es'),
    preload: program('preload', ['electron/preload.ts'], 'cjs'),
    core: program('core', ['electron/core-process.ts', 'electron/database/case-file-worker.ts'], 'es'),
  },
  builder: {
    async buildApp(builder) {
      await Promise.all(
        Object.values(builder.environments)
          .filter((each) => (mode === 'gallery' ? each.name === 'client' : isOurs(each)))
          .map((each) => builder.build(each)),
      );
    },
  },
}));

/** Vite always brings an environment for server rendering; there is none here. */
function isOurs(environment: { readonly name: string }): boolean {
  return environment.name !== 'ssr';
}
