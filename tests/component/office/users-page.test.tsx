import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { suggestLogin } from '../../../renderer/features/office/suggest-login.ts';
import { UsersPage } from '../../../renderer/features/office/users-page.tsx';
import type { User } from '../../../shared/contract/office.ts';
import type { Role } from '../../../shared/domain/vocabulary.ts';
import { day, idOf, ok, startCore } from '../cases/fake-core.ts';
import { expectAccessible, show } from '../cases/show.tsx';

const administrator: User = {
  id: idOf(1),
  login: 'anna',
  displayName: 'Anna Próbna',
  roles: ['administrator'],
  active: true,
  createdAt: day,
  version: 1,
};

function openUsers(roles: readonly [Role, ...Role[]] = ['administrator']) {
  const core = startCore(roles);
  core.on('office.listUsers', () => ok([administrator]));
  core.on('office.addUser', ({ passphrase: _, ...user }) =>
    ok({ ...user, id: idOf(2), active: true, createdAt: day, version: 1 }),
  );
  return { core, ...show(<UsersPage />) };
}

test('a login is suggested from the name until somebody types one', async () => {
  expect(suggestLogin('  Łucja  Źrebięcka-Maj ')).toBe('lucja.zrebiecka-maj');
  const { user } = openUsers();
  await user.click(await screen.findByRole('button', { name: 'Dodaj użytkownika' }));
  const login = screen.getByLabelText('Login');
  await user.keyboard('Żaneta Ćwik');
  expect(login).toHaveProperty('value', 'zaneta.cwik');
  await user.clear(login);
  await user.type(login, 'zcwik');
  await user.type(screen.getByLabelText('Imię i nazwisko'), 'owska');
  expect(login).toHaveProperty('value', 'zcwik');
});

test('a colleague is added with roles that say what they mean', async () => {
  const { user, core } = openUsers();
  await user.click(await screen.findByRole('button', { name: 'Dodaj użytkownika' }));
  const dialog = screen.getByRole('dialog', { name: 'Nowy użytkownik' });
  expect(within(dialog).getByText('Zatwierdza zamówienia przygotowane przez inne osoby.')).toBeTruthy();
  await user.keyboard('Jan Próbny');
  await user.click(within(dialog).getByRole('checkbox', { name: /zatwierdzający/ }));
  await user.type(within(dialog).getByLabelText('Pierwsze hasło'), 'zielony rower stoi w sieni');
  await expectAccessible(dialog);
  await user.click(within(dialog).getByRole('button', { name: 'Dodaj użytkownika' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(core.asked('office.addUser')[0]).toMatchObject({ login: 'jan.probny', roles: ['clerk', 'approver'] });
  expect(screen.getByRole('region', { name: 'Wybrany użytkownik' }).textContent).toContain('jan.probny');
});

test('a login that exists is said at its field and nothing typed is lost', async () => {
  const { user, core } = openUsers();
  core.on('office.addUser', () => ({ ok: false, problem: { kind: 'refused', reason: 'login-taken', facts: {} } }));
  await user.click(await screen.findByRole('button', { name: 'Dodaj użytkownika' }));
  const dialog = screen.getByRole('dialog');
  await user.keyboard('Anna Próbna');
  await user.type(within(dialog).getByLabelText('Pierwsze hasło'), 'zielony rower stoi w sieni');
  await user.click(within(dialog).getByRole('button', { name: 'Dodaj użytkownika' }));
  expect((await within(dialog).findAllByText(/Taki login już istnieje/)).length).toBeGreaterThan(1);
  expect(within(dialog).getByLabelText('Imię i nazwisko')).toHaveProperty('value', 'Anna Próbna');
});

test('the last administrator stays: the refusal says what to do first', async () => {
  const { user, core, container } = openUsers();
  core.on('office.changeUser', () => ({
    ok: false,
    problem: { kind: 'refused', reason: 'last-administrator', facts: {} },
  }));
  await user.click(await screen.findByText('Anna Próbna'));
  await user.click(screen.getByRole('button', { name: 'Wyłącz konto' }));
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Wyłącz konto' }));
  expect(await screen.findByText(/To ostatni czynny administrator/)).toBeTruthy();
  expect(core.asked('office.changeUser')[0]).toMatchObject({ id: idOf(1), seenVersion: 1, active: false });
  await expectAccessible(container);
});

test('others are told whose page this is', async () => {
  openUsers(['clerk']);
  expect(await screen.findByText('Użytkownikami zarządza administrator.')).toBeTruthy();
});
