import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Balance } from '../../../shared/contract/balances.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useColleague } from '../../app/reference-store.ts';
import { Button } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { formatDate, formatDateTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/surface.tsx';
import { BalanceDocument } from './balance-document.tsx';

type NewVersionProps = { readonly balance: Balance; readonly onStarted: (draft: Balance) => void };

function NewVersion({ balance, onStarted }: NewVersionProps) {
  const { t } = useTranslation('balances');
  const [isAsking, setAsking] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const begin = async () => {
    setPending(true);
    const answer = await ask().balances.supersede({ id: balance.id, seenVersion: balance.version });
    setPending(false);
    if (answer.ok) onStarted(answer.value);
    else setProblem(answer.problem);
  };
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t('newVersion')}</Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('newVersionTitle')}
        verb={t('newVersionVerb')}
        onConfirm={() => void begin()}
        isPending={isPending}
      >
        <p>{t('newVersionText', { number: balance.versionNumber })}</p>
        {problem && (
          <Notice tone="danger" isLive>
            {problemSentence(problem)}
          </Notice>
        )}
      </ConfirmDialog>
    </>
  );
}

export type FinishedViewProps = {
  readonly balance: Balance;
  readonly rules: Programme;
  /** Null where this user may not begin a new version, or one is being written already. */
  readonly onNewVersion: ((draft: Balance) => void) | null;
};

/** A balance to read: who signed it and when, then what was written. */
export function FinishedView({ balance, rules, onNewVersion }: FinishedViewProps) {
  const { t } = useTranslation(['balances', 'vocabulary']);
  const advisor = useColleague(balance.advisorId) ?? t('balances:someone');
  const dated = (label: string, date: string | null) =>
    date === null ? [] : [{ label, value: formatDate(date), isNumeric: true }];
  return (
    <>
      <Card
        title={t('balances:version', { number: balance.versionNumber })}
        actions={onNewVersion && <NewVersion balance={balance} onStarted={onNewVersion} />}
      >
        <DefinitionList
          layout="bar"
          items={[
            { label: t('balances:variant'), value: t(`vocabulary:balanceVariant.${balance.variant}`) },
            { label: t('balances:informedOn'), value: formatDate(balance.informedOn), isNumeric: true },
            { label: t('balances:advisor'), value: advisor },
            ...dated(t('balances:personSigned'), balance.personSignedOn),
            ...dated(t('balances:advisorSigned'), balance.advisorSignedOn),
            ...(balance.finishedAt === null
              ? []
              : [{ label: t('balances:finishedAt'), value: formatDateTime(balance.finishedAt), isNumeric: true }]),
          ]}
        />
      </Card>
      <BalanceDocument content={balance.content} rules={rules} />
    </>
  );
}
