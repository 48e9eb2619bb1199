import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRecord } from '../../../shared/contract/cases.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import type { FactName } from '../../../shared/domain/subject.ts';
import type { DraftState } from '../../app/drafts.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useRules } from '../../app/reference-store.ts';
import { today } from '../../app/today.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView } from '../../ui/contract-form.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { formatTime } from '../../ui/format.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Section } from '../../ui/surface.tsx';
import { OutcomeNotice, PathFindings } from './assessment-view.tsx';
import { ChangesList } from './changes-list.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { FactFields, type FactsForm, type FactsInput } from './facts-form.tsx';
import { OtherProgrammes } from './other-programmes.tsx';
import { useAssessment } from './use-assessment.ts';
import { useFactsForm, useSavedFacts } from './use-facts-form.ts';

export type OpenEligibilityProps = {
  readonly record: CaseRecord;
  readonly rules: Programme;
  readonly onRecord: (record: CaseRecord) => void;
  readonly reload: () => Promise<void>;
  readonly draft: DraftState<FactsInput>;
};

type FactsSectionProps = OpenEligibilityProps & {
  readonly form: FactsForm;
  readonly saving: ReturnType<typeof useSavedFacts>;
};

function FactsSection({ rules, reload, draft, form, saving }: FactsSectionProps) {
  const { t } = useTranslation(['cases', 'common']);
  const { isDirty, isSubmitting } = form.formState;
  const { save, saveValues, problem } = saving;
  useHotkey('Ctrl+S', () => void save(), { label: t('cases:facts.save') });
  return (
    <Section title={t('cases:facts.title')} note={t('cases:facts.note')}>
      <ContractFormView form={form} onSubmit={saveValues}>
        <FactFields form={form} rules={rules} />
        {problem && (
          <Notice
            tone="danger"
            isLive
            actions={
              problem.kind === 'changed-meanwhile' && (
                <Button onPress={() => void reload()}>{t('common:refresh')}</Button>
              )
            }
          >
            {problemSentence(problem)}
          </Notice>
        )}
        <div className="ui-form-actions">
          <Button type="submit" isDisabled={!isDirty} isPending={isSubmitting}>
            {t('cases:facts.save')}
          </Button>
          {isDirty && draft.savedAt !== null && (
            <span className="ui-hint">{t('cases:facts.draftAt', { time: formatTime(draft.savedAt) })}</span>
          )}
        </div>
      </ContractFormView>
    </Section>
  );
}

type AssessmentSectionProps = Pick<OpenEligibilityProps, 'record' | 'rules'> & {
  readonly form: FactsForm;
  readonly onDecide: () => Promise<boolean>;
  readonly onDecided: (record: CaseRecord) => void;
};

/** The answer as it would be, beside the form; deciding starts here. */
function AssessmentSection({ record, rules, form, onDecide, onDecided }: AssessmentSectionProps) {
  const { t } = useTranslation('cases');
  const [asOf, setAsOf] = useState<string | null>(today());
  const [isDeciding, setDeciding] = useState(false);
  const { assessed, problem, isCurrent } = useAssessment(record.id, form.watch('facts'), asOf);
  const goTo = (fact: FactName) => form.setFocus(`facts.${fact}`);
  const missing = assessed?.assessment.missing ?? [];
  const decide = async () => {
    const [first] = missing;
    if (first !== undefined) return goTo(first);
    if (await onDecide()) setDeciding(true);
  };
  const dayField = (
    <div className="case-as-of">
      <DateField label={t('assessment.asOf')} value={asOf} onChange={setAsOf} />
    </div>
  );
  return (
    <Section title={t('assessment.title')} actions={dayField}>
      {problem && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      {assessed === null ? (
        !problem && <Spinner label={t('assessment.waiting')} />
      ) : (
        <AssessedView record={record} rules={rules} assessed={assessed} onGoTo={goTo} onDecide={decide} />
      )}
      {isDeciding && (
        <DecideDialog
          record={record}
          rules={rules}
          asOf={asOf !== null && isCurrent ? asOf : today()}
          onClose={() => setDeciding(false)}
          onDecided={(decided) => {
            setDeciding(false);
            onDecided(decided);
          }}
        />
      )}
    </Section>
  );
}

type AssessedViewProps = Pick<OpenEligibilityProps, 'record' | 'rules'> & {
  readonly assessed: NonNullable<ReturnType<typeof useAssessment>['assessed']>;
  readonly onGoTo: (fact: FactName) => void;
  readonly onDecide: () => Promise<void>;
};

function AssessedView({ record, rules, assessed, onGoTo, onDecide }: AssessedViewProps) {
  const { t } = useTranslation(['cases', 'vocabulary']);
  const { assessment, facts, ruleSetHash } = assessed;
  const judging = useRules(record.programme, ruleSetHash) ?? rules;
  const fields = assessment.missing.map((fact) => t(`vocabulary:fact.${fact}`)).join(', ');
  return (
    <>
      <OutcomeNotice assessment={assessment} rules={judging} />
      <div className="ui-form-actions">
        <Button variant={record.decision === null ? 'primary' : 'secondary'} onPress={() => void onDecide()}>
          {t(record.decision === null ? 'cases:decide.button' : 'cases:decide.again')}
        </Button>
        {fields !== '' && <span className="ui-hint">{t('cases:decide.blocked', { fields })}</span>}
      </div>
      <Section title={t('cases:changes.title')} level={3}>
        <ChangesList changes={assessment.changes} rules={judging} onGoTo={onGoTo} />
        <OtherProgrammes record={record} assessed={assessed} />
      </Section>
      <Section title={t('cases:assessment.paths')} level={3}>
        <PathFindings assessment={assessment} rules={judging} facts={facts} />
      </Section>
    </>
  );
}

/** Facts at the left, the answer they give at the right; decided once the answer is known. */
export function OpenEligibility(props: OpenEligibilityProps) {
  const { record, rules, onRecord, draft } = props;
  const decidedBy = useRules(record.programme, record.decision?.ruleSetHash ?? null) ?? rules;
  const form = useFactsForm(props);
  const saving = useSavedFacts(props, form);
  const { isDirty } = form.formState;
  const saveFirst = async () => !isDirty || (await saving.save()) !== null;
  const decided = (next: CaseRecord) => {
    void draft.discard();
    onRecord(next);
  };
  return (
    <div className="case-columns">
      <div className="case-column">
        <FactsSection {...props} form={form} saving={saving} />
      </div>
      <div className="case-column">
        {record.decision && <DecisionPanel record={record} decision={record.decision} rules={decidedBy} isCompact />}
        <AssessmentSection record={record} rules={rules} form={form} onDecide={saveFirst} onDecided={decided} />
      </div>
    </div>
  );
}
