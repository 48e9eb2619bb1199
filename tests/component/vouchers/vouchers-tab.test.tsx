import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { VouchersTab } from '../../../renderer/features/vouchers/vouchers-tab.tsx';
import type { Agreement } from '../../../shared/contract/agreements.ts';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { day, idOf, ok, startCore } from '../cases/fake-core.ts';
import { expectAccessible, settle, show } from '../cases/show.tsx';
import { approvedVoucher, deliveries, fictionalAgreement, fictionalVoucher, quoted } from './fictional-voucher.ts';

type Office = {
  readonly agreement?: Agreement | null;
  readonly orders?: Voucher[];
  readonly roles?: ['clerk' | 'advisor'];
};

function connect({ agreement = fictionalAgreement(), orders = [], roles = ['clerk'] }: Office = {}) {
  const core = startCore(roles);
  core.on('agreements.findForCase', () => ok(agreement));
  core.on('agreements.poolAsOf', () => ok({ ...fictionalAgreement().pool, reserved: 60, left: 120 }));
  core.on('vouchers.list', () => ok({ rows: orders, next: null, total: orders.length }));
  core.on('vouchers.quote', ({ order }) => ok({ fits: true, quote: quoted(order), leftAfter: 120 }));
  core.on('vouchers.prepare', ({ order }) => ok(fictionalVoucher({ state: 'prepared', order, version: 1 })));
  core.on('vouchers.submit', () => ok(fictionalVoucher()));
  return core;
}

const openTab = (office: Office = {}) => {
  const core = connect(office);
  return { core, ...show(<VouchersTab caseId={idOf(10)} />) };
};

type User = ReturnType<typeof show>['user'];

async function fillIn(user: User) {
  await user.click(await screen.findByRole('button', { name: 'Przygotuj zamówienie' }));
  await user.click(await screen.findByRole('button', { name: /Kategoria szkolenia/ }));
  await user.click(screen.getByRole('option', { name: 'Języki obce' }));
  await user.type(screen.getByLabelText('Liczba godzin'), '60');
  await user.type(screen.getByLabelText('Cena za godzinę'), '13');
  await user.type(screen.getByLabelText('Instytucja szkoleniowa'), 'Szkoła Próbna');
}

test('a case without a signed agreement says what to do first and leads there', async () => {
  openTab({ agreement: null });
  const link = await screen.findByRole('link', { name: 'Przejdź do umowy' });
  expect(link).toHaveProperty('hash', `#/cases/${idOf(10)}/agreement`);
});

test('only the categories of the agreement are offered, by their Polish names', async () => {
  const { user } = openTab();
  await user.click(await screen.findByRole('button', { name: 'Przygotuj zamówienie' }));
  await user.click(await screen.findByRole('button', { name: /Kategoria szkolenia/ }));
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Języki obce', 'Informatyka']);
});

test('the quote stands beside the form while it is filled in', async () => {
  const { user, container } = openTab();
  await fillIn(user);
  expect(await screen.findByText('678,60 zł')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: /Zwrot wkładu uczestnikowi/ }));
  expect(screen.getByRole('table', { name: /Jak to policzono: Zwrot wkładu/ }).textContent).toContain('101,40');
  await expectAccessible(container);
});

test('Ctrl+Enter saves the order, hands it over for approval and opens it', async () => {
  const { user, core } = openTab();
  await fillIn(user);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(window.location.hash).toBe(`#/vouchers/${idOf(30)}`));
  expect(core.asked('vouchers.prepare')[0]?.order).toMatchObject({ hours: 60, priceGrosze: 1300, zrk: null });
  expect(core.asked('vouchers.submit')).toEqual([{ id: idOf(30), seenVersion: 1 }]);
  expect(core.asked('session.discardDraft')).toEqual([{ key: `voucher:${idOf(20)}` }]);
});

test('Ctrl+S saves it alone and shows it in the list', async () => {
  const { user, core } = openTab();
  await fillIn(user);
  await user.keyboard('{Control>}s{/Control}');
  const table = await screen.findByRole('table', { name: 'Zamówienia' });
  expect(within(table).getByRole('link', { name: 'WKK/0017/1' })).toBeTruthy();
  expect(core.asked('vouchers.submit')).toEqual([]);
});

test('an exam asks for neither mode nor hours', async () => {
  const { user, core } = openTab();
  await fillIn(user);
  await user.click(screen.getByRole('radio', { name: 'egzamin' }));
  expect(screen.queryByLabelText('Liczba godzin')).toBeNull();
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(() => expect(core.asked('vouchers.prepare')).toHaveLength(1));
  expect(core.asked('vouchers.prepare')[0]?.order).toMatchObject({ kind: 'exam', hours: null, mode: null, zrk: 'no' });
});

test('what is missing is named at its field and in the summary, hours among it', async () => {
  const { user, core } = openTab();
  await user.click(await screen.findByRole('button', { name: 'Przygotuj zamówienie' }));
  await user.click(await screen.findByRole('button', { name: 'Zapisz zamówienie' }));
  const summary = await screen.findByRole('alert');
  for (const label of ['Kategoria szkolenia', 'Liczba godzin', 'Cena za godzinę', 'Instytucja szkoleniowa'])
    expect(within(summary).getByText(`${label}: Uzupełnij to pole.`)).toBeTruthy();
  expect(core.asked('vouchers.prepare')).toEqual([]);
});

