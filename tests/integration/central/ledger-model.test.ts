// Whatever comes in one batch, the ledger decides as if item came after item: vouchers in their places, then withdrawals.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkLedger } from '../../../central/check.ts';
import type { ItemResult } from '../../../shared/wire/batch.ts';
import type { VoucherItem } from '../../../shared/wire/voucher.ts';
import {
  type Desk,
  enrolDesk,
  funding,
  newVoucherId,
  startTestCentral,
  type TestCentral,
  toItem,
} from '../../support/central.ts';
import { push, toSent, toWithdrawal } from './items.ts';

let central: TestCentral;
let desk: Desk;
beforeAll(async () => {
  central = await startTestCentral();
  desk = await enrolDesk(central);
});
afterAll(() => central.stop());

type Order = { readonly person: number; readonly agreement: number; readonly order: number; readonly vouchers: number };
/** Of the story's orders: another one, one that came before once more, or one that is taken back. */
type Act =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'again' | 'withdraw'; readonly nth: number };

const order = fc.record({
  ...{ person: fc.nat(2), agreement: fc.nat(3), order: fc.integer({ min: 1, max: 3 }) },
  vouchers: fc.constantFrom(40, 70, 100, 180, 181),
});
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: order.map((each) => ({ kind: 'order' as const, order: each })) },
  fc.record({ kind: fc.constantFrom('again' as const, 'withdraw' as const), nth: fc.nat(7) }),
);
const story = fc.array(fc.array(act, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 });

type Sent = ReturnType<typeof toSent> & { readonly item: VoucherItem | ReturnType<typeof toWithdrawal> };
type Verdict = readonly [outcome: string, code: string | null, replay: boolean];

test('a batch is decided as if its items had come one after the other', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (batches) => {
      const model = createModel();
      const cast = createCast();
      for (const acts of batches) {
        const sent = acts.flatMap((each) => cast.toSent(each));
        if (sent.length === 0) continue;
        const { results } = await push(
          desk,
          sent.map(({ id, hash, body }) => ({ id, hash, body })),
        );
        expect(results.map(toVerdict)).toEqual(model.decide(sent));
      }
    }),
    { numRuns: 40, seed: 20_261_129 },
  );
  expect(await checkLedger(central.office)).toEqual([]);
});

function toVerdict({ outcome, code, replay }: ItemResult): Verdict {
  return [outcome, code, replay];
}

/** Three people and four agreements of their own a story. */
function createCast() {
  const people = [toItem(), toItem(), toItem()].map(({ person }) => person);
  const numbers = [toItem(), toItem(), toItem(), toItem()].map(({ agreementNumber }) => agreementNumber);
  const orders: VoucherItem[] = [];
  const toSentItem = (item: Sent['item']): Sent => ({ ...toSent(item), item });
  return {
    toSent: (each: Act): Sent[] => {
      if (each.kind === 'order') {
        const { person = 0, agreement = 0, order: orderNumber, vouchers } = each.order;
        const [who, agreementNumber] = [people[person], numbers[agreement]];
        if (who === undefined || agreementNumber === undefined) return [];
        const item = toItem({ id: newVoucherId(), person: who, agreementNumber, orderNumber, vouchers });
        orders.push(item);
        return [toSentItem(item)];
      }
      const known = orders[each.nth % Math.max(orders.length, 1)];
      if (known === undefined) return [];
      return [toSentItem(each.kind === 'again' ? known : toWithdrawal(known))];
    },
  };
}

/** The rules of the ledger over plain values, one item at a time. */
function createModel() {
  const cap = funding.KK?.cap ?? 0;
  const decided = new Map<string, Verdict>();
  const spent = new Map<string, number>();
  const admitted = new Map<string, string>();
  const standing = new Map<string, VoucherItem>();
  const accepted = new Set<string>();
  const withdrawn = new Set<string>();
  const judgeVoucher = (item: VoucherItem): string | null => {
    const who = JSON.stringify(item.person.identity);
    const under = admitted.get(who);
    if (under !== undefined && under !== item.agreementNumber) return 'already-admitted';
    if (under === undefined && [...admitted.values()].includes(item.agreementNumber)) return 'agreement-taken';
    const place = `${item.agreementNumber}/${item.orderNumber}`;
    if (accepted.has(place)) return 'duplicate-order';
    if ((spent.get(who) ?? 0) + item.vouchers > cap) return 'limit-exceeded';
    accepted.add(place);
    admitted.set(who, item.agreementNumber);
    spent.set(who, (spent.get(who) ?? 0) + item.vouchers);
    standing.set(item.id, item);
    return null;
  };
  const judgeWithdrawal = (voucherId: string): string | null => {
    const target = standing.get(voucherId);
    if (target === undefined) return 'unknown-voucher';
    if (withdrawn.has(voucherId)) return 'already-withdrawn';
    withdrawn.add(voucherId);
    const who = JSON.stringify(target.person.identity);
    spent.set(who, (spent.get(who) ?? 0) - target.vouchers);
    return null;
  };
  const decideOne = ({ id, item }: Sent): Verdict => {
    const before = decided.get(id);
    if (before !== undefined) return [before[0], before[1], true];
    const code = item.schema === 'voucher/1' ? judgeVoucher(item) : judgeWithdrawal(item.voucherId);
    if (code === 'unknown-voucher') return ['invalid', code, false];
    const verdict: Verdict = [code === null ? 'accepted' : 'refused', code, false];
    decided.set(id, verdict);
    return verdict;
  };
  return {
    decide: (sent: readonly Sent[]): Verdict[] => {
      const inTurn = [...sent.entries()].sort(([left, a], [right, b]) => {
        const isLater = (each: Sent) => Number(each.item.schema === 'withdrawal/1');
        return isLater(a) - isLater(b) || left - right;
      });
      const verdicts = new Map(inTurn.map(([place, each]) => [place, decideOne(each)]));
      return sent.map((_, place) => verdicts.get(place) ?? ['lost', null, false]);
    },
  };
}
