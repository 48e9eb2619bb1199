// Assembles the installed program's folder around a dummy Electron: what electron-builder.yml says, without its download.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Electron's program carries this text, a version, a length, then one character a fuse; these are its defaults. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const defaultFuses = '10110001';

export type AssembledPackage = {
  /** The folder that an installer would carry. */
  readonly folder: string;
  readonly program: Buffer;
  /** One character a fuse: '1' on, '0' off. */
  readonly fuses: string;
  dispose(): void;
};

export function assemblePackage(platform: 'linux' | 'win'): AssembledPackage {
  const place = mkdtempSync(join(tmpdir(), 'teczka-package-'));
  const electronDist = join(place, 'electron');
  makeDummyElectron(electronDist);
  const options = [`-c.electronDist=${electronDist}`, `-c.directories.output=${join(place, 'out')}`];
  const tool = fileURLToPath(import.meta.resolve('electron-builder/cli.js'));
  execFileSync(process.execPath, [tool, `--${platform}`, 'dir', '--x64', ...options], { cwd: root, stdio: 'pipe' });
  const folder = join(place, 'out', `${platform}-unpacked`);
  const program = readFileSync(join(folder, platform === 'win' ? 'Teczka.exe' : 'teczka'));
  const wire = program.indexOf(sentinel) + sentinel.length;
  return {
    folder,
    program,
    fuses: program.subarray(wire + 2, wire + 2 + (program[wire + 1] ?? 0)).toString('latin1'),
    dispose: () => rmSync(place, { recursive: true }),
  };
}

function makeDummyElectron(folder: string): void {
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, defaultFuses.length]), Buffer.from(defaultFuses)]);
  const emptyProgram = readFileSync(join(root, 'tests', 'data', 'packaging', 'empty.exe'));
  for (const part of ['resources', 'locales']) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'electron'), wire);
  writeFileSync(join(folder, 'electron.exe'), Buffer.concat([emptyProgram, wire]));
  for (const language of ['pl', 'en-US', 'de']) writeFileSync(join(folder, 'locales', `${language}.pak`), '');
}
