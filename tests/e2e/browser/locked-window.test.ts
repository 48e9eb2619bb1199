import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openConnection } from '../../../electron/database/sqlite.ts';
import { findChromium, launchChromium } from '../../support/browser.ts';
import {
  type BrowserOffice,
  type EmptyOffice,
  openBrowserOffice,
  openEmptyOffice,
  staff,
} from '../../support/browser-office.ts';
import { enter, go, listViolations, openTab, signIn, type Tab, takePicture } from '../../support/browser-page.ts';
import { makeCaseFile, passphrase, readDataKey, type TestCaseFile } from '../../support/case-file.ts';

let browser: Browser;
let tab: Tab;
beforeAll(async () => {
  if (findChromium() !== null) browser = await launchChromium();
});
afterEach(async () => {
  expect(tab?.complaints).toEqual([]);
  await tab?.close();
});
afterAll(() => browser?.close());

describe.skipIf(findChromium() === null)('a window that is locked', () => {
  let office: BrowserOffice;
  beforeAll(async () => {
    office = await openBrowserOffice();
  });
  afterAll(() => office?.close());

  test('lets in whoever has the sheet’s code and sets a new passphrase, and the old one is gone', async () => {
    tab = await openTab(browser, office.newAddress());
    const { page } = tab;
    await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
    expect(await listViolations(page)).toEqual([]);
    await page.getByText('Nie pamiętam hasła').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /Użytkownik/ }).click();
    await page.getByRole('option', { name: staff.advisor.displayName }).click();
    await dialog.getByLabel('Kod z arkusza').fill('AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF');
    await dialog.getByLabel('Nowe hasło', { exact: true }).fill('drewniany most nad potokiem');
    await dialog.getByRole('button', { name: 'Ustal nowe hasło' }).click();
    await dialog.getByText('Kod z arkusza odzyskiwania jest nieprawidłowy').waitFor();
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'recover');
    await dialog.getByLabel('Kod z arkusza').fill(office.recoveryCode.toLowerCase().replaceAll('-', ' '));
    await dialog.getByRole('button', { name: 'Ustal nowe hasło' }).click();
    await page.getByRole('heading', { name: 'Dziś' }).waitFor();
    await page.keyboard.press('Control+l');
    await signIn(page, staff.advisor.displayName);
    await page.getByText(/Hasło nie pasuje/).waitFor();
    await page.getByLabel('Hasło', { exact: true }).fill('drewniany most nad potokiem');
    await page.getByRole('button', { name: 'Zaloguj' }).click();
    await page.getByRole('heading', { name: 'Dziś' }).waitFor();
  });

  test('locks by itself when nobody touches it, and keeps what was being typed for its author', async () => {
    tab = await openTab(browser, office.newAddress());
    const { page } = tab;
    await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
    await page.clock.install();
    await page.reload();
    await enter(page, staff.clerk.displayName);
    await go(page, '#/people/new');
    await page.getByLabel('Nazwisko').fill('Przerwana');
    await page.clock.fastForward('09:30');
    await page.keyboard.press('Shift');
    await page.clock.fastForward('09:30');
    await page.getByText('Kogo rejestrujesz?').waitFor();
    await page.clock.fastForward('00:31');
    await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
    expect(await page.locator('body').innerText()).not.toContain('Przerwana');
    await enter(page, staff.clerk.displayName);
    await page.getByText('Wróciły dane').waitFor();
    expect(await page.getByLabel('Nazwisko').inputValue()).toBe('Przerwana');
  });

  test('shows nothing of the case that was open, nor lets Back return to it', async () => {
    tab = await openTab(browser, office.newAddress());
    const { page } = tab;
    await enter(page, staff.clerk.displayName);
    await go(page, '#/people');
    await page.getByRole('searchbox').fill('Wrzeciądz');
    await page.getByText('Nikogo nie znaleziono').waitFor();
    // The browser writes addresses into its history, on the disk.
    expect(decodeURIComponent(page.url())).not.toContain('Wrzeciądz');
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
  });
});

type Spoilt = readonly [what: string, spoil: (folder: string) => unknown, sentence: string];

const database = (folder: string) => join(folder, 'case.sqlite');
const header = (folder: string) => join(folder, 'header.json');

async function makeNewer(folder: string): Promise<void> {
  const dataKey = await readDataKey(folder);
  const raw = openConnection({ file: database(folder), dataKey, access: 'write' });
  raw.pragma('user_version = 9000');
  raw.close();
}

