import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { StatusLine } from '../../../renderer/app/status-line.tsx';
import { useSync } from '../../../renderer/app/sync-store.ts';
import { concernOf } from '../../../renderer/app/unsent.ts';
import { DeliveriesPage } from '../../../renderer/features/sync/deliveries-page.tsx';
import { ApproveDialog } from '../../../renderer/features/vouchers/approve-dialog.tsx';
import { IsItThere } from '../../../renderer/features/vouchers/is-it-there.tsx';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import type { Delivery, Voucher } from '../../../shared/contract/vouchers.ts';
import type { Role } from '../../../shared/domain/vocabulary.ts';
import { day, idOf, ok, startCore } from '../cases/fake-core.ts';
import { expectAccessible, show } from '../cases/show.tsx';
import { approvedVoucher, deliveries, fictionalStatus, fictionalVoucher } from '../vouchers/fictional-voucher.ts';

function openDeliveries(status: SyncStatus, roles: readonly [Role, ...Role[]] = ['clerk']) {
  const core = startCore(roles);
  useSync.setState({ status: null });
  core.on('sync.status', () => ok(status));
  core.on('sync.listDeliveries', () => ok({ rows: [], next: null, total: 0 }));
  return { core, ...show(<DeliveriesPage />) };
}

test.each([
  ['workstation-revoked', /stanowisko zostało odwołane/, 'Wysyłka wymaga administratora'],
  ['schema-version', /program jest za stary/, 'Wysyłka wymaga administratora'],
  ['too-many-requests', /prosi, żeby poczekać/, 'To zwykły stan'],
])('the answer %s has a sentence of its own', async (code, sentence, kind) => {
  const cause = code === 'workstation-revoked' ? 'auth' : 'http';
  openDeliveries(fictionalStatus({ lastFailure: { cause, code, at: day } }));
  expect((await screen.findByText(sentence)).textContent).toContain(kind);
});

const revoked = fictionalStatus({ lastFailure: { cause: 'auth', code: 'workstation-revoked', at: day } });

test('where the key is refused an administrator enrols again, undisturbed by what is sent meanwhile', async () => {
  const { core, user } = openDeliveries(revoked, ['administrator']);
  core.on('sync.enrolAgain', () => ok(fictionalStatus()));
  await user.click(await screen.findByRole('button', { name: 'Zarejestruj ponownie' }));
  const dialog = screen.getByRole('dialog');
  await user.keyboard('ABCD-');
  act(() => useSync.getState().take({ ...revoked, inFlight: true }));
  await user.keyboard('1234');
  await expectAccessible(dialog);
  await user.click(within(dialog).getByRole('button', { name: 'Zarejestruj ponownie' }));
  expect(core.asked('sync.enrolAgain')).toEqual([{ centralUrl: revoked.centralUrl, code: 'ABCD-1234' }]);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.queryByText(/Wysyłka wymaga administratora/)).toBeNull();
});

