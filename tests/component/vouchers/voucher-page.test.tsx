import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useSync } from '../../../renderer/app/sync-store.ts';
import { VoucherPage } from '../../../renderer/features/vouchers/voucher-page.tsx';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import type { Role } from '../../../shared/domain/vocabulary.ts';
import { day, idOf, ok, startCore, userId } from '../cases/fake-core.ts';
import { expectAccessible, show } from '../cases/show.tsx';
import {
  approvedVoucher,
  deliveries,
  fictionalAgreement,
  fictionalStatus,
  fictionalVoucher,
  quarantined,
  quoted,
} from './fictional-voucher.ts';

function openVoucher(voucher: Voucher, roles: readonly [Role, ...Role[]] = ['approver']) {
  const core = startCore(roles);
  useSync.setState({ status: fictionalStatus() });
  core.on('vouchers.get', () => ok(voucher));
  core.on('vouchers.approve', async () => {
    await Promise.resolve();
    return ok(approvedVoucher(deliveries.waiting));
  });
  core.on('vouchers.submit', () => ok(fictionalVoucher()));
  core.on('vouchers.sendBack', ({ reason }) => ok(fictionalVoucher({ state: 'sent-back', reason })));
  return { core, ...show(<VoucherPage voucherId={voucher.id} />) };
}

test('an order shows whose it is, every amount and the rule that decided', async () => {
  const { container } = openVoucher(fictionalVoucher());
  expect(await screen.findByRole('heading', { name: 'Jan Zmyślony' })).toBeTruthy();
  expect(await screen.findByText('kurs: Języki obce')).toBeTruthy();
  for (const amount of ['900,00 zł', '117,00 zł', '780,00 zł', '678,60 zł', '15,60 zł'])
    expect(screen.getByText(amount)).toBeTruthy();
  expect(screen.getByText('Obowiązuje od 21.01.2022.')).toBeTruthy();
  await expectAccessible(container);
});

test('an approval says what will happen, and a double click approves once', async () => {
  const { user, core } = openVoucher(fictionalVoucher());
  await user.click(await screen.findByRole('button', { name: 'Zatwierdź' }));
  const question = screen.getByRole('alertdialog', { name: 'Zatwierdzić zamówienie?' });
  expect(within(question).getByText('Z puli umowy na stałe ubywa: 60 bonów.')).toBeTruthy();
  await expectAccessible(question);
  await user.dblClick(within(question).getByRole('button', { name: 'Zatwierdź' }));
  expect(await screen.findByRole('heading', { name: 'Wysyłka do urzędu centralnego' })).toBeTruthy();
  expect(core.asked('vouchers.approve')).toEqual([{ id: idOf(30), seenVersion: 2 }]);
});

test('an approval needs no mouse: Ctrl+Enter asks, Ctrl+Enter approves', async () => {
  const { user, core } = openVoucher(fictionalVoucher());
  await screen.findByRole('button', { name: 'Zatwierdź' });
  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByRole('alertdialog');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(core.asked('vouchers.approve')).toHaveLength(1));
});

test('whoever prepared an order is told that a colleague must approve it, and may hand over the seat', async () => {
  const { user, core } = openVoucher(fictionalVoucher({ preparedBy: userId }), ['clerk', 'approver']);
  let locked = 0;
  core.on('session.lock', () => {
    locked += 1;
    return { ok: false, problem: { kind: 'host-unreachable' } };
  });
  expect(await screen.findByText('To zamówienie zatwierdza ktoś inny')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Zatwierdź' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Zmień użytkownika' }));
  await waitFor(() => expect(locked).toBe(1));
});

