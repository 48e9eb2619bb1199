// What runs inside Chromium: a preload script's world of its own, and the page's side of what it exposes.
// Both functions are handed over as their own text, so they reach for nothing outside themselves.
import type { ContextBridge, IpcRenderer } from 'electron';

export const worldName = 'Electron Isolated Context';
export const bindingName = 'doubleSend';

/** What the isolated world sends to main, and what it receives from there. */
export type Sent = { readonly id: number; readonly channel: string; readonly args: readonly unknown[] };
export type Received =
  | { readonly kind: 'reply'; readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly kind: 'event'; readonly channel: string; readonly args: readonly unknown[] };

type ToPage =
  | { kind: 'expose'; name: string; members: [key: string, value: unknown, isFunction: boolean][] }
  | { kind: 'returned'; value?: unknown; promise?: number; callable?: number }
  | { kind: 'settled'; id: number; value?: unknown; error?: string }
  | { kind: 'callback'; id: number; args: unknown[] };
type FromPage = { target: number; args: { value?: unknown; callback?: number }[] };

declare global {
  interface Window {
    doubleSend(text: string): void;
    doubleReceive(message: Received): void;
  }
}

/** The page's world: builds what is exposed, and passes calls on. Values cross as text, as they do in Electron. */
export function pageWorld(): void {
  const callbacks = new Map<number, (...args: unknown[]) => void>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let returned: Extract<ToPage, { kind: 'returned' }> = { kind: 'returned' };

  const call = (target: number, args: unknown[]): unknown => {
    const passed = args.map((value) => {
      if (typeof value !== 'function') return { value };
      callbacks.set(callbacks.size, value as () => void); // it is a function of the page
      return { callback: callbacks.size - 1 };
    });
    const message: FromPage = { target, args: passed };
    window.dispatchEvent(new CustomEvent('double-from-page', { detail: JSON.stringify(message) }));
    const { promise, callable, value } = returned;
    if (callable !== undefined) return (...more: unknown[]) => call(callable, more);
    if (promise === undefined) return value;
    return new Promise((resolve, reject) => waiting.set(promise, { resolve, reject }));
  };

  window.addEventListener('double-to-page', (event) => {
    const message: ToPage = JSON.parse((event as CustomEvent<string>).detail); // only isolatedWorld dispatches it
    if (message.kind === 'returned') returned = message;
    if (message.kind === 'callback') callbacks.get(message.id)?.(...message.args);
    if (message.kind === 'settled') {
      if (message.error === undefined) waiting.get(message.id)?.resolve(message.value);
      else waiting.get(message.id)?.reject(new Error(message.error));
      waiting.delete(message.id);
    }
    if (message.kind === 'expose') {
      const entries = message.members.map(([key, value, isFunction]) => [
        key,
        isFunction ? (...args: unknown[]) => call(Number(value), args) : value,
      ]);
      Object.defineProperty(window, message.name, { value: Object.freeze(Object.fromEntries(entries)) });
    }
  });
}

/** The preload's world: `require('electron')` gives two modules, and only the members that our preload uses. */
export function isolatedWorld(
  runPreload: (require: (name: string) => unknown, module: object, exports: object) => void,
): void {
  if (window.top !== window) return;
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, Set<(event: object, ...args: unknown[]) => void>>();
  const targets: ((...args: unknown[]) => unknown)[] = [];
  let calls = 0;

  const toPage = (message: ToPage) =>
    window.dispatchEvent(new CustomEvent('double-to-page', { detail: JSON.stringify(message) }));
  const keep = (target: (...args: unknown[]) => unknown) => targets.push(target) - 1;

  window.doubleReceive = (message) => {
    if (message.kind === 'event') {
      for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.args);
      return;
    }
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.error === undefined) waiting?.resolve(message.value);
    else waiting?.reject(new Error(message.error));
  };

  window.addEventListener('double-from-page', (event) => {
    const { target, args }: FromPage = JSON.parse((event as CustomEvent<string>).detail); // only pageWorld dispatches it
    const result = targets[target]?.(
      ...args.map(({ value, callback }) =>
        callback === undefined ? value : (...more: unknown[]) => toPage({ kind: 'callback', id: callback, args: more }),
      ),
    );
    if (typeof result === 'function') {
      toPage({ kind: 'returned', callable: keep(result as () => unknown) }); // it is a function of the preload
      return;
    }
    if (!(result instanceof Promise)) {
      toPage({ kind: 'returned', value: result });
      return;
    }
    calls += 1;
    const id = calls;
    toPage({ kind: 'returned', promise: id });
    result.then(
      (value) => toPage({ kind: 'settled', id, value }),
      (error: unknown) => toPage({ kind: 'settled', id, error: String(error) }),
    );
  });

  const contextBridge = {
    exposeInMainWorld: (name, api: Record<string, unknown>) => {
      const members = Object.entries(api).map(([key, value]): [string, unknown, boolean] =>
        typeof value === 'function' ? [key, keep(value as () => unknown), true] : [key, value, false],
      );
      toPage({ kind: 'expose', name, members });
    },
  } satisfies Pick<ContextBridge, 'exposeInMainWorld'>;

  const ipcRenderer = {
    invoke: (channel, ...args) => {
      calls += 1;
      const id = calls;
      const sent: Sent = { id, channel, args };
      window.doubleSend(JSON.stringify(sent));
      return new Promise((resolve, reject) => pending.set(id, { resolve, reject }));
    },
  } satisfies Pick<IpcRenderer, 'invoke'>;

  const withEvents = {
    ...ipcRenderer,
    on: (channel: string, listener: (event: object, ...args: unknown[]) => void) => {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
    },
    off: (channel: string, listener: (event: object, ...args: unknown[]) => void) => {
      listeners.get(channel)?.delete(listener);
    },
  };

  const only = <Members extends object>(name: string, members: Members): Members =>
    new Proxy(members, {
      get(target, key) {
        if (key in target) return Reflect.get(target, key);
        throw new Error(`The Electron double has no ${name}.${String(key)}: add it, checked against electron.d.ts.`);
      },
    });
  const electron = only('electron', {
    contextBridge: only('contextBridge', contextBridge),
    ipcRenderer: only('ipcRenderer', withEvents),
  });
  const module = { exports: {} };
  runPreload(
    (name) => {
      if (name === 'electron') return electron;
      throw new Error(`a sandboxed preload cannot load ${name}`);
    },
    module,
    module.exports,
  );
}

/** The text that Chromium runs in the isolated world of every new document. */
export function toIsolatedScript(preload: string): string {
  return `(${isolatedWorld})((require, module, exports) => {${preload}\n});`;
}
