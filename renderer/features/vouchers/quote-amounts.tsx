import { useTranslation } from 'react-i18next';
import type { QuoteResult } from '../../../shared/domain/quote.ts';
import { Arithmetic, Disclosure } from '../../ui/disclosure.tsx';
import { formatDate } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { type Amount, listAmounts } from './quote-text.ts';

function AmountRow({ amount }: { readonly amount: Amount }) {
  const { t } = useTranslation('vouchers');
  const { label, value, steps } = amount;
  return (
    <li className="voucher-amount">
      <Disclosure
        summary={
          <span className="voucher-amount-summary">
            <span>{label}</span>
            <span className="voucher-amount-value ui-numeric">{value}</span>
          </span>
        }
      >
        <Arithmetic caption={t('quote.steps', { amount: label })} steps={steps} total={{ label, value }} />
      </Disclosure>
    </li>
  );
}

/** Every amount of an order, each to be unfolded into its arithmetic, and the rule that decided. */
export function QuoteAmounts({ quote }: { readonly quote: QuoteResult }) {
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  return (
    <>
      <ul className="voucher-amounts" aria-label={t('vouchers:quote.amounts')}>
        {listAmounts(t, quote).map((amount) => (
          <AmountRow key={amount.name} amount={amount} />
        ))}
      </ul>
      <QuoteRule rate={quote.rate} />
    </>
  );
}

function QuoteRule({ rate }: Pick<QuoteResult, 'rate'>) {
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  const { from, source, certainty } = rate;
  const sureness = `${certainty} – ${t(`vocabulary:certainty.${certainty}`)}`;
  return (
    <div className="voucher-rule">
      <strong>{t('vouchers:quote.rule')}</strong>
      <p>{t('vouchers:quote.ruleFrom', { date: formatDate(from) })}</p>
      <p>{t('vouchers:quote.source', { source })}</p>
      <p>{t('vouchers:quote.certainty', { certainty: sureness })}</p>
      {certainty === '?' && <Notice tone="warning">{t('vouchers:quote.sample')}</Notice>}
    </div>
  );
}
