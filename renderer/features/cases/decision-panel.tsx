import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRecord, cases, Decision } from '../../../shared/contract/cases.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import type { Answer } from '../../../shared/contract/problem.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useColleague } from '../../app/reference-store.ts';
import { Button } from '../../ui/button.tsx';
import { type Definition, DefinitionList } from '../../ui/definition-list.tsx';
import { formatDate, formatDateTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/surface.tsx';
import { pathName } from './assessment-view.tsx';
import { failedNames } from './decide-dialog.tsx';

type Replay = Answer<OutputOf<typeof cases.replayDecision>>;

function ReplayNotice({ replay }: { readonly replay: Replay }) {
  const { t } = useTranslation(['cases', 'vocabulary']);
  if (!replay.ok)
    return (
      <Notice tone="danger" isLive>
        {problemSentence(replay.problem)}
      </Notice>
    );
  const { same, rulesKnown, assessment } = replay.value;
  if (!rulesKnown)
    return (
      <Notice tone="danger" isLive>
        {t('cases:decision.rulesGone')}
      </Notice>
    );
  if (!same || assessment === null)
    return (
      <Notice tone="danger" isLive>
        {t('cases:decision.different')}
      </Notice>
    );
  const outcome = t(`vocabulary:outcome.${assessment.outcome}`);
  return (
    <Notice tone="success" isLive>
      {t('cases:decision.same', { outcome })}
    </Notice>
  );
}

/** The first eight signs tell rule sets apart; the whole hash is stored. */
const shortHash = (hash: string): string => hash.replace(/^sha-?256[:-]/, '').slice(0, 8);

function useDefinitions(decision: Decision, rules: Programme): Definition[] {
  const { t } = useTranslation('cases');
  const decidedBy = useColleague(decision.decidedBy);
  const { assessment } = decision;
  const version = t('decision.rulesValue', {
    version: decision.ruleSetVersion,
    hash: shortHash(decision.ruleSetHash),
  });
  return [
    { label: t('decision.path'), value: pathName(rules, assessment.path) },
    ...(assessment.failed.length === 0 ? [] : [{ label: t('decision.failed'), value: failedNames(rules, assessment) }]),
    { label: t('decision.asOf'), value: formatDate(decision.asOf), isNumeric: true },
    { label: t('decision.rules'), value: version, isNumeric: true },
    { label: t('decision.decidedBy'), value: decidedBy ?? t('decision.someone') },
    { label: t('decision.decidedAt'), value: formatDateTime(decision.decidedAt), isNumeric: true },
    ...(decision.note === '' ? [] : [{ label: t('decision.note'), value: decision.note }]),
  ];
}

export type DecisionPanelProps = {
  readonly record: CaseRecord;
  readonly decision: Decision;
  readonly rules: Programme;
  /** One after another on a line, where the form and the answer need the room. */
  readonly isCompact?: boolean;
};

/** What was decided, why, by which rules and by whom; judged again on demand. */
export function DecisionPanel({ record, decision, rules, isCompact = false }: DecisionPanelProps) {
  const { t } = useTranslation('cases');
  const [replay, setReplay] = useState<Replay | null>(null);
  const again = async () => setReplay(await ask().cases.replayDecision({ id: record.id }));
  const { outcome } = decision.assessment;
  const title = record.stage === 'application' ? t('decision.previous') : t('decision.title');
  return (
    <Card title={title} actions={<Button onPress={() => void again()}>{t('decision.replay')}</Button>}>
      <Notice tone={outcome === 'eligible' ? 'success' : 'warning'} title={t(`decision.${outcome}`)} />
      <DefinitionList items={useDefinitions(decision, rules)} layout={isCompact ? 'bar' : 'rows'} />
      {replay && <ReplayNotice replay={replay} />}
    </Card>
  );
}
