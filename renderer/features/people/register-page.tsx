// Registering: first who it is and whether we know them, then the rest. What is typed is kept as a draft all the while.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PersonRow, personInput } from '../../../shared/contract/people.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { useDraft } from '../../app/drafts.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ContractFormView, useContractForm } from '../../ui/contract-form.tsx';
import { formatTime } from '../../ui/format.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Page, Section, Toolbar } from '../../ui/surface.tsx';
import { notify } from '../../ui/toast-store.ts';
import { Candidates } from './candidates.tsx';
import { DetailFields, emptyPerson, IdentityFields, type PersonForm, type PersonValues } from './person-fields.tsx';
import { useSearchText } from './search-text.ts';

const draftKey = 'person:new';

/** A text that was searched for begins the form: digits as a PESEL, words as a name. */
function startFrom(text: string): PersonValues {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const digits = text.replace(/[\s-]/g, '');
  if (/^\d{6,11}$/.test(digits)) return { ...emptyPerson, identity: { kind: 'pesel', pesel: digits } };
  const name = (word = '') => word.charAt(0).toLocaleUpperCase('pl') + word.slice(1);
  return /\d/.test(text) ? emptyPerson : { ...emptyPerson, lastName: name(words[0]), firstName: name(words[1]) };
}

/** `from` the search, where nobody was found: the form begins with what was typed there. */
export function RegisterPage({ from }: { readonly from?: 'search' | undefined }) {
  const { t } = useTranslation('people');
  const [searched] = useSearchText();
  const text = from === 'search' ? searched : '';
  const draft = useDraft<PersonValues>(draftKey);
  return (
    <Page width="form">
      <PageHeader title={t('new.title')} takesFocus />
      <p>{t('new.lead')}</p>
      {draft.ready && (
        <RegisterForm
          key={String(draft.found !== null)}
          start={draft.found ?? startFrom(text)}
          fresh={startFrom(text)}
          draft={draft}
        />
      )}
    </Page>
  );
}

type RegisterFormProps = {
  readonly start: PersonValues;
  /** What the form begins with when the draft is given up. */
  readonly fresh: PersonValues;
  readonly draft: ReturnType<typeof useDraft<PersonValues>>;
};

function RegisterForm({ start, fresh, draft }: RegisterFormProps) {
  const { t } = useTranslation('people');
  const form = useContractForm(personInput, { defaultValues: start });
  const startOver = async () => {
    form.reset(fresh);
    form.setFocus(fresh.identity.kind === 'pesel' ? 'identity.pesel' : 'lastName');
    await draft.discard();
  };
  const { candidates, problem: notSearched, check, isChecked } = useCandidates(form);
  const { problem, register } = useRegister(draft);
  const { keep } = draft;
  useEffect(() => form.watch((values) => keep(values as PersonValues)).unsubscribe, [form, keep]); // the form holds whole PersonValues
  const isKnownNew = candidates !== null;
  /** Whoever was not looked for yet, under this very name and number, is looked for first. */
  const save = (next: 'person' | 'case') => () =>
    void (isChecked() ? form.handleSubmit((person) => register(person, next))() : check());
  useHotkey('Ctrl+S', save('person'), { label: t('new.save') });
  useHotkey('Ctrl+Enter', save('case'), { label: t('new.saveAndCase') });
  return (
    <ContractFormView form={form} onSubmit={(person) => (isChecked() ? register(person, 'case') : check())}>
      {draft.found !== null && (
        <Notice tone="info" actions={<Button onPress={() => void startOver()}>{t('new.startOver')}</Button>}>
          {t('new.draftFound')}
        </Notice>
      )}
      <Section title={t('new.who')}>
        <IdentityFields form={form} />
        {!isKnownNew && (
          <Toolbar>
            <Button variant="primary" onPress={() => void check()}>
              {t('new.check')}
            </Button>
          </Toolbar>
        )}
      </Section>
      {notSearched !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(notSearched)}
        </Notice>
      )}
      {isKnownNew && <Candidates candidates={candidates} onCheckAgain={() => void check()} />}
      {isKnownNew && <DetailFields form={form} />}
      {problem !== null && <RegisterProblem problem={problem} />}
      {isKnownNew && (
        <SaveBar isSubmitting={form.formState.isSubmitting} savedAt={draft.savedAt} onSave={save('person')} />
      )}
    </ContractFormView>
  );
}

type SaveBarProps = {
  readonly isSubmitting: boolean;
  readonly savedAt: string | null;
  readonly onSave: () => void;
};

function SaveBar({ isSubmitting, savedAt, onSave }: SaveBarProps) {
  const { t } = useTranslation('people');
  return (
    <Toolbar>
      <Button type="submit" variant="primary" isPending={isSubmitting}>
        {t('new.saveAndCase')}
      </Button>
      <Button onPress={onSave}>{t('new.save')}</Button>
      {savedAt !== null && <span>{t('new.draftKept', { time: formatTime(savedAt) })}</span>}
    </Toolbar>
  );
}

/** Somebody registered meanwhile, or before: the way to their card stands beside the sentence. */
function RegisterProblem({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation('people');
  const personId =
    problem.kind === 'refused' && problem.reason === 'person-exists' ? problem.facts.personId : undefined;
  const open =
    typeof personId === 'string' ? <LinkButton href={`#/people/${personId}`}>{t('new.open')}</LinkButton> : null;
  return (
    <Notice tone="danger" isLive actions={open}>
      {problemSentence(problem)}
    </Notice>
  );
}

function useCandidates(form: PersonForm) {
  const [candidates, setCandidates] = useState<readonly PersonRow[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const checkedFor = useRef('');
  const soughtNow = () => JSON.stringify(toSought(form.getValues()));
  const check = async () => {
    if (!(await form.trigger(['identity', 'firstName', 'lastName'], { shouldFocus: true }))) return;
    const seeking = soughtNow();
    const answer = await ask().people.listCandidates(toSought(form.getValues()));
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    checkedFor.current = seeking;
    setCandidates(answer.value);
  };
  return { candidates, problem, check, isChecked: () => checkedFor.current === soughtNow() };
}

const toSought = ({ identity, firstName, lastName }: PersonValues) => ({
  firstName,
  lastName,
  pesel: identity.kind === 'pesel' ? identity.pesel : '',
  documentNumber: identity.kind === 'pesel' ? '' : identity.number,
  birthDate: identity.kind === 'pesel' ? null : identity.birthDate,
});

function useRegister(draft: RegisterFormProps['draft']) {
  const { t } = useTranslation('people');
  const navigate = useNavigate();
  const [problem, setProblem] = useState<Problem | null>(null);
  const register = async (
    person: Parameters<ReturnType<typeof ask>['people']['register']>[0],
    next: 'person' | 'case',
  ) => {
    const answer = await ask().people.register(person);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    await draft.discard();
    const { id, firstName, lastName } = answer.value;
    notify({ tone: 'success', text: t('new.registered', { name: `${lastName} ${firstName}` }) });
    await navigate({
      to: '/people/$personId',
      params: { personId: id },
      search: next === 'case' ? { open: 'case' } : {},
    });
  };
  return { problem, register };
}
