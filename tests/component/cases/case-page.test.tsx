import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CasePage } from '../../../renderer/features/cases/case-page.tsx';
import { CasesPage } from '../../../renderer/features/cases/cases-page.tsx';
import type { CaseRow } from '../../../shared/contract/cases.ts';
import { toCalendarDate } from '../../../shared/domain/calendar.ts';
import { idOf, ok, startCore } from './fake-core.ts';
import { fictionalCase, fictionalDecision } from './fictional-case.ts';
import { expectAccessible, show, showRouted } from './show.tsx';

const rowOf = (place: number, part: Partial<CaseRow> = {}): CaseRow => ({
  id: idOf(100 + place),
  number: `KK/1212/2026/A${String(place).padStart(5, '0')}`,
  personId: idOf(200 + place),
  firstName: 'Jan',
  lastName: `Zmyślony ${place}`,
  pesel: '90051400013',
  programme: 'KK',
  submittedOn: toCalendarDate('2026-11-09'),
  stage: 'application',
  ...part,
});

function startList() {
  const core = startCore(['clerk']);
  core.on('cases.list', ({ stage }) => {
    const rows = [rowOf(1), rowOf(2, { stage: 'agreement-signed' })].filter(
      (row) => stage === null || row.stage === stage,
    );
    return ok({ rows, next: null, total: rows.length });
  });
  return core;
}

test('Enter opens a case in the part where it waits', async () => {
  startList();
  const { user, address } = showRouted(<CasesPage />);
  await screen.findByText('2 sprawy');
  await user.click(await screen.findByText('Zmyślony 2 Jan'));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(address()).toBe(`/cases/${idOf(102)}/vouchers`));
});

test('a filter stands in the address, so that coming back finds it', async () => {
  startList();
  const { user, address } = showRouted(<CasesPage />);
  await user.click(await screen.findByRole('button', { name: /Etap/ }));
  await user.click(screen.getByRole('option', { name: 'Umowa podpisana' }));
  await waitFor(() => expect(address()).toContain('stage=agreement-signed'));
});

test('the list asks for what its address says', async () => {
  const core = startList();
  const { container } = showRouted(<CasesPage stage="agreement-signed" selected={idOf(102)} />);
  await screen.findByText('1 sprawa');
  expect(core.asked('cases.list').at(-1)).toMatchObject({ stage: 'agreement-signed', after: null });
  const preview = within(screen.getByRole('region', { name: 'Wybrana sprawa' }));
  preview.getByText('Przygotuj zamówienie bonów.');
  await expectAccessible(container);
});

test('the person stands above every part of a case, with the next step', async () => {
  const core = startCore(['clerk']);
  core.on('cases.get', () => ok(fictionalCase({ stage: 'eligible', decision: fictionalDecision() })));
  const { container } = show(<CasePage caseId={idOf(10)} tab="eligibility" />);
  const name = await screen.findByRole('heading', { level: 1, name: 'Zmyślony Jan' });
  expect(document.activeElement).toBe(name);
  for (const text of ['90051400013', 'Olkusz', '190 000 000', 'KK/1212/2026/A00001']) {
    screen.getByText(text);
  }
  const next = await screen.findByRole('link', { name: 'Rozpocznij bilans' });
  expect(next.getAttribute('href')).toBe(`#/cases/${idOf(10)}/balance`);
  expect(screen.getByRole('link', { name: 'Kwalifikowalność' }).getAttribute('aria-current')).toBe('page');
  await expectAccessible(container);
});

test('a case that is gone says so and can be asked for again', async () => {
  const core = startCore(['clerk']);
  core.on('cases.get', () => ({ ok: false, problem: { kind: 'not-found', what: 'case' } }));
  show(<CasePage caseId={idOf(10)} tab="eligibility" />);
  await screen.findByText(/Nie ma już takiej pozycji/);
  screen.getByRole('button', { name: 'Spróbuj ponownie' });
});
