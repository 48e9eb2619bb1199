// The agreement with a participant: suggested by the rules and the balance, drafted, signed with the next number.
import type { Agreement } from '../../shared/contract/agreements.ts';
import { agreementNumber, contributionDueOn, lastDayOfTerm } from '../../shared/domain/agreement.ts';
import { listRecommendable } from '../../shared/domain/balance.ts';
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import type { Programme } from '../../shared/domain/programme.ts';
import type { VoucherRules } from '../../shared/domain/voucher-rules.ts';
import { type AreaHandlers, type CommandContext, orNotFound, type QueryContext, refuse } from '../core/context.ts';
import {
  findAgreement,
  findCaseAgreement,
  findGrant,
  insertAgreement,
  type StoredAgreement,
  signAgreement,
  updateDraft,
} from '../database/agreements.ts';
import { findFinishedBalance } from '../database/balances.ts';
import { findCase, moveCase, type StoredCase } from '../database/cases.ts';
import type { ReadDatabase } from '../database/connection.ts';
import { findForeignNumber } from '../database/foreign-items.ts';
import { countNumbersLeft, takeNumber } from '../database/number-blocks.ts';
import { findPerson } from '../database/people.ts';
import { enterForeignItems } from './bring-back.ts';
import { refuseUnlessEligible } from './eligible.ts';
import { toWireIdentity } from './payload.ts';
import { bookingDay, poolOn } from './pool.ts';
import { asSeen, orChangedMeanwhile } from './rows.ts';
import { getRules, keepRules } from './rules.ts';

export const agreements: AreaHandlers<'agreements'> = {
  findForCase(context, { caseId }) {
    context.note(caseId);
    const found = findCaseAgreement(context.db, caseId);
    return found === undefined ? null : toAgreement(context, found);
  },

  suggest(context, { caseId, signedOn }) {
    const found = orNotFound(findCase(context.db, caseId), 'case');
    const { vouchers, categories } = getTerms(context, found, signedOn);
    return {
      validFrom: signedOn,
      validTo: lastDayOfTerm(vouchers, signedOn),
      categories,
      pool: vouchers.pool.value,
      ownPercent: vouchers.ownPercent.value,
      contributionDueOn: contributionDueOn(vouchers, signedOn),
      numbersLeft: countNumbersLeft(context.db, found.programme),
    };
  },

  draft(context, { caseId, ...draft }) {
    const { db, world, device } = context;
    const found = orNotFound(findCase(db, caseId), 'case');
    if (findCaseAgreement(db, caseId) !== undefined) refuse('agreement-exists');
    const { rules, vouchers, categories } = getTerms(context, found, draft.validFrom);
    refuseDraft(draft, categories);
    keepRules(db, rules);
    const id = world.newId();
    insertAgreement(db, {
      ...draft,
      id,
      caseId,
      programme: found.programme,
      poolVouchers: vouchers.pool.value,
      ownPercent: vouchers.ownPercent.value,
      ordersAllowed: vouchers.maxOrders.value,
      ruleSetHash: rules.hash,
      createdAt: world.now(),
      device,
    });
    context.note(id, { caseId, ...draft });
    return getAgreement(context, id);
  },

  changeDraft(context, { id, seenVersion, ...draft }) {
    const { db, device } = context;
    const found = asDraft(asSeen(findAgreement(db, id), seenVersion, 'agreement'));
    const { categories } = getTerms(context, orNotFound(findCase(db, found.caseId), 'case'), draft.validFrom);
    refuseDraft(draft, categories);
    orChangedMeanwhile(updateDraft(db, { id, seenVersion, ...draft, device }));
    context.note(id, draft);
    return getAgreement(context, id);
  },

  sign(context, { id, seenVersion, signedOn }) {
    const { db, device } = context;
    const draft = asDraft(asSeen(findAgreement(db, id), seenVersion, 'agreement'));
    const { vouchers, categories } = getTerms(context, orNotFound(findCase(db, draft.caseId), 'case'), signedOn);
    refuseDraft(draft, categories);
    if (signedOn > draft.validTo) refuse('agreement-term', { on: signedOn, validTo: draft.validTo });
    const number = takeAgreementNumber(context, draft, vouchers);
    const dueOn = contributionDueOn(vouchers, signedOn);
    orChangedMeanwhile(signAgreement(db, { id, seenVersion, number, signedOn, contributionDueOn: dueOn, device }));
    moveCase(db, { id: draft.caseId, stage: 'agreement-signed', device });
    context.note(id, { number, signedOn });
    enterForeignItems(context);
    return getAgreement(context, id);
  },

  poolAsOf({ db }, { id, asOf }) {
    return poolOn(db, orNotFound(findGrant(db, id), 'agreement'), asOf);
  },
};

/** The one under which the central office knows the person already, or the next of ours. */
function takeAgreementNumber({ db }: CommandContext, draft: StoredAgreement, rules: VoucherRules): string {
  const { programme } = draft;
  const { person } = orNotFound(findCase(db, draft.caseId), 'case');
  const identity = toWireIdentity(orNotFound(findPerson(db, person.personId), 'person'));
  const known = findForeignNumber(db, { programme, identity });
  if (known !== undefined) return known;
  return agreementNumber(rules, takeNumber(db, programme) ?? refuse('number-block-empty', { programme }));
}

type Viewing = Pick<QueryContext, 'db' | 'world'>;

function toAgreement(context: Viewing, { poolVouchers, ...found }: StoredAgreement): Agreement {
  const stored = { poolVouchers, ...found };
  return { ...found, pool: poolOn(context.db, stored, bookingDay(context, stored)) };
}

function getAgreement(context: Viewing, id: string): Agreement {
  return toAgreement(context, orNotFound(findAgreement(context.db, id), 'agreement'));
}

/** What the rules and the balance allow an agreement of this case; refused where there can be none. */
function getTerms(context: Pick<QueryContext, 'db' | 'programmes'>, found: StoredCase, on: CalendarDate) {
  refuseUnlessEligible(found);
  const rules = getRules(context, found.programme, on);
  const vouchers: VoucherRules | null = rules.programme.vouchers;
  if (vouchers === null) refuse('no-vouchers-in-programme', { programme: found.programme });
  return { rules, vouchers, categories: listCategories(context.db, found, rules.programme) };
}

/** Those of the finished balance; where the balance belongs to another programme, or none is asked for, all of ours. */
function listCategories(db: ReadDatabase, { id }: StoredCase, programme: Programme): string[] {
  if (programme.balance.origin.value !== 'in-case') return listRecommendable(programme);
  const balance = findFinishedBalance(db, id) ?? refuse('balance-not-finished');
  return balance.content.recommendedCategories.map(({ category }) => category);
}

function asDraft(agreement: StoredAgreement): StoredAgreement {
  if (agreement.state !== 'draft') refuse('wrong-state', { state: agreement.state });
  return agreement;
}

type Draft = Pick<StoredAgreement, 'validFrom' | 'validTo' | 'categories'>;

function refuseDraft({ validFrom, validTo, categories }: Draft, allowed: readonly string[]): void {
  if (validTo < validFrom) refuse('agreement-term', { validFrom, validTo });
  const foreign = categories.filter((category) => !allowed.includes(category));
  if (foreign.length > 0) refuse('category-not-recommended', { category: foreign.join(', ') });
}
