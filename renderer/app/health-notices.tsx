// Above every screen, and only while it is so: what is wrong with the workplace itself, and what to do about it.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Health } from '../../shared/contract/health.ts';
import { contract } from '../../shared/contract/index.ts';
import { mayAsk } from '../client/client.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { notify } from '../ui/toast-store.ts';
import { ask, onEvent } from './connection.ts';
import { useHealth } from './health-store.ts';
import { problemSentence } from './problem-sentence.ts';
import { useSession } from './session-store.ts';

function useHealthNews(): void {
  const { load, take } = useHealth();
  useEffect(() => {
    void load();
    return onEvent((event) => {
      if (event.kind === 'health') take(event.health);
    });
  }, [load, take]);
}

export function HealthNotices() {
  const { t } = useTranslation('health');
  useHealthNews();
  const health = useHealth((store) => store.health);
  const [isPlaceRead, setPlaceRead] = useState(false);
  const mayRenew = useMay(contract.session.renewRecoveryCode);
  if (health === null) return null;
  const { isDiskFull, lastCheck, clockAgainst } = health;
  const isDamaged = lastCheck?.isIntact === false;
  const place = isPlaceRead ? null : health.openedElsewhere;
  const isSheetDue = health.isRecoveryCodeUsed && mayRenew;
  if (!(isDiskFull || isDamaged || clockAgainst !== null || place !== null || isSheetDue)) return null;
  return (
    <section aria-label={t('region')}>
      {isDiskFull && (
        <Notice tone="danger" title={t('diskFull.title')} isBanner isLive>
          {t('diskFull.text')}
        </Notice>
      )}
      {isDamaged && (
        <Notice tone="danger" title={t('damaged.title')} isBanner isLive>
          {t('damaged.text', { at: formatDateTime(lastCheck.at) })}
        </Notice>
      )}
      {clockAgainst !== null && <ClockNotice latest={clockAgainst} />}
      {place !== null && <PlaceNotice place={place} onRead={() => setPlaceRead(true)} />}
      {isSheetDue && <SheetNotice />}
    </section>
  );
}

function useMay(operation: Parameters<typeof mayAsk>[1]): boolean {
  return useSession(({ status }) => mayAsk(status?.user ?? null, operation));
}

function ClockNotice({ latest }: { readonly latest: string }) {
  const { t } = useTranslation('health');
  const take = useHealth((store) => store.take);
  const may = useMay(contract.office.confirmClock);
  const now = new Date().toISOString();
  const confirm = async () => {
    const answer = await ask().office.confirmClock({});
    if (answer.ok) take(answer.value);
    else notify({ text: problemSentence(answer.problem), tone: 'danger' });
  };
  const moments = { now: formatDateTime(now), latest: formatDateTime(latest) };
  return (
    <Notice
      tone="warning"
      title={t('clock.title')}
      isBanner
      isLive
      actions={may && <Button onPress={() => void confirm()}>{t('clock.confirm')}</Button>}
    >
      {t(now < latest ? 'clock.text' : 'clock.textAhead', moments)}
    </Notice>
  );
}

type PlaceNoticeProps = { readonly place: NonNullable<Health['openedElsewhere']>; readonly onRead: () => void };

function PlaceNotice({ place, onRead }: PlaceNoticeProps) {
  const { t } = useTranslation('health');
  return (
    <Notice
      tone="warning"
      title={t('elsewhere.title')}
      isBanner
      isLive
      actions={<Button onPress={onRead}>{t('elsewhere.confirm')}</Button>}
    >
      {t('elsewhere.text', place)}
    </Notice>
  );
}

function SheetNotice() {
  const { t } = useTranslation('health');
  return (
    <Notice
      tone="warning"
      title={t('sheetUsed.title')}
      isBanner
      actions={<LinkButton href="#/office">{t('sheetUsed.action')}</LinkButton>}
    >
      {t('sheetUsed.text')}
    </Notice>
  );
}
