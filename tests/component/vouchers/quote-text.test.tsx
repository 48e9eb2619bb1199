import { expect, test } from 'vitest';
import { listAmounts } from '../../../renderer/features/vouchers/quote-text.ts';
import { i18n } from '../../../renderer/text/index.ts';
import { quoteStep } from '../../../shared/domain/quote-step.ts';
import { dearExam, languageCourse, quoted } from './fictional-voucher.ts';

const t = i18n.getFixedT<['vouchers', 'vocabulary', 'common']>('pl', ['vouchers', 'vocabulary', 'common']);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const amountOf = (quote: Parameters<typeof listAmounts>[1], name: string) => {
  const found = listAmounts(t, quote).find((amount) => amount.name === name);
  if (found === undefined) throw new Error(`no amount ${name}`);
  return found;
};

test('a course of 60 hours at 13 zł unfolds into the published arithmetic', () => {
  const quote = quoted(languageCourse);
  const said = Object.fromEntries(listAmounts(t, quote).map(({ name, value }) => [name, plain(value)]));
  expect(said).toEqual({
    vouchers: '60 bonów',
    faceValue: '900,00 zł',
    ownContribution: '117,00 zł',
    operatorPays: '780,00 zł',
    participantPays: '0,00 zł',
    ownUsed: '101,40 zł',
    subsidy: '678,60 zł',
    refund: '15,60 zł',
  });
  const refund = amountOf(quote, 'refund').steps.map(({ label, value }) => plain(`${label} = ${value}`));
  expect(refund).toEqual([
    '13% z 900,00 zł, z zaokrągleniem do grosza = 117,00 zł',
    '13% z 780,00 zł zapłaconych przez operatora, z zaokrągleniem do grosza = 101,40 zł',
    '117,00 zł wpłaconego wkładu − 101,40 zł wykorzystanego = 15,60 zł',
  ]);
});

test('an exam over its cap says the cap and what the participant adds', () => {
  const quote = quoted(dearExam);
  const [counted] = amountOf(quote, 'vouchers').steps;
  expect(plain(counted?.label ?? '')).toContain('limit: 40 bonów');
  expect(plain(amountOf(quote, 'participantPays').value)).toBe('120,00 zł');
});

test('hours that the pool cannot cover are named with what the participant pays for them', () => {
  const quote = quoted({ ...languageCourse, hours: 100, priceGrosze: 3250 }, 120);
  const steps = amountOf(quote, 'participantPays').steps.map(({ label }) => plain(label));
  expect(steps.at(-1)).toBe('40 godzin poza bonami × 32,50 zł + 60 godzin z bonami × 2,50 zł dopłaty');
});

test('every step that can occur leads to some amount and reads as words', () => {
  const quotes = [quoted(languageCourse), quoted({ ...languageCourse, mode: null }), quoted(dearExam)];
  const occurring = new Set(quotes.flatMap(({ steps }) => steps.map(({ step }) => step)));
  expect([...occurring].sort()).toEqual([...quoteStep.shape.step.options].sort());
  for (const quote of quotes) {
    for (const { steps } of listAmounts(t, quote)) {
      expect(steps.length).toBeGreaterThan(0);
      expect(new Set(steps.map(({ label }) => label)).size).toBe(steps.length);
      for (const { label } of steps) expect(label).not.toMatch(/step\.|\{\{|undefined|NaN/);
    }
  }
});
