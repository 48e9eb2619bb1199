// `electron` as the main bundle finds it: what it imports by name, and nothing else.
import { listenToTest } from './control.ts';

export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { ipcMain } from './ipc.ts';
export { Menu } from './menu.ts';
export { powerMonitor } from './power-monitor.ts';
export { safeStorage } from './safe-storage.ts';
export { protocol, session } from './session.ts';
export { utilityProcess } from './utility-process.ts';

listenToTest();
