// Amounts are whole grosze, vouchers whole numbers; nothing here leaves the integers.

/** a ÷ b rounded down, exact for safe integers, b > 0. */
export function wholeQuotient(dividend: number, divisor: number): number {
  return (dividend - (((dividend % divisor) + divisor) % divisor)) / divisor;
}

/** a ÷ b rounded up, exact for safe integers, b > 0. */
export function quotientUp(dividend: number, divisor: number): number {
  return wholeQuotient(dividend, divisor) + (dividend % divisor === 0 ? 0 : 1);
}

/** percent % of a non-negative amount, half a grosz going up; exact for every safe integer and percent 0–100. */
export function percentHalfUp(amountGrosze: number, percent: number): number {
  const hundreds = wholeQuotient(amountGrosze, 100);
  return hundreds * percent + wholeQuotient((amountGrosze - hundreds * 100) * percent + 50, 100);
}

/** True where arithmetic has stayed exact. */
export function areExact(amounts: readonly number[]): boolean {
  return amounts.every(Number.isSafeInteger);
}
