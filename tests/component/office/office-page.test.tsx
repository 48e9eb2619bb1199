import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useSync } from '../../../renderer/app/sync-store.ts';
import { OfficePage } from '../../../renderer/features/office/office-page.tsx';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import type { Role } from '../../../shared/domain/vocabulary.ts';
import { day, idOf, ok, startCore } from '../cases/fake-core.ts';
import { expectAccessible, show } from '../cases/show.tsx';
import { fictionalStatus } from '../vouchers/fictional-voucher.ts';

const auditRow = (sequence: number, operation: string) => ({
  sequence,
  at: day,
  userId: idOf(1),
  userName: 'Anna Próbna',
  operation,
  subjectId: idOf(30),
});

const notEnrolled = fictionalStatus({ enrolled: false, centralUrl: null, workstationId: null });

function openOffice(status: SyncStatus, roles: readonly [Role, ...Role[]] = ['administrator']) {
  const core = startCore(roles);
  useSync.setState({ status: null });
  core.on('office.get', () =>
    ok({
      id: idOf(5),
      name: 'Urząd Próbny',
      countyTeryt: '1212',
      countyName: 'olkuski',
      createdAt: day,
      folder: '/dane/proba.teczka',
      schemaVersion: 2,
      workstation: idOf(6),
    }),
  );
  core.on('sync.status', () => ok(status));
  core.on('audit.list', () =>
    ok({ rows: [auditRow(2, 'vouchers.approve'), auditRow(1, 'something.unheardOf')], next: null }),
  );
  return { core, ...show(<OfficePage />) };
}

test('the page says which office, which folder, which workstation', async () => {
  const { container } = openOffice(fictionalStatus());
  expect(await screen.findByText('olkuski (1212)')).toBeTruthy();
  expect(screen.getByText('/dane/proba.teczka')).toBeTruthy();
  expect(await screen.findByText('Stanowisko jest zarejestrowane')).toBeTruthy();
  await expectAccessible(container);
});

test('a workstation is enrolled with an address and a one-time code', async () => {
  const { user, core } = openOffice(notEnrolled);
  core.on('sync.enrol', () => ok(fictionalStatus()));
  await user.type(await screen.findByLabelText('Adres urzędu centralnego'), 'https://centrala.example');
  await user.type(screen.getByLabelText('Jednorazowy kod'), 'ABCD-1234');
  await user.click(screen.getByRole('button', { name: 'Zarejestruj stanowisko' }));
  expect(await screen.findByText('Stanowisko jest zarejestrowane')).toBeTruthy();
  expect(core.asked('sync.enrol')).toEqual([{ centralUrl: 'https://centrala.example', code: 'ABCD-1234' }]);
});

test('an expired code says that a new one is needed, and the address stays', async () => {
  const { user, core } = openOffice(notEnrolled);
  core.on('sync.enrol', () => ({ ok: false, problem: { kind: 'central-refused', code: 'code-expired', facts: {} } }));
  await user.type(await screen.findByLabelText('Adres urzędu centralnego'), 'https://centrala.example');
  await user.type(screen.getByLabelText('Jednorazowy kod'), 'ABCD-1234{Enter}');
  expect(await screen.findByText(/Kod wygasł/)).toBeTruthy();
  expect(screen.getByLabelText('Adres urzędu centralnego')).toHaveProperty('value', 'https://centrala.example');
});

test.each([
  ['schema-version', /program jest za stary/],
  ['clock-skew', /popraw datę i godzinę/],
  ['brand-new-code', /przyczynę, której ten program nie zna; zgłoś to administratorowi/],
])('an enrolment that is answered %s says why in Polish', async (code, sentence) => {
  const { user, core } = openOffice(notEnrolled);
  core.on('sync.enrol', () => ({ ok: false, problem: { kind: 'central-refused', code, facts: {} } }));
  await user.type(await screen.findByLabelText('Adres urzędu centralnego'), 'https://centrala.example');
  await user.type(screen.getByLabelText('Jednorazowy kod'), 'ABCD-1234{Enter}');
  expect((await screen.findByText(sentence)).textContent).not.toContain(code);
});

