// The forms in which people are stored to be found: names folded, numbers without spaces. Written and asked alike.
import { foldForSearch } from '../../shared/domain/fold.ts';

/** Folded, with one kind of apostrophe. */
export function nameKey(name: string): string {
  return foldForSearch(name.replace(/[’‘ʼ`´]/g, "'"));
}

/** "last first": the order of lists. */
export function sortName(firstName: string, lastName: string): string {
  return `${nameKey(lastName)} ${nameKey(firstName)}`;
}

/** What the full-text index holds of a name: its parts, and parts with an apostrophe also as one word. */
export function indexedNames(firstName: string, lastName: string): string {
  const key = sortName(firstName, lastName);
  return key.includes("'") ? `${key} ${key.replaceAll("'", '')}` : key;
}

/** The words of a typed name, as the full-text index cuts them. */
export function nameWords(typed: string): string[] {
  return nameKey(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Capital letters and digits alone: passports are copied with and without spaces. */
export function documentKey(number: string): string {
  return number.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Digits without Poland's prefix: +48 600 100 200, 0048600100200 and 600-100-200 are one number. */
export function phoneKey(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  const isInternational = phone.trim().startsWith('+') || digits.startsWith('00');
  const bare = digits.replace(/^00/, '');
  return bare.startsWith('48') && (isInternational || bare.length === 11) ? bare.slice(2) : bare;
}
