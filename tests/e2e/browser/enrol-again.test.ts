// A revoked workstation finds its way back in the browser: said where it shows, mended there, and what waits arrives.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeWorkstation } from '../../../central/enrol-workstation.ts';
import { findChromium, launchChromium } from '../../support/browser.ts';
import { type BrowserOffice, makeSignedAgreement, openBrowserOffice, staff } from '../../support/browser-office.ts';
import { enter, go, listViolations, openTab, type Tab, takePicture } from '../../support/browser-page.ts';
import { answered, approve, languageCourse, prepare, submit } from '../../support/office-day.ts';

describe.skipIf(findChromium() === null)('a workstation that the central office has revoked', () => {
  const viewport = { width: 1366, height: 768 };
  let browser: Browser;
  let office: BrowserOffice;
  let tab: Tab;
  beforeAll(async () => {
    [browser, office] = await Promise.all([launchChromium(), openBrowserOffice()]);
  });
  afterAll(async () => {
    await tab?.close();
    await browser?.close();
    await office?.close();
  });

  test('is enrolled again by an administrator, and the order that waited is delivered', async () => {
    const { id: agreementId } = await makeSignedAgreement(office);
    const { workstationId } = answered(await office.administrator.sync.status({}));
    await revokeWorkstation(office.central.office, workstationId ?? '');
    const { id } = await approve(office, await submit(office, await prepare(office, agreementId, languageCourse())));
    answered(await office.clerk.sync.tryNow({}));
    tab = await openTab(browser, office.newAddress(), { viewport });
    const { page, complaints } = tab;
    await enter(page, staff.administrator.displayName);

    await go(page, '#/deliveries');
    await page.getByText(/Wysyłka wymaga administratora: stanowisko zostało odwołane/).waitFor();
    await page.getByRole('button', { name: 'Zarejestruj ponownie' }).waitFor();
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'revoked-workstation-deliveries');

    await go(page, '#/office');
    await page.getByText('Urząd centralny nie przyjmuje klucza tego stanowiska').waitFor();
    await takePicture(page, 'revoked-workstation-office');
    await page.getByRole('button', { name: 'Zmień adres' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sprawdź i zmień adres' }).click();
    await page.getByText(/Adresu nie zmieniono. Poproś o jednorazowy kod/).waitFor();
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'change-address');
    await page.getByRole('dialog').getByRole('button', { name: 'Anuluj' }).click();

    await page.getByRole('button', { name: 'Zarejestruj ponownie' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Jednorazowy kod').fill('AAAAA-AAAAA');
    await dialog.getByRole('button', { name: 'Zarejestruj ponownie' }).click();
    await dialog.getByText(/nie zna takiego kodu/).waitFor();
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'enrol-again');
    const { code } = await office.central.createEnrolmentCode('1212');
    await dialog.getByLabel('Jednorazowy kod').fill(code);
    await dialog.getByRole('button', { name: 'Zarejestruj ponownie' }).click();
    await page.getByText('Stanowisko jest zarejestrowane', { exact: true }).waitFor();
    await takePicture(page, 'enrolled-again');

    await go(page, `#/vouchers/${id}`);
    await page.getByText(/Podpis potwierdzenia sprawdzono na tym komputerze/).waitFor();
    await takePicture(page, 'delivered-under-the-new-key');
    expect(complaints).toEqual([]);
  });
});
