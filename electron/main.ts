// The program as Electron starts it. Everything that must hold before the app is ready stands in this file's first lines.
import { join } from 'node:path';
import { app, type BrowserWindow, protocol, session } from 'electron';
import { startLog } from './core/log.ts';
import { answerWindow, tellWindow } from './shell/bridge.ts';
import { type CoreLink, startCore } from './shell/core-link.ts';
import { guardEveryWebContents, guardSession } from './shell/guards.ts';
import { answerKeyStore } from './shell/key-store.ts';
import { installMenu } from './shell/menu.ts';
import { pagePrivileges, pageScheme } from './shell/page.ts';
import { servePage } from './shell/serve-page.ts';
import { lockWithTheScreen, type SessionNews, tellSession } from './shell/session-news.ts';
import { focusWindow, openWindow } from './shell/window.ts';

app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: pagePrivileges }]);
guardEveryWebContents();

// Two programs on one case file would lock each other out, so the second one only brings the first to the front.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

function start(): void {
  const root = app.getAppPath();
  const withDeveloperTools = !app.isPackaged;
  let window: BrowserWindow | null = null;
  guardSession(session.defaultSession, withDeveloperTools);
  protocol.handle(pageScheme, servePage(join(root, 'dist', 'renderer')));
  const core = startCore({
    entry: join(root, 'dist', 'core', 'core-process.js'),
    folder: process.env.TECZKA_FOLDER ?? join(app.getPath('userData'), 'teczka', 'biuro.teczka'),
    resources: join(root, 'resources'),
    log: startLog('info'),
    onEvent: (event) => tellWindow(window, event),
    onKeyStore: answerKeyStore,
    onRestart: () => void tellSession(news, 'session.status'),
  });
  const news: SessionNews = { ask: core.ask, tell: (event) => tellWindow(window, event) };
  answerWindow(core.ask);
  lockWithTheScreen(news);
  installMenu({ lock: () => void tellSession(news, 'session.lock'), withDeveloperTools });
  window = openWindow({
    preload: join(root, 'dist', 'preload', 'preload.cjs'),
    icon: join(root, 'resources', 'icons', '256x256.png'),
    withDeveloperTools,
  });
  app.on('second-instance', () => window !== null && !window.isDestroyed() && focusWindow(window));
  quitAfterTheCore(core);
}

/** The case file is closed first, then the program. */
function quitAfterTheCore(core: CoreLink): void {
  let closed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void core.close().then(() => {
      closed = true;
      app.quit();
    });
  });
}
