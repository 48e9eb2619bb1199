import { describe, expect, test } from 'vitest';
import {
  agreementNumber,
  anchorDateOf,
  checkOrderWithin,
  contributionDueOn,
  lastDayOfTerm,
  nextOrderNumber,
  orderReference,
  supportId,
} from '../../../shared/domain/agreement.ts';
import { type BalanceDraft, listBalanceGaps } from '../../../shared/domain/balance.ts';
import { toCalendarDate as day } from '../../../shared/domain/calendar.ts';
import { getProgramme, getVoucherRules } from './shipped-programmes.ts';

const kk = getVoucherRules('KK');

describe('an agreement', () => {
  test('is numbered as its programme numbers, and so are its orders and support ids', () => {
    const kkz = getVoucherRules('KKZ');
    expect(agreementNumber(kk, 17)).toBe('WKK/0017');
    expect(orderReference(kkz, 17, 2)).toBe('WZ/0017Z/2');
    expect(supportId(kk, 1234, 1)).toBe('RPMP.10.03.00-12-0435/16_WKK/1234/1');
    expect(supportId(kkz, 12_345, 1)).toBe('RPMP.10.02.04-12-0128/18_WZ/12345Z/1');
  });

  test('has the contribution paid within 14 business days', () => {
    expect(contributionDueOn(kk, day('2018-10-31'))).toBe('2018-11-22');
  });

  test('lasts its term to the day', () => {
    expect(lastDayOfTerm(kk, day('2022-03-01'))).toBe('2023-02-28');
    const inDays = { ...kk, agreementTerm: { ...kk.agreementTerm, value: { count: 120, unit: 'days' as const } } };
    expect(lastDayOfTerm(inDays, day('2022-01-01'))).toBe('2022-04-30');
  });

  test('lets its programme say which day picks the rates', () => {
    const days = { orderedOn: day('2019-03-20'), agreementSignedOn: day('2019-03-01') };
    expect(anchorDateOf(kk, days)).toBe('2019-03-20');
    const bySigning = { ...kk, anchorDate: { ...kk.anchorDate, value: 'agreement-date' as const } };
    expect(anchorDateOf(bySigning, days)).toBe('2019-03-01');
  });

  test('takes two orders; a cancelled one does not count but keeps its number', () => {
    expect(nextOrderNumber(kk, [])).toEqual({ ok: true, value: 1 });
    expect(nextOrderNumber(kk, [{ orderNumber: 1, counts: false }])).toEqual({ ok: true, value: 2 });
    const full = [1, 2].map((orderNumber) => ({ orderNumber, counts: true }));
    expect(nextOrderNumber(kk, full)).toEqual({
      ok: false,
      problem: { reason: 'over-two-orders', facts: { counted: 2, allowed: 2 } },
    });
  });

  test('covers its categories in its term, once signed', () => {
    const agreement = {
      signedOn: day('2022-03-01'),
      validFrom: day('2022-03-01'),
      validTo: day('2023-02-28'),
      categories: ['language'],
    };
    const order = { on: day('2022-03-01'), category: 'language' };
    expect(checkOrderWithin(agreement, order).ok).toBe(true);
    expect(checkOrderWithin({ ...agreement, signedOn: null }, order)).toMatchObject({
      problem: { reason: 'agreement-not-signed' },
    });
    expect(checkOrderWithin(agreement, { ...order, on: day('2023-03-01') })).toMatchObject({
      problem: { reason: 'agreement-term' },
    });
    expect(checkOrderWithin(agreement, { ...order, category: 'it' })).toMatchObject({
      problem: { reason: 'category-not-recommended' },
    });
  });
});

describe('a Career Balance', () => {
  const whole: BalanceDraft = {
    goal: 'Awans',
    motivation: '',
    meetings: [{ on: day('2022-03-02'), minutes: 90 }],
    education: [{}],
    courses: [],
    work: [],
    informalLearning: '',
    competences: [{}],
    interests: '',
    tools: [],
    strengths: '',
    areasToDevelop: '',
    labourMarketFit: '',
    targetQualification: '',
    recommendedCategories: [{ category: 'language', rationale: 'Praca z klientem zagranicznym' }],
    recommendation: 'Kurs języka',
    actionPlan: [{ by: day('2022-06-01'), who: 'uczestniczka' }],
    feedback: { on: day('2022-03-03') },
  };
  const dates = {
    informedOn: day('2022-03-01'),
    personSignedOn: day('2022-03-04'),
    advisorSignedOn: day('2022-03-03'),
  };

  test('with every required section, signed after meeting and feedback, is whole', () => {
    expect(listBalanceGaps(getProgramme('KK'), whole, dates)).toEqual([]);
  });

  test('names each thing that it lacks', () => {
    const draft: BalanceDraft = {
      ...whole,
      goal: '  ',
      meetings: [{ on: day('2022-02-28'), minutes: 30 }],
      recommendedCategories: [
        { category: 'it', rationale: '' },
        { category: 'sector-1', rationale: 'x' },
        { category: 'it', rationale: 'x' },
      ],
      actionPlan: [{ by: null, who: 'uczestniczka' }],
      feedback: { on: day('2022-03-10') },
    };
    expect(listBalanceGaps(getProgramme('KK'), draft, dates)).toEqual([
      { kind: 'section-empty', section: 'goal' },
      { kind: 'rationale-missing', category: 'it' },
      { kind: 'category-unknown', category: 'sector-1' },
      { kind: 'category-repeated', category: 'it' },
      { kind: 'plan-without-term', place: 0 },
      { kind: 'meeting-before-information' },
      { kind: 'signed-before-feedback' },
    ]);
  });
});
