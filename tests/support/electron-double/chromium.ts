// The one browser behind every window of the double; the test started it and watches the same pages.
import { type BrowserContext, chromium } from 'playwright-core';

let context: BrowserContext | null = null;

export async function connectChromium(): Promise<void> {
  const browser = await chromium.connectOverCDP(process.env.DOUBLE_CHROMIUM ?? '');
  context = browser.contexts()[0] ?? null;
}

export function getContext(): BrowserContext {
  if (context === null) throw new Error('a window is opened only after the app is ready');
  return context;
}
