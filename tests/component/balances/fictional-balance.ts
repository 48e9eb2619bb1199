import type { Balance } from '../../../shared/contract/balances.ts';
import { day, idOf, userId } from '../cases/fake-core.ts';
import { asOf } from '../cases/fictional-case.ts';

const empty: Balance['content'] = {
  schema: 'balance/1',
  goal: '',
  motivation: '',
  meetings: [],
  education: [],
  courses: [],
  work: [],
  informalLearning: '',
  competences: [],
  interests: '',
  tools: [],
  strengths: '',
  areasToDevelop: '',
  labourMarketFit: '',
  targetQualification: '',
  recommendedCategories: [],
  recommendation: '',
  actionPlan: [],
  feedback: null,
  constraints: '',
};

/** All that the sample rules ask of a balance before it is signed. */
const full: Balance['content'] = {
  ...empty,
  goal: 'Praca w recepcji.',
  meetings: [{ on: asOf, minutes: 60, mode: 'in-person', note: '' }],
  education: [{ school: 'Technikum', field: '', finishedIn: 2009 }],
  competences: [{ name: 'angielski', framework: 'CEFR', frameworkVersion: '2020', level: 'B1+', evidence: '' }],
  recommendedCategories: [{ category: 'language', rationale: 'Goście z zagranicy.' }],
  recommendation: 'Kurs językowy.',
  actionPlan: [{ action: 'Wybrać kurs', by: asOf, who: 'uczestnik', support: '' }],
  feedback: { on: asOf, channel: 'in-person' },
  constraints: 'Opieka nad dzieckiem.',
};

/** A balance of a person who does not exist. */
export function fictionalBalance(part: Partial<Balance> = {}): Balance {
  return {
    id: idOf(50),
    caseId: idOf(10),
    versionNumber: 1,
    supersedes: null,
    variant: 'basic',
    state: 'draft',
    informedOn: asOf,
    content: empty,
    advisorId: userId,
    personSignedOn: null,
    advisorSignedOn: null,
    finishedAt: null,
    savedAt: day,
    version: 1,
    ...part,
  };
}

export const fullBalance = (part: Partial<Balance> = {}): Balance => fictionalBalance({ content: full, ...part });

export const signed = { state: 'finished', personSignedOn: asOf, advisorSignedOn: asOf, finishedAt: day } as const;
