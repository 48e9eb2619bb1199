// The office's backups: how they stand, one at once, the plan, and the list that one can go back to.
import { IconCopy, IconUsb } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupStatus } from '../../../shared/contract/backups.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { mayAsk } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Card, Toolbar } from '../../ui/surface.tsx';
import { notify } from '../../ui/toast-store.ts';
import { BackupList } from './backup-list.tsx';
import { useBackups } from './backup-store.ts';
import { PlanForm } from './plan-form.tsx';
import { useRhythmWords } from './plan-words.ts';
import { StickDialog } from './stick-dialog.tsx';
import './backups.css';

export function BackupsPanel() {
  const { t } = useTranslation('backups');
  const { status, load } = useBackups();
  const user = useSession((session) => session.status?.user ?? null);
  useEffect(() => {
    void load();
  }, [load]);
  return (
    <Card title={t('title')}>
      {status === null ? (
        <Spinner />
      ) : (
        <>
          <Condition status={status} />
          <div className="backups-body">
            <div className="backups-part">
              <Facts status={status} />
              {mayAsk(user, contract.backups.makeNow) && <MakeNow status={status} />}
            </div>
            {mayAsk(user, contract.backups.configure) ? <PlanForm plan={status.plan} /> : <p>{t('plan.whoMay')}</p>}
          </div>
          {status.plan !== null && mayAsk(user, contract.backups.list) && <BackupList status={status} />}
        </>
      )}
    </Card>
  );
}

function Condition({ status }: { readonly status: BackupStatus }) {
  const { t } = useTranslation('backups');
  const { plan, lastGood, lastFailure, isInProgress, isOverdue } = status;
  if (isInProgress) return <Notice isLive>{t('condition.inProgress')}</Notice>;
  if (lastFailure !== null) {
    const cause = problemSentence({ kind: 'refused', reason: lastFailure.cause, facts: {} });
    return (
      <Notice tone="warning" isLive>
        {t('condition.failing', { time: formatDateTime(lastFailure.at), cause })}
      </Notice>
    );
  }
  if (lastGood === null) return <Notice tone="warning">{t('condition.none')}</Notice>;
  if (plan === null) return <Notice tone="warning">{t('condition.noPlan')}</Notice>;
  if (isOverdue) return <Notice tone="warning">{t('condition.overdue')}</Notice>;
  return (
    <>
      <Notice tone="success">{t('condition.good')}</Notice>
      {plan.isOnSameDisk && <Notice tone="warning">{t('condition.sameDisk')}</Notice>}
    </>
  );
}

function Facts({ status: { plan, lastGood } }: { readonly status: BackupStatus }) {
  const { t } = useTranslation('backups');
  const rhythm = useRhythmWords();
  const long = (text: string) => <span className="backups-long">{text}</span>;
  return (
    <DefinitionList
      items={[
        {
          label: t('fact.lastGood'),
          value: lastGood === null ? t('fact.never') : formatDateTime(lastGood.madeAt),
          isNumeric: true,
        },
        ...(lastGood === null || lastGood.folder === plan?.folder
          ? []
          : [{ label: t('fact.place'), value: long(lastGood.folder) }]),
        ...(plan === null
          ? []
          : [
              { label: t('fact.folder'), value: long(plan.folder) },
              { label: t('fact.rhythm'), value: rhythm(plan.everyHours) },
              { label: t('fact.kept'), value: t('fact.keptValue') },
            ]),
      ]}
    />
  );
}

function MakeNow({ status: { plan, isInProgress } }: { readonly status: BackupStatus }) {
  const { t } = useTranslation('backups');
  const take = useBackups((backups) => backups.take);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isPending, setPending] = useState(false);
  const [isStick, setStick] = useState(false);
  const make = useCallback(async () => {
    setProblem(null);
    setPending(true);
    const answer = await ask().backups.makeNow({ folder: null });
    setPending(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    take(answer.value.status);
    notify({ text: t('now.made'), tone: 'success' });
  }, [take, t]);
  return (
    <>
      {problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      <Toolbar>
        {plan !== null && (
          <Button icon={IconCopy} onPress={() => void make()} isPending={isPending || isInProgress}>
            {t('now.make')}
          </Button>
        )}
        <Button icon={IconUsb} onPress={() => setStick(true)}>
          {t('now.stick')}
        </Button>
      </Toolbar>
      {isStick && <StickDialog onClose={() => setStick(false)} />}
    </>
  );
}
