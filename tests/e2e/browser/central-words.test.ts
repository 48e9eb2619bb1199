// What the central office says by itself, as the office sees it: an order taken back, and another file with our key.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { revokeVoucher } from '../../../central/revoke-voucher.ts';
import { findChromium, launchChromium } from '../../support/browser.ts';
import { type BrowserOffice, makeSignedAgreement, openBrowserOffice, staff } from '../../support/browser-office.ts';
import { enter, go, listViolations, openTab, type Tab, takePicture } from '../../support/browser-page.ts';
import { answered, approve, languageCourse, prepare, submit } from '../../support/office-day.ts';

describe.skipIf(findChromium() === null)('what the central office says by itself', () => {
  const viewport = { width: 1366, height: 768 };
  let browser: Browser;
  let office: BrowserOffice;
  let tab: Tab;
  beforeAll(async () => {
    [browser, office] = await Promise.all([launchChromium(), openBrowserOffice()]);
  });
  afterEach(async () => {
    expect(tab.complaints).toEqual([]);
    await tab.close();
  });
  afterAll(async () => {
    await browser?.close();
    await office?.close();
  });

  async function deliver(hours: number) {
    const { id: agreementId } = await makeSignedAgreement(office);
    const order = languageCourse({ hours });
    const { id } = await approve(office, await submit(office, await prepare(office, agreementId, order)));
    answered(await office.clerk.sync.tryNow({}));
    return answered(await office.clerk.vouchers.get({ id }));
  }
  const change = (sql: string) => office.central.database.query(`UPDATE device SET ${sql}`);

  test('an order that was taken back says so with the reason, and its vouchers are in the pool', async () => {
    const voucher = await deliver(20);
    tab = await openTab(browser, office.newAddress(), { viewport });
    const { page } = tab;
    await enter(page, staff.clerk.displayName);
    await go(page, `#/vouchers/${voucher.id}`);
    await page.getByText(/Podpis potwierdzenia sprawdzono na tym komputerze/).waitFor();
    await takePicture(page, 'is-it-there');
    await revokeVoucher(office.central.office, {
      voucherId: voucher.id,
      reason: 'Szkolenie uznano za niekwalifikowane',
    });
    await go(page, '#/deliveries');
    await page.getByRole('button', { name: 'Wyślij teraz' }).click();
    await page.getByText('Cofnięte').first().waitFor();
    await go(page, `#/vouchers/${voucher.id}`);
    await page.getByText(/Powód: „Szkolenie uznano za niekwalifikowane”/).waitFor();
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'revoked');
    const agreement = answered(await office.clerk.agreements.findForCase({ caseId: voucher.caseId }));
    expect(agreement?.pool).toMatchObject({ committed: 0, left: 180 });
  });

  test('an order that the central office wrongly will not take waits, says why, and is taken once that is mended', async () => {
    await change("county = '1206'");
    const voucher = await deliver(20);
    expect(voucher.delivery).toMatchObject({ state: 'waiting', cause: 'other-county' });
    tab = await openTab(browser, office.newAddress(), { viewport });
    const { page } = tab;
    await enter(page, staff.clerk.displayName);
    await page.getByRole('link', { name: 'Wstrzymane przez urząd centralny: 1' }).click();
    await page.getByText('Urząd centralny wstrzymał 1 wysyłkę').waitFor();
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'quarantined-list');
    await go(page, `#/vouchers/${voucher.id}`);
    await page.getByText('other-county').waitFor();
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'quarantined');
    await change("county = '1212'");
    await page.getByRole('button', { name: 'Wyślij teraz' }).click();
    await page.getByText(/Podpis potwierdzenia sprawdzono na tym komputerze/).waitFor();
    await page.getByRole('link', { name: /Wstrzymane/ }).waitFor({ state: 'detached' });
  });

  test('a workstation that was revoked is told so in the footer, with the way to what waits', async () => {
    await change('revoked_at = now()');
    await deliver(20);
    tab = await openTab(browser, office.newAddress(), { viewport });
    const { page } = tab;
    await enter(page, staff.clerk.displayName);
    await page.getByRole('link', { name: /Stanowisko odwołane/ }).click();
    await page.getByText('Wysyłka wymaga administratora').waitFor();
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'revoked-workstation');
    await change('revoked_at = NULL');
    await page.getByRole('button', { name: 'Wyślij teraz' }).click();
    await page.getByRole('link', { name: /Stanowisko odwołane/ }).waitFor({ state: 'detached' });
  });

  test('another file with our key is said until an administrator answers for this one', async () => {
    const { agreementNumber } = await deliver(10);
    // As if a newer copy of this file had spoken: its chain has gone on where this one has not.
    await change("audit_head = repeat('f', 64)");
    await deliver(10);
    tab = await openTab(browser, office.newAddress(), { viewport, colorScheme: 'dark' });
    const { page } = tab;
    await enter(page, staff.administrator.displayName);
    await page.getByRole('link', { name: /łączył się inny plik tej teczki/ }).click();
    await page.getByText('Ustal, który plik jest właściwy').waitFor();
    await page.getByRole('searchbox', { name: 'Czy to jest w urzędzie centralnym?' }).fill(agreementNumber);
    await page.getByRole('gridcell', { name: `${agreementNumber}/1`, exact: true }).waitFor();
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'other-file');
    await page.getByRole('button', { name: 'Pracujemy w tym pliku' }).click();
    await page.getByText('Ustal, który plik jest właściwy').waitFor({ state: 'detached' });
  });
});
