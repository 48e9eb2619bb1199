/** Deeper than any form; what recurses over a draft stays far from the end of its stack. */
const deepest = 100;
/** More values on one level than the largest request can hold: only a window can send what contains itself. */
const widest = 8_000_000;

/** Whether a value is nested deeper than anything that the contract means, or endlessly. Level by level: it cannot overflow itself. */
export function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest || level.length > widest) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}
