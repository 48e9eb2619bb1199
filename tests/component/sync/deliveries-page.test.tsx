import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useSync } from '../../../renderer/app/sync-store.ts';
import { DeliveriesPage } from '../../../renderer/features/sync/deliveries-page.tsx';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import type { Delivery, DeliveryRow, Voucher } from '../../../shared/contract/vouchers.ts';
import { day, idOf, ok, startCore } from '../cases/fake-core.ts';
import { expectAccessible, show } from '../cases/show.tsx';
import { approvedVoucher, deliveries, fictionalStatus, quarantined } from '../vouchers/fictional-voucher.ts';

const all = (['waiting', 'acknowledged', 'refused'] as const).map((state, index) =>
  approvedVoucher(deliveries[state], { id: idOf(40 + index), personName: `Osoba ${state}` }),
);

function openDeliveries(status: SyncStatus, state?: Delivery['state']) {
  const core = startCore(['clerk']);
  useSync.setState({ status: null });
  core.on('sync.status', () => ok(status));
  core.on('sync.listDeliveries', ({ state: wanted }) => {
    const rows = all
      .flatMap((voucher): DeliveryRow[] => {
        const { id, delivery, withdrawal } = voucher;
        const own: DeliveryRow[] = delivery === null ? [] : [{ id, kind: 'voucher', delivery, voucher }];
        if (withdrawal === null || withdrawal.delivery === null) return own;
        return [...own, { id: withdrawal.id, kind: 'withdrawal', delivery: withdrawal.delivery, voucher }];
      })
      .filter(({ delivery }) => wanted === null || delivery.state === wanted);
    return ok({ rows, next: null, total: rows.length });
  });
  core.on('sync.tryNow', () => ok(fictionalStatus({ waiting: 0, acknowledged: 2 })));
  return { core, ...show(<DeliveriesPage state={state} />) };
}

const offline = fictionalStatus({
  lastFailure: { cause: 'offline', code: null, at: day },
  refused: 1,
  acknowledged: 1,
});

test('being offline is told as the usual state that it is, with what is promised', async () => {
  const { user, container } = openDeliveries(offline);
  expect(await screen.findByText(/To zwykły stan; wysyłka powtórzy się sama/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Co program obiecuje' }));
  expect(screen.getByText(/zostanie policzone dokładnie raz/)).toBeTruthy();
  await expectAccessible(container);
});

test('each delivery shows its state and its support id or its cause', async () => {
  openDeliveries(offline);
  expect(await screen.findByText('RPMP.10.03.00-12-0435/16_WKK/0017/1')).toBeTruthy();
  expect(screen.getByText('brak połączenia z siecią')).toBeTruthy();
  expect(screen.getByText(/Przyznano już 150 bonów/)).toBeTruthy();
});

test('what waits shows attempts, the next try and for how long', async () => {
  openDeliveries(offline, 'waiting');
  await screen.findByText('Osoba waiting');
  const headers = screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
  expect(headers).toEqual(expect.arrayContaining(['Przyczyna', 'Czeka od', 'Czeka', 'Próby', 'Następna próba']));
  expect(screen.queryByText('Osoba refused')).toBeNull();
});

test('what was refused gives its room to the reason: nobody waits or tries any more', async () => {
  openDeliveries(offline, 'refused');
  await screen.findByText('Osoba refused');
  const headers = screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
  expect(headers).toEqual(['Osoba', 'Umowa', 'Co', 'Przyczyna odmowy', 'Odpowiedź']);
});

test('sending now asks the core and shows what came of it', async () => {
  const { user, core } = openDeliveries(offline);
  await user.click(await screen.findByRole('button', { name: 'Wyślij teraz' }));
  expect(await screen.findByText(/urząd centralny już potwierdził albo rozstrzygnął/)).toBeTruthy();
  expect(core.asked('sync.tryNow')).toHaveLength(1);
});

test('a certificate that fails is for the administrator to mend', async () => {
  openDeliveries(fictionalStatus({ lastFailure: { cause: 'tls', code: null, at: day } }));
  expect(await screen.findByText(/Wysyłka wymaga administratora/)).toBeTruthy();
});

test('a workstation that is not enrolled leads to where it is enrolled', async () => {
  openDeliveries(fictionalStatus({ enrolled: false, centralUrl: null, workstationId: null }));
  expect(await screen.findByRole('link', { name: 'Przejdź do strony „Urząd”' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Wyślij teraz' })).toBeNull();
});

test('a receipt that arrives moves its row at once', async () => {
  const { core } = openDeliveries(offline, 'refused');
  await screen.findByText('Osoba refused');
  const mended = approvedVoucher(deliveries.acknowledged, { id: idOf(42), personName: 'Osoba refused' });
  all[2] = mended;
  core.tell({ kind: 'vouchers', rows: [mended] });
  await waitFor(() => expect(screen.queryByText('Osoba refused')).toBeNull());
});

test('a receipt that overtakes the page stands', async () => {
  const { core } = openDeliveries(offline);
  const waiting = approvedVoucher(deliveries.waiting, { id: idOf(45) });
  const pageOf = (...rows: Voucher[]) =>
    ok({
      rows: rows.map(
        (voucher): DeliveryRow => ({ id: voucher.id, kind: 'voucher', delivery: deliveries.waiting, voucher }),
      ),
      next: null,
      total: rows.length,
    });
  core.on('sync.listDeliveries', () => pageOf(waiting));
  core.tell({ kind: 'vouchers', rows: [waiting] });
  await screen.findByText('Jan Zmyślony');
  const { promise, resolve } = Promise.withResolvers<ReturnType<typeof pageOf>>();
  core.on('sync.listDeliveries', () => promise);
  const another = approvedVoucher(deliveries.waiting, { id: idOf(46), personName: 'Ewa Próbna' });
  core.tell({ kind: 'vouchers', rows: [another] });
  core.tell({ kind: 'vouchers', rows: [{ ...waiting, delivery: deliveries.acknowledged }] });
  await act(async () => resolve(pageOf(another, waiting)));
  await screen.findByText('Ewa Próbna');
  expect(screen.getByText('RPMP.10.03.00-12-0435/16_WKK/0017/1')).toBeTruthy();
});

test.each([
  ['unavailable', 'urząd centralny jest chwilowo niedostępny'],
  ['too-many-requests', 'urząd centralny prosi, żeby poczekać'],
  ['schema-version', 'program jest za stary dla urzędu centralnego i wymaga aktualizacji; nic nie przepada'],
])('what waits because of %s says so in its own row', async (cause, sentence) => {
  all[0] = approvedVoucher({ ...deliveries.waiting, cause }, { id: idOf(40), personName: 'Osoba waiting' });
  openDeliveries(offline, 'waiting');
  expect(await screen.findByText(sentence)).toBeTruthy();
});

test('what is quarantined is said above the list and in its row, and waits with the others', async () => {
  all[0] = approvedVoucher(quarantined, { id: idOf(40), personName: 'Osoba waiting' });
  const { container } = openDeliveries(fictionalStatus({ quarantined: 1 }), 'waiting');
  expect(await screen.findByText(/Urząd centralny wstrzymał 1 wysyłkę/)).toBeTruthy();
  expect(screen.queryByText(/wyślą się same/)).toBeNull();
  expect(screen.getByText(/uznał zapis zamówienia za niepełny/)).toBeTruthy();
  await expectAccessible(container);
});

test('quarantine has a badge of its own', async () => {
  all[0] = approvedVoucher(quarantined, { id: idOf(40), personName: 'Osoba waiting' });
  openDeliveries(offline);
  expect(await screen.findByText('Wstrzymane')).toBeTruthy();
});
