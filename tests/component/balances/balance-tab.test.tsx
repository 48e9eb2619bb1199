import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { BalanceTab } from '../../../renderer/features/balances/balance-tab.tsx';
import type { Balance } from '../../../shared/contract/balances.ts';
import type { CaseRecord } from '../../../shared/contract/cases.ts';
import { day, idOf, ok, startCore } from '../cases/fake-core.ts';
import { asOf, fictionalCase, fullFacts } from '../cases/fictional-case.ts';
import { expectAccessible, show } from '../cases/show.tsx';
import { fictionalBalance, fullBalance, signed } from './fictional-balance.ts';

type Scene = { readonly record?: Partial<CaseRecord>; readonly roles?: Parameters<typeof startCore>[0] };

function openTab(versions: Balance[], { record = { stage: 'balance-started' }, roles = ['advisor'] }: Scene = {}) {
  const core = startCore(roles);
  let stored = versions;
  core.on('balances.listForCase', () => ok(stored));
  core.on('balances.save', ({ id, content, seenVersion }) => {
    const before = stored.find((one) => one.id === id) ?? fictionalBalance();
    const saved = { ...before, content, version: seenVersion + 1 };
    stored = stored.map((one) => (one.id === id ? saved : one));
    return ok(saved);
  });
  const moved: string[] = [];
  const tab = <BalanceTab record={fictionalCase(record)} onCaseMoved={async () => void moved.push('moved')} />;
  return { core, moved, ...show(tab) };
}

test('a balance begins with its variant and the day the person was told', async () => {
  const { user, core, moved } = openTab([], { record: { stage: 'eligible' } });
  core.on('balances.start', ({ variant }) => ok(fictionalBalance({ variant })));
  await user.click(await screen.findByRole('radio', { name: /pogłębiony/ }));
  await user.click(screen.getByRole('button', { name: 'Rozpocznij bilans' }));
  await screen.findByRole('tab', { name: /Cel i motywacja/ });
  expect(core.asked('balances.start')[0]).toMatchObject({ caseId: idOf(10), variant: 'deep' });
  expect(moved).toEqual(['moved']);
});

test('what is written saves itself and says when', async () => {
  const { user, core } = openTab([fictionalBalance()]);
  await user.type(await screen.findByLabelText('Cel zawodowy'), 'Praca w recepcji.');
  screen.getByText('Zmiany czekają na zapis');
  await user.keyboard('{Control>}s{/Control}');
  await screen.findByText(/^Zapisano \d\d:\d\d$/);
  expect(core.asked('balances.save').at(-1)?.content.goal).toBe('Praca w recepcji.');
});

test('each section says whether something is missing in it', async () => {
  const { user } = openTab([fictionalBalance()]);
  await screen.findByRole('tab', { name: /Cel i motywacja.*do uzupełnienia/ });
  await user.type(screen.getByLabelText('Cel zawodowy'), 'Praca');
  await screen.findByRole('tab', { name: /Cel i motywacja.*wypełnione/ });
  screen.getByRole('tab', { name: /Kursy i certyfikaty.*nieobowiązkowe/ });
});

