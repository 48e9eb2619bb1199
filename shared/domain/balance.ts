// The Career Balance: what it needs before both sign it, and which categories it may recommend.
import type { CalendarDate } from './calendar.ts';
import type { BalanceSection, Programme } from './programme.ts';

/** The parts of a balance that its rules look at; texts and lists are empty while nothing is written. */
export interface BalanceDraft extends Readonly<Record<BalanceSection, unknown>> {
  readonly meetings: readonly { readonly on: CalendarDate; readonly minutes: number }[];
  readonly recommendedCategories: readonly { readonly category: string; readonly rationale: string }[];
  readonly actionPlan: readonly { readonly by: CalendarDate | null; readonly who: string }[];
  readonly feedback: { readonly on: CalendarDate } | null;
}

/** The days on which the person was told what a balance is, and on which both signed. */
export interface BalanceDates {
  readonly informedOn: CalendarDate;
  readonly personSignedOn: CalendarDate;
  readonly advisorSignedOn: CalendarDate;
}

export type BalanceGap =
  | { readonly kind: 'section-empty'; readonly section: BalanceSection }
  | { readonly kind: 'category-unknown'; readonly category: string }
  | { readonly kind: 'category-repeated'; readonly category: string }
  | { readonly kind: 'rationale-missing'; readonly category: string }
  | { readonly kind: 'plan-without-term'; readonly place: number }
  | { readonly kind: 'meeting-before-information' }
  | { readonly kind: 'signed-before-meeting' }
  | { readonly kind: 'signed-before-feedback' };

/** What keeps a balance from being finished, in the order of its sections; empty when it may be signed. */
export function listBalanceGaps(programme: Programme, draft: BalanceDraft, dates: BalanceDates): BalanceGap[] {
  return [
    ...listEmptySections(programme, draft),
    ...listCategoryGaps(programme, draft),
    ...listPlanGaps(draft),
    ...listDateGaps(draft, dates),
  ];
}

/** The codes that a balance of a programme may recommend. */
export function listRecommendable({ categories }: Programme): string[] {
  return categories.map(({ code }) => code);
}

function listEmptySections({ balance }: Programme, draft: BalanceDraft): BalanceGap[] {
  return balance.requiredSections.value
    .filter((section) => isEmpty(draft[section]))
    .map((section) => ({ kind: 'section-empty', section }));
}

function isEmpty(content: unknown): boolean {
  if (typeof content === 'string') return content.trim() === '';
  return content === null || content === undefined || (Array.isArray(content) && content.length === 0);
}

function listCategoryGaps(programme: Programme, { recommendedCategories }: BalanceDraft): BalanceGap[] {
  const known = listRecommendable(programme);
  const codes = recommendedCategories.map(({ category }) => category);
  return recommendedCategories.flatMap(({ category, rationale }, place): BalanceGap[] => {
    if (!known.includes(category)) return [{ kind: 'category-unknown', category }];
    if (codes.indexOf(category) < place) return [{ kind: 'category-repeated', category }];
    return isEmpty(rationale) ? [{ kind: 'rationale-missing', category }] : [];
  });
}

/** Each step of the plan says by when and by whom. */
function listPlanGaps({ actionPlan }: BalanceDraft): BalanceGap[] {
  return actionPlan.flatMap(({ by, who }, place): BalanceGap[] =>
    by === null || isEmpty(who) ? [{ kind: 'plan-without-term', place }] : [],
  );
}

/** Told first, met, given feedback, then signed. */
function listDateGaps({ meetings, feedback }: BalanceDraft, dates: BalanceDates): BalanceGap[] {
  const signedOn = dates.personSignedOn < dates.advisorSignedOn ? dates.personSignedOn : dates.advisorSignedOn;
  const gaps: BalanceGap[] = [];
  if (meetings.some(({ on }) => on < dates.informedOn)) gaps.push({ kind: 'meeting-before-information' });
  if (meetings.some(({ on }) => on > signedOn)) gaps.push({ kind: 'signed-before-meeting' });
  if (feedback && feedback.on > signedOn) gaps.push({ kind: 'signed-before-feedback' });
  return gaps;
}
