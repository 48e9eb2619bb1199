import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../../support/browser.ts';
import { type BrowserOffice, openBrowserOffice, openEmptyOffice, staff } from '../../support/browser-office.ts';
import { enter, go, openTab, type Tab } from '../../support/browser-page.ts';
import { passphrase } from '../../support/case-file.ts';
import { answered, openCase, registerPerson } from '../../support/office-day.ts';

describe.skipIf(findChromium() === null)('what is typed wrong', () => {
  let browser: Browser;
  let office: BrowserOffice;
  let tab: Tab;
  let page: Page;
  beforeAll(async () => {
    [browser, office] = await Promise.all([launchChromium(), openBrowserOffice()]);
    tab = await openTab(browser, office.newAddress());
    page = tab.page;
    await enter(page, staff.clerk.displayName);
  });
  afterEach(() => {
    expect(tab.complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await office?.close();
  });

  /** Every act so far but reading, drafts and signing in: what a refused act must not add to. */
  async function listActs(): Promise<unknown[]> {
    const { rows } = answered(await office.administrator.audit.list({ subjectId: null, after: null, limit: 200 }));
    return rows.filter(({ operation }) => !/^session\.|\.(get|findForCase|listForCase)$/.test(operation));
  }

  /** One question with the token of this very tab, as a script in the page could ask it. */
  const askRaw = (body: string) =>
    page.evaluate(async (text) => {
      const token = window.sessionStorage.getItem('teczka-token');
      const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
      const response = await fetch('/api/ask', { method: 'POST', headers, body: text });
      return { status: response.status, answer: await response.json() };
    }, body);

  test('a PESEL that cannot be is said while it is typed, and refused when it is saved', async () => {
    const before = await listActs();
    await go(page, '#/people/new');
    await page.getByLabel('PESEL', { exact: true }).last().fill('85050503988');
    await page.getByText('Cyfra kontrolna się nie zgadza').waitFor();
    await page.getByLabel('Nazwisko').fill('Błędna');
    await page.getByLabel('Imię lub imiona').fill('Anna');
    await page.getByRole('button', { name: 'Sprawdź, czy już jest' }).click();
    await page.getByRole('button', { name: 'Zarejestruj', exact: true }).click();
    await page.getByText('Numer PESEL jest nieprawidłowy').waitFor();
    expect(await page.getByLabel('Nazwisko').inputValue()).toBe('Błędna');
    expect(await listActs()).toEqual(before);
  });

  test('a day that is in no calendar is said at once, and opens no case', async () => {
    const id = await registerPerson(office);
    const before = await listActs();
    await go(page, `#/people/${id}`);
    await page.getByRole('button', { name: 'Załóż sprawę' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /Program/ }).click();
    await page.getByRole('option', { name: 'Kierunek Kariera KK', exact: true }).click();
    await dialog.getByLabel('Data złożenia formularza').fill('31.02.2026');
    await dialog.getByText('Ostatni dzień tego miesiąca to 28').waitFor();
    await dialog.getByRole('button', { name: 'Załóż sprawę' }).click();
    await dialog.getByRole('heading', { name: 'Jedno pole wymaga poprawy' }).waitFor();
    expect(await dialog.getByLabel('Data złożenia formularza').inputValue()).toBe('31.02.2026');
    expect(await listActs()).toEqual(before);
    await page.keyboard.press('Escape');
  });

  test('ten megabytes of text never leave the field that cuts them, and says so', async () => {
    const { id } = await openCase(office);
    await go(page, `#/cases/${id}/eligibility`);
    await page.getByRole('button', { name: 'Podejmij decyzję' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/Uzasadnienie/).fill('ą'.repeat(5_200_000));
    await dialog.getByText('W tym polu mieści się 2000 znaków').waitFor();
    await page.keyboard.press('Escape');
  });

  test('ten megabytes in a field without a limit of its own are refused with a sentence', async () => {
    await go(page, '#/people/new');
    await page.getByLabel('PESEL', { exact: true }).last().fill('85050503987');
    await page.getByLabel('Nazwisko').fill('Długa');
    await page.getByLabel('Imię lub imiona').fill('Anna');
    await page.getByRole('button', { name: 'Sprawdź, czy już jest' }).click();
    await page.getByText(/możesz założyć nową kartę/i).waitFor();
    const before = await listActs();
    await page.getByLabel('Miejscowość').fill('ą'.repeat(5_200_000));
    await page.keyboard.press('Control+s');
    await page.getByText('Skróć do 100 znaków').first().waitFor({ timeout: 20_000 });
    expect(await listActs()).toEqual(before);
    await page.getByLabel('Miejscowość').fill('');
    tab.complaints.splice(0);
  });

  test('ten megabytes sent past the form are refused before they are read', async () => {
    const before = await listActs();
    const body = JSON.stringify({ operation: 'session.status', input: { text: 'ą'.repeat(5_200_000) } });
    expect(await askRaw(body)).toMatchObject({ status: 413 });
    expect(await listActs()).toEqual(before);
    expect(tab.complaints.splice(0)).toEqual([expect.stringContaining('413')]);
  });

  test('a malformed municipality, and what is no question at all, are refused by the core', async () => {
    const before = await listActs();
    const person = {
      ...{ identity: { kind: 'pesel', pesel: '85050503987' }, firstName: 'Anna', lastName: 'Zła', citizenship: 'PL' },
      address: { teryt: '12120', town: '', street: '', building: '', flat: '', postalCode: '' },
      ...{ phone: '', email: '', educationIsced: null, labourStatus: null, occupation: '', employer: '' },
    };
    const asked = await askRaw(JSON.stringify({ operation: 'people.register', input: person }));
    expect(asked).toMatchObject({
      status: 200,
      answer: { ok: false, problem: { kind: 'invalid-input', issues: [{ path: ['address', 'teryt'] }] } },
    });
    expect(await askRaw('{"operation":"people.register","input":')).toMatchObject({ status: 400 });
    expect(await askRaw('[]')).toMatchObject({ status: 400 });
    expect(await listActs()).toEqual(before);
    expect(tab.complaints.splice(0)).toHaveLength(2);
  });

  test.for<readonly [hash: string, sentence: string]>([
    ['#/people/nie-ma', 'Nie ma już takiej pozycji|wypełniona nieprawidłowo'],
    ['#/people/0190aaaa-0000-7000-8000-000000000009', 'Nie ma już takiej pozycji'],
    ['#/cases/0190aaaa-0000-7000-8000-000000000009/balance', 'Nie ma już takiej pozycji'],
    ['#/vouchers/0190aaaa-0000-7000-8000-000000000009', 'Nie ma już takiej pozycji'],
    ['#/vouchers?state=nic', 'Nie ma takich zamówień'],
    ['#/nie/ma', 'Nie ma takiej strony'],
  ])('the address %s says what is wrong', async ([hash, sentence]) => {
    await go(page, hash);
    await page.locator('main').getByText(new RegExp(sentence)).first().waitFor();
  });
});

describe.skipIf(findChromium() === null)('a central office that is none', () => {
  let browser: Browser;
  let tab: Tab;
  const endings: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const office = await openEmptyOffice();
    endings.push(office.close);
    const administrator = { ...staff.administrator, roles: [...staff.administrator.roles], passphrase };
    answered(await office.openClient().office.create({ name: 'Urząd', countyTeryt: '1212', administrator }));
    browser = await launchChromium();
    tab = await openTab(browser, office.newAddress());
    await enter(tab.page, staff.administrator.displayName);
    await go(tab.page, '#/office');
  });
  afterAll(async () => {
    await browser?.close();
    for (const end of endings) await end();
    expect(tab.complaints).toEqual([]);
  });

  async function serve(status: number | null, body = ''): Promise<string> {
    const server = createServer((request, response) => {
      if (status === null) request.socket.destroy();
      else response.writeHead(status, { 'Content-Type': 'text/html' }).end(body);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    endings.push(() => new Promise((done) => server.close(done)));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
  }

  type Centre = readonly [does: string, open: () => Promise<string>, sentence: string];
  test.for<Centre>([
    ['answers with an error', () => serve(500), 'nie zarejestrowano: urząd centralny odpowiedział błędem'],
    [
      'answers in HTML',
      () => serve(200, '<html>Zaloguj się do sieci</html>'),
      'nie zarejestrowano: odpowiedź była niezrozumiała',
    ],
    ['sends the workstation elsewhere', () => serve(302), 'nie zarejestrowano: odpowiedź była niezrozumiała'],
    ['says nothing', () => serve(null), 'nie zarejestrowano: brak połączenia z siecią'],
    ['is not there', async () => 'http://127.0.0.1:9', 'nie zarejestrowano: brak połączenia z siecią'],
    ['has no secure address', async () => 'http://urzad.example.pl', 'Wpisz pełny adres, który zaczyna się od https'],
    ['has no address at all', async () => 'urząd', 'Wpisz pełny adres, który zaczyna się od https'],
  ])('one that %s is named for what it does', async ([, open, sentence]) => {
    const { page } = tab;
    await page.getByLabel('Adres urzędu centralnego').fill(await open());
    await page.getByLabel('Jednorazowy kod').fill('AAAAA-BBBBB');
    await page.getByRole('button', { name: 'Zarejestruj stanowisko' }).click();
    await page.getByText(new RegExp(sentence)).first().waitFor();
    await page.reload();
    await page.getByText('Stanowisko nie jest jeszcze zarejestrowane').waitFor();
  });
});