const keyRefused = fictionalStatus({ lastFailure: { cause: 'auth', code: 'workstation-unknown', at: day } });

test('a workstation whose key is refused does not look enrolled, and an administrator is told what to do', async () => {
  const { container } = openOffice(keyRefused);
  expect(await screen.findByText('Urząd centralny nie przyjmuje klucza tego stanowiska')).toBeTruthy();
  expect(screen.getByText(/Poproś urząd centralny o jednorazowy kod/)).toBeTruthy();
  expect(screen.queryByText('Stanowisko jest zarejestrowane')).toBeNull();
  await expectAccessible(container);
});

test('a clerk sees whom to ask', async () => {
  openOffice(keyRefused, ['clerk']);
  expect(await screen.findByText('Stanowisko rejestruje ponownie administrator.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Zarejestruj ponownie' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Zmień adres' })).toBeNull();
});

test.each([
  [{ kind: 'refused', reason: 'other-centre', facts: {} }, /odpowiada inny urząd centralny/],
  [{ kind: 'refused', reason: 'centre-unproven', facts: {} }, /nie pokazał ostatniego potwierdzenia/],
  [{ kind: 'central-refused', code: 'workstation-unknown', facts: {} }, /nie przyjmuje klucza tego stanowiska/],
  [{ kind: 'central-unreachable', cause: 'offline' }, /Adresu nie zmieniono: /],
] as const)('a new address that is not taken says why: %j', async (problem, sentence) => {
  const { user, core } = openOffice(fictionalStatus());
  core.on('sync.changeAddress', () => ({ ok: false, problem }));
  await user.click(await screen.findByRole('button', { name: 'Zmień adres' }));
  const dialog = screen.getByRole('dialog');
  const address = within(dialog).getByLabelText('Adres urzędu centralnego');
  await user.clear(address);
  await user.type(address, 'http://centrala.example{Enter}');
  expect((await within(dialog).findAllByText(/Wpisz pełny adres/)).length).toBeGreaterThan(0);
  expect(core.asked('sync.changeAddress')).toEqual([]);
  await user.clear(address);
  await user.type(address, 'https://nowa.example{Enter}');
  expect(await within(dialog).findByText(sentence)).toBeTruthy();
  expect(core.asked('sync.changeAddress')).toEqual([{ centralUrl: 'https://nowa.example' }]);
});

test('one changes only the own passphrase, typed twice the same', async () => {
  const { user, core } = openOffice(fictionalStatus(), ['clerk']);
  core.on('session.changePassphrase', () => ok({ changedAt: day }));
  await user.click(await screen.findByRole('button', { name: 'Zmień moje hasło' }));
  const dialog = screen.getByRole('dialog');
  await user.keyboard('stare haslo tutaj');
  await user.type(within(dialog).getByLabelText('Nowe hasło'), 'zielony rower stoi w sieni');
  await user.type(within(dialog).getByLabelText('Powtórz nowe hasło'), 'inne{Enter}');
  expect((await within(dialog).findAllByText(/Hasła się różnią/)).length).toBeGreaterThan(0);
  expect(core.asked('session.changePassphrase')).toEqual([]);
  await user.clear(within(dialog).getByLabelText('Powtórz nowe hasło'));
  await user.type(within(dialog).getByLabelText('Powtórz nowe hasło'), 'zielony rower stoi w sieni{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(core.asked('session.changePassphrase')).toHaveLength(1);
});

test('the record of acts is in words, for administrators alone', async () => {
  const { container } = openOffice(fictionalStatus());
  expect(await screen.findByText('Zatwierdzono zamówienie')).toBeTruthy();
  expect(screen.getByText('inna czynność')).toBeTruthy();
  expect(container.textContent).not.toContain('vouchers.approve');
  expect(screen.getByRole('link', { name: 'Otwórz' })).toHaveProperty('hash', `#/vouchers/${idOf(30)}`);
});

test('a clerk sees the office without the record', async () => {
  openOffice(fictionalStatus(), ['clerk']);
  await screen.findByText('olkuski (1212)');
  expect(screen.queryByRole('heading', { name: 'Dziennik czynności' })).toBeNull();
});
