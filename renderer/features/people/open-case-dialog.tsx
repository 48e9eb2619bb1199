// A new case: which programme, when the form came. What the person's card knows goes over by itself.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../shared/contract/people.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { today } from '../../app/today.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type Option, Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';

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
  const [programme, setProgramme] = useState<string | null>(null);
  const [submittedOn, setSubmittedOn] = useState<string | null>(today());
  const [applicationNumber, setNumber] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isPending, setPending] = useState(false);
  const submit = async () => {
    if (isPending) return;
    setPending(true);
    const answer = await ask().cases.open({
      personId: person.id,
      programme: programme ?? '',
      submittedOn: submittedOn ?? '',
      applicationNumber,
      facts: factsOf(person),
    });
    setPending(false);
    if (!answer.ok) setProblem(answer.problem);
    else await navigate({ to: '/cases/$caseId/$tab', params: { caseId: answer.value.id, tab: 'eligibility' } });
  };
  const fields = { programme, setProgramme, submittedOn, setSubmittedOn, applicationNumber, setNumber };
  return { ...fields, problem, isPending, submit };
}

export function OpenCaseDialog({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation('common');
  const form = useOpenCase(person);
  const actions = (
    <>
      <Button onPress={onClose}>{common('cancel')}</Button>
      <Button variant="primary" isPending={form.isPending} onPress={() => void form.submit()}>
        {t('openCase.submit')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('openCase.title')} actions={actions}>
      <div className="ui-form">
        {form.problem !== null && (
          <Notice tone="danger" isLive>
            {problemSentence(form.problem)}
          </Notice>
        )}
        <Select
          label={t('openCase.programme')}
          value={form.programme}
          onChange={form.setProgramme}
          options={useProgrammeOptions()}
          isRequired
          autoFocus
        />
        <DateField
          label={t('openCase.submittedOn')}
          value={form.submittedOn}
          onChange={form.setSubmittedOn}
          isRequired
        />
        <TextField
          label={t('openCase.applicationNumber')}
          hint={t('openCase.applicationNumberHint')}
          value={form.applicationNumber}
          onChange={form.setNumber}
          isOptional
        />
        <p>{t('openCase.prefilled')}</p>
      </div>
    </Dialog>
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
