import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRecord } from '../../../shared/contract/cases.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { Assessment } from '../../../shared/domain/eligibility.ts';
import { listCriteria, type Programme } from '../../../shared/domain/programme.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextArea } from '../../ui/text-field.tsx';
import { pathName } from './assessment-view.tsx';
import { useAssessment } from './use-assessment.ts';

export type DecideDialogProps = {
  readonly record: CaseRecord;
  readonly rules: Programme;
  readonly asOf: string;
  readonly onClose: () => void;
  readonly onDecided: (record: CaseRecord) => void;
};

export const failedNames = (rules: Programme, { path, failed }: Pick<Assessment, 'path' | 'failed'>): string => {
  const chosen = rules.paths.find(({ id }) => id === path);
  const criteria = chosen === undefined ? [] : listCriteria(rules, chosen);
  return failed.map((id) => criteria.find((each) => each.id === id)?.name ?? id).join(', ');
};

type SummaryProps = Pick<DecideDialogProps, 'record' | 'rules'> & { readonly assessment: Assessment };

/** What will happen once the button is pressed. */
function DecisionSummary({ record, rules, assessment }: SummaryProps) {
  const { t } = useTranslation(['cases', 'vocabulary']);
  const person = `${record.person.firstName} ${record.person.lastName}`;
  switch (assessment.outcome) {
    case 'eligible':
      return (
        <Notice tone="success" isLive>
          {t('cases:decide.willEligible', { person, programme: rules.name, path: pathName(rules, assessment.path) })}{' '}
          {t('cases:decide.afterEligible')}
        </Notice>
      );
    case 'not-eligible':
      return (
        <Notice tone="warning" isLive>
          {t('cases:decide.willNotEligible', { person, programme: rules.name, failed: failedNames(rules, assessment) })}{' '}
          {t('cases:decide.afterNotEligible')}
        </Notice>
      );
    case 'incomplete':
      return (
        <Notice tone="warning" isLive>
          {t('cases:decide.willIncomplete', {
            fields: assessment.missing.map((fact) => t(`vocabulary:fact.${fact}`)).join(', '),
          })}
        </Notice>
      );
  }
}

function useDeciding({ record, onDecided }: Pick<DecideDialogProps, 'record' | 'onDecided'>) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const decide = async (asOf: string, note: string) => {
    setPending(true);
    const answer = await ask().cases.decide({ id: record.id, seenVersion: record.version, asOf, note });
    setPending(false);
    if (answer.ok) onDecided(answer.value);
    else setProblem(answer.problem);
  };
  return { isPending, problem, decide };
}

/** Judges the saved facts once more for the chosen day, shows what will happen, and decides. */
export function DecideDialog(props: DecideDialogProps) {
  const { t } = useTranslation(['cases', 'common']);
  const { record, rules, onClose } = props;
  const [asOf, setAsOf] = useState<string | null>(props.asOf);
  const [note, setNote] = useState('');
  const { assessed, problem: notAssessed, isCurrent } = useAssessment(record.id, record.facts, asOf);
  const { isPending, problem, decide } = useDeciding(props);
  const outcome = isCurrent ? assessed?.assessment.outcome : undefined;
  const failure = problem ?? notAssessed;
  const actions = (
    <>
      <Button onPress={onClose}>{t('common:cancel')}</Button>
      <Button
        variant={outcome === 'not-eligible' ? 'danger' : 'primary'}
        isDisabled={outcome === undefined || outcome === 'incomplete'}
        isPending={isPending}
        onPress={() => asOf !== null && void decide(asOf, note)}
      >
        {t(outcome === 'not-eligible' ? 'cases:decide.refuse' : 'cases:decide.qualify')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('cases:decide.title', { number: record.number })} actions={actions}>
      <div className="ui-form">
        {isCurrent && assessed && <DecisionSummary record={record} rules={rules} assessment={assessed.assessment} />}
        <DateField
          label={t('cases:decide.asOf')}
          hint={t('cases:decide.asOfHint')}
          value={asOf}
          onChange={setAsOf}
          isRequired
        />
        <TextArea label={t('cases:decide.note')} value={note} onChange={setNote} maxLength={2000} isOptional />
        {failure && (
          <Notice tone="danger" isLive>
            {problemSentence(failure)}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
