import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { useSession } from '../../../renderer/app/session-store.ts';
import { BackupLine } from '../../../renderer/features/backups/backup-line.tsx';
import { useBackups } from '../../../renderer/features/backups/backup-store.ts';
import { BackupsPanel } from '../../../renderer/features/backups/backups-panel.tsx';
import { RecoverLink, RestoredNotice } from '../../../renderer/features/backups/recover-link.tsx';
import type { BackupPreview, BackupStatus } from '../../../shared/contract/backups.ts';
import type { SessionStatus } from '../../../shared/contract/session.ts';
import type { Role } from '../../../shared/domain/vocabulary.ts';
import { day, ok, startCore } from '../cases/fake-core.ts';
import { expectAccessible, show } from '../cases/show.tsx';

beforeEach(() => useBackups.setState({ status: null, restored: null }));

const folder = '/mnt/kopie';
const plan = { folder, everyHours: 24, isOnSameDisk: false, version: 3 };

function fictional(part: Partial<BackupStatus> = {}): BackupStatus {
  const lastGood = { madeAt: day, folder };
  return { plan, lastGood, lastFailure: null, isInProgress: false, isOverdue: false, ...part };
}

function open(status: BackupStatus, roles: readonly [Role, ...Role[]] = ['administrator']) {
  const core = startCore(roles);
  core.on('backups.status', () => ok(status));
  core.on('backups.list', () =>
    ok([{ path: `${folder}/biuro.teczka`, name: 'biuro.teczka', madeAt: day, bytes: 2_500_000 }]),
  );
  return core;
}

/** As the window stands, with nobody in it. */
function locked(): SessionStatus {
  const { status } = useSession.getState();
  if (status === null) throw new Error('a core was started');
  return { ...status, phase: 'locked', user: null };
}

describe('the footer', () => {
  test.each<[string, Partial<BackupStatus>, string, RegExp]>([
    ['green with the date of the last good one', {}, 'good', /^Kopia zapasowa: 22\.11\.2026/],
    ['amber when it is late', { isOverdue: true }, 'late', /zaległa, ostatnia: 22\.11\.2026/],
    [
      'amber when it fails',
      { lastFailure: { at: day, cause: 'backup-folder-full' } },
      'late',
      /nieudana, ostatnia: 22\.11\.2026/,
    ],
    ['amber when there is none', { plan: null, lastGood: null }, 'late', /Brak kopii zapasowej/],
    ['amber when only a stick has one', { plan: null }, 'late', /bez planu/],
    ['calm while one is made', { isInProgress: true }, 'good', /Robię kopię zapasową/],
  ])('is %s', async (...[, part, tone, sentence]) => {
    open(fictional(part));
    show(<BackupLine />);
    const line = await screen.findByRole('status');
    expect(line.textContent).toMatch(sentence);
    expect(line.dataset.tone).toBe(tone);
  });

  test('shows the administrator alone where to choose a folder', async () => {
    open(fictional({ plan: null, lastGood: null }), ['clerk']);
    show(<BackupLine />);
    await screen.findByText(/Brak kopii/);
    expect(screen.queryByRole('link')).toBeNull();
  });

  test('follows the news', async () => {
    const core = open(fictional({ plan: null, lastGood: null }));
    show(<BackupLine />);
    await screen.findByRole('link', { name: 'Wybierz folder' });
    core.tell({ kind: 'backups', status: fictional() });
    expect(screen.getByRole('status').dataset.tone).toBe('good');
  });
});

describe('the panel', () => {
  test('says how the backups stand, and warns of a folder on the same disk', async () => {
    open(fictional({ plan: { ...plan, isOnSameDisk: true } }));
    const { container } = show(<BackupsPanel />);
    expect(await screen.findByText(/otwarta i sprawdzona/)).toBeTruthy();
    expect(screen.getByText(/tym samym dysku/)).toBeTruthy();
    expect(await screen.findByText('2,5 MB')).toBeTruthy();
    await expectAccessible(container);
  });

  test('says why one failed, and what to do', async () => {
    open(fictional({ lastFailure: { at: day, cause: 'backup-folder-missing' } }));
    show(<BackupsPanel />);
    expect(await screen.findByText(/się nie udała\. Nie ma takiego folderu/)).toBeTruthy();
  });

  test('keeps the path that was refused, and saves over the version that was seen', async () => {
    const core = open(fictional());
    core.on('backups.configure', () => ({
      ok: false,
      problem: { kind: 'refused', reason: 'backup-folder-inside', facts: {} },
    }));
    const { user } = show(<BackupsPanel />);
    const field = await screen.findByLabelText('Folder na kopie');
    await user.clear(field);
    await user.type(field, '/teczka/kopie{Enter}');
    expect(await screen.findByText(/wewnątrz teczki/)).toBeTruthy();
    expect(field).toHaveProperty('value', '/teczka/kopie');
    expect(core.asked('backups.configure')).toEqual([{ folder: '/teczka/kopie', everyHours: 24, seenVersion: 3 }]);
  });

  test('offers a clerk neither a copy nor the list', async () => {
    const core = open(fictional(), ['clerk']);
    show(<BackupsPanel />);
    await screen.findByText('Folder na kopie wskazuje administrator.');
    expect(screen.queryByRole('button')).toBeNull();
    expect(core.asked('backups.list')).toEqual([]);
  });
});

