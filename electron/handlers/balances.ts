// The Career Balance: an advisor starts it, writes it with the person, and both sign; a new version takes its place.
import type { Balance, BalanceContent } from '../../shared/contract/balances.ts';
import { type BalanceDates, type BalanceGap, listBalanceGaps } from '../../shared/domain/balance.ts';
import { type AreaHandlers, type CommandContext, orNotFound, refuse } from '../core/context.ts';
import {
  findBalance,
  finishBalance,
  insertBalance,
  listBalances,
  saveBalance,
  supersedeBalance,
} from '../database/balances.ts';
import { findCase, moveCase } from '../database/cases.ts';
import type { ReadDatabase } from '../database/connection.ts';
import { refuseUnlessEligible } from './eligible.ts';
import { asSeen, orChangedMeanwhile } from './rows.ts';
import { getRules } from './rules.ts';

export const balances: AreaHandlers<'balances'> = {
  listForCase({ db, note }, { caseId }) {
    note(caseId);
    return listBalances(db, caseId);
  },

  start(context, { caseId, variant, informedOn }) {
    const { db, device } = context;
    const found = orNotFound(findCase(db, caseId), 'case');
    refuseUnlessEligible(found);
    const { programme } = getRules(context, found.programme, informedOn);
    if (programme.balance.origin.value !== 'in-case') refuse('wrong-state', { origin: programme.balance.origin.value });
    if (found.stage !== 'eligible' || listBalances(db, caseId).length > 0)
      refuse('wrong-state', { stage: found.stage });
    moveCase(db, { id: caseId, stage: 'balance-started', device });
    const draft = { caseId, variant, informedOn, versionNumber: 1, supersedes: null, content: emptyContent };
    return beginDraft(context, draft);
  },

  save(context, { id, seenVersion, content }) {
    const { db, world, device } = context;
    asDraft(asSeen(findBalance(db, id), seenVersion, 'balance'));
    orChangedMeanwhile(saveBalance(db, { id, seenVersion, content, savedAt: world.now(), device }));
    context.note(id, { sections: Object.keys(content).length });
    return getBalance(db, id);
  },

  finish(context, { id, seenVersion, ...signed }) {
    const { db, world, user, device } = context;
    const draft = asDraft(asSeen(findBalance(db, id), seenVersion, 'balance'));
    refuseIncomplete(context, draft, { informedOn: draft.informedOn, ...signed });
    const signatures = { ...signed, advisorId: user.id, finishedAt: world.now() };
    orChangedMeanwhile(finishBalance(db, { id, seenVersion, device, ...signatures }));
    if (draft.supersedes !== null) supersedeBalance(db, { id: draft.supersedes, device });
    if (findCase(db, draft.caseId)?.stage === 'balance-started') {
      moveCase(db, { id: draft.caseId, stage: 'balance-finished', device });
    }
    context.note(id, { caseId: draft.caseId, ...signed });
    return getBalance(db, id);
  },

  supersede(context, { id, seenVersion }) {
    const finished = asSeen(findBalance(context.db, id), seenVersion, 'balance');
    const { caseId, variant, informedOn, content } = finished;
    const versions = listBalances(context.db, caseId);
    const draft = versions.find(({ state }) => state === 'draft');
    if (finished.state !== 'finished' || draft !== undefined) refuse('wrong-state', { state: finished.state });
    const versionNumber = Math.max(...versions.map((each) => each.versionNumber)) + 1;
    return beginDraft(context, { caseId, variant, informedOn, content, versionNumber, supersedes: id });
  },
};

const emptyContent: BalanceContent = {
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

type Draft = Pick<Balance, 'caseId' | 'variant' | 'informedOn' | 'content' | 'versionNumber' | 'supersedes'>;

function beginDraft({ db, world, user, device, note }: CommandContext, draft: Draft): Balance {
  const id = world.newId();
  insertBalance(db, { ...draft, id, advisorId: user.id, savedAt: world.now(), device });
  note(id, { caseId: draft.caseId, versionNumber: draft.versionNumber, supersedes: draft.supersedes });
  return getBalance(db, id);
}

function getBalance(db: ReadDatabase, id: string): Balance {
  return orNotFound(findBalance(db, id), 'balance');
}

/** Only a draft may still be written. */
function asDraft(balance: Balance): Balance {
  if (balance.state !== 'draft') refuse('balance-finished', { versionNumber: balance.versionNumber });
  return balance;
}

function refuseIncomplete(context: CommandContext, { caseId, content }: Balance, dates: BalanceDates): void {
  const { programme } = orNotFound(findCase(context.db, caseId), 'case');
  const gaps = listBalanceGaps(getRules(context, programme, dates.informedOn).programme, content, dates);
  if (gaps.length > 0) refuse('balance-incomplete', factsOf(gaps));
}

/** One fact a kind of gap: where it was found, comma-separated (a section, a category, a place from 1). */
function factsOf(gaps: readonly BalanceGap[]): Record<string, string> {
  const found = new Map<string, string[]>();
  for (const gap of gaps) found.set(gap.kind, [...(found.get(gap.kind) ?? []), placeOf(gap)]);
  return Object.fromEntries([...found].map(([kind, places]) => [kind, places.filter(Boolean).join(', ')]));
}

function placeOf(gap: BalanceGap): string {
  switch (gap.kind) {
    case 'section-empty':
      return gap.section;
    case 'category-unknown':
    case 'category-repeated':
    case 'rationale-missing':
      return gap.category;
    case 'plan-without-term':
      return String(gap.place + 1);
    case 'meeting-before-information':
    case 'signed-before-meeting':
    case 'signed-before-feedback':
      return '';
  }
}
