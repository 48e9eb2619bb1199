// One tab of a real Chromium before the loopback host, with eyes on everything that the browser complains about.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { passphrase } from './case-file.ts';

const pictures = fileURLToPath(new URL('../../test-results/browser', import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export type Tab = {
  readonly page: Page;
  /** Errors on the console, uncaught exceptions, violations of the policy: a promise keeps this empty. */
  readonly complaints: string[];
  close(): Promise<void>;
};

/** A tab in a profile of its own. Animations are off; the desk is 1280 × 720. */
export async function openTab(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({
    locale: 'pl-PL',
    timezoneId: 'Europe/Warsaw',
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 720 },
    ...options,
  });
  const page = await context.newPage();
  const complaints = listen(page);
  page.setDefaultTimeout(15_000);
  await page.goto(address);
  return { page, complaints, close: () => context.close() };
}

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

/** `who` as the page shows them: by login until somebody opened the file in this program, then by name. */
export async function signIn(page: Page, who: string, secret = passphrase): Promise<void> {
  await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
  await page.getByRole('button', { name: /Użytkownik/ }).click();
  await page.getByRole('option', { name: who }).click();
  await page.getByLabel('Hasło', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Zaloguj' }).click();
}

/** Signs in and waits for the day's work. */
export async function enter(page: Page, who: string): Promise<void> {
  await signIn(page, who);
  await page.getByRole('navigation').first().waitFor();
}

/** Walks to an address within the app, as a link would. */
export async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
}

/** A picture for whoever looks at the run afterwards. */
export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** What axe finds wrong on the screen as it stands; `rules` narrows it to some of its rules. */
export async function listViolations(page: Page, rules: readonly string[] = []): Promise<string[]> {
  await page.evaluate(`window.axe ?? (() => { ${axeSource} })()`);
  const options = {
    resultTypes: ['violations'],
    ...(rules.length === 0 ? {} : { runOnly: { type: 'rule', values: rules } }),
  };
  const { violations } = await page.evaluate<AxeResults>(`window.axe.run(document, ${JSON.stringify(options)})`);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}
