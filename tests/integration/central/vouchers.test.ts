// What the central office promises about vouchers: each counts exactly once, nobody gets more than the pool.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyReceipt } from '../../../electron/sync/receipts.ts';
import {
  enrolDesk,
  freeze,
  newVoucherId,
  pushOnce,
  startTestCentral,
  type TestCentral,
  toItem,
} from '../../support/central.ts';

let central: TestCentral;
beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(() => central.stop());

describe('exactly once', () => {
  test('an accepted voucher carries a receipt that this office can verify without asking anybody', async () => {
    const desk = await enrolDesk(central);
    const delivery = freeze(toItem({ agreementNumber: 'WKK/7001', orderNumber: 2 }));
    const [result] = await pushOnce(desk, [delivery]);
    expect(result).toMatchObject({ outcome: 'accepted', code: null, replay: false });
    const { centreKeys } = desk.enrolment;
    const verified = verifyReceipt(result?.receipt ?? '', { ...delivery, centreKeys });
    expect(verified).toMatchObject({
      ok: true,
      value: { hash: delivery.hash, supportId: 'RPMP.10.03.00-12-0435/16_WKK/7001/2', seq: result?.seq },
    });
  });

  test('the receipts of a batch share a signature; each holds alone, and none for another voucher', async () => {
    const desk = await enrolDesk(central);
    const { centreKeys } = desk.enrolment;
    const deliveries = Array.from({ length: 7 }, () => freeze(toItem()));
    const receipts = (await pushOnce(desk, deliveries)).map(({ receipt }) => receipt ?? '');
    expect(new Set(receipts.map((receipt) => receipt.split('.').at(-1))).size).toBe(1);
    for (const [at, delivery] of deliveries.entries()) {
      const [own = '', next = ''] = [receipts[at], receipts[(at + 1) % receipts.length]];
      expect(verifyReceipt(own, { ...delivery, centreKeys })).toMatchObject({ ok: true });
      expect(verifyReceipt(next, { ...delivery, centreKeys })).toEqual({ ok: false, fault: 'other-voucher' });
      const [header, payload] = own.split('.');
      const elsewhere = [header, payload, ...next.split('.').slice(2)].join('.');
      expect(verifyReceipt(elsewhere, { ...delivery, centreKeys })).toEqual({ ok: false, fault: 'bad-signature' });
      const bare = [header, payload, own.split('.').at(-1)].join('.');
      expect(verifyReceipt(bare, { ...delivery, centreKeys })).toEqual({ ok: false, fault: 'bad-signature' });
    }
  });

  test('the same bytes pushed again give the same receipt and count nothing', async () => {
    const desk = await enrolDesk(central);
    const delivery = freeze(toItem());
    const [first] = await pushOnce(desk, [delivery]);
    const [second] = await pushOnce(desk, [delivery]);
    expect(second).toEqual({ ...first, replay: true });
    const state = await desk.client.getSyncState();
    expect(state.ok && state.value.workstation).toMatchObject({ accepted: 1, refused: 0 });
  });

  test('twice in one batch is once in the ledger', async () => {
    const desk = await enrolDesk(central);
    const delivery = freeze(toItem());
    const results = await pushOnce(desk, [delivery, delivery]);
    expect(results.map(({ outcome, replay }) => [outcome, replay])).toEqual([
      ['accepted', false],
      ['accepted', true],
    ]);
    expect(results[1]?.receipt).toBe(results[0]?.receipt);
  });

  test('the same id with other content is a conflict, whoever sends it', async () => {
    const desk = await enrolDesk(central);
    const other = await enrolDesk(central);
    const item = toItem();
    await pushOnce(desk, [freeze(item)]);
    const [result] = await pushOnce(other, [freeze({ ...item, vouchers: 61 })]);
    expect(result).toMatchObject({ outcome: 'conflict', code: 'other-content', receipt: null });
  });

  test('the same voucher from twenty hands at once is accepted once', async () => {
    const desk = await enrolDesk(central);
    const delivery = freeze(toItem());
    const answers = await Promise.all(Array.from({ length: 20 }, () => pushOnce(desk, [delivery])));
    const results = answers.flat();
    expect(new Set(results.map(({ receipt }) => receipt)).size).toBe(1);
    expect(results.filter(({ replay }) => !replay)).toHaveLength(1);
  });
});

