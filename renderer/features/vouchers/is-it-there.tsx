// One plain sentence, without a network: whether the central office has this order, and how that is known.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract, OutputOf } from '../../../shared/contract/index.ts';
import { type Delivery, isQuarantined, type Voucher } from '../../../shared/contract/vouchers.ts';
import { ask } from '../../app/connection.ts';
import { formatDateTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { connectionWords } from './delivery-words.ts';

type Checked = OutputOf<Contract['sync']['checkReceipt']>;
type ThereProps = { readonly voucher: Voucher; readonly delivery: Delivery };

export function IsItThere({ voucher, delivery }: ThereProps) {
  const { t } = useTranslation('sync');
  const { t: words } = useTranslation('vouchers');
  const { revocation } = voucher;
  if (revocation !== null) {
    const about = { time: formatDateTime(revocation.revokedAt), reason: revocation.reason };
    return (
      <Notice tone="danger" title={t('there.revoked')}>
        {revocation.reason === '' ? t('there.withdrawnElsewhere', about) : t('there.revokedText', about)}
      </Notice>
    );
  }
  switch (delivery.state) {
    case 'waiting': {
      if (isQuarantined(delivery)) return <p>{t('there.quarantined')}</p>;
      const about = { time: formatDateTime(delivery.queuedAt), cause: connectionWords(words, delivery.cause) };
      return <p>{t('there.notYet', about)}</p>;
    }
    case 'refused':
      return <p>{t('there.no')}</p>;
    case 'acknowledged':
      return <Confirmed voucherId={voucher.id} delivery={delivery} />;
  }
}

function Confirmed({ voucherId, delivery }: { readonly voucherId: string; readonly delivery: Delivery }) {
  const { t } = useTranslation('sync');
  const checked = useCheckedReceipt(voucherId, delivery.receipt);
  const { supportId, settledAt } = delivery;
  if (checked !== null && checked.verdict !== 'holds') {
    return (
      <Notice tone="danger" isLive>
        {t('there.doubt')}
      </Notice>
    );
  }
  const about = { supportId: supportId ?? '', time: settledAt === null ? '' : formatDateTime(settledAt) };
  return (
    <p>
      {t('there.yes', about)} {checked !== null && t('there.checked', { time: formatDateTime(checked.checkedAt) })}
    </p>
  );
}

/** Reckoned anew whenever another receipt is shown. */
function useCheckedReceipt(voucherId: string, receipt: string | null): Checked | null {
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => {
    let isCurrent = receipt !== null;
    void ask()
      .sync.checkReceipt({ voucherId })
      .then((answer) => {
        if (isCurrent && answer.ok) setChecked(answer.value);
      });
    return () => {
      isCurrent = false;
    };
  }, [voucherId, receipt]);
  return checked;
}
