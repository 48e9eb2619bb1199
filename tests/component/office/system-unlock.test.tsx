import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useSession } from '../../../renderer/app/session-store.ts';
import { SystemUnlock } from '../../../renderer/features/office/system-unlock.tsx';
import { SignInPage } from '../../../renderer/features/session/sign-in-page.tsx';
import type { SessionStatus } from '../../../shared/contract/session.ts';
import type { Role } from '../../../shared/domain/vocabulary.ts';
import { type FakeCore, ok, startCore } from '../cases/fake-core.ts';
import { expectAccessible, show } from '../cases/show.tsx';

const logins = [
  { login: 'proba', displayName: 'Anna Próbna' },
  { login: 'ewa', displayName: 'Ewa Lis' },
];

function start(
  systemUnlock: SessionStatus['systemUnlock'],
  role: Role = 'clerk',
): { core: FakeCore; was: SessionStatus } {
  const core = startCore([role]);
  const { status } = useSession.getState();
  if (status === null) throw new Error('somebody is signed in');
  const was = { ...status, logins, systemUnlock };
  useSession.setState({ status: was });
  return { core, was };
}

const lock = (was: SessionStatus) => useSession.setState({ status: { ...was, phase: 'locked', user: null } });
const open = /^Odblokowuj kontem systemu na tym komputerze/;
const unlock = /^Odblokuj kontem systemu/;
const disable = 'Wyłącz odblokowanie kontem systemu';

test('one’s own account offers the system’s account with what it means, and asks for the passphrase', async () => {
  const { core, was } = start({ isAvailable: true, login: null });
  const { user, container } = show(<SystemUnlock />);
  expect(screen.getByText(/każdy, kto jest zalogowany na to konto systemu/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: open }));
  const dialog = screen.getByRole('dialog');
  expect(within(dialog).getByText(/Nie włączaj tego na koncie, z którego korzysta kilka osób/)).toBeTruthy();
  core.on('session.enableSystemUnlock', () => ({ ok: false, problem: { kind: 'wrong-passphrase', waitSeconds: 0 } }));
  await user.type(within(dialog).getByLabelText('Obecne hasło'), 'nie to hasło{Enter}');
  expect(await within(dialog).findByText(/hasło/i, { selector: '.ui-notice *' })).toBeTruthy();
  core.on('session.enableSystemUnlock', () => ok({ ...was, systemUnlock: { isAvailable: true, login: 'proba' } }));
  await user.click(within(dialog).getByRole('button', { name: 'Włącz' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(core.asked('session.enableSystemUnlock')).toHaveLength(2);
  expect(screen.getByRole('button', { name: disable })).toBeTruthy();
  await expectAccessible(container);
});

test('it is switched off where it was switched on', async () => {
  const { core, was } = start({ isAvailable: true, login: 'proba' });
  core.on('session.disableSystemUnlock', () => ok({ ...was, systemUnlock: { isAvailable: true, login: null } }));
  const { user } = show(<SystemUnlock />);
  await user.click(screen.getByRole('button', { name: disable }));
  expect(await screen.findByRole('button', { name: open })).toBeTruthy();
});

test.each<[Role, number]>([
  ['clerk', 0],
  ['administrator', 1],
])('a colleague’s is named to everybody, and as %s one has %i buttons to end it', (role, buttons) => {
  start({ isAvailable: false, login: 'ewa' }, role);
  show(<SystemUnlock />);
  expect(screen.getByText(/loguje się Ewa Lis/)).toBeTruthy();
  expect(screen.queryAllByRole('button')).toHaveLength(buttons);
});

test('without a key store nothing is offered', () => {
  start({ isAvailable: false, login: null });
  show(<SystemUnlock />);
  expect(screen.queryByText(/kontem systemu/)).toBeNull();
});

test('the locked window offers it beside the passphrase, and says why it failed', async () => {
  const { core, was } = start({ isAvailable: true, login: 'ewa' });
  lock(was);
  core.on('session.unlockWithSystem', () => ({
    ok: false,
    problem: { kind: 'refused', reason: 'system-unlock-unreadable', facts: {} },
  }));
  const { user, container } = show(<SignInPage />);
  await user.click(screen.getByRole('button', { name: 'Odblokuj kontem systemu (Ewa Lis)' }));
  expect(await screen.findByText(/System nie oddał klucza do teczki. Zaloguj się hasłem/)).toBeTruthy();
  expect(screen.getByLabelText('Hasło')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Nie pamiętam hasła' })).toBeTruthy();
  await expectAccessible(container);
  core.on('session.unlockWithSystem', () => ok(was));
  await user.click(screen.getByRole('button', { name: unlock }));
  await waitFor(() => expect(useSession.getState().status?.phase).toBe('open'));
});

test.each<[string, SessionStatus['systemUnlock']]>([
  ['is off', { isAvailable: true, login: null }],
  ['has no key store here', { isAvailable: false, login: 'ewa' }],
])('the locked window is silent about it where it %s', (_, systemUnlock) => {
  lock(start(systemUnlock).was);
  show(<SignInPage />);
  expect(screen.getByLabelText('Hasło')).toBeTruthy();
  expect(screen.queryByRole('button', { name: unlock })).toBeNull();
});
