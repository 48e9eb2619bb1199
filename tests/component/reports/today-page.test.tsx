import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { TodayPage } from '../../../renderer/features/reports/today-page.tsx';
import type { contract, OutputOf } from '../../../shared/contract/index.ts';
import { ok, startCore } from '../cases/fake-core.ts';
import { show } from '../cases/show.tsx';
import { approvedVoucher, deliveries, fictionalVoucher, requestedWithdrawal } from '../vouchers/fictional-voucher.ts';

type Today = OutputOf<typeof contract.reports.today>;

function toToday(part: Partial<Today> = {}): Today {
  const nothing = { total: 0, rows: [] };
  return {
    ...{ people: 1, cases: 1, toApprove: nothing, withdrawalsToDecide: nothing, sentBack: nothing, toDecide: nothing },
    ...{ balancesToDo: nothing, agreementsToSign: nothing, refused: nothing },
    ...part,
  };
}

test('the answer to the last question stands, whichever comes first', async () => {
  const core = startCore(['approver']);
  const answers: ((today: Today) => Promise<void>)[] = [];
  core.on('reports.today', () => {
    const { promise, resolve } = Promise.withResolvers<Today>();
    answers.push((today) => act(async () => resolve(today)));
    return promise.then(ok);
  });
  show(<TodayPage />);
  const waits = fictionalVoucher({ personName: 'Ewa Próbna' });
  core.tell({ kind: 'vouchers', rows: [waits] });
  await answers[1]?.(toToday({ toApprove: { total: 1, rows: [waits] } }));
  await answers[0]?.(toToday());
  expect(await screen.findByText('Ewa Próbna')).toBeTruthy();
});

test('what colleagues want back is shown to whoever decides, and all of it is a link away', async () => {
  const core = startCore(['approver']);
  const wantedBack = approvedVoucher(deliveries.acknowledged, { withdrawal: requestedWithdrawal });
  core.on('reports.today', () => ok(toToday({ withdrawalsToDecide: { total: 14, rows: [wantedBack] } })));
  show(<TodayPage />);
  expect(await screen.findByRole('heading', { name: 'Wycofania do rozstrzygnięcia' })).toBeTruthy();
  const all = screen.getByRole('link', { name: 'Pokaż wszystkie (14)' });
  expect(all).toHaveProperty('hash', '#/vouchers?state=withdrawal-requested');
});
