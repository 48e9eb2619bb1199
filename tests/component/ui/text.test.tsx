import { expect, expectTypeOf, test } from 'vitest';
import { t } from '../../../renderer/text/index.ts';
import { pl } from '../../../renderer/text/pl/index.ts';

test('a wrong key, a missing count and a missing value do not compile', () => {
  // @ts-expect-error no such text
  expectTypeOf(t('sav')).toBeString();
  // @ts-expect-error no such text in that area
  expectTypeOf(t('ui:date.opened')).toBeString();
  // @ts-expect-error a plural needs its count
  expectTypeOf(t('ui:summary.title')).toBeString();
  // @ts-expect-error a text with a value needs the value
  expectTypeOf(t('savedAt')).toBeString();
  expect(t('save')).toBe('Zapisz');
});

test('counts take the Polish forms', () => {
  const titles = [1, 2, 5, 12, 22].map((count) => t('ui:summary.title', { count }));
  expect(titles).toEqual([
    'Jedno pole wymaga poprawy',
    '2 pola wymagają poprawy',
    '5 pól wymaga poprawy',
    '12 pól wymaga poprawy',
    '22 pola wymagają poprawy',
  ]);
});

const listKeys = (texts: object, path: string): string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : listKeys(value, `${path}${key}.`),
  );

test('whatever has one plural form has all four', () => {
  const keys = new Set(Object.entries(pl).flatMap(([area, texts]) => listKeys(texts, `${area}:`)));
  const stems = [...keys].flatMap((key) => /^(.*)_(?:one|few|many)$/.exec(key)?.[1] ?? []);
  const missing = stems.flatMap((stem) =>
    ['one', 'few', 'many', 'other'].map((form) => `${stem}_${form}`).filter((key) => !keys.has(key)),
  );
  expect(missing).toEqual([]);
});
