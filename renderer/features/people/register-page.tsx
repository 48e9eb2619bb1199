// Registering: first who it is and whether we know them, then the rest. What is typed is kept as a draft all the while.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
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

const draftKey = 'person:new';

/** A text that was searched for begins the form: digits as a PESEL, words as a name. */
function startFrom(text: string): PersonValues {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const digits = text.replace(/[\s-]/g, '');
  if (/^\d{6,11}$/.test(digits)) return { ...emptyPerson, identity: { kind: 'pesel', pesel: digits } };
  const name = (word = '') => word.charAt(0).toLocaleUpperCase('pl') + word.slice(1);
  return /\d/.test(text) ? emptyPerson : { ...emptyPerson, lastName: name(words[0]), firstName: name(words[1]) };
}

export function RegisterPage({ text }: { readonly text: string }) {
  const { t } = useTranslation('people');
  const draft = useDraft<PersonValues>(draftKey);
  return (
    <Page width="form">
      <PageHeader title={t('new.title')} takesFocus />
      <p>{t('new.lead')}</p>
      {draft.ready && (
        <RegisterForm key={String(draft.found !== null)} start={draft.found ?? startFrom(text)} draft={draft} />
      )}
    </Page>
  );
}

type RegisterFormProps = { readonly start: PersonValues; readonly draft: ReturnType<typeof useDraft<PersonValues>> };

function RegisterForm({ start, draft }: RegisterFormProps) {
  const { t } = useTranslation('people');
  const form = useContractForm(personInput, { defaultValues: start });
  const { candidates, check, forget } = useCandidates(form);
  const { problem, register } = useRegister(draft);
  const { keep } = draft;
  useEffect(() => form.watch((values) => keep(values as PersonValues)).unsubscribe, [form, keep]); // the form holds whole PersonValues
  const isKnownNew = candidates !== null;
  useHotkey('Ctrl+S', () => void form.handleSubmit((person) => register(person, 'person'))(), { label: t('new.save') });
  useHotkey('Ctrl+Enter', () => void form.handleSubmit((person) => register(person, 'case'))(), {
    label: t('new.saveAndCase'),
  });
  return (
    <ContractFormView form={form} onSubmit={(person) => (isKnownNew ? register(person, 'case') : check())}>
      {draft.found !== null && <Notice tone="info">{t('new.draftFound')}</Notice>}
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
      {isKnownNew && <Candidates candidates={candidates} onCheckAgain={forget} />}
      {isKnownNew && <DetailFields form={form} />}
      {problem !== null && <RegisterProblem problem={problem} />}
      {isKnownNew && (
        <Toolbar>
          <Button type="submit" variant="primary" isPending={form.formState.isSubmitting}>
            {t('new.saveAndCase')}
          </Button>
          <Button onPress={() => void form.handleSubmit((person) => register(person, 'person'))()}>
            {t('new.save')}
          </Button>
          {draft.savedAt !== null && <span>{t('new.draftKept', { time: formatTime(draft.savedAt) })}</span>}
        </Toolbar>
      )}
    </ContractFormView>
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
  const check = async () => {
    if (!(await form.trigger(['identity', 'firstName', 'lastName'], { shouldFocus: true }))) return;
    const { identity, firstName, lastName } = form.getValues();
    const byPesel = identity.kind === 'pesel';
    const answer = await ask().people.listCandidates({
      firstName,
      lastName,
      pesel: byPesel ? identity.pesel : '',
      documentNumber: byPesel ? '' : identity.number,
      birthDate: byPesel ? null : identity.birthDate,
    });
    setCandidates(answer.ok ? answer.value : []);
  };
  return { candidates, check, forget: () => setCandidates(null) };
}

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
