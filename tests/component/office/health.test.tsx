import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { HealthNotices } from '../../../renderer/app/health-notices.tsx';
import { useHealth } from '../../../renderer/app/health-store.ts';
import { useSync } from '../../../renderer/app/sync-store.ts';
import { OfficePage } from '../../../renderer/features/office/office-page.tsx';
import type { Health } from '../../../shared/contract/health.ts';
import type { Role } from '../../../shared/domain/vocabulary.ts';
import { day, idOf, ok, startCore } from '../cases/fake-core.ts';
import { expectAccessible, show } from '../cases/show.tsx';
import { fictionalStatus } from '../vouchers/fictional-voucher.ts';

const well: Health = {
  isDiskFull: false,
  lastCheck: null,
  clockAgainst: null,
  openedElsewhere: null,
  isRecoveryCodeUsed: false,
};

beforeEach(() => useHealth.setState({ health: null }));

function openNotices(health: Health, roles: readonly [Role, ...Role[]] = ['administrator']) {
  const core = startCore(roles);
  core.on('office.health', () => ok(health));
  return { core, ...show(<HealthNotices />) };
}

function openOffice(health: Health, roles: readonly [Role, ...Role[]] = ['administrator']) {
  const core = startCore(roles);
  useSync.setState({ status: null });
  const details = { id: idOf(5), name: 'Urząd Próbny', countyTeryt: '1212', countyName: 'olkuski', createdAt: day };
  core.on('office.get', () => ok({ ...details, folder: '/dane/proba.teczka', schemaVersion: 2, workstation: idOf(6) }));
  core.on('sync.status', () => ok(fictionalStatus()));
  core.on('audit.list', () => ok({ rows: [], next: null }));
  core.on('office.health', () => ok(health));
  return { core, ...show(<OfficePage />) };
}

test('a full disk is said as long as it lasts, and what to do', async () => {
  const { core, container } = openNotices(well, ['clerk']);
  await waitFor(() => expect(core.asked('office.health')).toHaveLength(1));
  expect(container.textContent).toBe('');
  core.tell({ kind: 'health', health: { ...well, isDiskFull: true } });
  expect(screen.getByRole('alert').textContent).toContain('Zwolnij miejsce');
  await expectAccessible(container);
  core.tell({ kind: 'health', health: well });
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a damaged file is said to everybody', async () => {
  openNotices({ ...well, lastCheck: { at: day, isIntact: false } }, ['clerk']);
  expect((await screen.findByRole('alert')).textContent).toContain('przywrócić ostatnią dobrą kopię');
});

test('a wrong clock shows both moments, and only an administrator calls it right', async () => {
  const { core, user, container } = openNotices({ ...well, clockAgainst: '2099-01-31T08:00:00.000Z' });
  core.on('office.confirmClock', () => ok(well));
  expect((await screen.findByText(/według teczki było już/)).textContent).toContain('31.01.2099');
  await expectAccessible(container);
  await user.click(screen.getByRole('button', { name: 'Zegar jest dobry' }));
  await waitFor(() => expect(container.textContent).toBe(''));
});

test('a clerk is told of the clock and cannot wave it away', async () => {
  openNotices({ ...well, clockAgainst: '2020-01-31T08:00:00.000Z' }, ['clerk']);
  expect((await screen.findByText(/ostatni wpis w teczce jest z/)).textContent).toContain('31.01.2020');
  expect(screen.queryByRole('button')).toBeNull();
});

test('a file that was open elsewhere says where, until it was read', async () => {
  const openedElsewhere = { computer: 'POKOJ-12', folder: '/dane/kopia.teczka' };
  const { user } = openNotices({ ...well, openedElsewhere }, ['clerk']);
  expect((await screen.findByText(/POKOJ-12/)).textContent).toContain('/dane/kopia.teczka');
  await user.click(screen.getByRole('button', { name: 'Rozumiem' }));
  expect(screen.queryByText(/POKOJ-12/)).toBeNull();
});

test('a used recovery code is said to the administrator', async () => {
  openNotices({ ...well, isRecoveryCodeUsed: true });
  expect(await screen.findByRole('link', { name: 'Nowy arkusz' })).toHaveProperty('hash', '#/office');
});

test('a clerk hears nothing of a used recovery code', async () => {
  const { core, container } = openNotices({ ...well, isRecoveryCodeUsed: true }, ['clerk']);
  await waitFor(() => expect(core.asked('office.health')).toHaveLength(1));
  expect(container.textContent).toBe('');
});

test('the last check of the file is shown, and another one made now', async () => {
  const { core, user, container } = openOffice({ ...well, lastCheck: { at: day, isIntact: true } });
  expect(await screen.findByText(/22.11.2026.*bez zastrzeżeń/)).toBeTruthy();
  await expectAccessible(container);
  core.on('office.checkFile', () => ok({ ...well, lastCheck: { at: day, isIntact: false } }));
  await user.click(screen.getByRole('button', { name: 'Sprawdź teraz' }));
  expect(await screen.findByText(/teczka jest uszkodzona/)).toBeTruthy();
});

test('a clerk does not see the card of the file', async () => {
  openOffice(well, ['clerk']);
  await screen.findByText('olkuski (1212)');
  expect(screen.queryByRole('heading', { name: 'Stan teczki' })).toBeNull();
});

test('a new recovery sheet asks for the passphrase, shows its code once and goes when it is put away', async () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
  const { core, user, container } = openOffice(well);
  const recoveryCode = 'AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF';
  core.on('session.renewRecoveryCode', ({ passphrase }) =>
    passphrase === 'moje hasło'
      ? ok({ recoveryCode, renewedAt: day })
      : { ok: false, problem: { kind: 'wrong-passphrase', waitSeconds: 0 } },
  );
  await user.click(await screen.findByRole('button', { name: 'Wydrukuj nowy arkusz' }));
  await user.keyboard('nie to{Enter}');
  const dialog = screen.getByRole('dialog');
  expect(await within(dialog).findByText(/Hasło nie pasuje/)).toBeTruthy();
  await user.clear(within(dialog).getByLabelText('Twoje hasło'));
  await user.type(within(dialog).getByLabelText('Twoje hasło'), 'moje hasło{Enter}');
  expect(await screen.findByText(recoveryCode)).toBeTruthy();
  expect(screen.queryByText('olkuski (1212)')).toBeNull();
  await expectAccessible(container);
  await user.click(screen.getByRole('button', { name: 'Drukuj arkusz' }));
  expect(print).toHaveBeenCalledOnce();
  expect(screen.getByRole('button', { name: 'Gotowe' })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('checkbox'));
  await user.click(screen.getByRole('button', { name: 'Gotowe' }));
  expect(await screen.findByText('olkuski (1212)')).toBeTruthy();
  expect(container.textContent).not.toContain(recoveryCode);
});