test('whoever handed an order over is told so too, although a colleague prepared it', async () => {
  openVoucher(fictionalVoucher({ submittedBy: userId }), ['clerk', 'approver']);
  expect(await screen.findByText(/Przekazała je zalogowana osoba/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Zatwierdź' })).toBeNull();
});

test('sending back asks for the reason and shows it', async () => {
  const { user, core } = openVoucher(fictionalVoucher());
  await user.click(await screen.findByRole('button', { name: 'Cofnij do poprawy' }));
  const dialog = screen.getByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Cofnij do poprawy' }));
  expect(core.asked('vouchers.sendBack')).toEqual([]);
  await user.type(within(dialog).getByLabelText('Powód'), 'W ofercie jest 48 godzin.');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('W ofercie jest 48 godzin.')).toBeTruthy();
});

test('a sent-back order is mended with the amounts beside it', async () => {
  const sentBack = fictionalVoucher({ state: 'sent-back', reason: 'Popraw godziny.', version: 5 });
  const { user, core } = openVoucher(sentBack, ['clerk']);
  core.on('agreements.findForCase', () => ok(fictionalAgreement()));
  core.on('vouchers.quote', ({ order }) => ok({ fits: true, quote: quoted(order), leftAfter: 0 }));
  core.on('vouchers.change', ({ order }) => ok({ ...sentBack, state: 'prepared', order, quote: quoted(order) }));
  await user.click(await screen.findByRole('button', { name: 'Popraw' }));
  const hours = await screen.findByLabelText('Liczba godzin');
  await user.clear(hours);
  await user.type(hours, '48');
  await user.keyboard('{Control>}s{/Control}');
  expect(await screen.findByText('48 bonów')).toBeTruthy();
  expect(core.asked('vouchers.change')[0]).toMatchObject({ id: sentBack.id, seenVersion: 5 });
});

test('what somebody changed meanwhile is said beside the buttons, and nothing else happens', async () => {
  const { user, core } = openVoucher(fictionalVoucher({ state: 'prepared' }), ['clerk']);
  core.on('vouchers.submit', () => ({ ok: false, problem: { kind: 'changed-meanwhile' } }));
  await user.click(await screen.findByRole('button', { name: 'Przekaż do zatwierdzenia' }));
  expect(await screen.findByText(/Ktoś zmienił tę pozycję/)).toBeTruthy();
});

test('while it waits the cause, the attempts and a way to send now are shown', async () => {
  const { user, core } = openVoucher(approvedVoucher(deliveries.waiting), ['clerk']);
  core.on('sync.tryNow', () => ok(fictionalStatus({ waiting: 0 })));
  expect(await screen.findByText('brak połączenia z siecią')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Wyślij teraz' }));
  await waitFor(() => expect(core.asked('sync.tryNow')).toHaveLength(1));
});

test('quarantine says why, what is kept and what to tell the administrator, and sends again on request', async () => {
  const { user, core, container } = openVoucher(approvedVoucher(quarantined), ['clerk']);
  core.on('sync.tryNow', () => ok(fictionalStatus({ waiting: 1, quarantined: 1 })));
  expect(await screen.findByText('Wysyłka wstrzymana')).toBeTruthy();
  expect(screen.getByText(/nie przyjął zamówienia i nie odmówił/)).toBeTruthy();
  expect(screen.getByText(/Bony pozostają zajęte, a program wysyła ponownie/)).toBeTruthy();
  expect(screen.getByText('schema')).toBeTruthy();
  expect(screen.getByText('/vouchers /order/hours')).toBeTruthy();
  await expectAccessible(container);
  await user.click(screen.getByRole('button', { name: 'Wyślij teraz' }));
  await waitFor(() => expect(core.asked('sync.tryNow')).toHaveLength(1));
});

test('other content at the central office is said as what it is: sending again does not mend it', async () => {
  openVoucher(approvedVoucher({ ...quarantined, cause: 'other-content', facts: {} }), ['clerk']);
  expect(await screen.findByText(/Ponowna wysyłka sama tego nie rozwiąże/)).toBeTruthy();
  expect(screen.queryByText('Miejsca w zapisie')).toBeNull();
});

test('the receipt comes as news; the support id can be copied and the receipt read', async () => {
  const { user, core, container } = openVoucher(approvedVoucher(deliveries.waiting), ['clerk']);
  await screen.findByText('brak połączenia z siecią');
  const way = within(screen.getByRole('list', { name: 'Droga zamówienia' }));
  expect(way.getAllByText(/ukończony/)).toHaveLength(2);
  core.tell({ kind: 'vouchers', rows: [approvedVoucher(deliveries.acknowledged)] });
  // Delivered is the end of the way, and nothing is left to do there.
  await expect.poll(() => way.getAllByText(/ukończony/).length).toBe(4);
  await user.click(await screen.findByRole('button', { name: 'Kopiuj' }));
  expect(await navigator.clipboard.readText()).toBe('RPMP.10.03.00-12-0435/16_WKK/0017/1');
  await user.click(screen.getByRole('button', { name: 'Potwierdzenie przyjęcia' }));
  expect(screen.getAllByText('0d5a8a53-7a52-4d0c-9a54-0e2a5f0d9c11').length).toBeGreaterThan(0);
  const print = vi.spyOn(window, 'print').mockReturnValue();
  await user.keyboard('{Control>}p{/Control}');
  expect(print).toHaveBeenCalledTimes(1);
  await expectAccessible(container);
});

test('a refusal says how much was granted, how much remains and what to do next', async () => {
  openVoucher(approvedVoucher(deliveries.refused), ['clerk']);
  expect(await screen.findByText(/Przyznano już 150 bonów, do wykorzystania pozostało 30 bonów/)).toBeTruthy();
  const next = screen.getByRole('link', { name: 'Przygotuj kolejne zamówienie' });
  expect(next).toHaveProperty('hash', `#/cases/${idOf(10)}/vouchers`);
});

test('a cause that nobody here knows yet is no code on the screen', async () => {
  openVoucher(approvedVoucher({ ...deliveries.refused, cause: 'brand-new-code', facts: null, settledAt: day }));
  expect(await screen.findByText(/przyczynę, której ten program nie zna/)).toBeTruthy();
  expect(screen.queryByText(/brand-new-code/)).toBeNull();
});

test('news that overtakes the order as it was asked for stands', async () => {
  const core = startCore(['clerk']);
  const { promise, resolve } = Promise.withResolvers<Voucher>();
  core.on('vouchers.get', () => promise.then(ok));
  show(<VoucherPage voucherId={idOf(30)} />);
  core.tell({ kind: 'vouchers', rows: [approvedVoucher(deliveries.acknowledged)] });
  await act(async () => resolve(approvedVoucher(deliveries.waiting)));
  expect(await screen.findByText('Urząd centralny przyjął zamówienie. Bony liczą się od tej chwili.')).toBeTruthy();
});
