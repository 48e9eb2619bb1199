import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { type Sky, startProxy } from '../../integration/sync/weather.ts';
import { findChromium, launchChromium } from '../../support/browser.ts';
import { type BrowserOffice, makeSignedAgreement, openBrowserOffice, staff } from '../../support/browser-office.ts';
import { enter, go, openTab, type Tab } from '../../support/browser-page.ts';
import { startTestCentral, type TestCentral } from '../../support/central.ts';
import { answered, approve, languageCourse, prepare, submit } from '../../support/office-day.ts';

describe.skipIf(findChromium() === null)('weather between the office and the central office', () => {
  let browser: Browser;
  let office: BrowserOffice;
  let sky: Sky;
  let central: TestCentral;
  let tab: Tab;
  beforeAll(async () => {
    [browser, central] = await Promise.all([launchChromium(), startTestCentral()]);
    sky = await startProxy(central.url);
    office = await openBrowserOffice({ central, address: sky.url });
  });
  afterEach(async () => {
    sky.always('fair');
    expect(tab.complaints).toEqual([]);
    await tab.close();
  });
  afterAll(async () => {
    await browser?.close();
    await office?.close();
    await sky?.stop();
  });

  async function approveInWeather(weather: Parameters<Sky['always']>[0]): Promise<Voucher> {
    const { id: agreementId } = await makeSignedAgreement(office);
    const submitted = await submit(office, await prepare(office, agreementId, languageCourse({ hours: 10 })));
    sky.always(weather);
    tab = await openTab(browser, office.newAddress());
    await enter(tab.page, staff.clerk.displayName);
    await go(tab.page, `#/vouchers/${submitted.id}`);
    await tab.page.getByText('Kwoty').first().waitFor();
    return approve(office, submitted);
  }

  test('with the central office gone an approved order waits in sight, and goes by itself once, when it is back', async () => {
    const approved = await approveInWeather('lost-request');
    const { page } = tab;
    await page.getByText('brak połączenia z siecią').first().waitFor();
    await page.getByText('Następna próba').first().waitFor();
    await page.locator('footer').getByText('Czeka 1 wysyłka').waitFor();
    await go(page, '#/deliveries');
    await page.locator('tbody').getByText('brak połączenia z siecią').waitFor();
    sky.always('fair');
    await page.locator('footer').getByText('Wszystko dostarczone').waitFor({ timeout: 30_000 });
    await page
      .locator('tbody')
      .getByText(/RPMP\.10\.03\.00/)
      .first()
      .waitFor();
    const delivered = answered(await office.clerk.vouchers.get({ id: approved.id }));
    expect(delivered.delivery).toMatchObject({ state: 'acknowledged', supportId: expect.stringContaining('WKK') });
  });

  test('an answer that was lost is asked for again and counted once', async () => {
    sky.forecast('lost-answer');
    const approved = await approveInWeather('fair');
    await tab.page
      .getByText(/RPMP\.10\.03\.00/)
      .first()
      .waitFor({ timeout: 30_000 });
    const trail = answered(await office.administrator.audit.list({ subjectId: approved.id, after: null, limit: 50 }));
    expect(trail.rows.filter(({ operation }) => operation === 'sync.settle')).toHaveLength(1);
  });

  const kinds = [
    [
      'an error of the central office',
      { status: 500, body: '{"oops":true}' },
      'urząd centralny jest chwilowo niedostępny',
    ],
    [
      'a page in HTML where an answer should be',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Zaloguj się do Wi-Fi</html>' },
      'odpowiedź była niezrozumiała',
    ],
    ['words that are no HTTP', 'garbage', 'odpowiedź była niezrozumiała'],
  ] as const;
  test.for(kinds)('%s has a sentence of its own, and the order waits', async ([, weather, sentence]) => {
    const approved = await approveInWeather(weather);
    await tab.page.getByText(sentence).first().waitFor();
    expect(answered(await office.clerk.vouchers.get({ id: approved.id })).delivery).toMatchObject({ state: 'waiting' });
    sky.always('fair');
    await tab.page.getByRole('button', { name: 'Wyślij teraz' }).click();
    await tab.page
      .getByText(/RPMP\.10\.03\.00/)
      .first()
      .waitFor();
  });
});
