// What a case waits for, and in which of its parts that is done.
import type { CaseStage } from '../../../shared/contract/cases.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import type { Tone } from '../../ui/badge.tsx';

export type CaseTab = 'eligibility' | 'balance' | 'agreement' | 'vouchers';

export type NextStep = {
  readonly tab: CaseTab;
  readonly act: 'decide' | 'refused' | 'startBalance' | 'finishBalance' | 'agreement' | 'order' | 'noVouchers';
};

/** `rules` are the programme's, undefined until they came. */
export function nextStepOf(stage: CaseStage, rules: Programme | undefined): NextStep {
  switch (stage) {
    case 'application':
      return { tab: 'eligibility', act: 'decide' };
    case 'not-eligible':
      return { tab: 'eligibility', act: 'refused' };
    case 'eligible':
      return rules !== undefined && rules.balance.origin.value !== 'in-case'
        ? afterBalance(rules)
        : { tab: 'balance', act: 'startBalance' };
    case 'balance-started':
      return { tab: 'balance', act: 'finishBalance' };
    case 'balance-finished':
      return afterBalance(rules);
    case 'agreement-signed':
      return { tab: 'vouchers', act: 'order' };
  }
}

function afterBalance(rules: Programme | undefined): NextStep {
  return rules?.vouchers === null ? { tab: 'agreement', act: 'noVouchers' } : { tab: 'agreement', act: 'agreement' };
}

export const stageTones: Record<CaseStage, Tone> = {
  application: 'new',
  'not-eligible': 'refused',
  eligible: 'progress',
  'balance-started': 'progress',
  'balance-finished': 'waiting',
  'agreement-signed': 'done',
};

export const caseHref = (caseId: string, tab: CaseTab): string => `#/cases/${caseId}/${tab}`;