describe('the ledger refuses', () => {
  test('a clerk’s retyped order: the same agreement and order number under another id', async () => {
    const desk = await enrolDesk(central);
    const item = toItem();
    await pushOnce(desk, [freeze(item)]);
    const [result] = await pushOnce(desk, [freeze({ ...item, id: newVoucherId() })]);
    expect(result).toMatchObject({ outcome: 'refused', code: 'duplicate-order' });
  });

  test('a person whom another agreement admitted to the programme, though not to another programme', async () => {
    const olkuski = await enrolDesk(central, '1212');
    const miechowski = await enrolDesk(central, '1208');
    const { person, ...item } = toItem();
    await pushOnce(olkuski, [freeze({ ...item, person })]);
    const again = toItem({ person, countyTeryt: '1208' });
    const elsewhere = toItem({ person, countyTeryt: '1208', programme: 'KKZ', agreementNumber: 'WZ/0001Z' });
    const results = await pushOnce(miechowski, [freeze(again), freeze(elsewhere)]);
    expect(results.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['refused', 'already-admitted'],
      ['accepted', null],
    ]);
  });

  test('an agreement number that stands on somebody else’s agreement', async () => {
    const desk = await enrolDesk(central);
    const item = toItem();
    await pushOnce(desk, [freeze(item)]);
    const [result] = await pushOnce(desk, [freeze(toItem({ agreementNumber: item.agreementNumber }))]);
    expect(result).toMatchObject({ outcome: 'refused', code: 'agreement-taken' });
  });

  test('a programme without vouchers', async () => {
    const desk = await enrolDesk(central);
    const [result] = await pushOnce(desk, [freeze(toItem({ programme: 'NSM' }))]);
    expect(result).toMatchObject({ outcome: 'refused', code: 'not-funded', receipt: null });
  });

  test('what exceeds the pool, saying how much is granted and left; the refused one counts nowhere', async () => {
    const desk = await enrolDesk(central);
    const { id: _, ...order } = toItem({ vouchers: 120 });
    const next = (orderNumber: number, vouchers: number) =>
      freeze({ ...order, id: newVoucherId(), orderNumber, vouchers });
    const results = await pushOnce(desk, [next(1, 120), next(2, 61), next(2, 60)]);
    expect(results.map(({ outcome, code, facts }) => [outcome, code, facts])).toEqual([
      ['accepted', null, {}],
      ['refused', 'limit-exceeded', { granted: 120, remaining: 60 }],
      ['accepted', null, {}],
    ]);
  });

  test('at the same moment from two desks, however they interleave: the pool is never exceeded', async () => {
    const desks = [await enrolDesk(central), await enrolDesk(central), await enrolDesk(central)];
    const orders = Array.from({ length: 8 }, () => toItem());
    const sent = orders.flatMap((order, person) =>
      Array.from({ length: 9 }, (_, at) => ({
        desk: desks[(person + at) % desks.length] ?? desks[0],
        delivery: freeze({ ...order, id: newVoucherId(), orderNumber: at + 1, vouchers: 50 }),
      })),
    );
    const answers = await Promise.all(
      sent.map(({ desk, delivery }) => (desk === undefined ? [] : pushOnce(desk, [delivery]))),
    );
    const accepted = answers.flat().filter(({ outcome }) => outcome === 'accepted');
    expect(accepted).toHaveLength(8 * 3);
    const sql = 'SELECT count(*)::integer AS over FROM person_fund WHERE spent > cap';
    expect(await central.database.query(sql)).toEqual([{ over: 0 }]);
  });
});

describe('what cannot be read', () => {
  test('is invalid on its own and holds up nothing else in the batch', async () => {
    const desk = await enrolDesk(central);
    const good = freeze(toItem());
    const results = await pushOnce(desk, [
      { ...freeze(toItem()), hash: 'b'.repeat(64) },
      freeze(toItem(), '{"schema": '),
      freeze(toItem({}), JSON.stringify({ ...toItem(), schema: 'voucher/9' })),
      freeze(toItem(), JSON.stringify({ ...toItem(), shoeSize: 44 })),
      freeze(toItem(), JSON.stringify(toItem())),
      freeze(toItem({ countyTeryt: '1208' })),
      freeze(toItem({ preparedBy: '0190aaaa-0000-7000-8000-000000000002' })),
      good,
    ]);
    expect(results.map(({ outcome, code }) => (outcome === 'invalid' ? code : outcome))).toEqual([
      'hash-mismatch',
      'unreadable',
      'unknown-schema',
      'schema',
      'other-id',
      'other-county',
      'schema',
      'accepted',
    ]);
  });

  test('is answered with places, never with what was written there', async () => {
    const desk = await enrolDesk(central);
    const item = toItem();
    const body = JSON.stringify({ ...item, person: { ...item.person, lastName: `Nowak${String.fromCharCode(7)}` } });
    const [result] = await pushOnce(desk, [freeze(item, body)]);
    expect(result?.facts).toEqual({ pointers: '/person/lastName' });
    expect(JSON.stringify(result)).not.toContain('Nowak');
  });
});

