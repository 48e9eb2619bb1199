import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../renderer/styles/tokens.css', import.meta.url), 'utf8');
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

/** Every token written as a pair of colours. */
const pairs = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(([, name, light, dark]) => [
    name ?? '',
    { light: light ?? '', dark: dark ?? '' },
  ]),
);

function colour(token: string, theme: Theme): string {
  const pair = pairs.get(token);
  if (pair === undefined) throw new Error(`no token --${token}`);
  return pair[theme];
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ['page', 'sunken', 'raised', 'hover'];
const hues = ['blue', 'violet', 'amber', 'green', 'red', 'grey'];

const texts: [string, string][] = [
  ...['text', 'text-muted', 'accent-text', 'danger-text'].flatMap((token) =>
    surfaces.map((surface): [string, string] => [token, surface]),
  ),
  ['text', 'pressed'],
  ['text-disabled', 'sunken'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-accent', 'accent-pressed'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['on-selected', 'selected'],
  ['amber-text', 'page'],
  ['amber-text', 'raised'],
  ...hues.flatMap((hue): [string, string][] => [
    [`${hue}-text`, `${hue}-soft`],
    ['text', `${hue}-soft`],
  ]),
];

const borders: [string, string][] = [
  ...surfaces.map((surface): [string, string] => ['control-border', surface]),
  ...['page', 'sunken', 'raised', 'selected'].map((surface): [string, string] => ['focus', surface]),
  ['accent', 'page'],
  ['danger', 'page'],
  ['danger', 'raised'],
  ...hues.map((hue): [string, string] => [`${hue}-border`, 'page']),
];

describe.each(themes)('in the %s theme', (theme) => {
  test.each(texts)('%s on %s is read with at least 4.5 to 1', (text, surface) => {
    expect(contrast(colour(text, theme), colour(surface, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(borders)('%s stands out from %s with at least 3 to 1', (border, surface) => {
    expect(contrast(colour(border, theme), colour(surface, theme))).toBeGreaterThanOrEqual(3);
  });
});

test('no rule stands outside the layers, where it would beat them all', () => {
  const index = readFileSync(new URL('../../renderer/styles/index.css', import.meta.url), 'utf8');
  const names = [...index.matchAll(/@import '\.\/([\w-]+)\.css'|@import "\.\/([\w-]+)\.css"/g)].map(
    (m) => m[1] ?? m[2],
  );
  expect(names.length).toBeGreaterThan(8);
  for (const name of names.filter((one) => one !== 'font')) {
    const text = readFileSync(new URL(`../../renderer/styles/${name}.css`, import.meta.url), 'utf8');
    const outside = text.replace(/\/\*[\s\S]*?\*\//g, '').trim();
    expect(outside, name).toMatch(/^@layer (tokens|base|components) \{[\s\S]*\}$/);
  }
});
