// What became of an approved order: it waits, it was confirmed, or it was refused.
import { IconCopy, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Delivery, Voucher } from '../../../shared/contract/vouchers.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card, Toolbar } from '../../ui/surface.tsx';
import { notify } from '../../ui/toast-store.ts';
import { afterRefusal, refusalSentence } from './delivery-words.ts';
import { IsItThere } from './is-it-there.tsx';
import { ReceiptSheet } from './receipt-sheet.tsx';
import { DeliveryBadge } from './voucher-state.tsx';
import { WaitingDelivery } from './waiting-delivery.tsx';

type PanelProps = { readonly voucher: Voucher; readonly delivery: Delivery };

export function DeliveryPanel(props: PanelProps) {
  const { t } = useTranslation('vouchers');
  return (
    <Card
      title={t('delivery.title')}
      actions={<DeliveryBadge delivery={props.delivery} revocation={props.voucher.revocation} />}
    >
      <IsItThere {...props} />
      <DeliveryContent {...props} />
    </Card>
  );
}

function DeliveryContent(props: PanelProps) {
  const { t } = useTranslation('vouchers');
  switch (props.delivery.state) {
    case 'waiting':
      return <WaitingDelivery delivery={props.delivery} text={t('delivery.waiting')} />;
    case 'acknowledged':
      return <Acknowledged {...props} />;
    case 'refused':
      return <RefusedDelivery {...props} />;
  }
}

function Acknowledged({ voucher, delivery }: PanelProps) {
  const { t } = useTranslation('vouchers');
  const supportId = delivery.supportId ?? '';
  const isWithdrawn = voucher.withdrawal?.state === 'confirmed';
  const copy = async () => {
    await navigator.clipboard.writeText(supportId);
    notify({ text: t('delivery.copied'), tone: 'success' });
  };
  const print = () => window.print();
  useHotkey('Ctrl+P', print, { label: t('delivery.print') });
  return (
    <>
      {voucher.revocation === null && <p>{t(isWithdrawn ? 'delivery.acknowledgedBefore' : 'delivery.acknowledged')}</p>}
      <div className="voucher-support">
        <span className="voucher-muted">{t('supportId')}</span>
        <output className="voucher-support-id ui-numeric">{supportId}</output>
        <Button size="small" icon={IconCopy} onPress={() => void copy()}>
          {t('delivery.copy')}
        </Button>
      </div>
      {!isWithdrawn && <p className="voucher-muted">{t('delivery.supportIdHint')}</p>}
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
        <ReceiptSheet voucher={voucher} delivery={delivery} kind="voucher" />
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
