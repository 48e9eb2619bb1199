import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { VouchersPage } from '../../../renderer/features/vouchers/vouchers-page.tsx';
import type { ListedState, Voucher } from '../../../shared/contract/vouchers.ts';
import { type FakeCore, idOf, ok, startCore } from '../cases/fake-core.ts';
import { expectAccessible, show } from '../cases/show.tsx';
import { approvedVoucher, deliveries, fictionalVoucher, requestedWithdrawal } from './fictional-voucher.ts';

const orders: Voucher[] = [
  fictionalVoucher({ id: idOf(31), personName: 'Ewa Próbna' }),
  approvedVoucher(deliveries.waiting, { id: idOf(32), personName: 'Adam Próbny' }),
];

const wantedBack = approvedVoucher(deliveries.acknowledged, { withdrawal: requestedWithdrawal });

function openList(state?: ListedState) {
  const core = startCore(['approver']);
  let rows = orders;
  core.on('vouchers.list', ({ state: wanted }) => {
    const found = rows.filter((row) =>
      wanted === 'withdrawal-requested'
        ? row.withdrawal?.state === 'requested'
        : wanted === null || row.state === wanted,
    );
    return ok({ rows: found, next: null, total: found.length });
  });
  const shown = show(<VouchersPage state={state} />);
  return { core, replace: (next: Voucher[]) => (rows = next), ...shown };
}

test('every state has a tab with its count', async () => {
  const { container } = openList();
  await waitFor(() => expect(screen.getByRole('link', { name: /^Do zatwierdzenia ?1$/ })).toBeTruthy());
  expect(screen.getByRole('link', { name: /^Zatwierdzone ?1$/ })).toHaveProperty('hash', '#/vouchers?state=approved');
  await expectAccessible(container);
});

test('Enter opens the order, a click shows it beside the list', async () => {
  const { user } = openList();
  await user.click(await screen.findByText('Ewa Próbna'));
  expect(screen.getByRole('region', { name: 'Wybrane zamówienie' }).textContent).toContain('KK/1212/2026/A00001');
  await user.tab();
  screen.getAllByRole('row').at(1)?.focus();
  await user.keyboard('{Enter}');
  expect(window.location.hash).toBe(`#/vouchers/${idOf(31)}`);
});

test('an order that was approved elsewhere leaves the list of those that wait', async () => {
  const { core, replace } = openList('submitted');
  await screen.findByText('Ewa Próbna');
  const approved = approvedVoucher(deliveries.waiting, { id: idOf(31), personName: 'Ewa Próbna' });
  replace([approved]);
  core.tell({ kind: 'vouchers', rows: [approved] });
  expect(await screen.findByText('Żadne zamówienie nie czeka na zatwierdzenie.')).toBeTruthy();
});

/** Answers to questions for a page, each given when a test says so; the counts above the list are answered at once. */
function holdPages(core: FakeCore) {
  const answers: ((rows: Voucher[]) => Promise<void>)[] = [];
  core.on('vouchers.list', ({ limit }) => {
    if (limit === 1) return ok({ rows: [], next: null, total: 0 });
    const { promise, resolve } = Promise.withResolvers<Voucher[]>();
    answers.push((rows) => act(async () => resolve(rows)));
    return promise.then((rows) => ok({ rows, next: null, total: rows.length }));
  });
  return answers;
}

test('an order that was approved while the page was on its way is not in the list of those that wait', async () => {
  const core = startCore(['approver']);
  const answers = holdPages(core);
  show(<VouchersPage state="submitted" />);
  core.tell({ kind: 'vouchers', rows: [approvedVoucher(deliveries.waiting)] });
  await answers[0]?.([fictionalVoucher()]);
  await answers[1]?.([]);
  expect(await screen.findByText('Żadne zamówienie nie czeka na zatwierdzenie.')).toBeTruthy();
});

test('the answer to the last question stands, whichever comes first', async () => {
  const core = startCore(['approver']);
  const answers = holdPages(core);
  const { showAgain } = show(<VouchersPage state="submitted" />);
  showAgain(<VouchersPage state="approved" />);
  await answers[1]?.([approvedVoucher(deliveries.waiting, { personName: 'Adam Próbny' })]);
  await answers[0]?.([fictionalVoucher({ personName: 'Ewa Próbna' })]);
  expect(await screen.findByText('Adam Próbny')).toBeTruthy();
});

test('what colleagues want back has a tab of its own, and leaves it when somebody decides', async () => {
  const { core, replace } = openList('withdrawal-requested');
  expect(await screen.findByText('Żadne wycofanie nie czeka na zatwierdzenie.')).toBeTruthy();
  replace([wantedBack]);
  core.tell({ kind: 'vouchers', rows: [wantedBack] });
  expect(await screen.findByText('Jan Zmyślony')).toBeTruthy();
  const tab = await screen.findByRole('link', { name: /^Do wycofania ?1$/ });
  expect(tab).toHaveProperty('hash', '#/vouchers?state=withdrawal-requested');
  expect(tab.getAttribute('aria-current')).toBe('page');
  const declined = { ...wantedBack, withdrawal: { ...requestedWithdrawal, state: 'declined' as const, version: 2 } };
  replace([declined]);
  core.tell({ kind: 'vouchers', rows: [declined] });
  expect(await screen.findByText('Żadne wycofanie nie czeka na zatwierdzenie.')).toBeTruthy();
});
