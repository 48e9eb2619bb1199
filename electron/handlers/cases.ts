// Cases: an application is opened, its facts are completed, and it is decided.
import type { CaseRecord, Decision } from '../../shared/contract/cases.ts';
import { ageOn, yearOf } from '../../shared/domain/calendar.ts';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { assessEligibility, otherProgrammesThatFit } from '../../shared/domain/eligibility.ts';
import { type Subject, subject } from '../../shared/domain/subject.ts';
import { type AreaHandlers, type CommandContext, orNotFound, type QueryContext, refuse } from '../core/context.ts';
import {
  countCases,
  findCase,
  findOtherOpenCase,
  insertCase,
  listCases,
  type StoredCase,
  takeCaseNumber,
  updateCase,
} from '../database/cases.ts';
import type { ReadDatabase } from '../database/connection.ts';
import { findBalanceDay, findDecision, insertDecision, listAdmissions } from '../database/decisions.ts';
import { findPerson } from '../database/people.ts';
import { asSeen, orChangedMeanwhile, toPage } from './rows.ts';
import { findKeptRules, getRules, keepRules, listRules } from './rules.ts';

type Viewing = Pick<QueryContext, 'db' | 'world' | 'territory'>;

export const cases: AreaHandlers<'cases'> = {
  list({ db }, { after, limit, ...filter }) {
    const rows = listCases(db, filter, { after, limit: limit + 1 });
    return { ...toPage(rows, limit), total: countCases(db, filter) };
  },

  get(context, { id }) {
    context.note(id);
    return getCaseRecord(context, id);
  },

  open(context, { facts, ...application }) {
    const { db, world, device } = context;
    const { personId, programme, submittedOn } = application;
    const rules = getRules(context, programme, submittedOn).programme;
    orNotFound(findPerson(db, personId), 'person');
    refuseSecondCase(db, { personId, programme, exceptId: null });
    const shown = rules.balance.origin.value === 'as-evidence' ? findBalanceDay(db, personId, 'KK') : undefined;
    const id = world.newId();
    insertCase(db, {
      ...application,
      id,
      number: takeCaseNumber(db, programme, yearOf(submittedOn)),
      facts: { ...facts, kkBalanceOn: facts.kkBalanceOn ?? shown ?? null },
      createdAt: world.now(),
      device,
    });
    context.note(id, { personId });
    return getCaseRecord(context, id);
  },

  saveFacts(context, { id, seenVersion, submittedOn, facts }) {
    const { db, device } = context;
    const found = asUndecided(context, asSeen(findCase(db, id), seenVersion, 'case'));
    orChangedMeanwhile(updateCase(db, { id, seenVersion, submittedOn, facts, stage: 'application', device }));
    context.note(id, { before: { submittedOn: found.submittedOn, facts: found.facts }, after: { submittedOn, facts } });
    return getCaseRecord(context, id);
  },

  assess(context, { id, asOf, facts }) {
    const found = orNotFound(findCase(context.db, id), 'case');
    const { programme, hash } = getRules(context, found.programme, asOf);
    const { birthDate, admittedBefore, admittedTo } = judgedPerson(context.db, found);
    const others = listRules(context, asOf).filter(({ code }) => code !== found.programme);
    const fitting = otherProgrammesThatFit(others, { birthDate, facts, admittedTo }, asOf);
    return {
      assessment: assessEligibility(programme, { birthDate, facts, admittedBefore }, asOf),
      ruleSetHash: hash,
      otherProgrammes: fitting
        .filter(({ outcome }) => outcome === 'eligible')
        .map((other) => ({ programme: other.programme, path: other.path })),
    };
  },

  decide(context, { id, seenVersion, asOf, note }) {
    const { db, device } = context;
    const found = asUndecided(context, asSeen(findCase(db, id), seenVersion, 'case'));
    const rules = getRules(context, found.programme, asOf);
    const { birthDate, admittedBefore } = judgedPerson(db, found);
    const inputs: Subject = { birthDate, facts: found.facts, admittedBefore };
    const assessment = assessEligibility(rules.programme, inputs, asOf);
    if (assessment.outcome === 'incomplete') refuse('not-decided', { missing: assessment.missing.join(', ') });
    storeDecision(context, found, { rules, asOf, inputs, assessment, note });
    const { submittedOn, facts } = found;
    orChangedMeanwhile(updateCase(db, { id, seenVersion, submittedOn, facts, stage: assessment.outcome, device }));
    context.note(id, { outcome: assessment.outcome, path: assessment.path, ruleSetHash: rules.hash });
    return getCaseRecord(context, id);
  },

  replayDecision({ db }, { id }) {
    const decision = orNotFound(findDecision(db, id), 'decision');
    const rules = findKeptRules(db, decision.ruleSetHash);
    if (rules === undefined) return { same: false, rulesKnown: false, assessment: null };
    const assessment = assessEligibility(rules, subject.parse(decision.inputs), decision.asOf);
    const same = canonicalJson(assessment) === canonicalJson(decision.assessment);
    return { same, rulesKnown: true, assessment };
  },
};

/** The case with what stands above every tab of it. */
function getCaseRecord({ db, world, territory }: Viewing, id: string): CaseRecord {
  const { person, ...found } = orNotFound(findCase(db, id), 'case');
  const { teryt, ...identity } = person;
  const municipality = territory.municipalities.find((each) => each.teryt === teryt)?.name ?? null;
  return {
    ...found,
    person: { ...identity, age: ageOn(person.birthDate, world.today()), municipality },
    decision: findDecision(db, id) ?? null,
  };
}

function judgedPerson(db: ReadDatabase, { id, programme, person }: StoredCase) {
  const admittedTo = listAdmissions(db, { personId: person.personId, exceptCaseId: id });
  return { birthDate: person.birthDate, admittedTo, admittedBefore: admittedTo.includes(programme) };
}

type Judgement = Pick<Decision, 'asOf' | 'inputs' | 'assessment' | 'note'> & {
  readonly rules: ReturnType<typeof getRules>;
};

/** With the rules themselves, so that it can be judged again when they have changed. */
function storeDecision(
  { db, world, user, device }: CommandContext,
  { id, programme }: StoredCase,
  { rules, ...judgement }: Judgement,
): void {
  keepRules(db, rules);
  insertDecision(db, {
    ...judgement,
    id: world.newId(),
    caseId: id,
    programme,
    ruleSetHash: rules.hash,
    ruleSetVersion: rules.programme.ruleSetVersion,
    decidedBy: user.id,
    decidedAt: world.now(),
    device,
  });
}

/** Facts and decision may change until the person is found eligible; a refused case may be taken up again. */
function asUndecided({ db }: Pick<CommandContext, 'db'>, found: StoredCase): StoredCase {
  if (found.stage !== 'application' && found.stage !== 'not-eligible') refuse('wrong-state', { stage: found.stage });
  refuseSecondCase(db, { personId: found.person.personId, programme: found.programme, exceptId: found.id });
  return found;
}

function refuseSecondCase(
  db: ReadDatabase,
  where: { personId: string; programme: string; exceptId: string | null },
): void {
  const open = findOtherOpenCase(db, where);
  if (open !== undefined) refuse('case-already-open', { number: open.number });
}
