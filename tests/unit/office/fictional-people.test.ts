import { describe, expect, test } from 'vitest';
import { seededChance } from '../../../electron/office/fictional-chance.ts';
import { makeName } from '../../../electron/office/fictional-names.ts';
import { makeOrder } from '../../../electron/office/fictional-orders.ts';
import { fictionalProgrammes, makeApplicant } from '../../../electron/office/fictional-person.ts';
import { installedProgrammes } from '../../../electron/office/installed-rules.ts';
import { personInput } from '../../../shared/contract/people.ts';
import { order } from '../../../shared/contract/vouchers.ts';
import { toCalendarDate } from '../../../shared/domain/calendar.ts';
import { assessEligibility } from '../../../shared/domain/eligibility.ts';
import { parsePesel } from '../../../shared/domain/pesel.ts';
import { quoteOrder } from '../../../shared/domain/quote.ts';

const submittedOn = toCalendarDate('2026-03-02');
const rulesOf = (code: string) => {
  const found = installedProgrammes().find(({ programme }) => programme.code === code);
  if (found === undefined) throw new Error(`no programme ${code}`);
  return found.programme;
};

describe('fictional people', () => {
  test('are the same for the same seed and others for another', () => {
    const crowd = (seed: string) => {
      const chance = seededChance(seed);
      const wish = { programme: 'KK', submittedOn, outcome: 'eligible' } as const;
      return Array.from({ length: 20 }, () => makeApplicant(chance, wish, new Set()));
    };
    expect(crowd('a')).toEqual(crowd('a'));
    expect(crowd('a')).not.toEqual(crowd('b'));
  });

  test('bear surnames that agree with their sex', () => {
    const chance = seededChance('names');
    for (let count = 0; count < 400; count += 1) {
      expect(makeName(chance, 'female')).toMatchObject({ lastName: expect.not.stringMatching(/(ski|cki|dzki)(-|$)/) });
      expect(makeName(chance, 'male')).toMatchObject({ lastName: expect.not.stringMatching(/(ska|cka|dzka)(-|$)/) });
    }
  });

  test.each(fictionalProgrammes)('of %s are registered as they stand and judged as they were meant', (programme) => {
    const chance = seededChance(programme);
    const taken = new Set<string>();
    for (let count = 0; count < 200; count += 1) {
      const outcome = chance.pick(['eligible', 'not-eligible', 'incomplete'] as const);
      const { person, facts } = makeApplicant(chance, { programme, submittedOn, outcome }, taken);
      expect(personInput.safeParse(person).error).toBeUndefined();
      const { identity } = person;
      const parsed = identity.kind === 'pesel' ? parsePesel(identity.pesel) : { ok: true as const, value: identity };
      if (!parsed.ok) throw new Error('not a PESEL');
      const subject = { birthDate: parsed.value.birthDate, facts, admittedBefore: false };
      expect(assessEligibility(rulesOf(programme), subject, submittedOn).outcome).toBe(outcome);
    }
    expect(taken.size).toBe(200);
  });

  test('can be reached by nobody: mail goes to example.pl, telephones begin with 19', () => {
    const chance = seededChance('contact');
    for (let count = 0; count < 200; count += 1) {
      const wish = { programme: 'KK', submittedOn, outcome: 'eligible' } as const;
      const { phone, email } = makeApplicant(chance, wish, new Set()).person;
      expect(phone).toMatch(/^(19\d \d{3} \d{3})?$/);
      expect(email).toMatch(/^([a-z.]+\d+@example\.pl)?$/);
    }
  });

  test.each(['KK', 'KKZ'] as const)('order what %s funds, twice within a pool', (programme) => {
    const chance = seededChance(programme);
    const rules = rulesOf(programme);
    for (let count = 0; count < 200; count += 1) {
      const made = makeOrder(chance, programme, submittedOn);
      expect(order.safeParse(made).error).toBeUndefined();
      const quoted = quoteOrder(rules, made, { vouchersAvailable: 1000, ownPercent: null });
      if (!quoted.ok) throw new Error(quoted.problem);
      expect(quoted.value.vouchers * 2).toBeLessThanOrEqual(rules.vouchers?.pool.value ?? 0);
    }
  });
});
