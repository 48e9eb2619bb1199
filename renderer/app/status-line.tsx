// The footer: what is saved, what waits for the central office and since when. Being offline is normal and looks so.
import { IconAlertTriangle, IconCheck, IconCloudOff, IconDeviceFloppy, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { contract } from '../../shared/contract/index.ts';
import type { SyncStatus } from '../../shared/contract/sync.ts';
import { mayAsk } from '../client/client.ts';
import { BackupLine } from '../features/backups/backup-line.tsx';
import { useNow } from '../features/sync/age.ts';
import { needsHelp, shortTrouble } from '../features/sync/failure-words.ts';
import { TextLink } from '../ui/button.tsx';
import { formatDateTime, formatTime } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useSession } from './session-store.ts';
import { useSync } from './sync-store.ts';
import { concernOf } from './unsent.ts';

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
  const { waiting, quarantined, refused, oldestWaitingAt, lastExchangeAt, lastFailure } = status;
  const concern = concernOf(status, useNow());
  return (
    <>
      {lastFailure !== null && <Trouble failure={lastFailure} />}
      <span className="frame-unsent" data-concern={concern} role="status">
        <Icon of={concern !== 'none' ? IconAlertTriangle : waiting > 0 ? IconSend : IconCheck} size="small" />
        {waiting > 0 ? t('status.waiting', { count: waiting }) : t('status.nothingWaits')}
        {oldestWaitingAt !== null &&
          ` · ${t('status.waitingSince', { count: waiting, time: formatDateTime(oldestWaitingAt) })}`}
        {concern !== 'none' && <CopyHint waiting={waiting} />}
      </span>
      {quarantined > 0 && <Hint text={t('status.quarantined', { count: quarantined })} />}
      {status.otherFileAt !== null && <Hint text={t('status.otherFile')} />}
      {status.missingHere > 0 && <Hint text={t('status.missingHere', { count: status.missingHere })} />}
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

/** Being offline is usual and looks so; what an administrator has to mend does not. */
function Trouble({ failure }: { readonly failure: NonNullable<SyncStatus['lastFailure']> }) {
  const { t } = useTranslation('app');
  const trouble = shortTrouble(failure);
  const text = t(`status.trouble.${trouble}`);
  if (needsHelp(failure)) return <Hint text={text} />;
  return (
    <span>
      <Icon of={IconCloudOff} size="small" />
      {trouble === 'offline' ? text : <TextLink href="#/deliveries">{text}</TextLink>}
    </span>
  );
}

/** Until it is sent, what waits is on this computer alone. */
function CopyHint({ waiting }: Pick<SyncStatus, 'waiting'>) {
  const { t } = useTranslation('app');
  const mayCopy = useSession((session) => mayAsk(session.status?.user ?? null, contract.backups.makeNow));
  return (
    <>
      {` · ${t('status.onlyHere', { count: waiting })} `}
      {mayCopy && <TextLink href="#/office">{t('status.makeCopy')}</TextLink>}
    </>
  );
}

function Hint({ text }: { readonly text: string }) {
  return (
    <span className="frame-unsent" data-concern="late">
      <Icon of={IconAlertTriangle} size="small" />
      <TextLink href="#/deliveries">{text}</TextLink>
    </span>
  );
}
