// npm start: sets up, builds what changed, opens the app. In Electron if its binary is here, else in the browser.
//   --demo      a demonstration office with about 300 fictional people and its own central office
//               (--fresh makes it anew)
//   --browser   the browser even where Electron is   --port N   its port   --json   one JSON line, opens nothing
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './installed.mjs';
import { newEnoughNode } from './node24.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const say = (sentence) => process.stderr.write(`Teczka: ${sentence}\n`);

ensureInstalled();
buildIfStale();
const electron = findElectron();
const browser = args.includes('--browser') || args.includes('--json') || electron === null;
if (!browser) say('opening the window…');
else if (args.includes('--browser') || args.includes('--json')) say('opening in the browser, as asked.');
else
  say(
    "opening in the browser: Electron's binary is not here (it comes from GitHub; `npx install-electron` fetches it).",
  );
open(browser);

/** A changed source means a new build; the build takes a few seconds and says so. */
function buildIfStale() {
  const sources = ['renderer', 'shared', 'electron', 'vite.config.ts', 'package-lock.json'];
  const print = createHash('sha256');
  for (const file of sources.flatMap(listFiles).sort()) print.update(file).update(readFileSync(file));
  const stamp = join(root, 'dist', '.built-from');
  const now = print.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  say('building (a few seconds)…');
  const vite = join(root, 'scripts', 'node24.mjs');
  const built = spawnSync(process.execPath, [vite, 'vite', 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0) {
    say('the build failed; see above.');
    process.exit(1);
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, now);
}

function listFiles(name) {
  const path = join(root, name);
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Electron's binary, looked for by file: asking the package would try to download it. */
function findElectron() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const folder = named ?? join(root, 'node_modules', 'electron', 'dist');
  const pathFile = join(root, 'node_modules', 'electron', 'path.txt');
  const file = existsSync(pathFile)
    ? readFileSync(pathFile, 'utf8').trim()
    : { linux: 'electron', win32: 'electron.exe' }[process.platform];
  const binary = file === undefined ? null : join(folder, file);
  return binary !== null && existsSync(binary) ? binary : null;
}

function open(inBrowser) {
  const demo = args.includes('--demo');
  const entry = demo ? 'electron/demo.ts' : 'electron/loopback.ts';
  const passed = args.filter((argument) => argument !== '--browser' && argument !== '--demo');
  if (demo && !inBrowser) return openDemoWindow(passed);
  const child = inBrowser
    ? spawn(newEnoughNode(), [join(root, entry), ...passed], { cwd: root, stdio: ['ignore', 'pipe', 2] })
    : spawn(electron, [root, ...passed], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
  if (inBrowser) child.stdout.on('data', (text) => showAddress(String(text)));
}

/** The demonstration is prepared, and its central office run, by a process of its own as long as the window is open. */
function openDemoWindow(passed) {
  const central = spawn(newEnoughNode(), [join(root, 'electron', 'demo.ts'), '--without-page', ...passed], {
    cwd: root,
    stdio: ['ignore', 'pipe', 2],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => central.kill(signal));
  central.on('exit', (code) => process.exit(code ?? 1));
  central.stdout.once('data', (line) => {
    const { folder } = JSON.parse(String(line));
    const environment = { ...process.env, TECZKA_FOLDER: folder };
    const window = spawn(electron, [root], { cwd: root, stdio: 'inherit', env: environment });
    window.on('exit', () => central.kill('SIGTERM'));
  });
}

/** Prints the address and, unless it was asked for as JSON, hands it to the desktop's browser. */
function showAddress(text) {
  process.stdout.write(text);
  const address = /^http:\/\/127\.0\.0\.1:\S+$/m.exec(text)?.[0];
  if (args.includes('--json') || address === undefined) return;
  const [command, ...before] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[process.platform] ?? [
    'xdg-open',
  ];
  const opener = spawn(command, [...before, address], { stdio: 'ignore', detached: true });
  opener.on('error', () => say('no browser could be opened; copy the address above into one.'));
  opener.unref();
}
