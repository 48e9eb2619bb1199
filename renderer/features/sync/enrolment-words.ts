// Why an enrolment or a new address came to nothing, and what to do.
import type { TFunction } from 'i18next';
import type { Problem } from '../../../shared/contract/problem.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { connectionWords } from '../vouchers/delivery-words.ts';

type Words = { readonly office: TFunction<'office'>; readonly vouchers: TFunction<'vouchers'> };

const codeProblems = ['code-unknown', 'code-used', 'code-expired'] as const;
const keyProblems: readonly string[] = ['workstation-unknown', 'workstation-revoked', 'signature-invalid'];

export function enrolmentSentence({ office, vouchers }: Words, problem: Problem): string {
  if (problem.kind === 'central-unreachable') {
    return office('enrolment.failed', { cause: connectionWords(vouchers, problem.cause) });
  }
  if (problem.kind !== 'central-refused') return problemSentence(problem);
  const known = codeProblems.find((code) => code === problem.code);
  if (known !== undefined) return office(`enrolment.${known}`);
  return office('enrolment.refused', { cause: connectionWords(vouchers, problem.code) });
}

export function addressSentence({ office, vouchers }: Words, problem: Problem): string {
  if (problem.kind === 'central-unreachable') {
    return office('enrolment.move.failed', { cause: connectionWords(vouchers, problem.cause) });
  }
  if (problem.kind !== 'central-refused') return problemSentence(problem);
  if (keyProblems.includes(problem.code)) return office('enrolment.move.keyRefused');
  return office('enrolment.move.refused', { cause: connectionWords(vouchers, problem.code) });
}
