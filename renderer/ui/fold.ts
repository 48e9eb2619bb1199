/** Text for comparing: small letters, no diacritics; `ł` has no decomposition, so it is named. */
export const fold = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').trim();

/** Whether every word of `typed` begins or stands within `text`; order and diacritics do not matter. */
export function matchesWords(text: string, typed: string): boolean {
  const folded = fold(text);
  return fold(typed)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
