/** Letters that no decomposition separates into a base letter and a mark. */
const strokeLetters: Readonly<Record<string, string>> = { ł: 'l', đ: 'd', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' };

/** The form in which names are stored for search and searched: lower case, no diacritics, runs of spaces and hyphens as one space. */
export function foldForSearch(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łđøßæœı]/g, (letter) => strokeLetters[letter] ?? letter)
    .replace(/[\s\p{Pd}]+/gu, ' ')
    .trim();
}
