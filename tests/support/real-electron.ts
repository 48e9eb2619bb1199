// Electron itself, where its program is on this machine. It is looked for by file: asking the package would download it.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright-core';
import type { ShellRow } from '../e2e/shell-promises.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** In ELECTRON_OVERRIDE_DIST_PATH, or where the electron package downloads it; null where it is not. */
export function findElectron(): string | null {
  const electron = join(root, 'node_modules', 'electron');
  const pathFile = join(electron, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electron, 'dist'), name);
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
