// Correcting a person's data: saved against the version that was seen, never over a colleague's change.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Person, type PersonInput, personInput } from '../../../shared/contract/people.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView, useContractForm } from '../../ui/contract-form.tsx';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Notice } from '../../ui/notice.tsx';
import { Section, Toolbar } from '../../ui/surface.tsx';
import { notify } from '../../ui/toast-store.ts';
import { DetailFields, IdentityFields } from './person-fields.tsx';

type ChangeFormProps = {
  readonly person: Person;
  readonly onDone: (person: Person) => void;
  readonly onCancel: () => void;
};

export function ChangeForm({ person, onDone, onCancel }: ChangeFormProps) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation('common');
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useContractForm(personInput, { defaultValues: toInput(person) });
  const save = async (changed: PersonInput) => {
    const answer = await ask().people.change({ id: person.id, seenVersion: person.version, person: changed });
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    notify({ tone: 'success', text: t('page.saved') });
    onDone(answer.value);
  };
  useHotkey('Ctrl+S', () => void form.handleSubmit(save)(), { label: t('page.save') });
  return (
    <ContractFormView form={form} onSubmit={save}>
      {problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      <Section title={t('section.identity')}>
        <IdentityFields form={form} />
      </Section>
      <DetailFields form={form} />
      <Toolbar>
        <Button type="submit" variant="primary" isPending={form.formState.isSubmitting}>
          {t('page.save')}
        </Button>
        <Button onPress={onCancel}>{common('cancel')}</Button>
      </Toolbar>
    </ContractFormView>
  );
}

function toInput(person: Person): PersonInput {
  const { identity, firstName, lastName, citizenship, address, phone, email } = person;
  const { educationIsced, labourStatus, occupation, employer } = person;
  return {
    ...{ identity, firstName, lastName, citizenship, address, phone, email },
    ...{ educationIsced, labourStatus, occupation, employer },
  };
}
