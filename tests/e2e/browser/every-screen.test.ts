import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { findChromium, launchChromium } from '../../support/browser.ts';
import {
  type BrowserOffice,
  makeSignedAgreement,
  openBrowserOffice,
  type Post,
  staff,
} from '../../support/browser-office.ts';
import { enter, go, listViolations, openTab, type Tab, takePicture } from '../../support/browser-page.ts';
import { answered, approve, languageCourse, openCase, prepare, submit } from '../../support/office-day.ts';

type Screen = {
  readonly name: string;
  readonly as: Post;
  readonly hash: (office: Furnished) => string;
  /** What must be read before the screen is judged: it shows that the content came. */
  readonly shows: string | RegExp;
  /** A button to press first: the dialog it opens is judged too. */
  readonly press?: string | RegExp;
};

type Furnished = {
  readonly caseId: string;
  readonly openCaseId: string;
  readonly personId: string;
  readonly submitted: Voucher;
  readonly approved: Voucher;
};

const screens: readonly Screen[] = [
  { name: 'today', as: 'clerk', hash: () => '#/', shows: 'Wnioski do decyzji' },
  { name: 'people', as: 'clerk', hash: () => '#/people', shows: 'Źrebięcka Łucja' },
  { name: 'person', as: 'clerk', hash: ({ personId }) => `#/people/${personId}`, shows: 'Karta osoby|Tożsamość' },
  {
    name: 'person-change',
    as: 'clerk',
    hash: ({ personId }) => `#/people/${personId}`,
    shows: 'Tożsamość',
    press: 'Popraw dane',
  },
  {
    name: 'open-case',
    as: 'clerk',
    hash: ({ personId }) => `#/people/${personId}`,
    shows: 'Tożsamość',
    press: 'Załóż sprawę',
  },
  { name: 'register', as: 'clerk', hash: () => '#/people/new', shows: 'Kogo rejestrujesz?' },
  { name: 'cases', as: 'clerk', hash: () => '#/cases', shows: 'Źrebięcka Łucja' },
  {
    name: 'eligibility-open',
    as: 'clerk',
    hash: ({ openCaseId }) => `#/cases/${openCaseId}/eligibility`,
    shows: 'Co zmieniłoby odpowiedź',
  },
  {
    name: 'decide',
    as: 'clerk',
    hash: ({ openCaseId }) => `#/cases/${openCaseId}/eligibility`,
    shows: 'Co zmieniłoby odpowiedź',
    press: 'Podejmij decyzję',
  },
  {
    name: 'eligibility-decided',
    as: 'clerk',
    hash: ({ caseId }) => `#/cases/${caseId}/eligibility`,
    shows: 'Powody decyzji',
  },
  { name: 'balance', as: 'advisor', hash: ({ caseId }) => `#/cases/${caseId}/balance`, shows: 'Cel zawodowy' },
  { name: 'agreement', as: 'clerk', hash: ({ caseId }) => `#/cases/${caseId}/agreement`, shows: /WKK\/\d+/ },
  { name: 'case-vouchers', as: 'clerk', hash: ({ caseId }) => `#/cases/${caseId}/vouchers`, shows: 'Pula bonów' },
  { name: 'vouchers', as: 'clerk', hash: () => '#/vouchers', shows: 'Łucja Źrebięcka' },
  { name: 'voucher-approved', as: 'clerk', hash: ({ approved }) => `#/vouchers/${approved.id}`, shows: 'Kwoty' },
  {
    name: 'approve',
    as: 'approver',
    hash: ({ submitted }) => `#/vouchers/${submitted.id}`,
    shows: 'Kwoty',
    press: 'Zatwierdź',
  },
  {
    name: 'send-back',
    as: 'approver',
    hash: ({ submitted }) => `#/vouchers/${submitted.id}`,
    shows: 'Kwoty',
    press: 'Cofnij do poprawy',
  },
  { name: 'deliveries', as: 'clerk', hash: () => '#/deliveries', shows: 'Stan połączenia' },
  { name: 'programmes', as: 'clerk', hash: () => '#/programmes', shows: 'Kto może wziąć udział' },
  { name: 'users', as: 'administrator', hash: () => '#/users', shows: 'Ewa Nowak' },
  { name: 'add-user', as: 'administrator', hash: () => '#/users', shows: 'Ewa Nowak', press: /Dodaj/ },
  { name: 'office', as: 'administrator', hash: () => '#/office', shows: 'Dziennik czynności' },
];

async function furnish(office: BrowserOffice): Promise<Furnished> {
  const { caseId, id: agreementId } = await makeSignedAgreement(office);
  const order = languageCourse({ hours: 40 });
  const approved = await approve(office, await submit(office, await prepare(office, agreementId, order)));
  const submitted = await submit(office, await prepare(office, agreementId, order));
  const { id: openCaseId } = await openCase(office);
  const { person } = answered(await office.clerk.cases.get({ id: caseId }));
  return { caseId, openCaseId, personId: person.personId, submitted, approved };
}

describe.skipIf(findChromium() === null)('every screen', () => {
  let browser: Browser;
  let office: BrowserOffice;
  let furnished: Furnished;
  beforeAll(async () => {
    [browser, office] = await Promise.all([launchChromium(), openBrowserOffice()]);
    furnished = await furnish(office);
  });
  afterAll(async () => {
    await browser?.close();
    await office?.close();
  });

  /** Everything wrong on a screen as it stands: in the light all that axe knows, in the dark what colours can spoil. */
  async function judge(tab: Tab, name: string): Promise<string[]> {
    const light = await listViolations(tab.page);
    await takePicture(tab.page, `light-${name}`);
    await tab.page.emulateMedia({ colorScheme: 'dark' });
    const dark = await listViolations(tab.page, ['color-contrast', 'link-in-text-block']);
    await takePicture(tab.page, `dark-${name}`);
    await tab.page.emulateMedia({ colorScheme: 'light' });
    return [...light, ...dark].map((violation) => `${name}: ${violation}`);
  }

  test.for(['clerk', 'advisor', 'approver', 'administrator'] as const)(
    'of the %s has nothing that axe finds and no complaint of the browser, light and dark',
    async (who) => {
      const tab = await openTab(browser, office.newAddress(), { colorScheme: 'light' });
      const found: string[] = [];
      await enter(tab.page, staff[who].displayName);
      for (const screen of screens.filter(({ as }) => as === who)) {
        await go(tab.page, screen.hash(furnished));
        const shows = typeof screen.shows === 'string' ? new RegExp(screen.shows) : screen.shows;
        await tab.page.locator('main').getByText(shows).first().waitFor();
        if (screen.press !== undefined) await tab.page.getByRole('button', { name: screen.press }).first().click();
        found.push(...(await judge(tab, screen.name)));
        await tab.page.keyboard.press('Escape');
        await go(tab.page, '#/programmes');
        await tab.page.getByRole('heading', { level: 1, name: /Programy/ }).waitFor();
      }
      expect(found).toEqual([]);
      expect(tab.complaints).toEqual([]);
      await tab.close();
    },
  );
});
