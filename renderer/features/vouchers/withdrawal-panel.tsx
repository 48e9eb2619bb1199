// What became of a withdrawal: who asked and why, who decided, and the central office's word.
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Voucher, Withdrawal } from '../../../shared/contract/vouchers.ts';
import { useColleague } from '../../app/reference-store.ts';
import { Button } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card, Toolbar } from '../../ui/surface.tsx';
import { refusalSentence } from './delivery-words.ts';
import { ReceiptSheet } from './receipt-sheet.tsx';
import { isStanding, WithdrawalBadge } from './voucher-state.tsx';
import { WaitingDelivery } from './waiting-delivery.tsx';

type PanelProps = { readonly voucher: Voucher; readonly withdrawal: Withdrawal };

export function WithdrawalPanel({ voucher, withdrawal }: PanelProps) {
  const { t } = useTranslation('vouchers');
  return (
    <Card title={t('withdrawal.title')} actions={<WithdrawalBadge withdrawal={withdrawal} />}>
      {!isStanding(withdrawal) && <p>{t(`withdrawal.stands.${withdrawal.state}`)}</p>}
      <WhoAndWhy withdrawal={withdrawal} />
      <Outcome voucher={voucher} withdrawal={withdrawal} />
    </Card>
  );
}

function WhoAndWhy({ withdrawal }: { readonly withdrawal: Withdrawal }) {
  const { t } = useTranslation(['vouchers', 'vocabulary']);
  const { reason, note, requestedAt, approvedAt, setAsideAt, answer } = withdrawal;
  const someone = t('vouchers:page.someone');
  const requester = useColleague(withdrawal.requestedBy) ?? someone;
  const approver = useColleague(withdrawal.approvedBy) ?? someone;
  const setAsideBy = useColleague(withdrawal.setAsideBy) ?? someone;
  const byAt = (label: string, name: string, at: string | null) =>
    at === null ? [] : [{ label, value: t('vouchers:page.byAt', { name, time: formatDateTime(at) }), isNumeric: true }];
  const aside = withdrawal.state === 'cancelled' ? 'vouchers:withdrawal.cancelledBy' : 'vouchers:withdrawal.declinedBy';
  return (
    <DefinitionList
      items={[
        { label: t('vouchers:withdrawal.reasonLabel'), value: t(`vocabulary:withdrawalReason.${reason}`) },
        ...(note === '' ? [] : [{ label: t('vouchers:withdrawal.note'), value: note }]),
        ...byAt(t('vouchers:withdrawal.requestedBy'), requester, requestedAt),
        ...byAt(t('vouchers:withdrawal.approvedBy'), approver, approvedAt),
        ...byAt(t(aside), setAsideBy, setAsideAt),
        ...(answer === null ? [] : [{ label: t('vouchers:withdrawal.answer'), value: answer }]),
      ]}
    />
  );
}

function Outcome({ voucher, withdrawal }: PanelProps) {
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  const { delivery } = withdrawal;
  if (delivery === null) return null;
  if (delivery.state === 'waiting') {
    return <WaitingDelivery delivery={delivery} text={t('vouchers:withdrawal.waiting')} />;
  }
  if (delivery.state === 'refused') {
    return <Notice tone={withdrawal.state === 'confirmed' ? 'info' : 'danger'}>{refusalSentence(t, delivery)}</Notice>;
  }
  return (
    <>
      <DefinitionList
        items={[
          {
            label: t('vouchers:delivery.settledAt'),
            value: delivery.settledAt === null ? '' : formatDateTime(delivery.settledAt),
            isNumeric: true,
          },
        ]}
      />
      <Disclosure summary={t('vouchers:withdrawal.receipt.title')}>
        <ReceiptSheet voucher={voucher} delivery={delivery} kind="withdrawal" />
      </Disclosure>
      <Toolbar>
        <Button icon={IconPrinter} onPress={() => window.print()}>
          {t('vouchers:withdrawal.receipt.print')}
        </Button>
      </Toolbar>
    </>
  );
}
