import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useSync } from '../../../renderer/app/sync-store.ts';
import { VoucherPage } from '../../../renderer/features/vouchers/voucher-page.tsx';
import type { Voucher, Withdrawal } from '../../../shared/contract/vouchers.ts';
import type { Role } from '../../../shared/domain/vocabulary.ts';
import { day, idOf, ok, startCore, userId } from '../cases/fake-core.ts';
import { expectAccessible, show } from '../cases/show.tsx';
import { approvedVoucher, deliveries, fictionalStatus, requestedWithdrawal } from './fictional-voucher.ts';

const asked = requestedWithdrawal;
const approved: Withdrawal = { ...asked, state: 'approved', approvedBy: idOf(3), approvedAt: day, version: 2 };
const of = (withdrawal: Withdrawal | null) => approvedVoucher(deliveries.acknowledged, { withdrawal });

function openVoucher(voucher: Voucher, roles: readonly [Role, ...Role[]]) {
  const core = startCore(roles);
  useSync.setState({ status: fictionalStatus() });
  core.on('vouchers.get', () => ok(voucher));
  core.on('vouchers.requestWithdrawal', ({ reason, note }) => ok(of({ ...asked, reason, note, requestedBy: userId })));
  core.on('vouchers.approveWithdrawal', () => ok(of({ ...approved, delivery: deliveries.waiting })));
  core.on('vouchers.declineWithdrawal', ({ answer }) =>
    ok(of({ ...asked, state: 'declined', setAsideBy: userId, setAsideAt: day, answer, version: 2 })),
  );
  core.on('vouchers.cancelWithdrawal', () =>
    ok(of({ ...asked, state: 'cancelled', setAsideBy: userId, setAsideAt: day, version: 2 })),
  );
  return { core, ...show(<VoucherPage voucherId={voucher.id} />) };
}

test('asking to take an order back needs a reason and says what will happen', async () => {
  const { user, core } = openVoucher(of(null), ['clerk']);
  await user.click(await screen.findByRole('button', { name: 'Wycofaj…' }));
  const dialog = screen.getByRole('dialog', { name: 'Wycofać zatwierdzone zamówienie?' });
  expect(within(dialog).getByText(/do puli umowy wróci: 60 bonów/)).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: 'Poproś o wycofanie' }));
  expect(core.asked('vouchers.requestWithdrawal')).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: /Powód wycofania/ }));
  await user.click(await screen.findByRole('option', { name: 'osoba zrezygnowała' }));
  await user.type(within(dialog).getByLabelText(/Uwagi/), 'Zmieniła pracę.');
  await expectAccessible(dialog);
  await user.click(within(dialog).getByRole('button', { name: 'Poproś o wycofanie' }));
  expect((await screen.findAllByText(/Wycofanie czeka na zatwierdzenie/)).length).toBeGreaterThan(0);
  expect(core.asked('vouchers.requestWithdrawal')).toEqual([
    { id: idOf(30), seenVersion: 3, reason: 'person-resigned', note: 'Zmieniła pracę.' },
  ]);
});

test('whoever asked is told that a colleague decides, and may take the request back', async () => {
  const { user, core } = openVoucher(of({ ...asked, requestedBy: userId }), ['clerk', 'approver']);
  expect(await screen.findByText('Wycofanie zatwierdza ktoś inny')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Zatwierdź wycofanie' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Cofnij prośbę' }));
  expect(await screen.findByText('Prośbę cofnięto')).toBeTruthy();
  expect(core.asked('vouchers.cancelWithdrawal')).toEqual([{ id: idOf(50), seenVersion: 1 }]);
});

