import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { today } from '../../../renderer/app/today.ts';
import { findChromium, launchChromium } from '../../support/browser.ts';
import { type BrowserOffice, makeSignedAgreement, openBrowserOffice, staff } from '../../support/browser-office.ts';
import { enter, go, openTab, signIn, type Tab } from '../../support/browser-page.ts';
import { answered, languageCourse, prepare, registerPerson, submit, syntheticPesel } from '../../support/office-day.ts';

describe.skipIf(findChromium() === null)('at the desk', () => {
  let browser: Browser;
  let office: BrowserOffice;
  const tabs: Tab[] = [];
  beforeAll(async () => {
    [browser, office] = await Promise.all([launchChromium(), openBrowserOffice()]);
  });
  afterEach(async () => {
    for (const tab of tabs.splice(0)) {
      expect(tab.complaints).toEqual([]);
      await tab.close();
    }
  });
  afterAll(async () => {
    await browser?.close();
    await office?.close();
  });

  async function open(): Promise<Tab['page']> {
    const tab = await openTab(browser, office.newAddress());
    tabs.push(tab);
    return tab.page;
  }

  test('whoever prepared an order is told that a colleague must approve it, and the core refuses too', async () => {
    const { id: agreementId } = await makeSignedAgreement(office);
    const prepared = answered(
      await office.both.vouchers.prepare({ agreementId, order: languageCourse({ hours: 10 }) }),
    );
    const submitted = answered(await office.both.vouchers.submit({ id: prepared.id, seenVersion: prepared.version }));
    const page = await open();
    await enter(page, staff.both.displayName);
    await go(page, `#/vouchers/${submitted.id}`);
    await page
      .getByText(/zatwierdzić .*inna osoba|zatwierdza .*inna osoba|inna osoba/i)
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: 'Zatwierdź' }).count()).toBe(0);
    expect(await office.both.vouchers.approve({ id: submitted.id, seenVersion: submitted.version })).toMatchObject({
      ok: false,
      problem: { kind: 'refused', reason: 'same-person' },
    });
  });

  test('a double click approves once, and one receipt comes back', async () => {
    const { id: agreementId } = await makeSignedAgreement(office);
    const submitted = await submit(office, await prepare(office, agreementId, languageCourse({ hours: 10 })));
    const page = await open();
    await enter(page, staff.approver.displayName);
    await go(page, `#/vouchers/${submitted.id}`);
    await page.getByRole('button', { name: 'Zatwierdź' }).click();
    await page
      .getByRole('alertdialog')
      .or(page.getByRole('dialog'))
      .getByRole('button', { name: 'Zatwierdź' })
      .dblclick();
    await page
      .getByText(/RPMP\.10\.03\.00/)
      .first()
      .waitFor();
    const approved = answered(await office.approver.vouchers.get({ id: submitted.id }));
    expect(approved).toMatchObject({ state: 'approved', version: submitted.version + 1 });
    const trail = answered(await office.administrator.audit.list({ subjectId: submitted.id, after: null, limit: 50 }));
    expect(trail.rows.filter(({ operation }) => operation === 'vouchers.approve')).toHaveLength(1);
    expect(trail.rows.filter(({ operation }) => operation === 'sync.settle')).toHaveLength(1);
  });

  test('two presses on handing over reserve the vouchers once', async () => {
    const { id: agreementId } = await makeSignedAgreement(office);
    const prepared = await prepare(office, agreementId, languageCourse({ hours: 10 }));
    const page = await open();
    await enter(page, staff.clerk.displayName);
    await go(page, `#/vouchers/${prepared.id}`);
    await page.getByRole('button', { name: 'Przekaż do zatwierdzenia' }).dblclick();
    await page.getByText('Do zatwierdzenia').first().waitFor();
    const submitted = answered(await office.clerk.vouchers.get({ id: prepared.id }));
    expect(submitted).toMatchObject({ state: 'submitted', version: prepared.version + 1 });
    const pool = answered(await office.clerk.agreements.poolAsOf({ id: agreementId, asOf: today() }));
    expect(pool.reserved).toBe(submitted.quote.vouchers);
  });

  test('two presses on registering make one person', async () => {
    const page = await open();
    await enter(page, staff.clerk.displayName);
    await go(page, '#/people/new');
    await page.getByLabel('PESEL', { exact: true }).last().fill(syntheticPesel('1991-02-03', 777));
    await page.getByLabel('Nazwisko').fill('Jedyna');
    await page.getByLabel('Imię lub imiona').fill('Maria');
    await page.getByRole('button', { name: 'Sprawdź, czy już jest' }).click();
    await page.getByRole('button', { name: 'Zarejestruj', exact: true }).dblclick();
    await page.getByRole('heading', { name: 'Jedyna Maria' }).waitFor();
    const found = answered(await office.clerk.people.search({ text: 'jedyna maria', after: null, limit: 10 }));
    expect(found.rows).toHaveLength(1);
    expect(await page.getByText('już zarejestrowana').count()).toBe(0);
  });

  test('a change over a colleague’s newer one is refused, and what was typed stays', async () => {
    const id = await registerPerson(office);
    const page = await open();
    await enter(page, staff.clerk.displayName);
    await go(page, `#/people/${id}`);
    await page.getByRole('button', { name: 'Popraw dane' }).click();
    await page.getByLabel('Telefon').fill('500 600 700');
    const seen = answered(await office.clerk.people.get({ id }));
    const { identity, firstName, lastName, citizenship, address, phone, educationIsced, labourStatus } = seen;
    const changed = { identity, firstName, lastName, citizenship, address, phone, educationIsced, labourStatus };
    const person = { ...changed, email: 'nowy@example.pl', occupation: '', employer: '' };
    answered(await office.clerk.people.change({ id, seenVersion: seen.version, person }));
    await page.getByRole('button', { name: 'Zapisz zmiany' }).click();
    await page
      .getByText(/zmienił tę pozycję w międzyczasie|w międzyczasie/)
      .first()
      .waitFor();
    expect(await page.getByLabel('Telefon').inputValue()).toBe('500 600 700');
    expect(answered(await office.clerk.people.get({ id }))).toMatchObject({ email: 'nowy@example.pl', phone });
    await page.getByRole('button', { name: 'Wczytaj aktualne dane' }).click();
    await expect.poll(() => page.getByLabel('E-mail').inputValue()).toBe('nowy@example.pl');
    expect(await page.getByLabel('Telefon').inputValue()).toBe('500 600 700');
    await page.getByRole('button', { name: 'Zapisz zmiany' }).click();
    await page.getByText('Zmiany zapisano').waitFor();
    const both = { email: 'nowy@example.pl', phone: '500 600 700' };
    expect(answered(await office.clerk.people.get({ id }))).toMatchObject(both);
  });

  test('a wrong passphrase is said, a few of them make one wait', async () => {
    const page = await open();
    await signIn(page, staff.advisor.displayName, 'to nie jest to hasło');
    await page.getByText(/Hasło nie pasuje/).waitFor();
    for (let attempt = 0; attempt < 2; attempt += 1) await page.getByRole('button', { name: 'Zaloguj' }).click();
    await expect
      .poll(
        async () => {
          await page.getByRole('button', { name: 'Zaloguj' }).click();
          return page.getByText(/Następna próba będzie możliwa za/).count();
        },
        { timeout: 20_000 },
      )
      .toBe(1);
  });

  test('locking keeps a half-filled form for its author and shows it to nobody else', async () => {
    const page = await open();
    await enter(page, staff.clerk.displayName);
    await go(page, '#/people/new');
    await page.getByLabel('Nazwisko').fill('Niedokończona');
    await page.keyboard.press('Control+l');
    await enter(page, staff.advisor.displayName);
    await go(page, '#/people/new');
    await page.getByText('Kogo rejestrujesz?').waitFor();
    expect(await page.getByLabel('Nazwisko').inputValue()).toBe('');
    await page.keyboard.press('Control+l');
    await enter(page, staff.clerk.displayName);
    await go(page, '#/people/new');
    await page.getByText('Wróciły dane').waitFor();
    expect(await page.getByLabel('Nazwisko').inputValue()).toBe('Niedokończona');
  });

  test('a seat left alone for the idle time asks for the passphrase at the next step', async () => {
    const page = await open();
    await enter(page, staff.clerk.displayName);
    office.letPass(11);
    await go(page, '#/cases');
    await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
  });

  test('a reload keeps the session, an address works once, and without one the page says what to do', async () => {
    const address = office.newAddress();
    const tab = await openTab(browser, address);
    tabs.push(tab);
    await enter(tab.page, staff.clerk.displayName);
    await tab.page.reload();
    await tab.page.getByRole('heading', { name: 'Dziś' }).waitFor();
    const second = await openTab(browser, address);
    await second.page.getByText('Program nie odpowiada').waitFor();
    await second.close();
  });
});
