// The one window: a sandboxed page without Node, shown once it has something to show.
import { BrowserWindow } from 'electron';
import { pageAddress } from './page.ts';

export type WindowParts = {
  readonly preload: string;
  readonly icon: string;
  /** False in the installed program. */
  readonly withDeveloperTools: boolean;
};

/** A neutral title: whoever passes the screen or the task bar reads no name in it. */
const neutralTitle = 'Teczka';

export function openWindow(parts: WindowParts): BrowserWindow {
  const window = new BrowserWindow({
    title: neutralTitle,
    icon: parts.icon,
    width: 1366,
    height: 860,
    minWidth: 800,
    minHeight: 560,
    show: false,
    webPreferences: {
      preload: parts.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: parts.withDeveloperTools,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') window.webContents.reload();
  });
  void window.loadURL(pageAddress);
  return window;
}

/** A second start of the program ends here: the window comes to the front. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
