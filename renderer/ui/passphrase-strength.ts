import { fold } from './fold.ts';

export const strengths = ['empty', 'common', 'weak', 'fair', 'strong'] as const;
export type Strength = (typeof strengths)[number];

/** Words and runs that stand in every list of leaked Polish passwords; without diacritics. */
const commonParts = [
  'haslo',
  'admin',
  'qwerty',
  'zaq12wsx',
  'polska',
  'kasia',
  'basia',
  'misiek',
  'kochanie',
  'lukasz',
  'marcin',
  'monika',
  'agnieszka',
  'matrix',
  'password',
  'urzad',
  'praca',
  'wiosna',
  'lato',
  'jesien',
  'zima',
  '1234',
  'abcd',
  'asdf',
  '0000',
  '1111',
];

const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u];

/** Letters that are left when the common parts are taken out, so that `Haslo1234!` counts as one letter. */
const uncommonLength = (text: string) =>
  commonParts.reduce((rest, part) => rest.replaceAll(part, ''), fold(text)).replace(/(.)\1{2,}/g, '$1').length;

/**
 * A hint, not a verdict: length first (a few words beat one word with signs), then variety. Whoever accepts a
 * passphrase must judge it again.
 */
export function estimateStrength(passphrase: string): Strength {
  if (passphrase === '') return 'empty';
  const length = uncommonLength(passphrase);
  const variety = kinds.filter((kind) => kind.test(passphrase)).length;
  const points = length + (variety - 1) * 2;
  if (points < 12) return fold(passphrase).length - length >= 4 ? 'common' : 'weak';
  return points < 20 ? 'fair' : 'strong';
}