describe.skipIf(findChromium() === null)('a program that was just started', () => {
  const officeName = 'Powiatowy Urząd Pracy w Olkuszu';
  let made: TestCaseFile;
  let office: EmptyOffice;
  beforeAll(async () => {
    made = await makeCaseFile({ login: 'a.zielinska', name: officeName });
    await made.door.addKeySlot('ewa.nowak', passphrase);
    await made.door.close();
    office = await openEmptyOffice(made.folder);
  });
  afterAll(async () => {
    await office?.close();
    await made?.dispose();
  });

  test('offers logins and names nobody; once the file is open the locked window shows names, and remembers who it was', async () => {
    tab = await openTab(browser, office.newAddress());
    const { page } = tab;
    await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
    const who = page.getByRole('button', { name: /Użytkownik/ });
    expect(await who.innerText()).toBe('a.zielinska');
    await takePicture(page, 'sign-in-before-opening');
    await page.getByText('Nie pamiętam hasła').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Użytkownik/ })
      .click();
    expect(await page.getByRole('option').allInnerTexts()).toEqual(['a.zielinska', 'ewa.nowak']);
    await takePicture(page, 'recover-before-opening');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').getByRole('button', { name: 'Anuluj' }).click();
    await who.click();
    expect(await page.getByRole('option').allInnerTexts()).toEqual(['a.zielinska', 'ewa.nowak']);
    expect(await page.content()).not.toMatch(/Zielińska|Olkusz/);
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'sign-in-before-opening-list');
    await page.keyboard.press('Escape');
    await enter(page, 'a.zielinska');

    await page.keyboard.press('Control+l');
    await page.getByText(officeName).waitFor();
    expect(await who.innerText()).toBe('Anna Zielińska');
    await takePicture(page, 'sign-in-locked');
    await page.reload();
    await page.getByText(officeName).waitFor();
    expect(await who.innerText()).toBe('Anna Zielińska');
  });
});

describe.skipIf(findChromium() === null)('a folder that is no usable case file', () => {
  let office: EmptyOffice | undefined;
  afterEach(async () => {
    await office?.close();
  });

  async function openSpoilt(spoil: Spoilt[1]): Promise<string> {
    const made = await makeCaseFile();
    await made.door.close();
    await spoil(made.folder);
    office = await openEmptyOffice(made.folder);
    tab = await openTab(browser, office.newAddress());
    return made.folder;
  }

  test.for<Spoilt>([
    [
      'something else',
      (folder) => writeFileSync(header(folder), '{"format":"lista zakupów"}'),
      'nie jest teczką urzędu',
    ],
    ['of a newer form', (folder) => editHeader(folder, { formatVersion: 9 }), 'zapisała nowsza wersja programu'],
    ['without its keys', (folder) => rmSync(join(folder, 'keyring.json')), 'uszkodzony albo niepełny'],
  ])('%s is named at once', async ([, spoil, sentence]) => {
    await openSpoilt(spoil);
    await tab.page.getByText(new RegExp(sentence)).waitFor();
    expect(await listViolations(tab.page)).toEqual([]);
  });

  test.for<Spoilt>([
    ['cut short', (folder) => truncateSync(database(folder), 5000), 'uszkodzony albo niepełny'],
    ['empty', (folder) => truncateSync(database(folder), 0), 'uszkodzony albo niepełny'],
    ['noise', (folder) => writeFileSync(database(folder), Buffer.alloc(65_536, 'szum')), 'uszkodzony albo niepełny'],
    ['of a newer program', makeNewer, 'zapisała nowsza wersja programu'],
  ])('one that is %s is named after the passphrase, and stays as it was', async ([, spoil, sentence]) => {
    const folder = await openSpoilt(spoil);
    const before = readFileSync(database(folder));
    await signIn(tab.page, 'anna');
    await tab.page.getByText(new RegExp(sentence)).waitFor();
    expect(readFileSync(database(folder)).equals(before)).toBe(true);
  });

  test('one that another program has open is named with its holder', async () => {
    const made = await makeCaseFile();
    office = await openEmptyOffice(made.folder);
    tab = await openTab(browser, office.newAddress());
    await signIn(tab.page, 'anna');
    await tab.page.getByText(/Teczka jest już otwarta w innym programie/).waitFor();
    await made.dispose();
  });
});

function editHeader(folder: string, changed: object): void {
  writeFileSync(header(folder), JSON.stringify({ ...JSON.parse(readFileSync(header(folder), 'utf8')), ...changed }));
}
