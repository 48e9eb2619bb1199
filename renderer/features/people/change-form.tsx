// Correcting a person's data: saved against the version that was seen, never over a colleague's change.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type Person, type PersonInput, personInput } from '../../../shared/contract/people.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { type DraftState, useDraft } from '../../app/drafts.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView, useContractForm } from '../../ui/contract-form.tsx';
import { formatTime } from '../../ui/format.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Notice } from '../../ui/notice.tsx';
import { Section, Toolbar } from '../../ui/surface.tsx';
import { notify } from '../../ui/toast-store.ts';
import { DetailFields, IdentityFields } from './person-fields.tsx';
import { rebase } from './rebase.ts';

type ChangeFormProps = {
  readonly person: Person;
  readonly onDone: (person: Person) => void;
  readonly onCancel: () => void;
};

export const changeDraftKey = (personId: string): string => `person:${personId}`;

/** What was typed is kept as a draft, so that locking or a colleague's turn at the desk loses nothing. */
export function ChangeForm(props: ChangeFormProps) {
  const draft = useDraft<Draft>(changeDraftKey(props.person.id));
  return draft.ready ? <ReadyForm {...props} draft={draft} /> : null;
}

type Values = z.input<typeof personInput>;
/** With what it began as, so that it can be laid over what was saved since. */
type Draft = { readonly base: Values; readonly typed: Values };
type ReadyProps = ChangeFormProps & { readonly draft: DraftState<Draft> };

function useKeptForm({ person, draft }: ReadyProps) {
  const [base, setBase] = useState(() => toInput(person));
  const start = draft.found === null ? base : rebase(draft.found.typed, draft.found.base, base);
  const form = useContractForm(personInput, { defaultValues: start });
  const { keep } = draft;
  useEffect(() => form.watch((typed) => keep({ base, typed: typed as Values })).unsubscribe, [form, keep, base]); // the form holds whole Values
  /** A colleague's newer data come in; what was typed here stays. */
  const takeOver = (current: Person) => {
    const next = toInput(current);
    form.reset(rebase(form.getValues(), base, next));
    setBase(next);
  };
  return { form, takeOver };
}

function useChange(props: ReadyProps) {
  const { person, draft, onDone } = props;
  const { t } = useTranslation('people');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [seenVersion, setSeenVersion] = useState(person.version);
  const { form, takeOver } = useKeptForm(props);
  const save = async (changed: PersonInput) => {
    const answer = await ask().people.change({ id: person.id, seenVersion, person: changed });
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    await draft.discard();
    notify({ tone: 'success', text: t('page.saved') });
    onDone(answer.value);
  };
  const reload = async () => {
    const answer = await ask().people.get({ id: person.id });
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    takeOver(answer.value);
    setSeenVersion(answer.value.version);
    notify({ tone: 'info', text: t('page.reloaded') });
  };
  return { form, problem, save, reload };
}

function ReadyForm(props: ReadyProps) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation('common');
  const { draft, onCancel } = props;
  const { form, problem, save, reload } = useChange(props);
  useHotkey('Ctrl+S', () => void form.handleSubmit(save)(), { label: t('page.save') });
  const giveUp = async () => {
    await draft.discard();
    onCancel();
  };
  const again = <Button onPress={() => void reload()}>{t('page.reload')}</Button>;
  return (
    <ContractFormView form={form} onSubmit={save}>
      {draft.found !== null && <Notice tone="info">{t('new.draftFound')}</Notice>}
      {problem !== null && (
        <Notice tone="danger" isLive actions={problem.kind === 'changed-meanwhile' ? again : null}>
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
        <Button onPress={() => void giveUp()}>{common('cancel')}</Button>
        {draft.savedAt !== null && <span>{t('new.draftKept', { time: formatTime(draft.savedAt) })}</span>}
      </Toolbar>
    </ContractFormView>
  );
}

function toInput(person: Person): Values {
  const { identity, firstName, lastName, citizenship, address, phone, email } = person;
  const { educationIsced, labourStatus, occupation, employer } = person;
  return {
    ...{ identity, firstName, lastName, citizenship, address, phone, email },
    ...{ educationIsced, labourStatus, occupation, employer },
  };
}
