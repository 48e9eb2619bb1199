// BrowserWindow and its web contents: a page in Chromium behind the members that our shell uses.
import { readFileSync } from 'node:fs';
import type { BrowserWindowConstructorOptions, BrowserWindow as ElectronWindow, WebContents } from 'electron';
import { emitOnApp } from './app.ts';
import { getContext } from './chromium.ts';
import { openPage, type PageLink } from './page-link.ts';
import { Events, preventable, reduced } from './reduced.ts';

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

/** What a test may look at, from outside. */
export type WindowState = {
  readonly options: BrowserWindowConstructorOptions;
  readonly contents: Events;
  readonly link: Promise<PageLink>;
  shown: number;
  focused: number;
  minimized: boolean;
  destroyed: boolean;
};

export const windows: WindowState[] = [];

const contentsEvents = [
  'will-attach-webview',
  'will-navigate',
  'will-redirect',
  'will-frame-navigate',
  'render-process-gone',
];

/** Electron's is a class; this one's instances are reduced objects. */
export const BrowserWindow = new Proxy(class {}, {
  construct: (_class, [options]: [BrowserWindowConstructorOptions]) => createWindow(options),
});

function createWindow(options: BrowserWindowConstructorOptions) {
  const events = new Events('BrowserWindow', ['ready-to-show', 'page-title-updated', 'closed']);
  const contents = new Events('WebContents', contentsEvents);
  let openHandler: OpenHandler | null = null;
  const link = openPage({
    context: getContext(),
    preload: readFileSync(options.webPreferences?.preload ?? '', 'utf8'),
    mayNavigate: (url, isMainFrame) => mayNavigate(contents, url, isMainFrame),
    mayOpen: (url) => openHandler?.({ url } as never).action !== 'deny', // our handler reads nothing of the details
  });
  const state: WindowState = {
    options,
    contents,
    link,
    shown: 0,
    focused: 0,
    minimized: false,
    destroyed: false,
  };
  windows.push(state);
  void link.then(({ page }) => page.once('close', () => closed(state, events)));
  const webContents = reduced('WebContents', {
    on: contents.on.bind(contents),
    setWindowOpenHandler: (handler) => {
      openHandler = handler;
    },
    send: (channel, ...args) => void link.then((open) => open.send(channel, args)),
    reload: () => void link.then(({ page }) => page.reload()),
  } satisfies Pick<WebContents, 'setWindowOpenHandler' | 'send' | 'reload'> & Pick<Events, 'on'>);
  emitOnApp('web-contents-created', {}, webContents);
  return reduced('BrowserWindow', { ...windowMembers(state, events), webContents });
}

function windowMembers(state: WindowState, events: Events) {
  return {
    on: events.on.bind(events),
    once: events.once.bind(events),
    loadURL: async (address) => {
      const link = await state.link;
      await link.load(address);
      const title = preventable({});
      events.emit('page-title-updated', title.event, await link.page.title(), true);
      state.options.title = title.wasPrevented() ? (state.options.title ?? '') : await link.page.title();
      events.emit('ready-to-show');
    },
    isDestroyed: () => state.destroyed,
    isMinimized: () => state.minimized,
    restore: () => {
      state.minimized = false;
    },
    show: () => {
      state.shown += 1;
    },
    focus: () => {
      state.focused += 1;
    },
  } satisfies Pick<ElectronWindow, 'loadURL' | 'isDestroyed' | 'isMinimized' | 'restore' | 'show' | 'focus'> &
    Pick<Events, 'on' | 'once'>;
}

function mayNavigate(contents: Events, url: string, isMainFrame: boolean): boolean {
  const { event, wasPrevented } = preventable({ url, isMainFrame });
  contents.emit('will-frame-navigate', event);
  if (isMainFrame) contents.emit('will-navigate', event);
  return !wasPrevented();
}

function closed(state: WindowState, events: Events): void {
  state.destroyed = true;
  events.emit('closed');
  if (windows.every(({ destroyed }) => destroyed)) emitOnApp('window-all-closed');
}
