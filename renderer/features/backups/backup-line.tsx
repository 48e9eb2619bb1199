// In the footer: the date of the last good backup, green; amber when it is late, fails or has no place to go.
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupStatus } from '../../../shared/contract/backups.ts';
import { contract } from '../../../shared/contract/index.ts';
import { onEvent } from '../../app/connection.ts';
import { useSession } from '../../app/session-store.ts';
import { mayAsk } from '../../client/client.ts';
import { TextLink } from '../../ui/button.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { useBackups } from './backup-store.ts';
import './backups.css';

export function BackupLine() {
  const { t } = useTranslation('backups');
  const status = useBackupNews();
  const mayChoose = useSession((session) => mayAsk(session.status?.user ?? null, contract.backups.configure));
  if (status === null) return null;
  const condition = conditionOf(status);
  const time = status.lastGood === null ? '' : formatDateTime(status.lastGood.madeAt);
  const isGood = condition === 'good' || condition === 'inProgress';
  return (
    <span className="backup-line" data-tone={isGood ? 'good' : 'late'} role="status">
      <Icon of={isGood ? IconShieldCheck : IconAlertTriangle} size="small" />
      {t(`line.${condition}`, { time })}
      {status.plan === null && mayChoose && <TextLink href="#/office">{t('line.choose')}</TextLink>}
    </span>
  );
}

function useBackupNews(): BackupStatus | null {
  const { status, load, take, noteRestored } = useBackups();
  useEffect(() => {
    noteRestored(null);
    void load();
    return onEvent((event) => {
      if (event.kind === 'backups') take(event.status);
    });
  }, [load, take, noteRestored]);
  return status;
}

function conditionOf({ plan, lastGood, lastFailure, isInProgress, isOverdue }: BackupStatus) {
  if (isInProgress) return 'inProgress';
  if (lastFailure !== null) return lastGood === null ? 'failingNone' : 'failing';
  if (plan === null) return lastGood === null ? 'none' : 'withoutPlan';
  if (isOverdue) return lastGood === null ? 'overdueNone' : 'overdue';
  return 'good';
}
