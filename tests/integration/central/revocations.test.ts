// The central office takes back what it accepted: once, with a signed word, and never twice with a withdrawal.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeVoucher } from '../../../central/revoke-voucher.ts';
import { enrolDesk, newVoucherId, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';
import { listCentreKeys, listDecisions, push, pushOne, readStatement, toSent, toWithdrawal } from './items.ts';

let central: TestCentral;
beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(() => central.stop());

const reason = 'Instytucja utraciła wpis do rejestru.';
const revoke = (voucherId: string, why = reason) => revokeVoucher(central.office, { voucherId, reason: why });

async function getSpent(): Promise<{ booked: number; spent: number } | undefined> {
  const sql = `SELECT (SELECT sum(vouchers)::integer FROM entry) AS booked,
    (SELECT sum(spent)::integer FROM person_fund) AS spent`;
  const [sums] = await central.database.query<{ booked: number; spent: number }>(sql);
  return sums;
}

describe('a revocation', () => {
  test('gives the pool its vouchers back and stands in the feed with a signed word for the office that sent it', async () => {
    const [desk, colleague] = [await enrolDesk(central, '1205'), await enrolDesk(central, '1205')];
    const voucher = toItem({ countyTeryt: '1205', agreementNumber: 'WKK/9001', vouchers: 100 });
    const { seq = 0 } = await pushOne(desk, voucher);
    expect(await revoke(voucher.id)).toBe('revoked');
    const [line] = await listDecisions(desk, seq ?? 0);
    expect(line).toMatchObject({ kind: 'voucher-revoked', voucherId: voucher.id, itemId: voucher.id, vouchers: -100 });
    expect(readStatement(line?.statement ?? null, await listCentreKeys(desk))).toMatchObject({
      typ: 'teczka-revocation',
      voucherId: voucher.id,
      hash: toSent(voucher).hash,
      supportId: 'RPMP.10.03.00-12-0435/16_WKK/9001/1',
      reason,
      seq: line?.seq,
    });
    expect((await listDecisions(colleague, seq ?? 0))[0]).toMatchObject({ isOwn: false, statement: null });
    const again = { ...voucher, id: newVoucherId(), orderNumber: 2, vouchers: 180 };
    expect(await pushOne(desk, again)).toMatchObject({ outcome: 'accepted' });
    const sums = await getSpent();
    expect(sums?.booked).toBe(sums?.spent);
  });

  test('happens once: the first reason stays', async () => {
    const desk = await enrolDesk(central, '1206');
    const voucher = toItem({ countyTeryt: '1206' });
    await pushOne(desk, voucher);
    const verdicts = await Promise.all(Array.from({ length: 5 }, () => revoke(voucher.id)));
    expect(verdicts.toSorted()).toEqual(['revoked', ...Array.from({ length: 4 }, () => 'revoked-before')]);
    expect(await revoke(voucher.id, 'Inny powód.')).toBe('revoked-before');
    const lines = await listDecisions(desk);
    expect(lines.map(({ kind }) => kind)).toEqual(['voucher-accepted', 'voucher-revoked']);
    expect(readStatement(lines[1]?.statement ?? null, await listCentreKeys(desk))).toMatchObject({ reason });
  });

  test('leaves nothing to withdraw, and finds nothing to revoke after a withdrawal', async () => {
    const desk = await enrolDesk(central);
    const [revoked, withdrawn] = [toItem(), toItem()];
    await push(desk, [toSent(revoked), toSent(withdrawn), toSent(toWithdrawal(withdrawn))]);
    await revoke(revoked.id);
    const late = await pushOne(desk, toWithdrawal(revoked));
    expect(late).toMatchObject({ outcome: 'refused', code: 'already-revoked', receipt: null });
    expect(await revoke(withdrawn.id)).toBe('withdrawn');
  });

  test('and a withdrawal at the same moment: one of them', async () => {
    const desk = await enrolDesk(central);
    const vouchers = Array.from({ length: 6 }, () => toItem({ vouchers: 60 }));
    await push(desk, vouchers.map(toSent));
    const ends = vouchers.flatMap((voucher) => [revoke(voucher.id), pushOne(desk, toWithdrawal(voucher))]);
    await Promise.all(ends);
    const sql = `SELECT voucher_id, count(*)::integer AS ends FROM entry
      WHERE kind IN ('voucher-revoked', 'voucher-withdrawn') GROUP BY voucher_id`;
    const counted = await central.database.query<{ voucher_id: string; ends: number }>(sql);
    const ended = new Map(counted.map((row) => [row.voucher_id, row.ends]));
    expect(vouchers.map(({ id }) => ended.get(id))).toEqual(vouchers.map(() => 1));
    const sums = await getSpent();
    expect(sums?.booked).toBe(sums?.spent);
  });

  test('is of a voucher that was accepted, and says why in one line', async () => {
    const desk = await enrolDesk(central);
    const refused = toItem({ programme: 'NSM' });
    await pushOne(desk, refused);
    expect(await revoke(refused.id)).toBe('unknown');
    expect(await revoke(newVoucherId())).toBe('unknown');
    for (const why of ['', 'x'.repeat(301), 'dwa\nwiersze'])
      await expect(revoke(refused.id, why)).rejects.toThrow(RangeError);
  });
});
