// What the central office says of the person's pool before an order is approved: advice that never stands in the way.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract, OutputOf } from '../../../shared/contract/index.ts';
import { ask } from '../../app/connection.ts';
import { Notice } from '../../ui/notice.tsx';
import { voucherCount } from './voucher-words.ts';

type Advice = OutputOf<Contract['sync']['askPersonPool']>;

export function PoolAdvice({ voucherId }: { readonly voucherId: string }) {
  const { t } = useTranslation('sync');
  const advice = useAdvice(voucherId);
  if (advice === null) return <p className="voucher-muted">{t('advice.asking')}</p>;
  if (!advice.asked) return <p className="voucher-muted">{t('advice.offline')}</p>;
  const { granted, remaining, warning, agreementNumber } = advice;
  const known = t('advice.known', { granted: voucherCount(granted), remaining: voucherCount(remaining) });
  if (warning === null) return <p role="status">{known}</p>;
  return (
    <Notice tone="warning" isLive>
      {t(`advice.${warning}`, { agreement: agreementNumber ?? '' })} {known}
    </Notice>
  );
}

/** null while the answer is awaited. */
function useAdvice(voucherId: string): Advice | null {
  const [advice, setAdvice] = useState<Advice | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void ask()
      .sync.askPersonPool({ voucherId })
      .then((answer) => {
        if (isCurrent) setAdvice(answer.ok ? answer.value : { asked: false });
      });
    return () => {
      isCurrent = false;
    };
  }, [voucherId]);
  return advice;
}
