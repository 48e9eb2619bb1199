// The balance's sections as the advisor walks them, and how complete each one is.
import { type BalanceGap, listBalanceGaps } from '../../../shared/domain/balance.ts';
import { type CalendarDate, toCalendarDate } from '../../../shared/domain/calendar.ts';
import type { BalanceSection, Programme } from '../../../shared/domain/programme.ts';
import { toSavable, type WorkingContent } from './working-content.ts';

export const sections = [
  { id: 'goal', parts: ['goal', 'motivation'] },
  { id: 'meetings', parts: ['meetings'] },
  { id: 'education', parts: ['education'] },
  { id: 'courses', parts: ['courses'] },
  { id: 'work', parts: ['work'] },
  { id: 'informal', parts: ['informalLearning'] },
  { id: 'competences', parts: ['competences'] },
  { id: 'interests', parts: ['interests'] },
  { id: 'tools', parts: ['tools'] },
  { id: 'strengths', parts: ['strengths', 'areasToDevelop'] },
  { id: 'market', parts: ['labourMarketFit', 'targetQualification'] },
  { id: 'recommendation', parts: ['recommendedCategories', 'recommendation'] },
  { id: 'plan', parts: ['actionPlan'] },
  { id: 'feedback', parts: ['feedback'] },
  { id: 'constraints', parts: ['constraints'] },
] as const satisfies readonly { id: string; parts: readonly (BalanceSection | 'constraints')[] }[];
export type SectionId = (typeof sections)[number]['id'];

export type SectionMark = 'done' | 'missing' | 'empty';

/** The section in which a gap is closed; those of the signatures' dates are closed in the dialog that asks for them. */
export function sectionOfGap(gap: BalanceGap): SectionId | null {
  switch (gap.kind) {
    case 'section-empty':
      return sectionOfPart(gap.section);
    case 'category-unknown':
    case 'category-repeated':
    case 'rationale-missing':
      return 'recommendation';
    case 'plan-without-term':
      return 'plan';
    case 'meeting-before-information':
      return 'meetings';
    case 'signed-before-meeting':
    case 'signed-before-feedback':
      return null;
  }
}

function sectionOfPart(part: string): SectionId | null {
  return sections.find(({ parts }) => parts.some((each) => each === part))?.id ?? null;
}

/** No signature is earlier than this: only what does not depend on the signing day is looked at. */
const someDay = toCalendarDate('9999-12-31');

const isWritten = (value: unknown): boolean =>
  typeof value === 'string' ? value.trim() !== '' : Array.isArray(value) ? value.length > 0 : value !== null;

/** How complete each section is, by its id. */
export function listMarks(
  rules: Programme,
  content: WorkingContent,
  informedOn: CalendarDate,
): ReadonlyMap<SectionId, SectionMark> {
  const { content: savable, unsaved } = toSavable(content);
  const dates = { informedOn, personSignedOn: someDay, advisorSignedOn: someDay };
  const gaps = savable === null ? [] : listBalanceGaps(rules, savable, dates);
  const missing = new Set([...gaps.map(sectionOfGap), ...unsaved.map(({ list }) => sectionOfPart(list))]);
  return new Map(
    sections.map(({ id, parts }): [SectionId, SectionMark] => {
      if (missing.has(id)) return [id, 'missing'];
      return [id, parts.some((part) => isWritten(content[part])) ? 'done' : 'empty'];
    }),
  );
}
