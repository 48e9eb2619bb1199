import { z } from 'zod';

const quoteSteps = [
  'vouchers-per-hour',
  'vouchers-per-hour-by-price',
  'covered-hours',
  'course-vouchers',
  'whole-price-vouchers',
  'face-value',
  'own-contribution',
  'course-operator-pays',
  'whole-price-operator-pays',
  'course-participant-pays',
  'whole-price-participant-pays',
  'own-used',
  'subsidy',
  'refund',
] as const;

/** One line of the arithmetic: the parts that go in by name (null: no limit) and what comes out. */
export const quoteStep = z.object({
  step: z.enum(quoteSteps),
  parts: z.record(z.string(), z.int().nullable()),
  result: z.int(),
  unit: z.enum(['vouchers', 'hours', 'grosze']),
});
export type QuoteStep = z.infer<typeof quoteStep>;

export function toStep(
  step: QuoteStep['step'],
  unit: QuoteStep['unit'],
  { parts, result }: Pick<QuoteStep, 'parts' | 'result'>,
): QuoteStep {
  return { step, parts, result, unit };
}
