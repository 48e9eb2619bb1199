// Facts and figures of the rules in words.
import type { TFunction } from 'i18next';
import type { CaseFacts } from '../../../shared/contract/cases.ts';
import type { Criterion, CriterionRule } from '../../../shared/domain/criterion.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import { type FactName, factNames } from '../../../shared/domain/subject.ts';
import type { Certainty } from '../../../shared/domain/vocabulary.ts';
import { formatDate } from '../../ui/format.ts';

export type Translate = TFunction<['cases', 'vocabulary']>;

/** The facts that a programme's criteria look at, in the order of the form. */
export function listFactsOf(programme: Programme): FactName[] {
  const used = new Set(Object.values(programme.criteria).flatMap(({ rule }) => factsOf(rule)));
  return factNames.options.filter((fact) => used.has(fact));
}

function factsOf(rule: CriterionRule): FactName[] {
  switch (rule.kind) {
    case 'one-of':
    case 'none-of':
      return [rule.answer.fact];
    case 'qualification':
      return ['educationIsced'];
    case 'balance-finished':
      return ['kkBalanceOn'];
    case 'stay-abroad':
      return ['abroadFrom', 'abroadTo'];
    case 'recent-return':
      return ['returnedOn'];
    case 'admitted-once':
    case 'age':
      return [];
  }
}

/** A fact's value as a clerk says it. */
export function factText(t: Translate, fact: FactName, facts: CaseFacts): string {
  switch (fact) {
    case 'legalStay':
      return facts.legalStay === null ? t('cases:facts.unknown') : t(`vocabulary:legalStay.${facts.legalStay}`);
    case 'polishLanguage':
      return facts.polishLanguage === null ? t('cases:facts.unknown') : t(`vocabulary:yesNo.${facts.polishLanguage}`);
    case 'placeLink':
      return facts.placeLink === null ? t('cases:facts.unknown') : t(`vocabulary:placeLink.${facts.placeLink}`);
    case 'labourStatus':
      return facts.labourStatus === null
        ? t('cases:facts.unknown')
        : t(`vocabulary:labourStatus.${facts.labourStatus}`);
    case 'educationIsced':
      return facts.educationIsced === null ? t('cases:facts.unknown') : iscedText(t, facts.educationIsced);
    case 'disability':
      return facts.disability === null ? t('cases:facts.unknown') : t(`vocabulary:disability.${facts.disability}`);
    case 'kkBalanceOn':
    case 'abroadFrom':
    case 'abroadTo':
    case 'returnedOn':
      return facts[fact] === null ? t('cases:facts.unknown') : formatDate(facts[fact]);
  }
}

const iscedLevels = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;

export function iscedText(t: Translate, level: number): string {
  const known = iscedLevels.find((one) => one === level);
  return known === undefined ? String(level) : t(`vocabulary:isced.level${known}`);
}

export type EvidenceFrom = { readonly facts: CaseFacts; readonly criterionName: string };

/** What a finding rested on: facts by value, the age with the birth date. A label that repeats the criterion is left out. */
export function listEvidence(t: Translate, finding: Finding, { facts, criterionName }: EvidenceFrom): string[] {
  return Object.entries(finding.evidence).flatMap(([name, value]) => {
    if (name === 'admittedBefore')
      return [t(`cases:assessment.${value === true ? 'admittedBefore' : 'notAdmittedBefore'}`)];
    if (name === 'age') return [t('cases:ageYears', { count: Number(value) })];
    if (name === 'birthDate') return [t('cases:assessment.born', { date: formatDate(String(value)) })];
    const fact = factNames.safeParse(name);
    if (!fact.success) return [];
    if (fact.data === 'kkBalanceOn' && value === null) return [t('cases:assessment.noBalance')];
    const label = t(`vocabulary:fact.${fact.data}`);
    const text = factText(t, fact.data, facts);
    return [label === criterionName ? text : `${label}: ${text}`];
  });
}

/** A figure of a rule: what it is, its value, where it comes from and how sure that is. */
export type RuleFigure = {
  readonly label: string;
  readonly value: string;
  readonly source: string;
  readonly certainty: Certainty;
};

type Figure<Value> = { readonly value: Value; readonly source: string; readonly certainty: Certainty };

export function listFigures(t: Translate, { rule }: Criterion): RuleFigure[] {
  const figure = (label: FigureName, { value, source, certainty }: Figure<unknown>, text = String(value)) => ({
    label: t(`cases:figure.${label}`),
    value: text,
    source,
    certainty,
  });
  const reading = (label: FigureName, reached: Figure<'on-birthday' | 'day-after'>) =>
    figure(label, reached, t(`cases:figure.${reached.value}`));
  switch (rule.kind) {
    case 'one-of':
    case 'none-of':
      return [figure(rule.kind === 'one-of' ? 'values' : 'excluded', rule.answer.values, answersText(t, rule))];
    case 'age':
      return [
        ...(rule.atLeast
          ? [figure('atLeast', rule.atLeast.years), reading('atLeastReached', rule.atLeast.reached)]
          : []),
        ...(rule.below ? [figure('below', rule.below.years), reading('belowReached', rule.below.reached)] : []),
      ];
    case 'qualification':
      return [
        figure('isced', rule.iscedAtMost, iscedText(t, rule.iscedAtMost.value)),
        ...(rule.orAgeAtLeast
          ? [figure('orAge', rule.orAgeAtLeast.years), reading('orAgeReached', rule.orAgeAtLeast.reached)]
          : []),
      ];
    case 'stay-abroad':
      return [figure('monthsAtLeast', rule.monthsAtLeast)];
    case 'recent-return':
      return [figure('monthsAtMost', rule.monthsAtMost)];
    case 'admitted-once':
    case 'balance-finished':
      return [];
  }
}

type FigureName =
  | 'values'
  | 'excluded'
  | 'atLeast'
  | 'atLeastReached'
  | 'below'
  | 'belowReached'
  | 'isced'
  | 'orAge'
  | 'orAgeReached'
  | 'monthsAtLeast'
  | 'monthsAtMost';

function answersText(t: Translate, { answer }: Extract<CriterionRule, { kind: 'one-of' | 'none-of' }>): string {
  switch (answer.fact) {
    case 'legalStay':
      return answer.values.value.map((value) => t(`vocabulary:legalStay.${value}`)).join(', ');
    case 'polishLanguage':
      return answer.values.value.map((value) => t(`vocabulary:yesNo.${value}`)).join(', ');
    case 'placeLink':
      return answer.values.value.map((value) => t(`vocabulary:placeLink.${value}`)).join(', ');
    case 'labourStatus':
      return answer.values.value.map((value) => t(`vocabulary:labourStatus.${value}`)).join(', ');
    case 'disability':
      return answer.values.value.map((value) => t(`vocabulary:disability.${value}`)).join(', ');
  }
}
