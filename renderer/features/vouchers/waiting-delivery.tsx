import { IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Delivery, isQuarantined } from '../../../shared/contract/vouchers.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSync } from '../../app/sync-store.ts';
import { Button } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatCount, formatDateTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Toolbar } from '../../ui/surface.tsx';
import { connectionWords, refusalSentence } from './delivery-words.ts';
import { useSendNow } from './use-send-now.ts';

/** Since when it waits, why, when it is tried next, and a way to try at once. */
export function WaitingDelivery({ delivery, text }: { readonly delivery: Delivery; readonly text: string }) {
  const { t } = useTranslation('vouchers');
  const isEnrolled = useSync((sync) => sync.status?.enrolled ?? true);
  const { isPending, problem, send } = useSendNow();
  const { queuedAt, attempts, cause, nextTryAt } = delivery;
  return (
    <>
      {isQuarantined(delivery) ? <Quarantine delivery={delivery} /> : <p>{text}</p>}
      {!isEnrolled && <Notice>{t('delivery.notEnrolled')}</Notice>}
      {problem !== null && (
        <Notice tone="warning" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      <DefinitionList
        items={[
          { label: t('delivery.queuedAt'), value: formatDateTime(queuedAt), isNumeric: true },
          { label: t('delivery.attempts'), value: formatCount(attempts), isNumeric: true },
          ...(isQuarantined(delivery) ? [] : [{ label: t('delivery.lastCause'), value: connectionWords(t, cause) }]),
          {
            label: t('delivery.nextTry'),
            value: nextTryAt === null ? t('delivery.soon') : formatDateTime(nextTryAt),
            isNumeric: true,
          },
        ]}
      />
      {isEnrolled && (
        <Toolbar>
          <Button icon={IconSend} onPress={() => void send()} isPending={isPending}>
            {t('delivery.sendNow')}
          </Button>
        </Toolbar>
      )}
    </>
  );
}

/** What the central office says of it, and what is to be done. */
function Quarantine({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  const { cause, facts } = delivery;
  const isConflict = cause === 'other-content' || cause === 'conflict';
  const pointers = facts?.pointers;
  return (
    <>
      <Notice tone="warning" title={t('vouchers:quarantine.title')}>
        {refusalSentence(t, delivery)}
      </Notice>
      <p>{t(isConflict ? 'vouchers:quarantine.keptConflict' : 'vouchers:quarantine.kept')}</p>
      <p>{t('vouchers:quarantine.whatToDo')}</p>
      <DefinitionList
        items={[
          { label: t('vouchers:quarantine.code'), value: <code>{cause}</code> },
          ...(typeof pointers === 'string'
            ? [{ label: t('vouchers:quarantine.pointers'), value: <code>{pointers}</code> }]
            : []),
        ]}
      />
    </>
  );
}
