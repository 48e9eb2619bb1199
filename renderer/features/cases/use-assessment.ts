import { useEffect, useState } from 'react';
import { type CaseFacts, caseFacts, type cases } from '../../../shared/contract/cases.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { findCalendarDate } from '../../../shared/domain/calendar.ts';
import { ask } from '../../app/connection.ts';

export type Assessed = OutputOf<typeof cases.assess> & { readonly facts: CaseFacts; readonly asOf: string };

type Answered = { readonly asked: string; readonly answer: Assessed | null; readonly problem: Problem | null };

const waitMs = 200;

/** What would be asked, or null while a date is only half typed. */
function readQuestion(facts: unknown, asOf: string | null) {
  const read = caseFacts.safeParse(facts);
  const day = findCalendarDate(asOf ?? '');
  return read.success && day !== undefined ? { facts: read.data, asOf: day } : null;
}

/** The answer for these facts on this day, asked after a short pause; the last answer stays until the next one came. */
export function useAssessment(caseId: string, facts: unknown, asOf: string | null) {
  const [answered, setAnswered] = useState<Answered | null>(null);
  const question = readQuestion(facts, asOf);
  const asked = question === null ? null : JSON.stringify([caseId, question]);
  useEffect(() => {
    if (asked === null) return;
    // Written two lines above from a question of this shape.
    const [id, wanted] = JSON.parse(asked) as [string, NonNullable<ReturnType<typeof readQuestion>>];
    let isCurrent = true;
    const timer = setTimeout(() => {
      void ask()
        .cases.assess({ id, ...wanted })
        .then((answer) => {
          if (!isCurrent) return;
          setAnswered((before) => ({
            asked,
            answer: answer.ok ? { ...answer.value, ...wanted } : (before?.answer ?? null),
            problem: answer.ok ? null : answer.problem,
          }));
        });
    }, waitMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [asked]);
  const isCurrent = asked !== null && answered?.asked === asked;
  return { assessed: answered?.answer ?? null, problem: answered?.problem ?? null, isCurrent };
}
