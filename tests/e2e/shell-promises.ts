// What the shell promises on every host that has a window: asked of the double, and of Electron where there is one.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {} from '../../renderer/client/transport.ts';

export type ShellRow = {
  readonly page: Page;
  /** The window as main made it. */
  look(): Promise<{ title: string; preferences: Readonly<Record<string, unknown>> }>;
  close(): Promise<void>;
};

const foreign = 'https://foreign.invalid/';

export function promiseShell(name: string, open: () => Promise<ShellRow>): void {
  describe(name, () => {
    let row: ShellRow;
    beforeAll(async () => {
      row = await open();
    });
    afterAll(() => row?.close());

    test('the interface shows itself and offends no policy', async () => {
      const complaints: string[] = [];
      row.page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      row.page.on('pageerror', (error) => complaints.push(error.message));
      await row.page.reload();
      await row.page.getByRole('heading', { level: 1 }).waitFor();
      expect(complaints).toEqual([]);
    });

    test('the page has the bridge, and nothing of Node or Electron beside it', async () => {
      const found = await row.page.evaluate(() => ({
        bridge: Object.keys(window.teczka ?? {}).sort(),
        host: window.teczka?.host,
        leaked: ['require', 'process', 'module', 'electron', 'Buffer'].filter((global) => global in window),
      }));
      expect(found).toEqual({ bridge: ['ask', 'host', 'onEvent'], host: 'electron', leaked: [] });
    });

    test('the window is sandboxed, isolated and without Node, and its title is neutral', async () => {
      const { title, preferences } = await row.look();
      expect(title).toBe('Teczka');
      expect(preferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        nodeIntegrationInWorker: false,
        webSecurity: true,
        webviewTag: false,
      });
    });

    test('a question reaches the core and its answer comes back', async () => {
      const answer = await row.page.evaluate(() => window.teczka?.ask('session.status', {}));
      expect(answer).toMatchObject({ ok: true, value: { phase: 'no-case-file', user: null } });
    });

    test('an operation that is not in the contract is answered, not thrown', async () => {
      const answer = await row.page.evaluate(() => window.teczka?.ask('session.nothing', {}));
      expect(answer).toEqual({ ok: false, problem: { kind: 'unknown-operation' } });
    });

    test('an envelope of another shape is answered as invalid input', async () => {
      const answer = await row.page.evaluate(() => window.teczka?.ask('x'.repeat(200), {}));
      expect(answer).toMatchObject({ ok: false, problem: { kind: 'invalid-input' } });
    });

    test('the policy runs no script that did not come with the program', async () => {
      const attempts = await row.page.evaluate(async () => {
        const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'none');
        // What a test evaluates is let past the policy; a timer's turn is the page's own again.
        const attempt = (act: () => unknown) =>
          new Promise((resolve) =>
            setTimeout(() => {
              try {
                resolve(act());
              } catch (error) {
                resolve(nameOf(error));
              }
            }),
          );
        const refusedConnection = new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => {
            if (event.effectiveDirective === 'connect-src') resolve(event.blockedURI);
          });
        });
        const evaluated = await attempt(() => Reflect.construct(Function, ['return 1']));
        const inlined = await attempt(() => {
          const script = document.createElement('script');
          script.textContent = 'window.inlined = true';
          document.head.append(script);
        });
        const fetched = await fetch('https://foreign.invalid/').catch(nameOf);
        return { evaluated, inlined, fetched, ran: 'inlined' in window, refused: await refusedConnection };
      });
      expect(attempts).toEqual({
        evaluated: 'EvalError',
        inlined: 'TypeError',
        fetched: 'TypeError',
        ran: false,
        refused: foreign,
      });
    });

    test('the page cannot leave', async () => {
      const address = row.page.url();
      const stayed = await row.page.evaluate(async (target) => {
        window.location.href = target;
        // Two questions to main and back: by then a navigation would have begun.
        await window.teczka?.ask('session.status', {});
        await window.teczka?.ask('session.status', {});
        return window.location.href;
      }, foreign);
      expect(stayed).toBe(address);
      expect(row.page.url()).toBe(address);
    });
  });
}
