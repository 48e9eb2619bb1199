import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type CalendarDate, toCalendarDate as day } from '../../../shared/domain/calendar.ts';
import {
  approveVoucher,
  cancelVoucher,
  changeVoucher,
  prepareVoucher,
  sendBackVoucher,
  submitVoucher,
} from '../../../shared/domain/voucher.ts';
import {
  balanceOf,
  commitVouchers,
  grantVouchers,
  type LedgerEntry,
  ledgerAccounts,
  leftFrom,
  poolAsOf,
  releaseVouchers,
  reserveVouchers,
} from '../../../shared/domain/voucher-ledger.ts';

const at = '2022-03-01T08:00:00.000Z';
const anna = { by: 'anna', at };
const jan = { by: 'jan', at };

function getValue<Value>(answer: { ok: true; value: Value } | { ok: false; problem: unknown }): Value {
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

describe('a voucher order', () => {
  const submitted = getValue(submitVoucher(prepareVoucher(anna), anna));

  test('whoever prepared a voucher may not approve it, nor whoever submitted it', () => {
    expect(approveVoucher(submitted, anna)).toMatchObject({ ok: false, problem: { reason: 'same-person' } });
    const byJan = getValue(submitVoucher(prepareVoucher(anna), jan));
    expect(approveVoucher(byJan, jan)).toMatchObject({ ok: false, problem: { reason: 'same-person' } });
    expect(getValue(approveVoucher(submitted, jan))).toMatchObject({
      state: 'approved',
      preparedBy: 'anna',
      approvedBy: 'jan',
    });
  });

  test('sent back with a reason, it is changed and submitted again, by another preparer', () => {
    const back = getValue(sendBackVoucher(submitted, { ...jan, reason: 'zła kategoria' }));
    expect(back).toMatchObject({ state: 'sent-back', reason: 'zła kategoria' });
    const again = getValue(submitVoucher(getValue(changeVoucher(back, jan)), anna));
    expect(again.preparedBy).toBe('jan');
    expect(approveVoucher(again, jan).ok).toBe(false);
  });

  test('takes no step that its state does not allow', () => {
    const approved = getValue(approveVoucher(submitted, jan));
    for (const refusedStep of [
      approveVoucher(prepareVoucher(anna), jan),
      submitVoucher(submitted, anna),
      changeVoucher(submitted, anna),
      cancelVoucher(submitted, anna),
      sendBackVoucher(approved, { ...jan, reason: 'x' }),
      approveVoucher(approved, jan),
    ]) {
      expect(refusedStep).toMatchObject({ ok: false, problem: { reason: 'wrong-state' } });
    }
    expect(getValue(cancelVoucher(prepareVoucher(anna), anna)).state).toBe('cancelled');
  });
});

describe('the ledger of vouchers', () => {
  const start = day('2022-01-03');
  const opened = [grantVouchers(180, start)];

  test('reserves, commits and gives back, and knows where every voucher was on any day', () => {
    const movement = { voucherId: 'v1', on: day('2022-02-01') };
    const reserved = [...opened, getValue(reserveVouchers(opened, { ...movement, vouchers: 60 }))];
    const committed = [...reserved, getValue(commitVouchers(reserved, { ...movement, on: day('2022-02-03') }))];
    const freed = [...committed, getValue(releaseVouchers(committed, { ...movement, on: day('2022-02-10') }))];
    expect(poolAsOf(freed, day('2022-01-02'))).toEqual({ pool: 0, reserved: 0, committed: 0, left: 0 });
    expect(poolAsOf(freed, day('2022-01-31'))).toEqual({ pool: 180, reserved: 0, committed: 0, left: 180 });
    expect(poolAsOf(freed, day('2022-02-02'))).toEqual({ pool: 180, reserved: 60, committed: 0, left: 120 });
    expect(poolAsOf(freed, day('2022-02-03'))).toEqual({ pool: 180, reserved: 0, committed: 60, left: 120 });
    expect(poolAsOf(freed, day('2022-02-10'))).toEqual({ pool: 180, reserved: 0, committed: 0, left: 180 });
  });

  test('an order dated back overdraws no later day', () => {
    const later = getValue(reserveVouchers(opened, { voucherId: 'v1', on: day('2022-05-01'), vouchers: 150 }));
    const entries = [...opened, later];
    expect(poolAsOf(entries, day('2022-02-01')).left).toBe(180);
    expect(leftFrom(entries, day('2022-02-01'))).toBe(30);
    expect(reserveVouchers(entries, { voucherId: 'v2', on: day('2022-02-01'), vouchers: 31 })).toEqual({
      ok: false,
      problem: { reason: 'pool-exhausted', facts: { left: 30, asked: 31 } },
    });
  });

  test('nothing is reserved before the pool is opened, twice for one order, or of no size', () => {
    const movement = { voucherId: 'v1', on: start, vouchers: 5 };
    expect(reserveVouchers(opened, { ...movement, on: addDays(start, -1) }).ok).toBe(false);
    const entries = [...opened, getValue(reserveVouchers(opened, movement))];
    expect(reserveVouchers(entries, movement)).toMatchObject({ problem: { reason: 'wrong-state' } });
    expect(reserveVouchers(opened, { ...movement, vouchers: 0 })).toMatchObject({ problem: { reason: 'unusable' } });
    expect(reserveVouchers(opened, { ...movement, vouchers: 1.5 })).toMatchObject({ problem: { reason: 'unusable' } });
    expect(commitVouchers(opened, movement).ok).toBe(false);
    expect(releaseVouchers(opened, movement).ok).toBe(false);
  });

  test('whatever is tried in whatever order, its books balance and no day is overdrawn', () => {
    const step = fc.record({
      act: fc.constantFrom('reserve', 'commit', 'release'),
      voucherId: fc.constantFrom('v1', 'v2', 'v3', 'v4'),
      vouchers: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        fc.array(fc.nat(60), { minLength: 30, maxLength: 30 }),
        (steps, days) => {
          const entries: LedgerEntry[] = [...opened];
          const onOf = (place: number): CalendarDate => addDays(start, days[place] ?? 0);
          for (const [place, { act, voucherId, vouchers }] of steps.entries()) {
            const movement = { voucherId, on: act === 'reserve' ? onOf(place) : addDays(start, 61 + place), vouchers };
            const tried =
              act === 'reserve'
                ? reserveVouchers(entries, movement)
                : act === 'commit'
                  ? commitVouchers(entries, movement)
                  : releaseVouchers(entries, movement);
            if (tried.ok) entries.push(tried.value);
          }
          expect(ledgerAccounts.reduce((sum, account) => sum + balanceOf(entries, account), 0)).toBe(0);
          for (const { on } of entries) {
            const { pool, reserved, committed, left } = poolAsOf(entries, on);
            expect(Math.min(reserved, committed, left)).toBeGreaterThanOrEqual(0);
            expect(pool).toBe(180);
          }
        },
      ),
    );
  });
});
