import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type Agreement, agreements } from '../../../shared/contract/agreements.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import type { DraftState } from '../../app/drafts.ts';
import { type ContractForm, useContractForm } from '../../ui/contract-form.tsx';
import { notify } from '../../ui/toast-store.ts';

const terms = agreements.draft.input
  .pick({ validFrom: true, validTo: true, categories: true })
  .refine(({ validFrom, validTo }) => validTo >= validFrom, { path: ['validTo'] });

export type Terms = z.input<typeof terms>;
export type CheckedTerms = z.output<typeof terms>;
export type TermsForm = ContractForm<Terms, CheckedTerms>;

export type AgreementFormParts = {
  readonly caseId: string;
  /** Null while none is drafted. */
  readonly agreement: Agreement | null;
  /** What the form begins with. */
  readonly terms: Terms;
  readonly draft: DraftState<Terms>;
  readonly onSaved: (agreement: Agreement) => void;
};

/** The form over the agreement's terms, begun with what was left unsaved; every change is kept as a draft. */
export function useTermsForm({ terms: begin, draft }: Pick<AgreementFormParts, 'terms' | 'draft'>): TermsForm {
  const { t } = useTranslation('agreements');
  const [left] = useState(draft.found);
  const form: TermsForm = useContractForm(terms, {
    defaultValues: begin,
    explain: ({ code, path }) => {
      if (code === 'custom') return t('draft.termFault');
      return path[0] === 'categories' ? t('draft.categoriesFault') : undefined;
    },
  });
  const { reset, watch } = form;
  useEffect(() => {
    if (left !== null) reset(left, { keepDefaultValues: true });
  }, [left, reset]);
  const keep = useRef(draft.keep);
  useEffect(() => {
    keep.current = draft.keep;
  });
  useEffect(() => {
    // Every field has a value from the start, so nothing of it is undefined.
    const watching = watch((values, { type }) => type === 'change' && keep.current(values as Terms));
    return () => watching.unsubscribe();
  }, [watch]);
  return form;
}

/** Saves the terms as a new draft agreement or over the one there is. */
export function useSavedTerms({ caseId, agreement, draft, onSaved }: AgreementFormParts, form: TermsForm) {
  const { t } = useTranslation('agreements');
  const [problem, setProblem] = useState<Problem | null>(null);
  const saveTerms = async (values: CheckedTerms): Promise<Agreement | null> => {
    const answer =
      agreement === null
        ? await ask().agreements.draft({ caseId, ...values })
        : await ask().agreements.changeDraft({ id: agreement.id, seenVersion: agreement.version, ...values });
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return null;
    const { validFrom, validTo, categories } = answer.value;
    form.reset({ validFrom, validTo, categories });
    await draft.discard();
    notify({ tone: 'success', text: t('draft.saved') });
    onSaved(answer.value);
    return answer.value;
  };
  const save = async (): Promise<Agreement | null> => {
    const saved: (Agreement | null)[] = [];
    await form.handleSubmit(async (values) => {
      saved.push(await saveTerms(values));
    })();
    return saved[0] ?? null;
  };
  return { save, saveTerms, problem };
}
