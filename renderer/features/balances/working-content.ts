// A balance while it is written: rows may be unfinished. Only what the contract accepts is saved; the rest waits here.
import type { z } from 'zod';
import { type BalanceContent, balanceContent } from '../../../shared/contract/balances.ts';

export type WorkingContent = z.input<typeof balanceContent>;

const listNames = [
  'meetings',
  'education',
  'courses',
  'work',
  'competences',
  'tools',
  'recommendedCategories',
  'actionPlan',
] as const;
export type ListName = (typeof listNames)[number];

/** A row that is not saved yet, and which of its fields stand in the way. */
export type UnsavedRow = { readonly list: ListName; readonly place: number; readonly fields: readonly string[] };

export type Savable = {
  readonly content: BalanceContent | null;
  readonly unsaved: readonly UnsavedRow[];
};

/** What can be saved at this moment; null where even the rest is refused. */
export function toSavable(working: WorkingContent): Savable {
  const unsaved = listNames.flatMap((list) => listUnsaved(working, list));
  const keep = <Row>(list: ListName, rows: readonly Row[]): Row[] =>
    rows.filter((_, place) => !unsaved.some((row) => row.list === list && row.place === place));
  const read = balanceContent.safeParse({
    ...withoutControls(working),
    meetings: keep('meetings', working.meetings),
    education: keep('education', working.education),
    courses: keep('courses', working.courses),
    work: keep('work', working.work),
    competences: keep('competences', working.competences),
    tools: keep('tools', working.tools),
    recommendedCategories: keep('recommendedCategories', working.recommendedCategories),
    actionPlan: keep('actionPlan', working.actionPlan),
    feedback: balanceContent.shape.feedback.safeParse(working.feedback).success ? working.feedback : null,
  });
  return { content: read.success ? read.data : null, unsaved };
}

function listUnsaved(working: WorkingContent, list: ListName): UnsavedRow[] {
  const rowSchema = balanceContent.shape[list].element;
  return working[list].flatMap((row, place) => {
    const read = rowSchema.safeParse(row);
    if (read.success) return [];
    return [{ list, place, fields: [...new Set(read.error.issues.map(({ path }) => String(path[0])))] }];
  });
}

/** Pasted text may carry control characters that the contract refuses; nobody sees them. */
function withoutControls(working: WorkingContent): WorkingContent {
  const clean = (value: unknown) => (typeof value === 'string' ? value.replace(/(?![\n\r\t])\p{Cc}/gu, '') : value);
  // The same keys with values of the same types.
  return Object.fromEntries(Object.entries(working).map(([key, value]) => [key, clean(value)])) as WorkingContent;
}
