import { useTranslation } from 'react-i18next';
import type { Agreement } from '../../../shared/contract/agreements.ts';
import { formatCount, formatDate } from '../../ui/format.ts';
import { Card } from '../../ui/surface.tsx';

/** Where the agreement's vouchers stand. */
export function PoolFigures({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useTranslation('vouchers');
  const { pool, reserved, committed, left } = agreement.pool;
  const figures = [
    { label: t('tab.inPool'), count: pool, hint: '' },
    { label: t('tab.reserved'), count: reserved, hint: t('tab.reservedHint') },
    { label: t('tab.committed'), count: committed, hint: t('tab.committedHint') },
    { label: t('tab.left'), count: left, hint: '' },
  ];
  const term = { from: formatDate(agreement.validFrom), to: formatDate(agreement.validTo) };
  return (
    <Card title={t('tab.pool', { number: agreement.number ?? '' })} note={t('tab.poolNote', term)}>
      <dl className="voucher-pool">
        {figures.map(({ label, count, hint }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="ui-numeric">
              <strong>{formatCount(count)}</strong> {hint && <span className="voucher-muted">{hint}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
