import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useSession } from '../../../renderer/app/session-store.ts';
import { SignInPage } from '../../../renderer/features/session/sign-in-page.tsx';
import { startCore } from '../cases/fake-core.ts';
import { expectAccessible, show } from '../cases/show.tsx';

const lockedNote = /Okno jest zablokowane/;

function showLocked(officeName: string | null) {
  startCore(['clerk']);
  const { status } = useSession.getState();
  if (status === null) throw new Error('somebody is signed in');
  const logins = [{ login: 'ewa', displayName: officeName === null ? null : 'Ewa Lis' }];
  useSession.setState({ status: { ...status, phase: 'locked', user: null, officeName, logins } });
  return show(<SignInPage />);
}

test('a start says nothing of a locked window, for nobody typed anything yet', async () => {
  const { container } = showLocked(null);
  expect(screen.getByRole('heading', { name: 'Zaloguj się' })).toBeTruthy();
  expect(screen.queryByText(lockedNote)).toBeNull();
  await expectAccessible(container);
});

test('a locked window says that what was typed waits', () => {
  showLocked('Powiatowy Urząd Pracy w Próbnicach');
  expect(screen.getByText(lockedNote)).toBeTruthy();
});
