// The state of the exchange with the central office, in words, and a way to try at once.
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button, LinkButton, TextLink } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/surface.tsx';
import { useSendNow } from '../vouchers/use-send-now.ts';
import { EnrolAgainButton, EnrolAgainDialog } from './enrol-again.tsx';
import { ExchangeWarnings } from './exchange-warnings.tsx';
import { failureWords, isKeyRefused, needsHelp } from './failure-words.ts';

type ExchangeCardProps = { readonly status: SyncStatus };

export function ExchangeCard({ status }: ExchangeCardProps) {
  const { t } = useTranslation('sync');
  const { isPending, problem, send } = useSendNow();
  const [isEnrolling, setEnrolling] = useState(false);
  const { enrolled, inFlight } = status;
  const button = enrolled && (
    <Button icon={IconSend} onPress={() => void send()} isPending={isPending || inFlight} isDisabled={inFlight}>
      {t('status.sendNow')}
    </Button>
  );
  return (
    <Card title={t('status.title')} actions={button}>
      {problem !== null && (
        <Notice tone="warning" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      <Condition status={status} onEnrolAgain={() => setEnrolling(true)} />
      {isEnrolling && <EnrolAgainDialog onClose={() => setEnrolling(false)} />}
      {status.quarantined > 0 && (
        <Notice tone="warning">{t('status.quarantined', { count: status.quarantined })}</Notice>
      )}
      <ExchangeWarnings status={status} />
      {enrolled && <Figures status={status} />}
      <Disclosure summary={t('promise.title')}>
        <p>{t('promise.text')}</p>
        <p>{t('promise.note')}</p>
        <p>{t('promise.lost')}</p>
        <p>
          <TextLink href="#/office">{t('promise.copy')}</TextLink>
        </p>
      </Disclosure>
    </Card>
  );
}

function Condition({ status, onEnrolAgain }: ExchangeCardProps & { readonly onEnrolAgain: () => void }) {
  const { t } = useTranslation('sync');
  const { t: words } = useTranslation('vouchers');
  const { enrolled, waiting, quarantined, lastFailure, inFlight } = status;
  if (!enrolled) {
    return (
      <Notice actions={<LinkButton href="#/office">{t('status.toOffice')}</LinkButton>}>
        {t('status.notEnrolled')}
      </Notice>
    );
  }
  if (inFlight) return <p role="status">{t('status.inFlight')}</p>;
  if (lastFailure !== null) {
    const isForSomebody = needsHelp(lastFailure);
    const about = {
      cause: failureWords(words, lastFailure),
      time: formatDateTime(lastFailure.at),
    };
    return (
      <Notice
        tone={isForSomebody ? 'warning' : 'info'}
        actions={isKeyRefused(lastFailure) && <EnrolAgainButton variant="primary" onPress={onEnrolAgain} />}
        isLive
      >
        {isForSomebody ? t('status.needsHelp', about) : t('status.offline', about)}
      </Notice>
    );
  }
  if (waiting > 0 && waiting === quarantined) return null;
  return <p role="status">{waiting === 0 ? t('status.calm') : t('status.willSend')}</p>;
}

function Figures({ status }: ExchangeCardProps) {
  const { t } = useTranslation('sync');
  const { lastExchangeAt, oldestWaitingAt, nextTryAt, waiting, centralUrl } = status;
  const instant = (label: string, at: string | null) =>
    at === null ? [] : [{ label, value: formatDateTime(at), isNumeric: true }];
  return (
    <DefinitionList
      layout="bar"
      items={[
        {
          label: t('status.lastExchange'),
          value: lastExchangeAt === null ? t('status.never') : formatDateTime(lastExchangeAt),
          isNumeric: true,
        },
        ...instant(t('status.oldest'), oldestWaitingAt),
        ...(waiting > 0 ? instant(t('status.nextTry'), nextTryAt) : []),
        ...(centralUrl === null ? [] : [{ label: t('status.central'), value: centralUrl }]),
      ]}
    />
  );
}
