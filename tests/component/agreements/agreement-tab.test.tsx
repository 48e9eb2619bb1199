import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { AgreementTab } from '../../../renderer/features/agreements/agreement-tab.tsx';
import type { Agreement } from '../../../shared/contract/agreements.ts';
import type { CaseRecord } from '../../../shared/contract/cases.ts';
import { toCalendarDate } from '../../../shared/domain/calendar.ts';
import { day, idOf, ok, startCore } from '../cases/fake-core.ts';
import { asOf, fictionalCase } from '../cases/fictional-case.ts';
import { expectAccessible, show } from '../cases/show.tsx';

const terms = {
  validFrom: asOf,
  validTo: toCalendarDate('2027-11-21'),
  categories: ['language', 'it'],
};
const due = toCalendarDate('2026-12-10');

function fictionalAgreement(part: Partial<Agreement> = {}): Agreement {
  return {
    id: idOf(60),
    caseId: idOf(10),
    programme: 'KK',
    number: null,
    state: 'draft',
    signedOn: null,
    ...terms,
    ownPercent: 13,
    contributionDueOn: null,
    pool: { asOf, pool: 180, reserved: 0, committed: 0, left: 180 },
    ordersCounted: 0,
    ordersAllowed: 2,
    ruleSetHash: 'a'.repeat(64),
    createdAt: day,
    version: 1,
    ...part,
  };
}

const signed = { state: 'signed', number: 'WKK/0017', signedOn: asOf, contributionDueOn: due, version: 2 } as const;

type Scene = {
  readonly agreement?: Agreement | null;
  readonly record?: Partial<CaseRecord>;
  readonly roles?: Parameters<typeof startCore>[0];
  readonly numbersLeft?: number;
};

function openTab({
  agreement = null,
  record = { stage: 'balance-finished' },
  roles = ['clerk'],
  numbersLeft = 5,
}: Scene) {
  const core = startCore(roles);
  core.on('agreements.findForCase', () => ok(agreement));
  core.on('agreements.suggest', () => ok({ ...terms, pool: 180, ownPercent: 13, contributionDueOn: due, numbersLeft }));
  core.on('agreements.draft', (draft) => ok(fictionalAgreement(draft)));
  core.on('agreements.changeDraft', (draft) => ok(fictionalAgreement({ ...draft, version: 2 })));
  core.on('agreements.sign', ({ signedOn }) => ok(fictionalAgreement({ ...signed, signedOn })));
  core.on('agreements.poolAsOf', ({ asOf: on }) => ok({ asOf: on, pool: 180, reserved: 20, committed: 60, left: 100 }));
  const moved: string[] = [];
  const tab = <AgreementTab record={fictionalCase(record)} onCaseMoved={async () => void moved.push('moved')} />;
  return { core, moved, ...show(tab) };
}

test('a new agreement begins with what the rules and the balance suggest', async () => {
  const { user, core, container } = openTab({});
  expect((await screen.findByRole('checkbox', { name: 'Języki obce' })).hasAttribute('checked')).toBe(true);
  screen.getByText('180 bonów');
  screen.getByText(/14 dni roboczych od podpisania/);
  await expectAccessible(container);
  await user.click(screen.getByRole('checkbox', { name: 'Informatyka' }));
  await user.click(screen.getByRole('button', { name: 'Utwórz projekt umowy' }));
  await screen.findByRole('button', { name: 'Podpisz umowę' });
  expect(core.asked('agreements.draft')).toEqual([{ caseId: idOf(10), ...terms, categories: ['language'] }]);
});

test('an agreement without a category or ending before it begins is not sent', async () => {
  const { user, core } = openTab({ agreement: fictionalAgreement() });
  const end = await screen.findByRole('textbox', { name: /Obowiązuje do/ });
  await user.clear(end);
  await user.type(end, '01.01.2020');
  await user.click(screen.getByRole('button', { name: 'Zapisz projekt' }));
  await screen.findAllByText(/Koniec nie może być wcześniejszy/);
  expect(core.asked('agreements.changeDraft')).toEqual([]);
});

test('signing says what is signed and until when to pay, and the number is shown', async () => {
  const { user, moved } = openTab({ agreement: fictionalAgreement() });
  await user.click(await screen.findByRole('button', { name: 'Podpisz umowę' }));
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByText(/Jan Zmyślony: umowa 22.11.2026–21.11.2027, 180 bonów, kategorie: Języki obce, Informatyka/);
  dialog.getByText(/najpóźniej 10.12.2026/);
  await user.click(dialog.getByRole('button', { name: 'Podpisz i nadaj numer' }));
  await screen.findByRole('heading', { name: 'Umowa WKK/0017' });
  expect(moved).toEqual(['moved']);
});

test('changes that are not saved yet are saved before the signature', async () => {
  const { user, core } = openTab({ agreement: fictionalAgreement() });
  await user.click(await screen.findByRole('checkbox', { name: 'Informatyka' }));
  await user.click(screen.getByRole('button', { name: 'Podpisz umowę' }));
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByText(/kategorie: Języki obce\./);
  await user.click(dialog.getByRole('button', { name: 'Podpisz i nadaj numer' }));
  await waitFor(() => expect(core.asked('agreements.sign')[0]).toMatchObject({ seenVersion: 2 }));
});

test('without a free number the draft stays and the reason is said', async () => {
  const { user, core } = openTab({ agreement: fictionalAgreement(), numbersLeft: 0 });
  core.on('agreements.sign', () => ({
    ok: false,
    problem: { kind: 'refused', reason: 'number-block-empty', facts: {} },
  }));
  await user.click(await screen.findByRole('button', { name: 'Podpisz umowę' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(await dialog.findByRole('button', { name: 'Podpisz i nadaj numer' }));
  await dialog.findByText(/Zabrakło numerów umów/);
});

test('a signed agreement shows its pool as of any day, step by step', async () => {
  const { user, core, container } = openTab({
    agreement: fictionalAgreement(signed),
    record: { stage: 'agreement-signed' },
  });
  const total = await screen.findByText('100 bonów');
  expect(total.closest('table')?.textContent).toContain('− 60');
  const asOfField = screen.getByRole('textbox', { name: 'Stan na dzień' });
  await user.clear(asOfField);
  await user.type(asOfField, '31.12.2026');
  await waitFor(() => expect(core.asked('agreements.poolAsOf').at(-1)?.asOf).toBe('2026-12-31'));
  await expectAccessible(container);
});

test('before the balance is finished the way leads to the balance', async () => {
  openTab({ record: { stage: 'balance-started' } });
  const link = await screen.findByRole('link', { name: 'Przejdź do bilansu' });
  expect(link.getAttribute('href')).toBe(`#/cases/${idOf(10)}/balance`);
});

test('who is no clerk learns who prepares an agreement', async () => {
  const { core } = openTab({ roles: ['advisor'] });
  await screen.findByText('Umowę przygotowuje i podpisuje referent.');
  expect(core.asked('agreements.suggest')).toEqual([]);
});
