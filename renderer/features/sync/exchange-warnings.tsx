// What the exchange itself cannot put right: another file with our key, news that are not believed, clocks that differ.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { useSync } from '../../app/sync-store.ts';
import { mayAsk } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { useOnce } from '../vouchers/use-once.ts';

type WarningsProps = { readonly status: SyncStatus };

/** Orders carry the clock's date; what is less is the way of the letters and of the line. */
const saidFromSeconds = 120;

export function ExchangeWarnings({ status }: WarningsProps) {
  const { t } = useTranslation('sync');
  const { alarms, otherFileAt } = status;
  return (
    <>
      {otherFileAt !== null && <OtherFile since={otherFileAt} />}
      {alarms.map((alarm) => (
        <Notice key={alarm} tone="danger" isLive>
          {t(`alarm.${alarm}`)}
        </Notice>
      ))}
      <Clock offsetSeconds={status.clockOffsetSeconds ?? 0} />
    </>
  );
}

export function OtherFile({ since }: { readonly since: string }) {
  const { t } = useTranslation('sync');
  const take = useSync((sync) => sync.take);
  const mayAccept = useSession((session) => mayAsk(session.status?.user ?? null, contract.sync.acceptThisFile));
  const [problem, setProblem] = useState<Problem | null>(null);
  const { isPending, once } = useOnce();
  const accept = () =>
    once(async () => {
      const answer = await ask().sync.acceptThisFile({});
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) take(answer.value);
    });
  const button = mayAccept && (
    <Button onPress={() => void accept()} isPending={isPending}>
      {t('otherFile.accept')}
    </Button>
  );
  return (
    <Notice tone="warning" title={t('otherFile.title')} actions={button} isLive>
      <p>{t('otherFile.text', { time: formatDateTime(since) })}</p>
      <p>{mayAccept ? t('otherFile.whatToDo') : t('otherFile.whoDoes')}</p>
      {problem !== null && <p>{problemSentence(problem)}</p>}
    </Notice>
  );
}

function Clock({ offsetSeconds }: { readonly offsetSeconds: number }) {
  const { t } = useTranslation('sync');
  const seconds = Math.abs(offsetSeconds);
  if (seconds < saidFromSeconds) return null;
  const minutes = Math.round(seconds / 60);
  const much =
    minutes < 120
      ? t('minutes', { count: minutes })
      : minutes < 48 * 60
        ? t('hours', { count: Math.round(minutes / 60) })
        : t('days', { count: Math.round(minutes / 1440) });
  return <Notice tone="warning">{t(offsetSeconds > 0 ? 'clock.behind' : 'clock.ahead', { much })}</Notice>;
}