describe('the ledger itself', () => {
  test('its feed is dense and in order, and its sum is what people were granted', async () => {
    const desks = await Promise.all(Array.from({ length: 4 }, () => enrolDesk(central, '1217')));
    await Promise.all(
      desks.map((desk) =>
        pushOnce(
          desk,
          Array.from({ length: 10 }, () => freeze(toItem({ countyTeryt: '1217' }))),
        ),
      ),
    );
    const feed = await desks[0]?.client.listDecisions(0);
    const seqs = feed?.ok ? feed.value.decisions.map(({ seq }) => seq) : [];
    expect(seqs).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
    const sql = `SELECT (SELECT sum(vouchers)::integer FROM entry) AS booked,
      (SELECT sum(spent)::integer FROM person_fund) AS spent`;
    const [sums] = await central.database.query<{ booked: number; spent: number }>(sql);
    expect(sums?.booked).toBe(sums?.spent);
  });

  test('is only ever appended to', async () => {
    await pushOnce(await enrolDesk(central), [freeze(toItem())]);
    await expect(central.database.query('UPDATE entry SET vouchers = 0')).rejects.toThrow('appended');
    await expect(central.database.query('DELETE FROM entry')).rejects.toThrow('appended');
  });

  test('holds nobody’s name or PESEL in the clear', async () => {
    const desk = await enrolDesk(central);
    const item = toItem();
    await pushOnce(desk, [freeze(item)]);
    const tables = ['voucher', 'identity', 'person_fund', 'person_admission', 'entry', 'device', 'enrolment_code'];
    const rows = await Promise.all(tables.map((table) => central.database.query(`SELECT * FROM ${table}`)));
    const text = JSON.stringify(rows);
    expect(text).not.toContain('Przykładowa');
    expect(text).not.toContain(item.person.identity.kind === 'pesel' ? item.person.identity.pesel : '');
  });

  test('tells a desk what it holds of it', async () => {
    const desk = await enrolDesk(central);
    const accepted = freeze(toItem());
    const refused = freeze(toItem({ programme: 'NSM' }));
    await pushOnce(desk, [accepted, refused]);
    const held = await desk.client.listHeldVouchers();
    expect(held.ok && held.value.map(({ id, hash, outcome }) => ({ id, hash, outcome }))).toEqual(
      [accepted, refused]
        .map(({ voucherId, hash }, at) => ({ id: voucherId, hash, outcome: at === 0 ? 'accepted' : 'refused' }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  });
});

describe('a person’s pool', () => {
  test('is told across counties, but not which county', async () => {
    const olkuski = await enrolDesk(central, '1212');
    const miechowski = await enrolDesk(central, '1208');
    const item = toItem({ vouchers: 70 });
    const { identity, birthDate } = item.person;
    await pushOnce(olkuski, [freeze(item)]);
    const question = { programme: 'KK', identity, birthDate };
    const pool = { programme: 'KK', cap: 180, granted: 70, remaining: 110 };
    expect(await olkuski.client.getPersonPool(question)).toEqual({
      ok: true,
      value: { ...pool, admitted: 'here', agreementNumber: item.agreementNumber },
    });
    expect(await miechowski.client.getPersonPool(question)).toEqual({
      ok: true,
      value: { ...pool, admitted: 'elsewhere', agreementNumber: null },
    });
  });

  test('belongs to a document however its number is spaced', async () => {
    const desk = await enrolDesk(central);
    const document = { kind: 'document' as const, type: 'passport', country: 'UA', number: 'AB 123-456' };
    const { person, ...item } = toItem({ vouchers: 10 });
    await pushOnce(desk, [freeze({ ...item, person: { ...person, identity: document } })]);
    const asked = { programme: 'KK', identity: { ...document, number: 'ab123456' }, birthDate: person.birthDate };
    const pool = await desk.client.getPersonPool(asked);
    expect(pool.ok && pool.value.granted).toBe(10);
  });
});
