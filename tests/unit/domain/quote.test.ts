import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCalendarDate as day } from '../../../shared/domain/calendar.ts';
import { percentHalfUp } from '../../../shared/domain/money.ts';
import { parseProgramme } from '../../../shared/domain/programme.ts';
import { quoteOrder, quoteResult } from '../../../shared/domain/quote.ts';
import type { QuotedOrder } from '../../../shared/domain/rate.ts';
import { courseModes, orderKinds, yesNo } from '../../../shared/domain/vocabulary.ts';
import { getProgramme, getVoucherRules, shippedProgrammes } from './shipped-programmes.ts';

const language: QuotedOrder = {
  on: day('2019-06-03'),
  kind: 'course',
  category: 'language',
  mode: 'group',
  hours: 60,
  priceGrosze: 1300,
  zrk: null,
};

const anyOrder: fc.Arbitrary<QuotedOrder> = fc.record({
  on: fc.constantFrom('2018-10-08', '2019-03-14', '2019-03-15', '2022-01-21', '2030-01-01').map(day),
  kind: fc.constantFrom(...orderKinds),
  category: fc.constantFrom('language', 'it', 'driving-a-b', 'other', 'sector-1', 'postgraduate'),
  mode: fc.option(fc.constantFrom(...courseModes), { nil: null }),
  hours: fc.integer({ min: 1, max: 500 }),
  priceGrosze: fc.integer({ min: 1, max: 300_000 }),
  zrk: fc.option(fc.constantFrom(...yesNo), { nil: null }),
});
const anyLimits = fc.record({
  vouchersAvailable: fc.integer({ min: 0, max: 400 }),
  ownPercent: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
});

describe('a quote', () => {
  test('balances to the grosz: every price is paid, every contribution is used or refunded', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shippedProgrammes), anyOrder, anyLimits, (programme, order, limits) => {
        const quoted = quoteOrder(programme, order, limits);
        if (!quoted.ok) return;
        const amounts = quoted.value;
        const price = (order.kind === 'exam' ? 1 : (order.hours ?? 0)) * (order.priceGrosze ?? 0);
        expect(amounts.operatorPaysGrosze + amounts.participantPaysGrosze).toBe(price);
        expect(amounts.subsidyGrosze + amounts.ownUsedGrosze).toBe(amounts.operatorPaysGrosze);
        expect(amounts.ownUsedGrosze + amounts.refundGrosze).toBe(amounts.ownContributionGrosze);
        expect(amounts.vouchers).toBeLessThanOrEqual(limits.vouchersAvailable);
        expect(amounts.operatorPaysGrosze).toBeLessThanOrEqual(amounts.faceValueGrosze);
        expect(amounts.vouchers % (amounts.vouchersPerHour ?? 1)).toBe(0);
        for (const value of Object.values(amounts))
          if (typeof value === 'number') expect(value).toBeGreaterThanOrEqual(0);
        expect(quoteResult.parse(amounts)).toEqual(amounts);
      }),
      { numRuns: 1000 },
    );
  });

  test('agrees with the worked example, and unfolds into its steps and the rate that decided', () => {
    const quoted = quoteOrder(getProgramme('KK'), language, { vouchersAvailable: 60, ownPercent: null });
    if (!quoted.ok) throw new Error(quoted.problem);
    expect(quoted.value).toMatchObject({
      vouchers: 60,
      ownPercent: 13,
      ownContributionGrosze: 11_700,
      operatorPaysGrosze: 78_000,
      ownUsedGrosze: 10_140,
      subsidyGrosze: 67_860,
      refundGrosze: 1560,
      rate: { from: '2018-10-01', certainty: 'A' },
    });
    const steps = quoted.value.steps.map(({ step, result }) => [step, result]);
    expect(steps).toContainEqual(['covered-hours', 60]);
    expect(quoted.value.steps.at(-1)).toEqual({
      step: 'refund',
      parts: { ownContributionGrosze: 11_700, ownUsedGrosze: 10_140 },
      result: 1560,
      unit: 'grosze',
    });
  });

  test('is refused, not approximated, where amounts grow too large to be exact', () => {
    const huge = { ...language, hours: Number.MAX_SAFE_INTEGER };
    const limits = { vouchersAvailable: Number.MAX_SAFE_INTEGER, ownPercent: null };
    expect(quoteOrder(getProgramme('KK'), huge, limits)).toEqual({ ok: false, problem: 'unusable' });
    expect(quoteOrder(getProgramme('KK'), { ...huge, priceGrosze: 1 }, limits)).toEqual({
      ok: false,
      problem: 'unusable',
    });
  });

  test('a course without a mode fits only rates for any mode', () => {
    const undecided = { ...language, on: day('2022-02-01'), mode: null, priceGrosze: 3000 };
    const quoted = quoteOrder(getProgramme('KK'), undecided, { vouchersAvailable: 180, ownPercent: null });
    expect(quoted.ok && quoted.value.vouchersPerHour).toBe(1);
  });
});

test('a percentage is rounded half up, exactly, for every safe amount', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.integer({ min: 0, max: 100 }), (amount, percent) => {
      const exact = (BigInt(amount) * BigInt(percent) + 50n) / 100n;
      expect(BigInt(percentHalfUp(amount, percent))).toBe(exact);
    }),
  );
});

describe('other voucher schemes are data too', () => {
  const sample = (value: unknown) => ({ value, source: 'przykład', certainty: '?' });
  const scheme = (vouchers: object) => {
    const kk = getProgramme('KK');
    const read = parseProgramme({ ...kk, vouchers: { ...getVoucherRules('KK'), ...vouchers } });
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    return read.value;
  };
  const common = { kind: 'course', categories: ['other'], modes: null, zrkOnly: false, from: sample('2018-01-01') };

  test("fewer vouchers an hour for longer courses, at 100 zł and a fifth of one's own", () => {
    const byLength = [
      [1, 8, 3],
      [9, 24, 2],
      [25, null, 1],
    ].map(([from, to, count]) => ({
      ...common,
      hours: { from, to },
      rule: { kind: 'per-hour', vouchers: sample(count) },
    }));
    const learnFromMaster = scheme({
      voucherValueGrosze: sample(10_000),
      ownPercent: sample(20),
      pool: sample(120),
      agreementTerm: sample({ count: 120, unit: 'days' }),
      rates: byLength,
    });
    const vouchersFor = (hours: number) => {
      const order = { ...language, category: 'other', hours, priceGrosze: 30_000 };
      const quoted = quoteOrder(learnFromMaster, order, { vouchersAvailable: 120, ownPercent: null });
      return quoted.ok ? quoted.value.vouchers : quoted.problem;
    };
    expect([8, 9, 24, 25].map(vouchersFor)).toEqual([24, 18, 48, 25]);
  });

  test("an amount instead of units: a voucher of one grosz, no share of one's own, the excess paid by the person", () => {
    const amount = scheme({
      voucherValueGrosze: sample(1),
      ownPercent: sample(0),
      pool: sample(800_000),
      rates: [{ ...common, rule: { kind: 'whole-price', cap: sample(null) } }],
    });
    const order = { ...language, category: 'other', hours: 40, priceGrosze: 25_000 };
    const quoted = quoteOrder(amount, order, { vouchersAvailable: 800_000, ownPercent: null });
    expect(quoted.ok && quoted.value).toMatchObject({
      operatorPaysGrosze: 800_000,
      participantPaysGrosze: 200_000,
      ownContributionGrosze: 0,
    });
  });
});
