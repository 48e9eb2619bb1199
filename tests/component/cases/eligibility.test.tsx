import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { EligibilityTab } from '../../../renderer/features/cases/eligibility-tab.tsx';
import type { CaseRecord } from '../../../shared/contract/cases.ts';
import { day, idOf, ok, startCore } from './fake-core.ts';
import { asOf, assessKk, fictionalCase, fictionalDecision, fullFacts } from './fictional-case.ts';
import { expectAccessible, show } from './show.tsx';

function openCase(record: CaseRecord, roles: Parameters<typeof startCore>[0] = ['clerk']) {
  const core = startCore(roles);
  core.on('cases.assess', ({ facts }) =>
    ok({
      assessment: assessKk(facts),
      ruleSetHash: 'a'.repeat(64),
      otherProgrammes: facts.kkBalanceOn === null ? [] : [{ programme: 'KKZ', path: 'balance' }],
    }),
  );
  core.on('cases.saveFacts', ({ facts, submittedOn }) => ok({ ...record, facts, submittedOn, version: 2 }));
  const records: CaseRecord[] = [];
  const tab = (shown: CaseRecord) => (
    <EligibilityTab record={shown} onRecord={(next) => records.push(next)} reload={async () => undefined} />
  );
  return { core, records, ...show(tab(record)), tab };
}

const withoutEducation = { ...fullFacts, educationIsced: null };

test('the answer follows the facts while they are filled in', async () => {
  const { user } = openCase(fictionalCase({ facts: withoutEducation }));
  await screen.findByText('Brakuje danych, aby odpowiedzieć');
  await user.click(screen.getByRole('button', { name: /Wykształcenie/ }));
  await user.click(screen.getByRole('option', { name: 'magister (ISCED 7)' }));
  await screen.findByText('Osoba nie spełnia warunków programu');
  await user.click(screen.getByRole('button', { name: /Wykształcenie/ }));
  await user.click(screen.getByRole('option', { name: 'podstawowe (ISCED 1)' }));
  await screen.findByText('Osoba spełnia warunki programu');
});

test('an undecidable case names its missing field and leads there instead of deciding', async () => {
  const { user, core } = openCase(fictionalCase({ facts: withoutEducation }));
  await user.click(await screen.findByRole('button', { name: 'Podejmij decyzję' }));
  screen.getByText(/Uzupełnij: Wykształcenie/);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: /Wykształcenie/ }));
  expect(core.asked('cases.decide')).toEqual([]);
});

test('every criterion of every path shows its result, its rule and where the rule comes from', async () => {
  const { user } = openCase(fictionalCase());
  await screen.findByText('Osoba spełnia warunki programu');
  const paths = screen.getAllByRole('button', { name: /spełniona|warunek|brakuje/ });
  expect(paths).toHaveLength(3);
  expect(screen.getAllByText('spełniony')).toHaveLength(7);
  await user.click(screen.getByRole('button', { name: 'Osoba ukończyła 25 lat.' }));
  screen.getByText(/wartość przykładowa, do potwierdzenia/);
  screen.getByText(/Numer PESEL; Dokument tożsamości/);
});

test('the day on which time alone changes the answer is named', async () => {
  openCase(fictionalCase({ facts: { ...fullFacts, educationIsced: 7 } }));
  await screen.findByText(/Od 14.05.2040 \(urodziny\) warunek „Kwalifikacje” będzie spełniony/);
});

test('refusing to tell of a disability is answered with what it means', async () => {
  openCase(fictionalCase({ facts: { ...fullFacts, disability: 'refused' } }));
  await screen.findByText(/nie wyklucza z programu/);
});

