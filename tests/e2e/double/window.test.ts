import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {} from '../../../renderer/client/transport.ts';
import { findChromium } from '../../support/browser.ts';
import { type Double, openDouble } from '../../support/electron-double/open-double.ts';

describe.skipIf(findChromium() === null)('the window on the double', () => {
  let double: Double;
  beforeAll(async () => {
    double = await openDouble();
  });
  afterAll(() => double?.close());

  test('the sandbox and the page’s scheme are set before the app is ready', async () => {
    const { beforeReady } = await double.command('look');
    expect(beforeReady).toEqual(['app.enableSandbox', 'protocol.registerSchemesAsPrivileged app']);
  });

  test('the window shows itself once it has something to show', async () => {
    const { options } = await double.command('look');
    expect(options.show).toBe(false);
    await expect.poll(async () => (await double.command('look')).shown).toBe(1);
  });

  test('the page comes with nosniff and the policy in its headers', async () => {
    const answered = double.page.waitForResponse((response) => response.url().endsWith('/index.html'));
    const loaded = double.page.waitForEvent('load');
    await double.page.evaluate(() => window.location.reload());
    const headers = (await answered).headers();
    await loaded;
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('an attempt to leave is stopped before anything is asked of the network', async () => {
    const failed = double.page.waitForEvent('requestfailed');
    await double.page.evaluate(() => {
      window.location.href = 'https://foreign.invalid/';
    });
    const request = await failed;
    expect(request.url()).toBe('https://foreign.invalid/');
    expect(request.failure()?.errorText).toBe('net::ERR_ABORTED');
  });

  test('a second window is closed before it shows anything', async () => {
    const opened = double.page.waitForEvent('popup');
    await double.page.evaluate(() => void window.open('https://foreign.invalid/'));
    const popup = await opened;
    if (!popup.isClosed()) await popup.waitForEvent('close');
    expect(
      double.page
        .context()
        .pages()
        .map((page) => page.url()),
    ).toEqual([double.page.url()]);
  });

  test.for(['notifications', 'media', 'geolocation', 'clipboard-read', 'hid', 'serial', 'usb', 'openExternal'])(
    'the permission %s is refused',
    async (permission) => {
      const answer = await double.command('permission', permission);
      expect(answer).toEqual({ request: false, check: false, device: false });
    },
  );

  test('the menu speaks Polish, has the edit roles and underlines no letter', async () => {
    const menu = JSON.stringify(await double.command('menu'));
    for (const role of ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'zoomIn', 'zoomOut', 'resetZoom']) {
      expect(menu).toContain(`"role":"${role}"`);
    }
    expect(menu).toContain('Zakończ');
    expect(menu).not.toContain('&');
  });

  test('a page whose process died is loaded again', async () => {
    await double.page.evaluate(() => Object.assign(window, { before: true }));
    const loaded = double.page.waitForEvent('load');
    await double.command('pageGone');
    await loaded;
    expect(await double.page.evaluate(() => 'before' in window)).toBe(false);
  });

  test('a second start ends at once and brings the first window to the front', async () => {
    await double.command('minimize');
    expect(await double.startAgain()).toBe(0);
    await expect.poll(async () => (await double.command('look')).focused).toBe(1);
  });
});
