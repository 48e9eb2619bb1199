// What a typed number or amount means: Polish comma, spaces between thousands, the currency may be typed along.

/** Whether pasted dots group thousands: `1.234,50` and `1.234.500`. */
const dotsGroup = (text: string) => (text.includes(',') && text.includes('.')) || /^-?\d{1,3}(\.\d{3}){2,}$/.test(text);

/** `null` for nothing typed, `NaN` for what is no number. */
export function readTypedNumber(typed: string, decimals: number): number | null {
  const bare = typed.replace(/[\s\u00a0\u202f]/g, '');
  if (bare === '') return null;
  const point = (dotsGroup(bare) ? bare.replaceAll('.', '') : bare).replace(',', '.');
  const shape = decimals === 0 ? /^[-\u2212]?\d{1,12}$/ : new RegExp(`^[-\u2212]?\\d{1,12}(\\.\\d{0,${decimals}})?$`);
  return shape.test(point) ? Number(point.replace('\u2212', '-')) : Number.NaN;
}

/** Whole grosze from `1234,50`, `1 234,50 zł` or `1234`; `null` for nothing typed, `NaN` for what is no amount. */
export function readTypedMoney(typed: string): number | null {
  const zloty = readTypedNumber(typed.replace(/(zł|zl|pln)\.?\s*$/i, ''), 2);
  return zloty === null ? null : Math.round(zloty * 100);
}
