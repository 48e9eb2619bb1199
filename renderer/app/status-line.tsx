// The footer: what is saved, what waits for the central office and since when. Being offline is normal and looks so.
import { IconAlertTriangle, IconCheck, IconCloudOff, IconDeviceFloppy, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../shared/contract/sync.ts';
import { BackupLine } from '../features/backups/backup-line.tsx';
import { formatDateTime, formatTime } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useSync } from './sync-store.ts';

export function StatusLine() {
  const { t } = useTranslation('app');
  const status = useSync((sync) => sync.status);
  return (
    <>
      <span>
        <Icon of={IconDeviceFloppy} size="small" />
        {t('status.saved')}
      </span>
      <BackupLine />
      {status !== null && (status.enrolled ? <Exchange status={status} /> : <span>{t('status.notEnrolled')}</span>)}
    </>
  );
}

function Exchange({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation('app');
  const { waiting, refused, oldestWaitingAt, lastExchangeAt, lastFailure } = status;
  return (
    <>
      {lastFailure !== null && (
        <span>
          <Icon of={IconCloudOff} size="small" />
          {t('status.offline')}
        </span>
      )}
      <span role="status">
        <Icon of={waiting > 0 ? IconSend : IconCheck} size="small" />
        {waiting > 0 ? t('status.waiting', { count: waiting }) : t('status.nothingWaits')}
        {oldestWaitingAt !== null && ` · ${t('status.waitingSince', { time: formatDateTime(oldestWaitingAt) })}`}
      </span>
      {refused > 0 && (
        <span>
          <Icon of={IconAlertTriangle} size="small" />
          {t('status.refused', { count: refused })}
        </span>
      )}
      {lastExchangeAt !== null && <span>{t('status.lastExchange', { time: formatTime(lastExchangeAt) })}</span>}
    </>
  );
}
