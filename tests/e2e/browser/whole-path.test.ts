import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../../support/browser.ts';
import { type Keyboard, takeKeyboard } from '../../support/browser-keyboard.ts';
import { type EmptyOffice, openEmptyOffice } from '../../support/browser-office.ts';
import { listViolations, openTab, type Tab, takePicture } from '../../support/browser-page.ts';
import { startTestCentral, type TestCentral } from '../../support/central.ts';

const secret = {
  anna: 'zielony rower stoi w sieni',
  ewa: 'czerwona filiżanka na parapecie',
  jan: 'drewniany most nad potokiem',
  zofia: 'niebieski dzban pod oknem',
};

/** What the round of every screen does not see: the screens of a beginning, and dialogs on the way. */
const judged = new Set([
  ...['first-run-office', 'first-run-administrator', 'recovery-sheet', 'office-not-enrolled', 'people-none'],
  ...['register-checked', 'balance-start', 'balance-meetings', 'balance-sign', 'agreement-new', 'agreement-sign'],
  ...['order', 'receipt'],
]);

/** From an empty computer to a support ID, in the order of the tests; the mouse is never touched. */
describe.skipIf(findChromium() === null)('the whole path by keyboard alone', () => {
  let browser: Browser;
  let office: EmptyOffice;
  let central: TestCentral;
  let tab: Tab;
  let page: Page;
  let hands: Keyboard;
  let pictures = 0;

  beforeAll(async () => {
    [browser, central, office] = await Promise.all([launchChromium(), startTestCentral(), openEmptyOffice()]);
    tab = await openTab(browser, office.newAddress());
    page = tab.page;
    hands = takeKeyboard(page);
  });
  afterAll(async () => {
    await browser?.close();
    await office?.close();
    await central?.stop();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await takePicture(page, `path-failed-at-${task.name.slice(0, 20)}`);
  });

  /** A screen as a clerk finds it: nothing cut at the side, no name of a text instead of the text, the focus somewhere. */
  const look = async (name: string) => {
    pictures += 1;
    await takePicture(page, `path-${String(pictures).padStart(2, '0')}-${name}`);
    const found = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      words: document.body.innerText,
      isFocusLost: document.activeElement === null || document.activeElement === document.body,
    }));
    expect.soft(found.width, `${name} is wider than the window`).toBe(0);
    expect
      .soft(found.words, name)
      .not.toMatch(/(?<![\w@.])[a-z]+[A-Za-z]*\.[a-z]+[A-Z][A-Za-z]*(?!\w)|\{\{|undefined|\[object/);
    expect.soft(found.isFocusLost, `the focus is lost on ${name}`).toBe(false);
    expect.soft(tab.complaints.splice(0), name).toEqual([]);
    if (judged.has(name)) expect.soft(await listViolations(page), name).toEqual([]);
  };
  const heading = (name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor();
  const switchTo = async (who: string, passphrase: string) => {
    await hands.keys('Control+L');
    await heading('Zaloguj się');
    await hands.choose('Użytkownik', who);
    await hands.write('Hasło', passphrase);
    await hands.keys('Enter');
    await page.getByRole('contentinfo').or(page.getByRole('navigation')).first().waitFor();
  };

  test('an office is founded, and its recovery sheet is shown once', async () => {
    await heading('Nowy urząd');
    await look('first-run-office');
    await hands.write('Nazwa urzędu', 'Powiatowy Urząd Pracy w Olkuszu');
    await hands.find('Powiat', 'olkuski');
    await hands.press('Dalej');
    await heading('Pierwszy administrator');
    await hands.write('Imię i nazwisko', 'Anna Zielińska');
    await hands.write('Login', 'anna.zielinska');
    await hands.write('Hasło', secret.anna);
    await hands.write('Powtórz hasło', secret.anna);
    await look('first-run-administrator');
    await hands.press('Załóż urząd');
    await heading('Arkusz odzyskiwania');
    expect(await page.locator('.recovery-code').innerText()).toMatch(/^[0-9A-Z]{4,}([ -][0-9A-Z]{4,})+$/);
    await look('recovery-sheet');
    await hands.tick('Arkusz jest wydrukowany');
    await hands.press('Zaczynamy pracę');
    await heading('Dziś');
    await look('today-empty');
  });

  test('colleagues get an account each', async () => {
    await hands.follow('Użytkownicy');
    await heading('Użytkownicy');
    const add = async (name: string, role: string, passphrase: string) => {
      await hands.keys('F2');
      await heading('Nowy użytkownik');
      await hands.write('Imię i nazwisko', name);
      if (role !== 'referent') {
        await hands.tick('referent');
        await hands.tick(role);
      }
      await hands.write('Pierwsze hasło', passphrase);
      await look(`user-${role.replace(' ', '-')}`);
      await hands.keys('Enter');
      await page.getByRole('gridcell', { name }).first().waitFor();
    };
    await add('Ewa Nowak', 'referent', secret.ewa);
    await add('Jan Kos', 'doradca zawodowy', secret.jan);
    await add('Zofia Bąk', 'zatwierdzający', secret.zofia);
    await look('users');
  });

  test('the workstation is enrolled at the central office', async () => {
    const { code } = await central.createEnrolmentCode('1212');
    await hands.follow('Urząd');
    await heading('Połączenie z urzędem centralnym');
    await hands.write('Adres urzędu centralnego', central.url);
    await hands.write('Jednorazowy kod', code);
    await look('office-not-enrolled');
    await hands.keys('Enter');
    await page.getByText('Stanowisko jest zarejestrowane').waitFor();
    await look('office-enrolled');
  });

  test('a clerk registers a person after looking whether the person is there', async () => {
    await switchTo('Ewa Nowak ewa.nowak', secret.ewa);
    await heading('Dziś');
    await look('today-clerk');
    await hands.follow('Osoby');
    await heading('Osoby');
    await look('people-empty');
    await page.keyboard.type('źrebięcka łucja');
    await page.getByText('Nikogo nie znaleziono').waitFor();
    await look('people-none');
    await hands.keys('F2');
    await heading('Nowa osoba');
    await hands.write('PESEL', '85050503987');
    await look('register-identity');
    await hands.press('Sprawdź, czy już jest');
    await page.getByText('Nie ma podobnej osoby').waitFor();
    await look('register-checked');
    await hands.find('Gmina zamieszkania', 'Olkusz');
    await hands.write('Miejscowość', 'Olkusz');
    await hands.write('Ulica', 'Rynek');
    await hands.write('Nr domu', '1');
    await hands.write('Kod pocztowy', '32-300');
    await hands.write('Telefon', '600 100 200');
    await hands.choose('Wykształcenie', 'zasadnicze zawodowe lub średnie (ISCED 3)');
    await hands.choose('Status na rynku pracy', 'umowa o pracę');
    await look('register-details');
    await hands.keys('Control+Enter');
    await heading('Nowa sprawa');
    await look('open-case');
  });

  test('a case is opened, its facts completed, the answer shown with its reasons, and decided', async () => {
    await hands.choose('Program', 'Kierunek Kariera KK');
    await hands.press('Załóż sprawę');
    await heading('Dane do decyzji');
    await page.getByText('Brakuje danych, aby odpowiedzieć').waitFor();
    await look('eligibility-incomplete');
    await hands.choose('Zna język polski', 'tak');
    await hands.choose('Związek z Małopolską', 'mieszka w Małopolsce');
    await hands.choose('Niepełnosprawność', 'nie');
    await page.getByText('Osoba spełnia warunki programu').first().waitFor();
    await look('eligibility-eligible');
    await hands.press('Podejmij decyzję');
    await heading(/^Decyzja w sprawie/);
    await look('decide');
    await hands.press('Zakwalifikuj');
    await page.getByText('Zakwalifikowano').first().waitFor();
    await look('decided');
  });

  test('an advisor draws up the Career Balance, and both sign it', async () => {
    await switchTo('Jan Kos jan.kos', secret.jan);
    await heading('Dziś');
    await look('today-advisor');
    await hands.follow('Źrebięcka Łucja');
    await heading('Rozpocznij Bilans Kariery');
    await look('balance-start');
    await hands.press('Rozpocznij bilans');
    await hands.write('Cel zawodowy', 'Awans na brygadzistę');
    await look('balance-goal');
    const sections = await page.getByRole('tab').allInnerTexts();
    let at = 0;
    const next = async (title: string) => {
      const steps = sections.findIndex((section) => section.includes(title)) - at;
      for (const section of sections.slice(at + 1, at + 1 + steps)) {
        await hands.keys('Control+Enter');
        await page.getByRole('tab', { name: section.split(',')[0] ?? '', selected: true }).waitFor();
      }
      at += steps;
    };
    await next('Spotkania');
    await hands.press('Dodaj spotkanie');
    await look('balance-meetings');
    await next('Wykształcenie');
    await hands.press('Dodaj szkołę');
    await hands.write('Szkoła lub uczelnia', 'Technikum w Olkuszu');
    await next('Kompetencje');
    await hands.press('Dodaj kompetencję');
    await hands.write('Język', 'angielski');
    await look('balance-competences');
    await next('Rekomendacja');
    await hands.press('Dodaj kategorię');
    await hands.choose('Kategoria szkoleń', 'Języki obce');
    await hands.write('Uzasadnienie', 'Prowadzi do celu');
    await hands.write('Rekomendacja doradcy', 'Szkolenie językowe');
    await look('balance-recommendation');
    await next('Plan działania');
    await hands.press('Dodaj krok');
    await hands.write('Działanie', 'Zapisać się na kurs');
    await hands.write('Do kiedy', '31.12.2026');
    await hands.write('Kto', 'uczestnik');
    await next('Informacja zwrotna');
    await hands.write(
      'Data przekazania',
      new Intl.DateTimeFormat('pl-PL', { dateStyle: 'short', timeZone: 'Europe/Warsaw' }).format(),
    );
    await look('balance-feedback');
    await hands.press('Zakończ i podpisz');
    await heading('Zakończenie Bilansu Kariery');
    await look('balance-sign');
    await hands.press('Podpisz i zakończ');
    await page.getByText('Bilans podpisany').waitFor();
    await look('balance-finished');
  });

  test('the clerk signs the agreement, and it gets a number', async () => {
    await switchTo('Ewa Nowak ewa.nowak', secret.ewa);
    await hands.follow('Źrebięcka Łucja');
    await heading('Nowa umowa');
    await look('agreement-new');
    await hands.press('Utwórz projekt umowy');
    await hands.press('Podpisz umowę');
    await heading('Podpisanie umowy');
    await look('agreement-sign');
    await hands.press('Podpisz i nadaj numer');
    await heading(/^Umowa WKK\//);
    await look('agreement-signed');
  });

  test('an order is prepared with its arithmetic and handed over', async () => {
    await hands.follow('Bony');
    await hands.press('Przygotuj zamówienie');
    await heading('Nowe zamówienie');
    await hands.write('Liczba godzin', '60');
    await hands.write('Cena za godzinę', '13');
    await hands.write('Nazwa kursu lub egzaminu', 'Angielski A2');
    await hands.write('Instytucja szkoleniowa', 'Szkoła Języków Lingua');
    await page.getByText('W puli pozostanie').waitFor();
    await look('order');
    await hands.keys('Control+Enter');
    // On the order's own page: the list below the form shows its new state a moment before.
    await page.getByText('To zamówienie zatwierdza ktoś inny').waitFor();
    await look('order-submitted');
  });

  test('a colleague approves it on the same workstation, and its support ID appears', async () => {
    await switchTo('Zofia Bąk zofia.bak', secret.zofia);
    await page.getByRole('button', { name: 'Zatwierdź' }).waitFor();
    await look('approver-arrives');
    await hands.press('Zatwierdź');
    await heading('Zatwierdzić zamówienie?');
    await look('approve');
    await hands.press('Zatwierdź');
    await page.getByText('Urząd centralny przyjął zamówienie').waitFor();
    expect(await page.locator('.voucher-support-id').innerText()).toMatch(/WKK/);
    await look('receipt');
    await hands.follow('Wysyłka');
    await look('deliveries');
    await hands.follow('Dziś');
    await look('today-approver');
  });
});
