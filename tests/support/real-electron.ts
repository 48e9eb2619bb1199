// Electron itself, where its program is on this machine. It is looked for by file: asking the package would download it.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright-core';
import type { ShellRow } from '../e2e/shell-promises.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** TECZKA_ELECTRON, or what the electron package downloaded; null where there is neither. */
export function findElectron(): string | null {
  const named = process.env.TECZKA_ELECTRON;
  if (named !== undefined) return existsSync(named) ? named : null;
  const folder = join(root, 'node_modules', 'electron');
  if (!existsSync(join(folder, 'path.txt'))) return null;
  const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
  return existsSync(path) ? path : null;
}

export async function openReal(executablePath: string): Promise<ShellRow> {
  const userData = mkdtempSync(join(tmpdir(), 'teczka-electron-'));
  const program = await _electron.launch({ executablePath, args: [root, `--user-data-dir=${userData}`] });
  const page = await program.firstWindow();
  await page.waitForLoadState();
  return {
    page,
    look: () =>
      program.evaluate(({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows()[0];
        // Electron has this method and does not document it; nothing else tells what a window was made with.
        const contents = window?.webContents as { getLastWebPreferences?(): object } | undefined;
        return { title: window?.getTitle() ?? '', preferences: { ...contents?.getLastWebPreferences?.() } };
      }),
    close: async () => {
      await program.close();
      rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
