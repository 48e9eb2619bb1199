import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { TodayPage } from '../../../renderer/features/reports/today-page.tsx';
import type { contract, OutputOf } from '../../../shared/contract/index.ts';
import { ok, startCore } from '../cases/fake-core.ts';
import { show } from '../cases/show.tsx';
import { fictionalVoucher } from '../vouchers/fictional-voucher.ts';

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
