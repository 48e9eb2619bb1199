// A new case: which programme, when the form came. What the person's card knows goes over by itself.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract, type InputOf } from '../../../shared/contract/index.ts';
import type { Person } from '../../../shared/contract/people.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { today } from '../../app/today.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type Option, Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';

const application = contract.cases.open.input.pick({ programme: true, submittedOn: true, applicationNumber: true });
type Application = Pick<InputOf<typeof contract.cases.open>, 'programme' | 'submittedOn' | 'applicationNumber'>;

const factsOf = (person: Person) => ({
  legalStay: person.citizenship === 'PL' ? ('polish' as const) : null,
  polishLanguage: null,
  placeLink: null,
  labourStatus: person.labourStatus,
  educationIsced: person.educationIsced,
  disability: null,
  kkBalanceOn: null,
  abroadFrom: null,
  abroadTo: null,
  returnedOn: null,
});

function useOpenCase(person: Person) {
  const navigate = useNavigate();
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useContractForm(application, { defaultValues: { submittedOn: today(), applicationNumber: '' } });
  const open = async (typed: Application) => {
    const answer = await ask().cases.open({ personId: person.id, facts: factsOf(person), ...typed });
    if (!answer.ok) setProblem(answer.problem);
    else await navigate({ to: '/cases/$caseId/$tab', params: { caseId: answer.value.id, tab: 'eligibility' } });
  };
  return { form, problem, open };
}

export function OpenCaseDialog({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation('common');
  const { form, problem, open } = useOpenCase(person);
  const actions = (
    <>
      <Button onPress={onClose}>{common('cancel')}</Button>
      <Button variant="primary" isPending={form.formState.isSubmitting} onPress={() => void form.handleSubmit(open)()}>
        {t('openCase.submit')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('openCase.title')} actions={actions}>
      <ContractFormView form={form} onSubmit={open}>
        {problem !== null && (
          <Notice tone="danger" isLive>
            {problemSentence(problem)}
          </Notice>
        )}
        <Fields form={form} />
        <p>{t('openCase.prefilled')}</p>
      </ContractFormView>
    </Dialog>
  );
}

function Fields({ form }: Pick<ReturnType<typeof useOpenCase>, 'form'>) {
  const { t } = useTranslation('people');
  const programmes = useProgrammeOptions();
  return (
    <>
      <FormField form={form} name="programme" label={t('openCase.programme')}>
        {(field) => <Select {...field} options={programmes} isRequired autoFocus />}
      </FormField>
      <FormField form={form} name="submittedOn" label={t('openCase.submittedOn')}>
        {(field) => <DateField {...field} onChange={(date) => field.onChange(date ?? '')} isRequired />}
      </FormField>
      <FormField form={form} name="applicationNumber" label={t('openCase.applicationNumber')}>
        {(field) => <TextField {...field} hint={t('openCase.applicationNumberHint')} isOptional />}
      </FormField>
    </>
  );
}

function useProgrammeOptions(): readonly Option[] {
  const [options, setOptions] = useState<readonly Option[]>([]);
  useEffect(() => {
    void ask()
      .programmes.list({})
      .then((answer) => {
        if (!answer.ok) return;
        setOptions(
          answer.value.map(({ programme }) => ({ value: programme.code, label: programme.name, note: programme.code })),
        );
      });
  }, []);
  return options;
}
