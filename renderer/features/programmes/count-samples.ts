/** How many figures of a rule set are samples that the office has yet to confirm. */
export function countSamples(rules: unknown): number {
  if (Array.isArray(rules)) return rules.reduce<number>((sum, each) => sum + countSamples(each), 0);
  if (typeof rules !== 'object' || rules === null) return 0;
  const own = 'certainty' in rules && rules.certainty === '?' ? 1 : 0;
  return own + countSamples(Object.values(rules));
}
