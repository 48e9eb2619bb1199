import { toNestErrors } from '@hookform/resolvers';
import type { FieldError, FieldErrors, FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { i18n } from '../text/index.ts';
import { toSentence } from './zod-sentence.ts';

type Issue = z.core.$ZodIssue;

/** A sentence of the form's own for an issue, instead of the general one; undefined leaves the general one. */
export type ExplainIssue = (issue: Issue, typed: unknown) => string | undefined;

function valueAt(values: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    values,
  );
}

/** The first issue of each field, by its path. */
function errorsOf(issues: readonly Issue[], values: unknown, explain: ExplainIssue | undefined): FieldErrors {
  const t = i18n.getFixedT(i18n.language, 'ui');
  const errors: Record<string, FieldError> = {};
  for (const issue of issues) {
    const path = issue.path.map(String).join('.') || 'root';
    const typed = valueAt(values, issue.path);
    errors[path] ??= { type: issue.code, message: explain?.(issue, typed) ?? toSentence(issue, typed, t) };
  }
  return errors;
}

/** Checks a form with the contract's own schema and answers in Polish. */
export function contractResolver<Input extends FieldValues, Output>(
  schema: z.ZodType<Output, Input>,
  explain?: ExplainIssue,
): Resolver<Input, unknown, Output> {
  return (values, _context, options) => {
    const parsed = schema.safeParse(values);
    if (parsed.success) return { values: parsed.data, errors: {} };
    const errors = toNestErrors<Input>(errorsOf(parsed.error.issues, values, explain), options);
    return { values: {}, errors };
  };
}