test('a clerk is told that an administrator does it', async () => {
  openDeliveries(revoked);
  expect(await screen.findByText(/Wysyłka wymaga administratora/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Zarejestruj ponownie' })).toBeNull();
});

test('a clock that differs by minutes is said, one that differs by seconds is not', async () => {
  openDeliveries(fictionalStatus({ clockOffsetSeconds: -600 }));
  expect(await screen.findByText(/Zegar tego komputera spieszy się o 10 min/)).toBeTruthy();
});

test('another file is said to everybody, and only an administrator answers for this one', async () => {
  openDeliveries(fictionalStatus({ otherFileAt: day }));
  expect(await screen.findByText(/Powiedz o tym administratorowi/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Pracujemy w tym pliku' })).toBeNull();
});

test('an administrator answers for this file, and the warning goes', async () => {
  const { core, user, container } = openDeliveries(fictionalStatus({ otherFileAt: day }), ['administrator']);
  core.on('sync.acceptThisFile', () => ok(fictionalStatus()));
  await expectAccessible(container);
  await user.click(await screen.findByRole('button', { name: 'Pracujemy w tym pliku' }));
  expect(screen.queryByText(/Z urzędem centralnym łączył się inny plik/)).toBeNull();
});

test('news that are not believed are said', async () => {
  openDeliveries(fictionalStatus({ alarms: ['unverified-statement', 'strange-key'] }));
  expect(await screen.findByText(/wiadomość bez ważnego podpisu/)).toBeTruthy();
  expect(screen.getByText(/klucz podpisu, za który nie ręczy/)).toBeTruthy();
});

test('what is confirmed there and missing here is listed with what has to be entered', async () => {
  const core = startCore(['clerk']);
  useSync.setState({ status: null });
  core.on('sync.status', () => ok(fictionalStatus({ missingHere: 1 })));
  core.on('sync.listDeliveries', () => ok({ rows: [], next: null, total: 0 }));
  core.on('sync.listMissingHere', () =>
    ok([
      {
        ...{ id: idOf(50), programme: 'KK', agreementNumber: 'WKK/0020', orderNumber: 1, supportId: '16_WKK/0020/1' },
        ...{ personName: 'Jan Zmyślony', identity: '85051401236', category: 'language', vouchers: 20 },
        ...{ faceValueGrosze: 30_000, providerName: 'Szkoła Próbna', approvedAt: day },
      },
    ]),
  );
  const { container } = show(<DeliveriesPage />);
  const row = await screen.findByRole('row', { name: /Jan Zmyślony/ });
  expect(within(row).getByText('WKK/0020/1')).toBeTruthy();
  await expectAccessible(container);
});

test('a number that was typed finds its delivery, wherever it stands in the list', async () => {
  const { core, user } = openDeliveries(fictionalStatus());
  const voucher = approvedVoucher(deliveries.acknowledged, { personName: 'Znaleziona Osoba' });
  core.on('sync.findDeliveries', () => {
    const { id, delivery } = voucher;
    return ok({ rows: delivery === null ? [] : [{ id, kind: 'voucher', voucher, delivery }], capped: false });
  });
  await user.type(await screen.findByRole('searchbox'), 'WKK/0017');
  expect(await screen.findByText('Znaleziona Osoba')).toBeTruthy();
});

test('news reaches what was found, also before the answer does', async () => {
  const { core, user } = openDeliveries(fictionalStatus());
  const toRow = (delivery: Delivery, part: Partial<Voucher>) => {
    const voucher = approvedVoucher(delivery, part);
    return { id: voucher.id, kind: 'voucher' as const, voucher, delivery };
  };
  const early = toRow(deliveries.waiting, { id: idOf(41), personName: 'Ewa Próbna' });
  const late = toRow(deliveries.waiting, { id: idOf(42), personName: 'Adam Próbny' });
  core.on('sync.findDeliveries', async () => {
    core.tell({ kind: 'vouchers', rows: [{ ...early.voucher, delivery: deliveries.refused }] });
    return ok({ rows: [early, late], capped: false });
  });
  await user.type(await screen.findByRole('searchbox'), 'WKK/0017');
  expect(within(await screen.findByRole('row', { name: /Ewa Próbna/ })).getByText('Odmowa')).toBeTruthy();
  core.tell({ kind: 'vouchers', rows: [{ ...late.voucher, delivery: deliveries.acknowledged }] });
  expect(within(screen.getByRole('row', { name: /Adam Próbny/ })).getByText('Potwierdzone')).toBeTruthy();
});

test('whether it is there: yes with the signature checked now, not yet, no, no longer', async () => {
  const core = startCore(['clerk']);
  core.on('sync.checkReceipt', () => ok({ verdict: 'holds', keyId: 'k1', checkedAt: day }));
  const { showAgain } = show(
    <IsItThere voucher={approvedVoucher(deliveries.acknowledged)} delivery={deliveries.acknowledged} />,
  );
  expect(
    await screen.findByText(/Tak, urząd centralny ma to zamówienie.*Podpis potwierdzenia sprawdzono/),
  ).toBeTruthy();
  showAgain(<IsItThere voucher={approvedVoucher(deliveries.waiting)} delivery={deliveries.waiting} />);
  expect(screen.getByText(/Jeszcze nie: zamówienie czeka.*brak połączenia z siecią/)).toBeTruthy();
  showAgain(<IsItThere voucher={approvedVoucher(deliveries.refused)} delivery={deliveries.refused} />);
  expect(screen.getByText(/Nie: urząd centralny odmówił/)).toBeTruthy();
  const revocation = { reason: 'Szkolenie niekwalifikowane', revokedAt: day };
  const revoked = approvedVoucher(deliveries.acknowledged, { revocation });
  showAgain(<IsItThere voucher={revoked} delivery={deliveries.acknowledged} />);
  expect(screen.getByText(/Powód: „Szkolenie niekwalifikowane”/)).toBeTruthy();
});

test('a receipt whose signature does not hold is not trusted', async () => {
  const core = startCore(['clerk']);
  core.on('sync.checkReceipt', () => ok({ verdict: 'bad-signature', keyId: 'k1', checkedAt: day }));
  show(<IsItThere voucher={approvedVoucher(deliveries.acknowledged)} delivery={deliveries.acknowledged} />);
  expect(await screen.findByText(/Podpis zapisanego potwierdzenia nie zgadza się/)).toBeTruthy();
});

function openApproval() {
  const core = startCore(['approver']);
  const nothing = () => {};
  const open = () =>
    show(<ApproveDialog voucher={fictionalVoucher()} isPending={false} onClose={nothing} onApprove={nothing} />);
  return { core, open };
}

test('before an order is approved the central office says what the person has left', async () => {
  const { core, open } = openApproval();
  core.on('sync.askPersonPool', () =>
    ok({ asked: true, granted: 150, remaining: 30, agreementNumber: 'WKK/0017', warning: 'limit' }),
  );
  open();
  expect(await screen.findByText(/przyznano 150 bonów, pozostało 30 bonów/)).toBeTruthy();
  expect(screen.getByText(/przekracza to, co osobie pozostało/)).toBeTruthy();
});

test('without a line the approval goes on as ever', async () => {
  const { core, open } = openApproval();
  core.on('sync.askPersonPool', () => ok({ asked: false }));
  open();
  expect(await screen.findByText(/Bez połączenia: limit sprawdzi urząd centralny/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Zatwierdź' }).hasAttribute('disabled')).toBe(false);
});

test('what waits is a worry after a working day or in a crowd, and an alarm after a week', () => {
  const friday = '2026-11-20T09:00:00.000Z';
  const at = (now: string, waiting = 1) =>
    concernOf(fictionalStatus({ waiting, oldestWaitingAt: friday }), Date.parse(now));
  expect(at('2026-11-23T15:00:00.000Z')).toBe('none');
  expect(at('2026-11-24T07:00:00.000Z')).toBe('late');
  expect(at('2026-11-20T10:00:00.000Z', 100)).toBe('late');
  expect(at('2026-11-27T09:00:00.000Z')).toBe('alarming');
});

test('the footer says that old ones are on this computer alone, and where a copy is made', async () => {
  startCore(['approver']);
  const oldestWaitingAt = '2020-01-02T08:00:00.000Z';
  useSync.setState({ status: fictionalStatus({ waiting: 2, oldestWaitingAt, otherFileAt: day }) });
  show(<StatusLine />);
  expect(await screen.findByText(/są tylko na tym komputerze/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Zrób kopię' }).getAttribute('href')).toBe('#/office');
  expect(screen.getByRole('link', { name: /inny plik tej teczki/ }).getAttribute('href')).toBe('#/deliveries');
});

test.each([
  [1, /Czeka 1 wysyłka · od 0.*jest tylko na tym komputerze/],
  [2, /Czekają 2 wysyłki · najstarsza od 0.*są tylko na tym komputerze/],
  [5, /Czeka 5 wysyłek · najstarsza od/],
  [12, /Czeka 12 wysyłek/],
  [22, /Czekają 22 wysyłki/],
])('the footer counts what waits, order or withdrawal: %i', async (waiting, sentence) => {
  startCore(['clerk']);
  useSync.setState({ status: fictionalStatus({ waiting, oldestWaitingAt: '2020-01-02T08:00:00.000Z' }) });
  show(<StatusLine />);
  expect((await screen.findByRole('status')).textContent).toMatch(sentence);
});
