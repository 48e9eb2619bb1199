import { z } from 'zod';
import { certainties } from './vocabulary.ts';

/** A value of the rules together with where it comes from and how sure that is; '?' marks a sample to be replaced. */
export function figureOf<Value extends z.ZodType>(value: Value) {
  return z.strictObject({ value, source: z.string().min(1), certainty: z.enum(certainties) });
}