describe('going back to a backup', () => {
  const counts = { people: 7, cases: 5, balances: 3, agreements: 2, vouchers: 1 };
  const preview: BackupPreview = {
    path: `${folder}/biuro.teczka`,
    ...{ madeAt: day, program: '0.1.0', schemaVersion: 7, counts },
    present: {
      counts: { ...counts, people: 9, vouchers: 4 },
      changesSince: 12,
      approvedSince: { returning: 2, toEnter: 3, refused: 0, waiting: 1 },
    },
  };

  async function openDialog(shown: BackupPreview | null) {
    const core = open(fictional());
    core.on('backups.preview', () =>
      shown === null ? { ok: false, problem: { kind: 'refused', reason: 'backup-damaged', facts: {} } } : ok(shown),
    );
    const { user } = show(<BackupsPanel />);
    await user.click(await screen.findByRole('button', { name: /Przywróć kopię z/ }));
    return { core, user, dialog: await screen.findByRole('dialog') };
  }

  test('shows what is lost and what comes back before it asks for the passphrase', async () => {
    const { dialog } = await openDialog(preview);
    expect(await within(dialog).findByText(/12 czynności\. Przepadną/)).toBeTruthy();
    expect(within(dialog).getByText(/nie dotarło do urzędu centralnego: 1/)).toBeTruthy();
    expect(within(dialog).getByText(/umowy są w kopii: 2\. Wrócą same po najbliższym połączeniu/)).toBeTruthy();
    expect(within(dialog).getByText(/nie ma w kopii: 3\. Nie wrócą same/)).toBeTruthy();
    expect(within(dialog).getByRole('row', { name: /Osoby 7 9/ })).toBeTruthy();
    await expectAccessible(dialog);
  });

  test('says when the present file cannot be read', async () => {
    const { dialog } = await openDialog({ ...preview, present: null });
    expect(await within(dialog).findByText(/nie da się odczytać, więc nie wiadomo/)).toBeTruthy();
  });

  test('asks for nothing where the backup is damaged', async () => {
    const { dialog } = await openDialog(null);
    expect(await within(dialog).findByText(/uszkodzona albo ktoś ją zmienił/)).toBeTruthy();
    expect(within(dialog).queryByLabelText('Twoje hasło')).toBeNull();
  });

  test('signs out, and the sign-in says where the file from before lies', async () => {
    const { core, user, dialog } = await openDialog(preview);
    core.on('backups.restore', () => ok({ status: locked(), setAside: '/dane/biuro-przed.teczka' }));
    await user.type(await within(dialog).findByLabelText('Twoje hasło'), 'zielony rower stoi w sieni{Enter}');
    await waitFor(() => expect(useSession.getState().status?.phase).toBe('locked'));
    show(<RestoredNotice />);
    expect(screen.getByText(/biuro-przed\.teczka/)).toBeTruthy();
  });
});

test('where nobody can sign in, path, login and passphrase put a backup in place', async () => {
  const core = startCore(['clerk']);
  core.on('backups.recover', () => ok({ status: locked(), setAside: null }));
  const { user } = show(<RecoverLink />);
  await user.click(screen.getByText('Odtwórz z kopii zapasowej'));
  await user.keyboard('/media/pendrive/biuro.teczka');
  await user.type(screen.getByLabelText('Login administratora'), 'anna');
  await user.type(screen.getByLabelText('Hasło'), 'zielony rower stoi w sieni{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(core.asked('backups.recover')).toEqual([
    { path: '/media/pendrive/biuro.teczka', login: 'anna', passphrase: 'zielony rower stoi w sieni' },
  ]);
  expect(useBackups.getState().restored).toEqual({ setAside: null });
});
