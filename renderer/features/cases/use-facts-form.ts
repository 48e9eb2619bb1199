import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRecord } from '../../../shared/contract/cases.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import type { DraftState } from '../../app/drafts.ts';
import { useContractForm } from '../../ui/contract-form.tsx';
import { notify } from '../../ui/toast-store.ts';
import { type FactsForm, type FactsInput, factsSchema } from './facts-form.tsx';

type Subject = {
  readonly record: CaseRecord;
  readonly onRecord: (record: CaseRecord) => void;
  readonly draft: DraftState<FactsInput>;
};

const storedFacts = ({ submittedOn, facts }: CaseRecord): FactsInput => ({ submittedOn, facts });

/** The form over the stored facts, begun with the draft if one was left; every change is kept as a draft. */
export function useFactsForm({ record, draft }: Pick<Subject, 'record' | 'draft'>): FactsForm {
  const [left] = useState(draft.found);
  const form: FactsForm = useContractForm(factsSchema, { defaultValues: storedFacts(record) });
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
    const watching = watch((values, { type }) => type === 'change' && keep.current(values as FactsInput));
    return () => watching.unsubscribe();
  }, [watch]);
  return form;
}

/** Saves the form's facts; gives the case as it then is, or null when something stood in the way. */
export function useSavedFacts({ record, onRecord, draft }: Subject, form: FactsForm) {
  const { t } = useTranslation('cases');
  const [problem, setProblem] = useState<Problem | null>(null);
  const saveValues = async (values: Parameters<Parameters<FactsForm['handleSubmit']>[0]>[0]) => {
    const answer = await ask().cases.saveFacts({ id: record.id, seenVersion: record.version, ...values });
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return null;
    form.reset(storedFacts(answer.value));
    onRecord(answer.value);
    await draft.discard();
    notify({ tone: 'success', text: t('facts.saved') });
    return answer.value;
  };
  const save = async (): Promise<CaseRecord | null> => {
    const saved: CaseRecord[] = [];
    await form.handleSubmit(async (values) => {
      const record = await saveValues(values);
      if (record !== null) saved.push(record);
    })();
    return saved[0] ?? null;
  };
  return { save, saveValues, problem };
}
