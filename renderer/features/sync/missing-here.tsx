// Confirmed at the central office and missing in this file: what a clerk has to enter, so that it comes back by itself.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MissingHere as Missing } from '../../../shared/contract/sync.ts';
import { ask } from '../../app/connection.ts';
import { formatDateTime, formatMoney } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/surface.tsx';
import { Table } from '../../ui/table.tsx';
import { voucherCount } from '../vouchers/voucher-words.ts';

export function MissingHere({ count }: { readonly count: number }) {
  const { t } = useTranslation('sync');
  const rows = useMissing(count);
  if (count === 0) return null;
  return (
    <Card title={t('missing.title')}>
      <Notice tone="warning">{t('missing.text')}</Notice>
      <Table
        caption={t('missing.title')}
        isCaptionHidden
        rows={rows}
        rowId={({ id }) => id}
        columns={[
          { id: 'person', header: t('missing.person'), cell: ({ personName }) => personName },
          { id: 'identity', header: t('missing.identity'), cell: ({ identity }) => identity },
          {
            id: 'order',
            header: t('missing.order'),
            cell: ({ agreementNumber, orderNumber }) => `${agreementNumber}/${orderNumber}`,
          },
          { id: 'vouchers', header: t('missing.vouchers'), cell: ({ vouchers }) => voucherCount(vouchers) },
          { id: 'amount', header: t('missing.amount'), cell: ({ faceValueGrosze }) => formatMoney(faceValueGrosze) },
          { id: 'provider', header: t('missing.provider'), cell: ({ providerName }) => providerName },
          { id: 'supportId', header: t('missing.supportId'), cell: ({ supportId }) => supportId },
          { id: 'approvedAt', header: t('missing.approvedAt'), cell: ({ approvedAt }) => formatDateTime(approvedAt) },
        ]}
      />
    </Card>
  );
}

/** Asked again whenever their number changes. */
function useMissing(count: number): readonly Missing[] {
  const [rows, setRows] = useState<readonly Missing[]>([]);
  useEffect(() => {
    let isCurrent = true;
    if (count === 0) setRows([]);
    else {
      void ask()
        .sync.listMissingHere({})
        .then((answer) => {
          if (isCurrent && answer.ok) setRows(answer.value);
        });
    }
    return () => {
      isCurrent = false;
    };
  }, [count]);
  return rows;
}
