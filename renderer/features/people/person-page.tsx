// One person: data, cases, and the way to a new case.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract } from '../../../shared/contract/index.ts';
import type { Person } from '../../../shared/contract/people.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { mayAsk } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Page, Section } from '../../ui/surface.tsx';
import { ChangeForm, changeDraftKey } from './change-form.tsx';
import { OpenCaseDialog } from './open-case-dialog.tsx';
import { PersonCard } from './person-card.tsx';
import { PersonCases } from './person-cases.tsx';
import './people.css';

type PersonPageProps = { readonly personId: string; readonly open?: 'case' | undefined };

export function PersonPage({ personId, open }: PersonPageProps) {
  const { t } = useTranslation('common');
  const { person, problem, hasDraft, setPerson } = usePerson(personId);
  if (problem !== null) return <Missing problem={problem} />;
  if (person === null) return <Spinner label={t('loading')} />;
  const begins = open === 'case' ? 'opening-case' : hasDraft ? 'changing' : 'reading';
  return <Loaded key={person.id} person={person} onChange={setPerson} begins={begins} />;
}

function Missing({ problem }: { readonly problem: Problem }) {
  return (
    <Page>
      <EmptyState
        title={problemSentence(problem)}
        actions={<LinkButton href="#/people">{useTranslation('people').t('title')}</LinkButton>}
      />
    </Page>
  );
}

type LoadedProps = {
  readonly person: Person;
  readonly onChange: (person: Person) => void;
  readonly begins: Doing;
};
type Doing = 'reading' | 'changing' | 'opening-case';

function Loaded({ person, onChange, begins }: LoadedProps) {
  const { t } = useTranslation('people');
  const user = useSession((session) => session.status?.user ?? null);
  const [doing, setDoing] = useState<Doing>(begins);
  const mayChange = mayAsk(user, contract.people.change);
  const openCase = (
    <Button variant="primary" onPress={() => setDoing('opening-case')}>
      {t('page.openCase')}
    </Button>
  );
  const edit = <Button onPress={() => setDoing('changing')}>{t('page.edit')}</Button>;
  return (
    <Page width="form">
      <PageHeader
        title={`${person.lastName} ${person.firstName}`}
        takesFocus={begins !== 'opening-case'}
        actions={
          mayChange && doing !== 'changing' ? (
            <>
              {edit}
              {openCase}
            </>
          ) : null
        }
      />
      {doing === 'changing' ? (
        <ChangeForm
          person={person}
          onDone={(changed) => {
            onChange(changed);
            setDoing('reading');
          }}
          onCancel={() => setDoing('reading')}
        />
      ) : (
        <>
          <Section title={t('page.cases')}>
            <PersonCases person={person} />
          </Section>
          <PersonCard person={person} />
        </>
      )}
      {doing === 'opening-case' && <OpenCaseDialog person={person} onClose={() => setDoing('reading')} />}
    </Page>
  );
}

/** `hasDraft`: a correction was begun and left; the page opens with it. */
function usePerson(id: string) {
  const [person, setPerson] = useState<Person | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [hasDraft, setHasDraft] = useState(false);
  useEffect(() => {
    let isLate = false;
    setPerson(null);
    setProblem(null);
    const asked = [ask().people.get({ id }), ask().session.findDraft({ key: changeDraftKey(id) })] as const;
    void Promise.all(asked).then(([answer, draft]) => {
      if (isLate) return;
      setHasDraft(draft.ok && draft.value !== null);
      if (answer.ok) setPerson(answer.value);
      else setProblem(answer.problem);
    });
    return () => {
      isLate = true;
    };
  }, [id]);
  return { person, problem, hasDraft, setPerson };
}
