// What became of an approved order: it waits, it was confirmed, or it was refused.
import { IconCopy, IconPrinter, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Delivery, Voucher } from '../../../shared/contract/vouchers.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSync } from '../../app/sync-store.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { formatCount, formatDateTime } from '../../ui/format.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card, Toolbar } from '../../ui/surface.tsx';
import { notify } from '../../ui/toast-store.ts';
import { afterRefusal, connectionWords, refusalSentence } from './delivery-words.ts';
import { ReceiptSheet } from './receipt-sheet.tsx';
import { useSendNow } from './use-send-now.ts';
import { DeliveryBadge } from './voucher-state.tsx';

type PanelProps = { readonly voucher: Voucher; readonly delivery: Delivery };

export function DeliveryPanel(props: PanelProps) {
  const { t } = useTranslation('vouchers');
  return (
    <Card title={t('delivery.title')} actions={<DeliveryBadge delivery={props.delivery} />}>
      <DeliveryContent {...props} />
    </Card>
  );
}

function DeliveryContent(props: PanelProps) {
  switch (props.delivery.state) {
    case 'waiting':
      return <Waiting {...props} />;
    case 'acknowledged':
      return <Acknowledged {...props} />;
    case 'refused':
      return <RefusedDelivery {...props} />;
  }
}

function Waiting({ delivery }: PanelProps) {
  const { t } = useTranslation('vouchers');
  const isEnrolled = useSync((sync) => sync.status?.enrolled ?? true);
  const { isPending, problem, send } = useSendNow();
  const { queuedAt, attempts, cause, nextTryAt } = delivery;
  return (
    <>
      <p>{t('delivery.waiting')}</p>
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
          { label: t('delivery.lastCause'), value: connectionWords(t, cause) },
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

function Acknowledged({ voucher, delivery }: PanelProps) {
  const { t } = useTranslation('vouchers');
  const supportId = delivery.supportId ?? '';
  const copy = async () => {
    await navigator.clipboard.writeText(supportId);
    notify({ text: t('delivery.copied'), tone: 'success' });
  };
  const print = () => window.print();
  useHotkey('Ctrl+P', print, { label: t('delivery.print') });
  return (
    <>
      <p>{t('delivery.acknowledged')}</p>
      <div className="voucher-support">
        <span className="voucher-muted">{t('supportId')}</span>
        <output className="voucher-support-id ui-numeric">{supportId}</output>
        <Button size="small" icon={IconCopy} onPress={() => void copy()}>
          {t('delivery.copy')}
        </Button>
      </div>
      <p className="voucher-muted">{t('delivery.supportIdHint')}</p>
      <DefinitionList
        items={[
          {
            label: t('delivery.settledAt'),
            value: delivery.settledAt === null ? '' : formatDateTime(delivery.settledAt),
            isNumeric: true,
          },
        ]}
      />
      <Disclosure summary={t('delivery.receipt')}>
        <p className="voucher-muted">{t('delivery.receiptNote')}</p>
        <ReceiptSheet voucher={voucher} delivery={delivery} />
      </Disclosure>
      <Toolbar>
        <Button icon={IconPrinter} onPress={print}>
          {t('delivery.print')}
        </Button>
      </Toolbar>
    </>
  );
}

function RefusedDelivery({ voucher, delivery }: PanelProps) {
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  const { settledAt } = delivery;
  return (
    <>
      <Notice tone="danger" title={t('vouchers:delivery.refused')}>
        {refusalSentence(t, delivery)}
      </Notice>
      {settledAt !== null && (
        <DefinitionList
          items={[{ label: t('vouchers:delivery.refusedAt'), value: formatDateTime(settledAt), isNumeric: true }]}
        />
      )}
      <p>{afterRefusal(t, delivery)}</p>
      <Toolbar>
        <LinkButton variant="primary" href={`#/cases/${voucher.caseId}/vouchers`}>
          {t('vouchers:delivery.prepareAnother')}
        </LinkButton>
      </Toolbar>
    </>
  );
}
