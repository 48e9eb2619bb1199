// What is wrong with the workplace itself, in facts: the disk, the file, the clock, the place, the recovery code.
import { z } from 'zod';
import { instant } from './values.ts';

export const health = z.object({
  /** Reading goes on; whatever would change something is refused until there is room. */
  isDiskFull: z.boolean(),
  /** The last time that every page was read; null before the first. */
  lastCheck: z.object({ at: instant, isIntact: z.boolean() }).nullable(),
  /** The latest moment that this file knows, where the computer's clock shows an earlier one or one a year later. */
  clockAgainst: instant.nullable(),
  /** Where the file was opened last, if that was another computer or folder. Null for whoever has not signed in. */
  openedElsewhere: z.object({ computer: z.string(), folder: z.string() }).nullable(),
  /** Somebody came in with the recovery sheet, and no new one was made since. */
  isRecoveryCodeUsed: z.boolean(),
});
export type Health = z.infer<typeof health>;
