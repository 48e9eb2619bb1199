import { useTranslation } from 'react-i18next';
import type { CaseRecord } from '../../../shared/contract/cases.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import { useDraft } from '../../app/drafts.ts';
import { useRules } from '../../app/reference-store.ts';
import { useSession } from '../../app/session-store.ts';
import { mayAsk } from '../../client/client.ts';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatDate } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Card, Section } from '../../ui/surface.tsx';
import { PathFindings } from './assessment-view.tsx';
import { ChangesList } from './changes-list.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { factText, listFactsOf } from './fact-text.ts';
import type { FactsInput } from './facts-form.tsx';
import { OpenEligibility } from './open-eligibility.tsx';

export type EligibilityTabProps = {
  readonly record: CaseRecord;
  readonly onRecord: (record: CaseRecord) => void;
  readonly reload: () => Promise<void>;
};

function FactsList({ record, rules }: { readonly record: CaseRecord; readonly rules: Programme }) {
  const { t } = useTranslation(['cases', 'vocabulary']);
  const application = [
    { label: t('cases:submittedOn'), value: formatDate(record.submittedOn) },
    ...(record.applicationNumber === ''
      ? []
      : [{ label: t('cases:applicationNumber'), value: record.applicationNumber }]),
  ];
  const items = listFactsOf(rules).map((fact) => ({
    label: t(`vocabulary:fact.${fact}`),
    value: factText(t, fact, record.facts),
  }));
  return (
    <Card title={t('cases:facts.title')}>
      <DefinitionList items={[...application, ...items]} />
    </Card>
  );
}

/** Nothing can be changed here any more, or not by this user. */
function SettledEligibility({ record, rules }: { readonly record: CaseRecord; readonly rules: Programme }) {
  const { t } = useTranslation('cases');
  const { decision } = record;
  return (
    <div className="case-columns">
      <div className="case-column">
        {decision && <DecisionPanel record={record} decision={decision} rules={rules} />}
        <FactsList record={record} rules={rules} />
      </div>
      <div className="case-column">
        {decision ? (
          <>
            <Section title={t('decision.reasons')}>
              <PathFindings assessment={decision.assessment} rules={rules} facts={record.facts} />
            </Section>
            <Section title={t('changes.title')}>
              <ChangesList changes={decision.assessment.changes} rules={rules} />
            </Section>
          </>
        ) : (
          <Notice>{t('facts.whoMay')}</Notice>
        )}
      </div>
    </div>
  );
}

export function EligibilityTab({ record, onRecord, reload }: EligibilityTabProps) {
  const isOpen = record.stage === 'application' || record.stage === 'not-eligible';
  const mayDecide = mayAsk(
    useSession((session) => session.status?.user ?? null),
    contract.cases.decide,
  );
  const rules = useRules(record.programme, record.decision?.ruleSetHash ?? null);
  const current = useRules(record.programme);
  const draft = useDraft<FactsInput>(`case-facts:${record.id}`);
  if (rules === undefined || current === undefined || !draft.ready) return <Spinner />;
  if (!isOpen || !mayDecide) return <SettledEligibility record={record} rules={rules} />;
  return <OpenEligibility record={record} rules={current} onRecord={onRecord} reload={reload} draft={draft} />;
}
