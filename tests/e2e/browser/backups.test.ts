// The way of a backup, as an administrator walks it: from no folder to a green date, and back to yesterday.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../../support/browser.ts';
import { type BrowserOffice, openBrowserOffice, openEmptyOffice, staff } from '../../support/browser-office.ts';
import { enter, go, listViolations, openTab, signIn, type Tab, takePicture } from '../../support/browser-page.ts';
import { passphrase } from '../../support/case-file.ts';
import { answered, registerPerson } from '../../support/office-day.ts';

describe.skipIf(findChromium() === null)('the office’s backups', () => {
  let browser: Browser;
  let office: BrowserOffice;
  let tab: Tab;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  beforeEach(async () => {
    office = await openBrowserOffice();
  });
  afterEach(async () => {
    expect(tab?.complaints).toEqual([]);
    await tab?.close();
    await office.close();
  });
  afterAll(() => browser?.close());

  const kopie = () => join(dirname(office.folder), 'kopie');
  const footer = (page: Page) => page.locator('.backup-line');

  async function chooseFolder(page: Page): Promise<void> {
    mkdirSync(kopie());
    await go(page, '#/office');
    await page.getByLabel('Folder na kopie').fill(kopie());
    await page.getByRole('button', { name: 'Zapisz plan' }).click();
    await footer(page)
      .getByText(/^Kopia zapasowa: /)
      .waitFor();
  }

  test('a folder is chosen, the footer turns green, and the way back shows what is lost before it is taken', async () => {
    tab = await openTab(browser, office.newAddress(), { viewport: { width: 1366, height: 768 } });
    const { page } = tab;
    await registerPerson(office);
    await enter(page, staff.administrator.displayName);
    await footer(page).getByText('Brak kopii zapasowej').waitFor();
    await footer(page).getByRole('link', { name: 'Wybierz folder' }).click();
    await page.getByLabel('Folder na kopie').fill(join(kopie(), 'nie ma'));
    await page.getByRole('button', { name: 'Zapisz plan' }).click();
    await page.getByText(/Nie ma takiego folderu/).waitFor();
    await chooseFolder(page);
    await page.getByRole('heading', { name: 'Kopie w folderze' }).scrollIntoViewIfNeeded();
    await page.getByText(/tym samym dysku/).waitFor();
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'backups');
    await registerPerson(office, '1986-01-02');
    await page.getByRole('button', { name: /Przywróć kopię z/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Po tej kopii zapisano 1 czynność/).waitFor();
    expect(await dialog.getByRole('row', { name: /Osoby/ }).innerText()).toMatch(/Osoby\s+1\s+2/);
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'backup-preview');
    await dialog.getByLabel('Twoje hasło').fill('to nie jest to hasło');
    await dialog.getByRole('button', { name: 'Przywróć kopię' }).click();
    await dialog.getByText(/Hasło nie pasuje/).waitFor();
    await dialog.getByLabel('Twoje hasło').fill(passphrase);
    await page.keyboard.press('Enter');
    await page.getByText('Teczka przywrócona z kopii').waitFor();
    await page.getByText(/Poprzednia teczka leży w folderze .*przed-przywroceniem/).waitFor();
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'backup-restored');
    await enter(page, staff.administrator.displayName);
    await go(page, '#/people');
    await page.getByText('1 osoba').waitFor();
    expect((await office.clerk.people.search({ text: '', after: null, limit: 5 })).ok).toBe(false);
  });

  test('whoever may not choose the folder sees the date without the way there', async () => {
    tab = await openTab(browser, office.newAddress());
    const { page } = tab;
    await enter(page, staff.clerk.displayName);
    await footer(page).getByText('Brak kopii zapasowej').waitFor();
    expect(await footer(page).getByRole('link').count()).toBe(0);
    await go(page, '#/office');
    await page.getByText('Folder na kopie wskazuje administrator.').waitFor();
    expect(await page.getByRole('button', { name: 'Kopia na pendrive…' }).count()).toBe(0);
  });

  test('an approver puts everything onto a stick, by keyboard', async () => {
    const stick = join(dirname(office.folder), 'pendrive');
    mkdirSync(stick);
    tab = await openTab(browser, office.newAddress());
    const { page } = tab;
    await enter(page, staff.approver.displayName);
    await go(page, '#/office');
    await page.getByRole('button', { name: 'Kopia na pendrive…' }).press('Enter');
    await page.keyboard.type(stick);
    await takePicture(page, 'backup-stick');
    await page.keyboard.press('Enter');
    await page.getByText(/Kopia gotowa i sprawdzona: /).waitFor();
    await footer(page)
      .getByText(/Ostatnia kopia: .*bez planu/)
      .waitFor();
  });

  test.each([
    ['missing', 'the first screen', () => {}],
    [
      'damaged',
      'the sign-in',
      (folder: string, backup: string) => {
        cpSync(backup, folder, { recursive: true });
        writeFileSync(join(folder, 'case.sqlite'), Buffer.alloc(65_536, 'szum'));
      },
    ],
    [
      'without its keys',
      'the screen that says so',
      (folder: string, backup: string) => {
        cpSync(backup, folder, { recursive: true });
        rmSync(join(folder, 'keyring.json'));
      },
    ],
  ])('a case file that is %s is put back from %s', async (what, _, spoil) => {
    const { path } = answered(await office.administrator.backups.makeNow({ folder: dirname(office.folder) }));
    const folder = join(mkdtempSync(join(tmpdir(), 'teczka-spoilt-')), 'biuro.teczka');
    spoil(folder, path);
    const spoilt = await openEmptyOffice(folder);
    tab = await openTab(browser, spoilt.newAddress());
    const { page } = tab;
    if (what === 'damaged') await signIn(page, staff.administrator.login);
    await page.getByText('Odtwórz z kopii zapasowej').click();
    await recover(page, path);
    await page.getByText('Teczka przywrócona z kopii').waitFor();
    await enter(page, staff.administrator.displayName);
    await spoilt.close();
  });

  async function recover(page: Page, path: string): Promise<void> {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Folder kopii').fill(path);
    await dialog.getByLabel('Login administratora').fill(staff.administrator.login);
    await dialog.getByLabel('Hasło', { exact: true }).fill(passphrase);
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'backup-recover');
    await dialog.getByRole('button', { name: 'Odtwórz teczkę' }).click();
  }
});