test('an approver sees who wants it back and why, and approves once', async () => {
  const { user, core, container } = openVoucher(of(asked), ['approver']);
  expect(await screen.findByText('Zmieniła pracę.')).toBeTruthy();
  await expectAccessible(container);
  await user.click(screen.getByRole('button', { name: 'Zatwierdź wycofanie' }));
  const question = screen.getByRole('alertdialog', { name: 'Zatwierdzić wycofanie zamówienia?' });
  expect(within(question).getByText('osoba zrezygnowała')).toBeTruthy();
  await user.dblClick(within(question).getByRole('button', { name: 'Zatwierdź wycofanie' }));
  expect((await screen.findAllByText(/czeka na urząd centralny/)).length).toBeGreaterThan(0);
  expect(core.asked('vouchers.approveWithdrawal')).toEqual([{ id: idOf(50), seenVersion: 1 }]);
});

test('declining asks for the reason and shows it', async () => {
  const { user, core } = openVoucher(of(asked), ['approver']);
  await user.click(await screen.findByRole('button', { name: 'Odmów wycofania' }));
  const dialog = screen.getByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Odmów wycofania' }));
  expect(core.asked('vouchers.declineWithdrawal')).toEqual([]);
  await user.type(within(dialog).getByLabelText('Powód odmowy'), 'Kurs już trwa.');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Kurs już trwa.')).toBeTruthy();
});

test('one that waits for its voucher to be confirmed says so', async () => {
  openVoucher(approvedVoucher(deliveries.waiting, { withdrawal: approved }), ['clerk']);
  expect(await screen.findByText(/Wyśle się, gdy urząd centralny potwierdzi samo zamówienie/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Wycofaj…' })).toBeNull();
});

test('the confirmation comes as news, is dated, and both receipts are printed', async () => {
  const { user, core, container } = openVoucher(of({ ...approved, delivery: deliveries.waiting }), ['clerk']);
  await screen.findByText('Wycofanie zamówienia');
  core.tell({ kind: 'vouchers', rows: [of({ ...approved, state: 'confirmed', delivery: deliveries.acknowledged })] });
  expect(await screen.findByText(/Zamówienie wycofane, potwierdzone/)).toBeTruthy();
  expect(screen.getByText(/a później potwierdził jego wycofanie/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Wycofaj…' })).toBeNull();
  const printed = container.querySelector('.voucher-print')?.textContent ?? '';
  expect(printed).toContain('Potwierdzenie wycofania zamówienia bonów');
  expect(printed).toContain('Potwierdzenie przyjęcia zamówienia bonów');
  const print = vi.spyOn(window, 'print').mockReturnValue();
  await user.click(screen.getByRole('button', { name: 'Drukuj potwierdzenia' }));
  expect(print).toHaveBeenCalledTimes(1);
});

test('the confirmation that overtakes the answer to the approval stands', async () => {
  const { user, core } = openVoucher(of(asked), ['approver']);
  const confirmed = of({ ...approved, state: 'confirmed', delivery: deliveries.acknowledged, version: 3 });
  core.on('vouchers.approveWithdrawal', () => {
    core.tell({ kind: 'vouchers', rows: [confirmed] });
    return ok(of({ ...approved, delivery: deliveries.waiting }));
  });
  await user.click(await screen.findByRole('button', { name: 'Zatwierdź wycofanie' }));
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Zatwierdź wycofanie' }));
  expect(await screen.findByText(/Zamówienie wycofane, potwierdzone/)).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(screen.getByText(/Zamówienie wycofane, potwierdzone/)).toBeTruthy();
});

test('a refused withdrawal says why, and another one may be asked for', async () => {
  const refused: Withdrawal = {
    ...approved,
    state: 'refused',
    delivery: { ...deliveries.refused, cause: 'schema', facts: null },
  };
  openVoucher(of(refused), ['clerk']);
  expect(await screen.findByText(/Urząd centralny nie przyjął wycofania/)).toBeTruthy();
  expect(screen.getByText(/uznał zapis zamówienia za niepełny/)).toBeTruthy();
  await waitFor(() => expect(screen.getByRole('button', { name: 'Wycofaj…' })).toBeTruthy());
});
