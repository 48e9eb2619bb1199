// One window's page in Chromium: its worlds, its requests, its attempts to leave.
import type { BrowserContext, CDPSession, Page, Route } from 'playwright-core';
import { toChromium, toElectron } from './addresses.ts';
import { bindingName, pageWorld, type Received, type Sent, toIsolatedScript, worldName } from './in-page.ts';
import { invoke, toFrame } from './ipc.ts';
import { serve } from './session.ts';

export type PageParts = {
  readonly context: BrowserContext;
  readonly preload: string;
  /** Whether the shell lets a document load: what will-navigate's listeners say. */
  readonly mayNavigate: (url: string, isMainFrame: boolean) => boolean;
  /** What window.open is answered. */
  readonly mayOpen: (url: string) => boolean;
};

export type PageLink = {
  readonly page: Page;
  load(address: string): Promise<void>;
  /** Past every guard, to a document that the test gives: how a broken-in page would look. */
  loadForeign(address: string, html: string): Promise<void>;
  send(channel: string, args: readonly unknown[]): Promise<void>;
};

type Worlds = Map<number, { readonly frameId: string }>;

export async function openPage(parts: PageParts): Promise<PageLink> {
  const page = await parts.context.newPage();
  const protocol = await parts.context.newCDPSession(page);
  const worlds = await watchWorlds(protocol);
  const byMain = new Map<string, string | null>();
  await page.route(
    () => true,
    (route) => answerRequest(route, parts, byMain),
  );
  page.on('popup', (popup) => {
    if (!parts.mayOpen(toElectron(popup.url()))) void popup.close();
  });
  protocol.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name === bindingName) void reply({ protocol, page, worlds }, executionContextId, JSON.parse(payload));
  });
  await protocol.send('Runtime.addBinding', { name: bindingName, executionContextName: worldName });
  await page.addInitScript(pageWorld);
  await protocol.send('Page.enable');
  await protocol.send('Page.addScriptToEvaluateOnNewDocument', {
    source: toIsolatedScript(parts.preload),
    worldName,
  });
  const load = async (address: string, html: string | null) => {
    byMain.set(toChromium(address), html);
    await page.goto(toChromium(address));
  };
  return {
    page,
    load: (address) => load(address, null),
    loadForeign: (address, html) => load(address, html),
    send: async (channel, args) => {
      const message: Received = { kind: 'event', channel, args };
      await Promise.all([...worlds.keys()].map((world) => receive(protocol, world, message)));
    },
  };
}

async function watchWorlds(protocol: CDPSession): Promise<Worlds> {
  const worlds: Worlds = new Map();
  protocol.on('Runtime.executionContextCreated', ({ context }) => {
    const frameId: string = context.auxData?.frameId ?? '';
    if (context.name === worldName) worlds.set(context.id, { frameId });
  });
  protocol.on('Runtime.executionContextDestroyed', ({ executionContextId }) => worlds.delete(executionContextId));
  protocol.on('Runtime.executionContextsCleared', () => worlds.clear());
  await protocol.send('Runtime.enable');
  return worlds;
}

/** Asks in Electron's order: navigation guards, the request filter, the scheme's handler. */
async function answerRequest(route: Route, parts: PageParts, byMain: Map<string, string | null>): Promise<void> {
  const request = route.request();
  const address = request.url();
  const html = byMain.get(address);
  const fromMain = request.isNavigationRequest() && byMain.delete(address);
  if (typeof html === 'string') return route.fulfill({ contentType: 'text/html', body: html });
  if (request.isNavigationRequest() && !fromMain) {
    const isMainFrame = request.frame().parentFrame() === null;
    if (!parts.mayNavigate(toElectron(address), isMainFrame)) return route.abort('aborted');
  }
  const served = await serve(
    new Request(toElectron(address), { method: request.method(), headers: request.headers() }),
  );
  if (served.cancelled) return route.abort('blockedbyclient');
  if (served.response === null) return route.abort('internetdisconnected');
  const { status, headers } = served.response;
  const body = Buffer.from(await served.response.arrayBuffer());
  return route.fulfill({ status, headers: Object.fromEntries(headers), body });
}

type Link = { readonly protocol: CDPSession; readonly page: Page; readonly worlds: Worlds };

async function reply({ protocol, page, worlds }: Link, world: number, sent: Sent): Promise<void> {
  const isTop = worlds.has(world);
  const frame = toFrame(isTop ? toElectron(page.mainFrame().url()) : null, isTop);
  const message: Received = await invoke(frame, sent.channel, sent.args).then(
    (value) => ({ kind: 'reply', id: sent.id, value }) as const,
    (error: unknown) => ({ kind: 'reply', id: sent.id, error: String(error) }) as const,
  );
  await receive(protocol, world, message);
}

/** A world that is gone meanwhile hears nothing, as in Electron. */
async function receive(protocol: CDPSession, world: number, message: Received): Promise<void> {
  const expression = `doubleReceive(${JSON.stringify(message)})`;
  await protocol.send('Runtime.evaluate', { contextId: world, expression }).catch(() => null);
}
