import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {} from '../../../renderer/client/transport.ts';
import type { AppEvent } from '../../../shared/contract/events.ts';
import { findChromium } from '../../support/browser.ts';
import { type Double, openDouble } from '../../support/electron-double/open-double.ts';

const newOffice = {
  name: 'Powiatowy Urząd Pracy w Próbnicach',
  countyTeryt: '1201',
  administrator: {
    login: 'anna.probna',
    displayName: 'Anna Próbna',
    passphrase: 'zielony rower stoi w sieni',
    roles: ['administrator', 'clerk'],
  },
};

describe.skipIf(findChromium() === null)('the core behind the window', () => {
  let double: Double;
  beforeAll(async () => {
    double = await openDouble();
  });
  afterAll(() => double?.close());

  const ask = (operation: string, input: unknown = {}) =>
    double.page.evaluate(([name, given]) => window.teczka?.ask(name, given), [operation, input] as const);

  /** Listens in the page from now on; what it gives waits for the next event. */
  async function listen(): Promise<() => Promise<AppEvent>> {
    const heard = await double.page.evaluateHandle(() => ({
      next: new Promise<AppEvent>((resolve) => window.teczka?.onEvent(resolve)),
    }));
    return () => heard.evaluate(({ next }) => next);
  }

  test('the case file lies in the user’s folder, and its network session keeps nothing on disk', async () => {
    expect(await ask('office.create', newOffice)).toMatchObject({ ok: true, value: { status: { phase: 'open' } } });
    expect(existsSync(join(double.userData, 'teczka', 'biuro.teczka'))).toBe(true);
    const { coreOptions } = await double.command('look');
    expect(coreOptions?.partition).not.toContain('persist:');
  });

  test.for(['lock-screen', 'suspend'])('%s leaves nobody signed in, and the window hears it', async (moment) => {
    const { login, passphrase } = newOffice.administrator;
    expect(await ask('session.signIn', { login, passphrase })).toMatchObject({ value: { phase: 'open' } });
    const heard = await listen();
    await double.command('power', moment);
    expect(await heard()).toMatchObject({ kind: 'session', status: { phase: 'locked', user: null } });
    expect(await ask('session.status')).toMatchObject({ value: { phase: 'locked', user: null } });
  });

  test('a core that ends answers what was asked as unreachable, and another one takes over', async () => {
    const { login, passphrase } = newOffice.administrator;
    expect(await ask('session.signIn', { login, passphrase })).toMatchObject({ value: { phase: 'open' } });
    const heard = await listen();
    await double.command('freezeCore');
    const { sentToCore } = await double.command('look');
    const pending = ask('session.status');
    await expect.poll(async () => (await double.command('look')).sentToCore).toBe(sentToCore + 1);
    await double.command('killCore');
    expect(await pending).toEqual({ ok: false, problem: { kind: 'host-unreachable' } });
    expect(await heard()).toMatchObject({ kind: 'session', status: { phase: 'locked', user: null } });
    expect(await ask('session.signIn', { login, passphrase })).toMatchObject({ value: { phase: 'open' } });
    expect((await double.command('look')).coresStarted).toBe(2);
  });

  test('the log says that the core ended, and names nobody', () => {
    expect(double.log()).toContain('core-ended');
    for (const word of ['Próbna', 'anna', 'rower', 'Próbnicach']) expect(double.log()).not.toContain(word);
  });

  test('leaving the program closes the case file first', async () => {
    await double.command('quit');
    expect(await double.ended).toBe(0);
  });
});
