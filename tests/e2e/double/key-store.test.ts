import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {} from '../../../renderer/client/transport.ts';
import { findChromium } from '../../support/browser.ts';
import { type Double, openDouble } from '../../support/electron-double/open-double.ts';

const passphrase = 'zielony rower stoi w sieni';
const administrator = { login: 'anna.probna', displayName: 'Anna Próbna', passphrase, roles: ['administrator'] };
const newOffice = { name: 'Powiatowy Urząd Pracy w Próbnicach', countyTeryt: '1201', administrator };

describe.skipIf(findChromium() === null)('the system’s key store behind the window', () => {
  let double: Double;
  beforeAll(async () => {
    double = await openDouble({ hasKeyRing: true });
  });
  afterAll(() => double?.close());

  const ask = (operation: string, input: unknown = {}) =>
    double.page.evaluate(([name, given]) => window.teczka?.ask(name, given), [operation, input] as const);

  test('opens the case file after the core was started anew, at the press of a button', async () => {
    expect(await ask('office.create', newOffice)).toMatchObject({ ok: true });
    expect(await ask('session.enableSystemUnlock', { passphrase })).toMatchObject({
      value: { systemUnlock: { isAvailable: true, login: 'anna.probna' } },
    });
    await double.command('killCore');
    await expect.poll(async () => (await double.command('look')).coresStarted).toBe(2);
    const unlock = double.page.getByRole('button', { name: 'Odblokuj kontem systemu (anna.probna)' });
    await unlock.click();
    await unlock.waitFor({ state: 'detached' });
    expect(await ask('session.status')).toMatchObject({ value: { phase: 'open', user: { login: 'anna.probna' } } });
  });

  test('and neither it nor what it gave is named in the log', () => {
    for (const word of ['Próbna', 'anna', 'rower', 'sealed']) expect(double.log()).not.toContain(word);
  });
});

describe.skipIf(findChromium() === null)('a desktop without a key ring', () => {
  let double: Double;
  beforeAll(async () => {
    double = await openDouble();
  });
  afterAll(() => double?.close());

  test('has no key store, whatever Electron calls encryption there', async () => {
    const answer = await double.page.evaluate(() => window.teczka?.ask('session.unlockWithSystem', {}));
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'refused', reason: 'no-system-key-store' } });
  });
});
