// What happened so far to each fictional person, and when: the realistic mix of states that a busy office has.
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import { type Chance, seededChance } from './fictional-chance.ts';
import { type FictionalProgramme, fictionalProgrammes } from './fictional-person.ts';

export type Act =
  | 'register'
  | 'open'
  | 'decide'
  | 'start-balance'
  | 'write-balance'
  | 'finish-balance'
  | 'draft-agreement'
  | 'sign-agreement'
  | 'prepare'
  | 'submit'
  | 'send-back'
  | 'cancel'
  | 'approve'
  | 'acknowledge'
  | 'refuse'
  | 'ask-back'
  | 'decline-back'
  | 'approve-back'
  | 'confirm-back';

const applied = ['register', 'open'] as const;
const decided = [...applied, 'decide'] as const;
const balanceStarted = [...decided, 'start-balance', 'write-balance'] as const;
const balanceFinished = [...balanceStarted, 'finish-balance'] as const;
const drafted = [...balanceFinished, 'draft-agreement'] as const;
const signed = [...drafted, 'sign-agreement'] as const;
const submitted = [...signed, 'prepare', 'submit'] as const;
const acknowledged = [...submitted, 'approve', 'acknowledge'] as const;

const askedBack = [...acknowledged, 'ask-back'] as const;

/** Where a person's case stands, and the acts that led there. */
const fates = {
  applied,
  incomplete: applied,
  'not-eligible': decided,
  eligible: decided,
  'balance-started': balanceStarted,
  'balance-finished': balanceFinished,
  drafted,
  signed,
  prepared: [...signed, 'prepare'],
  submitted,
  'sent-back': [...submitted, 'send-back'],
  cancelled: [...signed, 'prepare', 'cancel'],
  waiting: [...submitted, 'approve'],
  refused: [...submitted, 'approve', 'refuse'],
  acknowledged,
  'acknowledged-twice': [...acknowledged, 'prepare', 'submit', 'approve', 'acknowledge'],
  'asked-back': askedBack,
  'asked-back-in-vain': [...askedBack, 'decline-back'],
  'on-its-way-back': [...askedBack, 'approve-back'],
  withdrawn: [...askedBack, 'approve-back', 'confirm-back'],
} as const satisfies Record<string, readonly Act[]>;
export type Fate = keyof typeof fates;

/** In a hundred people who applied to a programme with vouchers. */
const withVouchers: Readonly<Record<Fate, number>> = {
  applied: 5,
  incomplete: 3,
  'not-eligible': 8,
  eligible: 5,
  'balance-started': 6,
  'balance-finished': 5,
  drafted: 4,
  signed: 7,
  prepared: 4,
  submitted: 5,
  'sent-back': 3,
  cancelled: 2,
  waiting: 4,
  refused: 2,
  acknowledged: 21,
  'acknowledged-twice': 12,
  'asked-back': 1,
  'asked-back-in-vain': 1,
  'on-its-way-back': 1,
  withdrawn: 1,
};
const withoutVouchers: Readonly<Partial<Record<Fate, number>>> = {
  applied: 12,
  incomplete: 5,
  'not-eligible': 13,
  eligible: 15,
  'balance-started': 15,
  'balance-finished': 40,
};
const programmeWeights: Readonly<Record<FictionalProgramme, number>> = { KK: 64, KKZ: 18, NSM: 7, MPK: 11 };

/** How many business days usually lie before an act, both ends included. */
const daysBefore: Readonly<Record<Act, readonly [number, number]>> = {
  register: [0, 0],
  open: [0, 0],
  decide: [0, 6],
  'start-balance': [2, 10],
  'write-balance': [0, 4],
  'finish-balance': [1, 8],
  'draft-agreement': [0, 4],
  'sign-agreement': [0, 6],
  prepare: [2, 20],
  submit: [0, 1],
  'send-back': [0, 2],
  cancel: [1, 5],
  approve: [0, 2],
  acknowledge: [0, 0],
  refuse: [0, 0],
  'ask-back': [1, 10],
  'decline-back': [0, 2],
  'approve-back': [0, 2],
  'confirm-back': [0, 0],
};

export type Story = {
  readonly programme: FictionalProgramme;
  readonly fate: Fate;
  readonly acts: readonly Act[];
  /** When each act happened: milliseconds since 1970. */
  readonly atMs: readonly number[];
};

/** How many business days a story may reach back. */
export const longestStoryDays = 500;

/** The story of one person, counted from 0; `days` are the office's business days, the newest first. */
export function tellStory(seed: string, person: number, days: readonly CalendarDate[]): Story {
  const chance = seededChance(`${seed}/story/${person}`);
  const first = showEachOnce(person);
  const programme = first?.programme ?? chance.weigh(programmeWeights);
  const weights = programme === 'KK' || programme === 'KKZ' ? withVouchers : withoutVouchers;
  const fate = first?.fate ?? chance.weigh(weights);
  const acts = fates[fate].filter((act) => programme !== 'KKZ' || !act.endsWith('-balance'));
  return { programme, fate, acts, atMs: timeActs(chance, { acts, fate }, days) };
}

/** The first people show every state and every programme once, so that a small office has them all. */
function showEachOnce(person: number): { programme: FictionalProgramme; fate: Fate } | undefined {
  // Object.keys of the record of fates gives exactly its fates.
  const names = Object.keys(fates) as Fate[];
  const fate = names[person];
  if (fate !== undefined) return { programme: 'KK', fate };
  const programme = fictionalProgrammes[person - names.length];
  return programme && { programme, fate: 'eligible' };
}

type Plot = { readonly acts: readonly Act[]; readonly fate: Fate };

/** What is still open happened lately; what is done lies anywhere in the past year and a half. */
function timeActs(chance: Chance, { acts, fate }: Plot, days: readonly CalendarDate[]): number[] {
  const gaps = acts.map((act, step) => (step === 0 ? 0 : chance.whole(...daysBefore[act])));
  const isDone =
    fate.startsWith('acknowledged') || fate === 'not-eligible' || fate === 'refused' || fate === 'withdrawn';
  const isOnItsWay = fate === 'waiting' || fate === 'on-its-way-back';
  const lastDay = isDone ? chance.whole(0, 380) : chance.whole(0, isOnItsWay ? 2 : 25);
  let ago = gaps.reduce((sum, gap) => sum + gap, lastDay);
  let minute = 0;
  return gaps.map((gap, step) => {
    ago -= gap;
    minute = step === 0 || gap > 0 ? chance.whole(7 * 60, 11 * 60) : minute + chance.whole(2, 14);
    const day = days[ago];
    if (day === undefined) throw new RangeError('too few business days for a story');
    return Date.parse(`${day}T00:00:00Z`) + minute * 60_000 + chance.whole(0, 59) * 1000;
  });
}
