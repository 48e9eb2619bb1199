// A Career Balance with every section that a programme may ask for, written as an advisor would write a short one.
import type { BalanceContent } from '../../shared/contract/balances.ts';
import type { CalendarDate } from '../../shared/domain/calendar.ts';

export type BalanceWish = {
  /** Met, discussed and fed back on one day. */
  readonly on: CalendarDate;
  readonly recommended: readonly { readonly category: string; readonly rationale: string }[];
  readonly goal: string;
  readonly strengths: string;
};

export function writeBalance({ on, recommended, goal, strengths }: BalanceWish): BalanceContent {
  return {
    schema: 'balance/1',
    goal,
    motivation: 'Pewniejsze zatrudnienie i lepsze zarobki.',
    meetings: [{ on, minutes: 90, mode: 'in-person', note: '' }],
    education: [{ school: 'Szkoła według oświadczenia klienta', field: '', finishedIn: null }],
    courses: [],
    work: [],
    informalLearning: 'Umiejętności zdobyte w pracy i w domu.',
    competences: [
      { name: 'Obsługa komputera', framework: 'DigComp', frameworkVersion: '2.2', level: '3', evidence: '' },
    ],
    interests: 'Praca z ludźmi, technika.',
    tools: [{ name: 'Rozmowa doradcza', entitlement: 'doradca zawodowy', result: '' }],
    strengths,
    areasToDevelop: 'Kwalifikacje potwierdzone dokumentem.',
    labourMarketFit: 'W powiecie są oferty w tym zawodzie.',
    targetQualification: '',
    recommendedCategories: recommended.map((each) => ({ ...each })),
    recommendation: 'Szkolenie w zalecanym zakresie, potem egzamin, jeśli jest przewidziany.',
    actionPlan: [{ action: 'Wybór kursu w BUR', by: on, who: 'uczestnik', support: 'doradca zawodowy' }],
    feedback: { on, channel: 'in-person' },
    constraints: '',
  };
}
