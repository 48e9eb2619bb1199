import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRecord } from '../../../shared/contract/cases.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useRules } from '../../app/reference-store.ts';
import { useSession } from '../../app/session-store.ts';
import { today } from '../../app/today.ts';
import { mayAsk } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { notify } from '../../ui/toast-store.ts';
import { pathName } from './assessment-view.tsx';
import { caseHref } from './next-step.ts';
import type { Assessed } from './use-assessment.ts';

type Other = Assessed['otherProgrammes'][number];
type OtherProps = { readonly record: CaseRecord; readonly assessed: Assessed; readonly other: Other };

function OtherProgramme({ record, assessed, other }: OtherProps) {
  const { t } = useTranslation('cases');
  const rules = useRules(other.programme);
  const mayOpen = mayAsk(
    useSession((session) => session.status?.user ?? null),
    contract.cases.open,
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  const name = rules?.name ?? other.programme;
  const open = async () => {
    const answer = await ask().cases.open({
      personId: record.person.personId,
      programme: other.programme,
      submittedOn: today(),
      applicationNumber: '',
      facts: assessed.facts,
    });
    if (!answer.ok) return setProblem(answer.problem);
    notify({ tone: 'success', text: t('changes.opened', { number: answer.value.number }) });
    window.location.hash = caseHref(answer.value.id, 'eligibility');
  };
  return (
    <li>
      <span>{t('changes.otherProgramme', { name, path: rules ? pathName(rules, other.path) : other.path })}</span>
      {mayOpen && (
        <Button size="small" onPress={() => void open()}>
          {t('changes.openThere', { name })}
        </Button>
      )}
      {problem && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
    </li>
  );
}

/** Programmes whose conditions the person meets with the same facts. */
export function OtherProgrammes({ record, assessed }: Omit<OtherProps, 'other'>) {
  if (assessed.otherProgrammes.length === 0) return null;
  return (
    <ul className="case-changes">
      {assessed.otherProgrammes.map((other) => (
        <OtherProgramme key={other.programme} record={record} assessed={assessed} other={other} />
      ))}
    </ul>
  );
}
