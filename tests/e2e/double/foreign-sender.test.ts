import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {} from '../../../renderer/client/transport.ts';
import { findChromium } from '../../support/browser.ts';
import { type Double, openDouble } from '../../support/electron-double/open-double.ts';

describe.skipIf(findChromium() === null)('a foreign page in our window', () => {
  let double: Double;
  beforeAll(async () => {
    double = await openDouble();
  });
  afterAll(() => double?.close());

  test('asks in vain, even with the bridge in its hands', async () => {
    const ask = () => double.page.evaluate(() => window.teczka?.ask('session.status', {}));
    expect(await ask()).toMatchObject({ ok: true });
    await double.command('breakIn', 'https://foreign.invalid/', '<title>foreign</title>');
    // Another process went there: this one hears of it a moment later.
    await expect.poll(() => double.page.url()).toBe('https://foreign.invalid/');
    expect(await ask()).toEqual({ ok: false, problem: { kind: 'host-unreachable' } });
  });

  test('asks in vain from another host of our own scheme', async () => {
    await double.command('breakIn', 'app://other/index.html', '<title>other</title>');
    const answer = await double.page.evaluate(() => window.teczka?.ask('session.status', {}));
    expect(answer).toEqual({ ok: false, problem: { kind: 'host-unreachable' } });
  });

  test('reaches no network', async () => {
    const failed = double.page.waitForEvent('requestfailed');
    await double.page.evaluate(() => {
      new Image().src = 'https://foreign.invalid/who-reads-this.png';
    });
    expect((await failed).failure()?.errorText).toContain('ERR_BLOCKED_BY_CLIENT');
  });
});
