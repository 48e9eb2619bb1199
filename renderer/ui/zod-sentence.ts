import type { TFunction } from 'i18next';
import type { z } from 'zod';
import { formatCount, formatDate } from './format.ts';

type Issue = z.core.$ZodIssue;
type Translate = TFunction<'ui'>;

const shown = (bound: unknown) =>
  typeof bound === 'number' || typeof bound === 'bigint' ? formatCount(Number(bound)) : formatDate(String(bound));

function tooSmall(issue: z.core.$ZodIssueTooSmall, t: Translate): string {
  const count = Number(issue.minimum);
  switch (issue.origin) {
    case 'string':
      return count <= 1 ? t('validation.required') : t('validation.tooShort', { count });
    case 'array':
    case 'set':
      return t('validation.tooFew', { count });
    default:
      return t(issue.inclusive === false ? 'validation.above' : 'validation.atLeast', { least: shown(issue.minimum) });
  }
}

function tooBig(issue: z.core.$ZodIssueTooBig, t: Translate): string {
  const count = Number(issue.maximum);
  switch (issue.origin) {
    case 'string':
      return t('validation.tooLong', { count });
    case 'array':
    case 'set':
      return t('validation.tooMany', { count });
    default:
      return t(issue.inclusive === false ? 'validation.below' : 'validation.atMost', { most: shown(issue.maximum) });
  }
}

function wrongFormat({ format }: z.core.$ZodIssueInvalidStringFormat, t: Translate): string {
  if (format === 'date') return t('validation.date');
  if (format === 'email') return t('validation.email');
  return t(format === 'url' ? 'validation.url' : 'validation.format');
}

function wrongType({ expected }: z.core.$ZodIssueInvalidType, t: Translate): string {
  if (expected === 'int') return t('validation.whole');
  return t(expected === 'number' ? 'validation.number' : 'validation.required');
}

const isNothing = (typed: unknown) => typed === '' || typed === null || typed === undefined;

/** What a schema refused, as a sentence that says how to mend it. `typed` is what stood in the field. */
export function toSentence(issue: Issue, typed: unknown, t: Translate): string {
  if (isNothing(typed) && issue.code !== 'custom') return t('validation.required');
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue, t);
    case 'too_big':
      return tooBig(issue, t);
    case 'invalid_format':
      return wrongFormat(issue, t);
    case 'invalid_type':
      return wrongType(issue, t);
    case 'not_multiple_of':
      return t('validation.whole');
    case 'invalid_value':
      return t('validation.choose');
    case 'invalid_union':
      return t('validation.format');
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return t('validation.other');
  }
}