test('a refusal of the core is a sentence, and nothing that was typed is lost', async () => {
  const { user, core } = openTab();
  core.on('vouchers.prepare', () => ({ ok: false, problem: { kind: 'refused', reason: 'pool-exhausted', facts: {} } }));
  await fillIn(user);
  await user.click(screen.getByRole('button', { name: 'Zapisz zamówienie' }));
  expect(await screen.findByText('W puli umowy nie ma już tylu bonów.')).toBeTruthy();
  expect(screen.getByLabelText('Instytucja szkoleniowa')).toHaveProperty('value', 'Szkoła Próbna');
});

test('a draft that waits opens the form as it was left', async () => {
  const core = connect();
  const body = { kind: 'course', category: 'it', mode: 'pair', hours: 12, priceGrosze: 2500, providerName: 'Zaczęta' };
  core.on('session.findDraft', ({ key }) => ok({ key, body, savedAt: day }));
  show(<VouchersTab caseId={idOf(10)} />);
  expect(await screen.findByLabelText('Instytucja szkoleniowa')).toHaveProperty('value', 'Zaczęta');
  expect(screen.getByText('Przywrócono zaczęte zamówienie ze szkicu.')).toBeTruthy();
});

test('a third order is not offered while two count', async () => {
  const two = [fictionalVoucher({ id: idOf(31), orderNumber: 2 }), approvedVoucher(deliveries.acknowledged)];
  openTab({ orders: two });
  expect(await screen.findByText(/Umowa ma już wszystkie dozwolone zamówienia/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Przygotuj zamówienie' })).toBeNull();
});

test('after a refusal of the central office another order may be prepared', async () => {
  const orders = [fictionalVoucher({ id: idOf(31), orderNumber: 2 }), approvedVoucher(deliveries.refused)];
  openTab({ orders });
  expect(await screen.findByRole('button', { name: 'Przygotuj zamówienie' })).toBeTruthy();
});

test('whoever may not prepare orders is told who may', async () => {
  openTab({ roles: ['advisor'] });
  expect(await screen.findByText('Zamówienie przygotowuje referent.')).toBeTruthy();
});

test("a colleague's act shows at once, with the pool as it stands after it", async () => {
  const { core } = openTab({ orders: [fictionalVoucher({ state: 'prepared' })] });
  await screen.findByText('Przygotowane');
  core.tell({ kind: 'vouchers', rows: [fictionalVoucher()] });
  expect(await screen.findByText('Do zatwierdzenia')).toBeTruthy();
  expect(await screen.findByText('120')).toBeTruthy();
});

test('news that overtakes the answer to an act stands', async () => {
  const { user, core } = openTab();
  core.on('vouchers.prepare', ({ order }) => {
    core.tell({ kind: 'vouchers', rows: [fictionalVoucher({ order, version: 2 })] });
    return ok(fictionalVoucher({ state: 'prepared', order, version: 1 }));
  });
  await fillIn(user);
  await user.keyboard('{Control>}s{/Control}');
  expect(await screen.findByText('Zamówienie nr 1 zapisane')).toBeTruthy();
  await waitFor(() => expect(core.asked('agreements.poolAsOf')).toHaveLength(2));
  await settle();
  expect(screen.getByText('Do zatwierdzenia')).toBeTruthy();
  expect(screen.queryByText('Przygotowane')).toBeNull();
});

test('news that overtakes the list of orders stands, one of an order that the list lacks as well', async () => {
  const core = connect();
  const other = fictionalVoucher({ id: idOf(31), orderNumber: 2, state: 'sent-back', version: 3 });
  core.on('vouchers.list', () => {
    core.tell({ kind: 'vouchers', rows: [fictionalVoucher(), other] });
    return ok({ rows: [fictionalVoucher({ state: 'prepared', version: 1 })], next: null, total: 1 });
  });
  show(<VouchersTab caseId={idOf(10)} />);
  expect(await screen.findByText('Do poprawy')).toBeTruthy();
  expect(screen.getByText('Do zatwierdzenia')).toBeTruthy();
  expect(screen.queryByText('Przygotowane')).toBeNull();
  expect(screen.getByText('120')).toBeTruthy();
});

test('of two acts the later one stands, in whichever order their pools are told', async () => {
  const { core } = openTab({ orders: [fictionalVoucher({ state: 'prepared', version: 1 })] });
  await screen.findByText('Przygotowane');
  const pools: ((left: number) => void)[] = [];
  core.on('agreements.poolAsOf', () => {
    const { promise, resolve } = Promise.withResolvers<Agreement['pool']>();
    pools.push((left) => resolve({ ...fictionalAgreement().pool, left }));
    return promise.then(ok);
  });
  core.tell({ kind: 'vouchers', rows: [fictionalVoucher({ version: 2 })] });
  core.tell({ kind: 'vouchers', rows: [fictionalVoucher({ state: 'sent-back', version: 3 })] });
  await act(async () => pools[1]?.(111));
  await act(async () => pools[0]?.(99));
  expect(await screen.findByText('Do poprawy')).toBeTruthy();
  expect(screen.getByText('111')).toBeTruthy();
});
