// What the central office promises about withdrawals: a voucher is given back once, whoever asks how often.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VoucherItem } from '../../../shared/wire/voucher.ts';
import { enrolDesk, newVoucherId, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';
import { listCentreKeys, listDecisions, push, pushOne, readStatement, toSent, toWithdrawal } from './items.ts';

let central: TestCentral;
beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(() => central.stop());

async function getPool(
  county: string,
  { person, programme }: VoucherItem,
): Promise<{ granted: number; admitted: string }> {
  const { client } = await enrolDesk(central, county);
  const { identity, birthDate } = person;
  const pool = await client.getPersonPool({ programme, identity, birthDate });
  if (!pool.ok) throw new Error('no pool');
  return { granted: pool.value.granted, admitted: pool.value.admitted };
}

/** The running total of every person beside the sum of the ledger. */
async function expectBalancedBooks(): Promise<void> {
  const sql = `SELECT count(*)::integer AS wrong FROM person_fund AS fund WHERE fund.spent <> (
    SELECT coalesce(sum(entry.vouchers), 0) FROM entry
    WHERE entry.person_key = fund.person_key AND entry.programme = fund.programme)`;
  expect(await central.database.query(sql)).toEqual([{ wrong: 0 }]);
}

describe('a withdrawal', () => {
  test('gives the vouchers back, with a receipt that names what no longer counts', async () => {
    const desk = await enrolDesk(central);
    const voucher = toItem({ agreementNumber: 'WKK/8001', vouchers: 70 });
    await pushOne(desk, voucher);
    const withdrawal = toWithdrawal(voucher);
    const result = await pushOne(desk, withdrawal);
    expect(result).toMatchObject({ outcome: 'accepted', code: null, replay: false });
    expect(readStatement(result.receipt, await listCentreKeys(desk))).toMatchObject({
      typ: 'teczka-receipt',
      voucherId: withdrawal.id,
      withdraws: voucher.id,
      hash: toSent(withdrawal).hash,
      supportId: 'RPMP.10.03.00-12-0435/16_WKK/8001/1',
      seq: result.seq,
    });
    // The agreement stays: another county can't admit the person.
    expect(await getPool('1208', voucher)).toEqual({ granted: 0, admitted: 'elsewhere' });
    await expectBalancedBooks();
  });

  test('pushed again gives the same receipt and nothing back; other content under its id is a conflict', async () => {
    const desk = await enrolDesk(central);
    const voucher = toItem();
    await pushOne(desk, voucher);
    const withdrawal = toWithdrawal(voucher);
    const first = await pushOne(desk, withdrawal);
    expect(await pushOne(desk, withdrawal)).toEqual({ ...first, replay: true });
    expect(await pushOne(desk, { ...withdrawal, reason: 'entered-in-error' })).toMatchObject({
      outcome: 'conflict',
      code: 'other-content',
      receipt: null,
    });
    expect(await getPool('1212', voucher)).toMatchObject({ granted: 0 });
  });

  test('shares no id with a voucher', async () => {
    const desk = await enrolDesk(central);
    const [voucher, other] = [toItem(), toItem()];
    await push(desk, [toSent(voucher), toSent(other)]);
    expect(await pushOne(desk, toWithdrawal(voucher, { id: other.id }))).toMatchObject({ outcome: 'conflict' });
    const withdrawal = toWithdrawal(voucher);
    await pushOne(desk, withdrawal);
    expect(await pushOne(desk, toItem({ id: withdrawal.id }))).toMatchObject({ outcome: 'conflict' });
  });

  test('may travel before its voucher in the same batch, and twice', async () => {
    const desk = await enrolDesk(central);
    const voucher = toItem();
    const withdrawal = toSent(toWithdrawal(voucher));
    const { results } = await push(desk, [withdrawal, toSent(voucher), withdrawal]);
    expect(results.map(({ id, outcome, replay }) => [id, outcome, replay])).toEqual([
      [withdrawal.id, 'accepted', false],
      [voucher.id, 'accepted', false],
      [withdrawal.id, 'accepted', true],
    ]);
    expect(results[2]?.receipt).toBe(results[0]?.receipt);
    expect(results[0]?.seq).toBe((results[1]?.seq ?? 0) + 1);
    await expectBalancedBooks();
  });

  test('frees the pool for further orders, but not the number of the order', async () => {
    const desk = await enrolDesk(central);
    const voucher = toItem({ vouchers: 180 });
    const next = { ...voucher, id: newVoucherId(), orderNumber: 2 };
    await pushOne(desk, voucher);
    expect(await pushOne(desk, next)).toMatchObject({ outcome: 'refused', code: 'limit-exceeded' });
    await pushOne(desk, toWithdrawal(voucher));
    const again = { ...voucher, id: newVoucherId() };
    expect(await pushOne(desk, again)).toMatchObject({ outcome: 'refused', code: 'duplicate-order' });
    expect(await pushOne(desk, { ...next, id: newVoucherId() })).toMatchObject({ outcome: 'accepted' });
    await expectBalancedBooks();
  });

  test('may come from another desk of the county, which replaced the first', async () => {
    const [first, second] = [await enrolDesk(central), await enrolDesk(central)];
    const voucher = toItem();
    await pushOne(first, voucher);
    expect(await pushOne(second, toWithdrawal(voucher))).toMatchObject({ outcome: 'accepted' });
  });
});

describe('a withdrawal is refused', () => {
  test('when the voucher is withdrawn already, for good', async () => {
    const desk = await enrolDesk(central);
    const voucher = toItem();
    await push(desk, [toSent(voucher), toSent(toWithdrawal(voucher))]);
    const second = toWithdrawal(voucher);
    const refused = await pushOne(desk, second);
    expect(refused).toMatchObject({ outcome: 'refused', code: 'already-withdrawn', receipt: null, replay: false });
    expect(await pushOne(desk, second)).toEqual({ ...refused, replay: true });
    expect(await getPool('1212', voucher)).toMatchObject({ granted: 0 });
    await expectBalancedBooks();
  });

  test('for now, when the central office does not have the voucher: it may come later', async () => {
    const desk = await enrolDesk(central);
    const voucher = toItem();
    const withdrawal = toWithdrawal(voucher);
    expect(await pushOne(desk, withdrawal)).toMatchObject({ outcome: 'invalid', code: 'unknown-voucher', seq: null });
    await pushOne(desk, voucher);
    expect(await pushOne(desk, withdrawal)).toMatchObject({ outcome: 'accepted', replay: false });
  });

  test.each([
    ['of another county', (voucher: VoucherItem) => ({ ...voucher, countyTeryt: '1208' })],
    ['that was refused', (voucher: VoucherItem) => ({ ...voucher, programme: 'NSM' })],
  ])('when the voucher is one %s', async (_, change) => {
    const voucher = change(toItem());
    await pushOne(await enrolDesk(central, voucher.countyTeryt), voucher);
    const asked = toWithdrawal(voucher, { countyTeryt: '1212' });
    const result = await pushOne(await enrolDesk(central), asked);
    expect(result).toMatchObject({ outcome: 'invalid', code: 'unknown-voucher' });
  });

  test('when the voucher belongs to another programme', async () => {
    const desk = await enrolDesk(central);
    const voucher = toItem({ vouchers: 30 });
    await pushOne(desk, voucher);
    const result = await pushOne(desk, toWithdrawal(voucher, { programme: 'KKZ' }));
    expect(result).toMatchObject({ outcome: 'invalid', code: 'unknown-voucher' });
    expect(await getPool('1212', voucher)).toMatchObject({ granted: 30 });
  });

  test.each([
    ['schema', { reason: 'Nowak się rozmyśliła' }],
    ['schema', { approvedBy: '0190aaaa-0000-7000-8000-000000000001' }],
    ['other-county', { countyTeryt: '1208' }],
  ])('as %s when it says %j', async (code, changes) => {
    const desk = await enrolDesk(central);
    const voucher = toItem();
    await pushOne(desk, voucher);
    // What an office of tomorrow, or a bad one, might write.
    const odd = JSON.parse(JSON.stringify({ ...toWithdrawal(voucher), ...changes }));
    const result = await pushOne(desk, odd);
    expect(result).toMatchObject({ outcome: 'invalid', code });
    expect(JSON.stringify(result)).not.toContain('Nowak');
  });
});

describe('at the same moment', () => {
  test('twenty withdrawals of one voucher give it back once', async () => {
    const desks = [await enrolDesk(central), await enrolDesk(central)];
    const voucher = toItem({ vouchers: 60 });
    const other = { ...voucher, id: newVoucherId(), orderNumber: 2, vouchers: 50 };
    for (const desk of desks.slice(0, 1)) await push(desk, [toSent(voucher), toSent(other)]);
    const asked = Array.from({ length: 20 }, (_, at) => ({ desk: desks[at % 2], item: toWithdrawal(voucher) }));
    const results = await Promise.all(
      asked.flatMap(({ desk, item }) => (desk === undefined ? [] : pushOne(desk, item))),
    );
    expect(results.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
    expect(results.filter(({ code }) => code === 'already-withdrawn')).toHaveLength(19);
    expect(await getPool('1212', voucher)).toMatchObject({ granted: 50 });
    await expectBalancedBooks();
  });

  test('withdrawals and further orders of the same people, in opposite orders: none is lost, none stands still', async () => {
    const desks = await Promise.all(Array.from({ length: 8 }, () => enrolDesk(central)));
    const people = Array.from({ length: 12 }, () => toItem({ vouchers: 40 }));
    for (const desk of desks.slice(0, 1)) await push(desk, people.map(toSent));
    const rounds = desks.flatMap((desk, at) =>
      [0, 1].map((round) => {
        const orderNumber = 2 + at * 2 + round;
        const orders = people.map((person) => toSent({ ...person, id: newVoucherId(), orderNumber, vouchers: 5 }));
        const withdrawals = people.map((person) => toSent(toWithdrawal(person)));
        const items = [...orders, ...withdrawals];
        return push(desk, at % 2 === 0 ? items : items.reverse());
      }),
    );
    const results = (await Promise.all(rounds)).flatMap((answer) => answer.results);
    expect(results.filter(({ code }) => code === 'already-withdrawn')).toHaveLength(12 * 15);
    expect(results.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(12 * 17);
    expect(await Promise.all(people.map((person) => getPool('1212', person)))).toEqual(
      people.map(() => ({ granted: 16 * 5, admitted: 'here' })),
    );
    await expectBalancedBooks();
  });
});

describe('the feed', () => {
  test('says what was accepted, refused and withdrawn, each once, with the signed word for whom it concerns', async () => {
    const [mine, colleague] = [await enrolDesk(central, '1219'), await enrolDesk(central, '1219')];
    const voucher = toItem({ countyTeryt: '1219', vouchers: 90 });
    const refused = { ...voucher, id: newVoucherId(), orderNumber: 2, vouchers: 100 };
    const withdrawal = toWithdrawal(voucher);
    await push(mine, [toSent(voucher), toSent(refused)]);
    await pushOne(mine, refused);
    await pushOne(colleague, withdrawal);
    await pushOne(colleague, toWithdrawal(voucher));
    const lines = await listDecisions(mine);
    expect(lines).toMatchObject([
      { seq: 1, kind: 'voucher-accepted', itemId: voucher.id, isOwn: true, vouchers: 90, code: null, facts: {} },
      {
        ...{ seq: 2, kind: 'voucher-refused', itemId: refused.id, hash: toSent(refused).hash, vouchers: 0 },
        ...{ code: 'limit-exceeded', facts: { granted: 90, remaining: 90 }, supportId: null, statement: null },
      },
      {
        ...{ seq: 3, kind: 'voucher-withdrawn', itemId: withdrawal.id, voucherId: voucher.id, vouchers: -90 },
        ...{ hash: toSent(withdrawal).hash, isOwn: true, code: null },
      },
    ]);
    const keys = await listCentreKeys(mine);
    expect(readStatement(lines[0]?.statement ?? null, keys)).toMatchObject({ voucherId: voucher.id, seq: 1 });
    expect(readStatement(lines[2]?.statement ?? null, keys)).toMatchObject({ withdraws: voucher.id, seq: 3 });
    const theirs = await listDecisions(colleague);
    expect(theirs.map(({ isOwn, statement }) => [isOwn, statement !== null])).toEqual([
      [false, false],
      [false, false],
      [false, true],
    ]);
    const [told, sent] = [theirs, lines].map((all) => readStatement(all[2]?.statement ?? null, keys));
    expect(told).toEqual(sent);
  });

  test('gives the very receipt that the push gave', async () => {
    const desk = await enrolDesk(central, '1218');
    const { receipt } = await pushOne(desk, toItem({ countyTeryt: '1218' }));
    expect((await listDecisions(desk)).map(({ statement }) => statement)).toEqual([receipt]);
  });
});
