import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../../support/browser.ts';
import { type BrowserOffice, makeSignedAgreement, openBrowserOffice, staff } from '../../support/browser-office.ts';
import { enter, go, listViolations, openTab, type Tab, takePicture } from '../../support/browser-page.ts';
import { answered, approve, languageCourse, prepare, submit } from '../../support/office-day.ts';

describe.skipIf(findChromium() === null)('an approved order is taken back', () => {
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

  async function sitDown(colorScheme: 'light' | 'dark'): Promise<Tab['page']> {
    tab = await openTab(browser, office.newAddress(), { viewport: { width: 1366, height: 768 }, colorScheme });
    return tab.page;
  }

  test('asked for by a clerk, found and approved by a colleague, confirmed, and the vouchers are free again', async () => {
    const agreement = await makeSignedAgreement(office);
    const order = languageCourse({ hours: 120 });
    const { id } = await approve(office, await submit(office, await prepare(office, agreement.id, order)));
    const clerk = await sitDown('light');
    await enter(clerk, staff.clerk.displayName);
    await go(clerk, `#/vouchers/${id}`);
    await clerk.getByRole('button', { name: 'Wycofaj…' }).click();
    const dialog = clerk.getByRole('dialog');
    await dialog.getByRole('button', { name: /Powód wycofania/ }).click();
    await clerk.getByRole('option', { name: 'osoba zrezygnowała' }).click();
    await dialog.getByLabel(/Uwagi/).fill('Dzwoniła dziś rano.');
    await takePicture(clerk, 'withdrawal-1-asking');
    await dialog.getByRole('button', { name: 'Poproś o wycofanie' }).click();
    await clerk.getByText('Wycofanie zatwierdza ktoś inny').waitFor();
    await takePicture(clerk, 'withdrawal-2-asked');
    expect(await listViolations(clerk)).toEqual([]);
    await tab.close();

    const approver = await sitDown('dark');
    await enter(approver, staff.approver.displayName);
    await approver.getByRole('heading', { name: 'Wycofania do rozstrzygnięcia' }).waitFor();
    await takePicture(approver, 'withdrawal-3-today');
    await approver.getByRole('link', { name: 'Pokaż wszystkie (1)' }).click();
    await approver.getByRole('link', { name: /^Do wycofania ?1$/ }).waitFor();
    await approver.getByRole('gridcell', { name: 'Łucja Źrebięcka' }).click();
    await takePicture(approver, 'withdrawal-3-list');
    expect(await listViolations(approver)).toEqual([]);
    await approver.keyboard.press('Enter');
    await approver.getByRole('button', { name: 'Zatwierdź wycofanie' }).click();
    await takePicture(approver, 'withdrawal-4-deciding');
    await approver.getByRole('alertdialog').getByRole('button', { name: 'Zatwierdź wycofanie' }).click();
    await approver.getByText(/Zamówienie wycofane, potwierdzone/).waitFor({ timeout: 30_000 });
    await takePicture(approver, 'withdrawal-5-confirmed');
    expect(await listViolations(approver)).toEqual([]);
    await go(approver, '#/deliveries?state=acknowledged');
    await approver.locator('tbody').getByText('Wycofanie', { exact: true }).waitFor();
    await takePicture(approver, 'withdrawal-6-deliveries');

    const withdrawn = answered(await office.clerk.vouchers.get({ id }));
    expect(withdrawn).toMatchObject({
      state: 'approved',
      delivery: { state: 'acknowledged' },
      withdrawal: { state: 'confirmed', delivery: { state: 'acknowledged', receipt: expect.any(String) } },
    });
    // Only with the first one's vouchers in the pool again, here and at the central office, is there enough for this.
    const larger = languageCourse({ hours: 180 });
    const next = await approve(office, await submit(office, await prepare(office, agreement.id, larger)));
    expect(next.orderNumber).toBe(2);
    await expect
      .poll(async () => answered(await office.clerk.vouchers.get({ id: next.id })).delivery?.state, { timeout: 30_000 })
      .toBe('acknowledged');
  });
});