test('Ctrl+Enter leads to the next section and its first field', async () => {
  const { user } = openTab([fullBalance()]);
  await user.click(await screen.findByLabelText('Cel zawodowy'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Data' })));
});

test('a removed row comes back with one press', async () => {
  const { user } = openTab([fullBalance()]);
  await user.click(await screen.findByRole('tab', { name: /Wykształcenie/ }));
  await user.click(screen.getByRole('button', { name: 'Usuń: Szkoła 1' }));
  expect(screen.queryByLabelText('Szkoła lub uczelnia')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Cofnij' }));
  screen.getByDisplayValue('Technikum');
});

test('a language level may stand between two levels, and an area of DigComp is chosen by name', async () => {
  const { user, core } = openTab([fictionalBalance()]);
  await user.click(await screen.findByRole('tab', { name: /Kompetencje/ }));
  await user.click(screen.getByRole('button', { name: 'Dodaj kompetencję' }));
  await user.type(screen.getByRole('textbox', { name: 'Język' }), 'angielski');
  await user.click(screen.getByRole('button', { name: /Poziom/ }));
  await user.click(screen.getByRole('option', { name: 'A2+' }));
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(() => expect(core.asked('balances.save')).not.toHaveLength(0));
  await screen.findByText(/^Zapisano/);
  expect(core.asked('balances.save').at(-1)?.content.competences).toEqual([
    { name: 'angielski', framework: 'CEFR', frameworkVersion: '2020', level: 'A2+', evidence: '' },
  ]);
});

test('finishing lists what is missing and leads there', async () => {
  const { user, core } = openTab([fictionalBalance()]);
  await user.click(await screen.findByRole('button', { name: 'Zakończ i podpisz' }));
  const dialog = within(await screen.findByRole('dialog'));
  const gap = dialog.getByText('Pusta część: Plan działania');
  expect(dialog.getByRole('button', { name: 'Podpisz i zakończ' }).hasAttribute('disabled')).toBe(true);
  await user.click(within(gap).getByRole('button', { name: 'Przejdź' }));
  await screen.findByRole('button', { name: 'Dodaj krok' });
  expect(core.asked('balances.finish')).toEqual([]);
});

test('a full balance is signed by both and can then only be read', async () => {
  const { user, core, container, moved } = openTab([fullBalance()]);
  core.on('balances.finish', () => ok(fullBalance({ ...signed, version: 2 })));
  await user.click(await screen.findByRole('button', { name: 'Zakończ i podpisz' }));
  const dialog = within(await screen.findByRole('dialog'));
  dialog.getByText(/Zalecane kategorie: Języki obce/);
  await user.click(dialog.getByRole('button', { name: 'Podpisz i zakończ' }));
  await screen.findByRole('button', { name: 'Nowa wersja' });
  expect(moved).toEqual(['moved']);
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(screen.queryByText('Opieka nad dzieckiem.')).toBeNull();
  await expectAccessible(container);
});

test('a new version takes the content over while the signed one stays in force', async () => {
  const finished = fullBalance({ ...signed });
  const { user, core } = openTab([finished]);
  core.on('balances.supersede', () =>
    ok(fullBalance({ id: idOf(51), versionNumber: 2, supersedes: finished.id, version: 1 })),
  );
  await user.click(await screen.findByRole('button', { name: 'Nowa wersja' }));
  await user.click(await screen.findByRole('button', { name: 'Utwórz nową wersję' }));
  await screen.findByText('Przygotowujesz wersję 2. Do jej podpisania obowiązuje wersja 1.');
  await user.click(screen.getByRole('button', { name: 'Pokaż wersję 1' }));
  await screen.findByText('Praca w recepcji.');
});

test('somebody else’s save stops ours and keeps the text', async () => {
  const { user, core } = openTab([fictionalBalance()]);
  core.on('balances.save', ({ seenVersion }) =>
    seenVersion === 5 ? ok(fictionalBalance({ version: 6 })) : { ok: false, problem: { kind: 'changed-meanwhile' } },
  );
  await user.type(await screen.findByLabelText('Cel zawodowy'), 'Moje');
  await user.keyboard('{Control>}s{/Control}');
  await screen.findByText('Ktoś zapisał ten bilans w innym oknie');
  screen.getByDisplayValue('Moje');
  core.on('balances.listForCase', () => ok([fictionalBalance({ version: 5 })]));
  await user.click(screen.getByRole('button', { name: 'Zapisz mój tekst' }));
  await screen.findByText(/^Zapisano/);
  expect(core.asked('balances.save').at(-1)).toMatchObject({ seenVersion: 5, content: { goal: 'Moje' } });
});

test('what was not saved before the window was locked is saved now', async () => {
  const core = startCore(['advisor']);
  const balance = fictionalBalance();
  const kept = { version: balance.version, content: { ...balance.content, goal: 'Ze szkicu' } };
  core.on('session.findDraft', ({ key }) => ok({ key, body: kept, savedAt: day }));
  core.on('balances.listForCase', () => ok([balance]));
  core.on('balances.save', ({ content }) => ok({ ...balance, content, version: 2 }));
  const { user } = show(
    <BalanceTab record={fictionalCase({ stage: 'balance-started' })} onCaseMoved={async () => undefined} />,
  );
  await screen.findByDisplayValue('Ze szkicu');
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(() => expect(core.asked('balances.save').at(-1)?.content.goal).toBe('Ze szkicu'));
});

test('who is no advisor reads a balance in preparation', async () => {
  const { container } = openTab([fullBalance()], { roles: ['clerk'] });
  await screen.findByText(/Pisze go doradca zawodowy/);
  expect(screen.queryByRole('textbox')).toBeNull();
  await expectAccessible(container);
});

test('a programme that takes its balance from another one shows when that one was finished', async () => {
  openTab([], { record: { programme: 'KKZ', stage: 'eligible', facts: { ...fullFacts, kkBalanceOn: asOf } } });
  await screen.findByText('22.11.2026');
});

test('axe finds nothing while a balance is written', async () => {
  const { user, container } = openTab([fullBalance()]);
  await screen.findByLabelText('Cel zawodowy');
  await expectAccessible(container);
  await user.click(screen.getByRole('tab', { name: /Rekomendacja/ }));
  await expectAccessible(container);
});