test('facts are saved before they are decided, and the dialog says what will happen', async () => {
  const record = fictionalCase({ facts: withoutEducation });
  const { user, core, records, showAgain, tab } = openCase(record);
  core.on('cases.decide', ({ id }) =>
    ok({ ...record, id, stage: 'eligible', version: 3, decision: fictionalDecision() }),
  );
  await user.click(await screen.findByRole('button', { name: /Wykształcenie/ }));
  await user.click(screen.getByRole('option', { name: 'podstawowe (ISCED 1)' }));
  await screen.findByText('Osoba spełnia warunki programu');
  await user.click(screen.getByRole('button', { name: 'Podejmij decyzję' }));
  await waitFor(() => expect(core.asked('cases.saveFacts')).toHaveLength(1));
  expect(core.asked('cases.saveFacts')[0]?.facts.educationIsced).toBe(1);
  const [saved] = records;
  if (saved === undefined) throw new Error('the saved case was not handed on');
  showAgain(tab(saved));
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByText(/Kwalifikacja do programu Kierunek Kariera: Jan Zmyślony/);
  await user.type(dialog.getByLabelText(/Uzasadnienie/), 'Dokumenty sprawdzone.');
  await user.click(dialog.getByRole('button', { name: 'Zakwalifikuj' }));
  await waitFor(() => expect(core.asked('cases.decide')).toHaveLength(1));
  expect(core.asked('cases.decide')[0]).toMatchObject({ seenVersion: 2, note: 'Dokumenty sprawdzone.' });
});

test('what was typed stays when somebody else changed the case', async () => {
  const { user, core } = openCase(fictionalCase());
  core.on('cases.saveFacts', () => ({ ok: false, problem: { kind: 'changed-meanwhile' } }));
  await user.click(await screen.findByRole('button', { name: /Status na rynku pracy/ }));
  await user.click(screen.getByRole('option', { name: 'rolnik (KRUS)' }));
  await user.click(screen.getByRole('button', { name: 'Zapisz dane' }));
  await screen.findByText(/Ktoś zmienił tę pozycję/);
  screen.getByRole('button', { name: /rolnik \(KRUS\)/ });
});

test('facts that were left unsaved come back from the draft', async () => {
  const core = startCore(['clerk']);
  const left = { submittedOn: '2026-11-09', facts: { ...fullFacts, labourStatus: 'farmer-krus' as const } };
  core.on('session.findDraft', ({ key }) => ok({ key, body: left, savedAt: day }));
  core.on('cases.assess', ({ facts }) =>
    ok({ assessment: assessKk(facts), ruleSetHash: 'a'.repeat(64), otherProgrammes: [] }),
  );
  show(<EligibilityTab record={fictionalCase()} onRecord={() => undefined} reload={async () => undefined} />);
  await screen.findByRole('button', { name: /rolnik \(KRUS\)/ });
  expect(screen.getByRole('button', { name: 'Zapisz dane' }).hasAttribute('disabled')).toBe(false);
});

test('a programme that fits as well takes the same facts over', async () => {
  const facts = { ...fullFacts, kkBalanceOn: asOf };
  const { user, core } = openCase(fictionalCase({ facts }));
  core.on('cases.open', () => ok(fictionalCase({ id: idOf(77), number: 'KKZ/1212/2026/A00002' })));
  await user.click(await screen.findByRole('button', { name: /Otwórz sprawę w programie Kierunek Kariera Zawodowa/ }));
  await waitFor(() => expect(window.location.hash).toBe(`#/cases/${idOf(77)}/eligibility`));
  expect(core.asked('cases.open')[0]).toMatchObject({ programme: 'KKZ', personId: idOf(11), facts });
});

test('a decision shows who, when, by which rules and why, and can be judged again', async () => {
  const { user, core, container } = openCase(fictionalCase({ stage: 'eligible', decision: fictionalDecision() }));
  core.on('cases.replayDecision', () => ok({ same: true, rulesKnown: true, assessment: assessKk(fullFacts) }));
  await screen.findByText('Zakwalifikowano');
  await screen.findByText('Anna Próbna');
  screen.getByText(/wersja 2022-01-21\/1, skrót aaaaaaaa/);
  await user.click(screen.getByRole('button', { name: 'Sprawdź ponownie' }));
  await screen.findByText(/tę samą odpowiedź: spełnia warunki/);
  await expectAccessible(container);
});

test('who may not decide reads the facts and learns who may', async () => {
  openCase(fictionalCase(), ['approver']);
  await screen.findByText(/referent lub doradca zawodowy/);
  expect(screen.queryByRole('button', { name: 'Zapisz dane' })).toBeNull();
});

test('axe finds nothing in the open form', async () => {
  const { container } = openCase(fictionalCase({ facts: withoutEducation }));
  await screen.findByText('Brakuje danych, aby odpowiedzieć');
  await expectAccessible(container);
});
