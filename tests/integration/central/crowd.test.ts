// Eight workstations of three counties and an operator at the same people, all at once: the ledger agrees with itself.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkLedger } from '../../../central/check.ts';
import { revokeVoucher } from '../../../central/revoke-voucher.ts';
import { decisionKinds } from '../../../shared/wire/ledger.ts';
import type { VoucherItem } from '../../../shared/wire/voucher.ts';
import { createChance } from '../../faults/chance.ts';
import { type Desk, enrolDesk, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';
import { type Item, listDecisions, push, toSent, toWithdrawal } from './items.ts';

let central: TestCentral;
beforeAll(async () => {
  central = await startTestCentral({ limits: { batchesAtOnce: 8 } });
});
afterAll(() => central.stop());

const counties = ['1201', '1202', '1203'] as const;
const people = Array.from({ length: 10 }, () => ({ person: toItem().person }));

type Plan = { readonly desk: Desk; readonly batches: readonly (readonly Item[])[] };

/** What each workstation will send, item by item: orders, withdrawals of whatever its county has or will have, repeats. */
function makePlans(desks: readonly { desk: Desk; county: string }[], seed: number): Plan[] {
  const { between, is, oneOf } = createChance(seed);
  const made = new Map<string, VoucherItem[]>(counties.map((county) => [county, []]));
  const toOrder = (county: string): VoucherItem => {
    const at = between(0, people.length - 1);
    const agreement = { countyTeryt: county, programme: is(0.8) ? 'KK' : oneOf(['KKZ', 'NSM']) };
    const order = { orderNumber: between(1, 8), vouchers: between(5, 90) };
    return { ...toItem(order), ...agreement, agreementNumber: `W${seed}/${county}/${at}`, ...people[at] };
  };
  return desks.map(({ desk, county }) => {
    const sent: Item[] = [];
    const ours = made.get(county) ?? [];
    const makeItem = (): Item => {
      const [first, ...others] = ours;
      if (sent[0] !== undefined && is(0.1)) return oneOf([sent[0], ...sent]);
      if (first !== undefined && is(0.4)) return toSent(toWithdrawal(oneOf([first, ...others])));
      const order = toOrder(county);
      ours.push(order);
      return toSent(order);
    };
    const batches = Array.from({ length: 12 }, () =>
      Array.from({ length: between(1, 25) }, () => {
        const item = makeItem();
        sent.push(item);
        return item;
      }),
    );
    return { desk, batches };
  });
}

test.each([1, 2])(
  'what they sent is decided once, and every sum holds (seed %i)',
  { timeout: 120_000 },
  async (seed) => {
    const places = [0, 0, 0, 1, 1, 1, 2, 2].map((at) => counties[at] ?? '1201');
    const desks = await Promise.all(places.map(async (county) => ({ county, desk: await enrolDesk(central, county) })));
    const plans = makePlans(desks, seed);
    const revoke = (voucherId: string) => revokeVoucher(central.office, { voucherId, reason: 'Kontrola.' });
    await Promise.all(
      plans.map(async ({ desk, batches }) => {
        let before: readonly Item[] = [];
        for (const batch of batches) {
          const revoked = before.slice(0, 1).map(({ id }) => revoke(id));
          await Promise.all([push(desk, batch), ...revoked]);
          before = batch;
        }
      }),
    );
    expect(await checkLedger(central.office)).toEqual([]);

    for (const { desk, batches } of plans) {
      const items = batches.flat();
      const { results } = await push(desk, items);
      const again = (await push(desk, items)).results;
      expect(again).toEqual(results.map((result) => ({ ...result, replay: result.outcome !== 'invalid' })));
    }
    expect(await checkLedger(central.office)).toEqual([]);
    for (const { desk } of desks) {
      const seqs: number[] = [];
      for (let page = await listDecisions(desk); page.length > 0; page = await listDecisions(desk, seqs.at(-1))) {
        seqs.push(...page.map(({ seq }) => seq));
      }
      expect(seqs).toEqual(seqs.map((_, at) => at + 1));
    }
    const kinds = await central.database.query<{ kind: string }>('SELECT kind FROM entry GROUP BY kind');
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(decisionKinds.toSorted());
    const deadlocks = 'SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()';
    expect(await central.database.query(deadlocks)).toEqual([{ deadlocks: 0 }]);
  },
);
