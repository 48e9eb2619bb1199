import { useTranslation } from 'react-i18next';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Card } from '../../ui/surface.tsx';
import { QuoteAmounts } from './quote-amounts.tsx';
import type { QuoteAnswer } from './use-live-quote.ts';
import { voucherCount } from './voucher-words.ts';

export type QuotePanelProps = { readonly answer: QuoteAnswer | null; readonly isReckoning: boolean };

/** What the order would come to as it stands in the form. */
export function QuotePanel({ answer, isReckoning }: QuotePanelProps) {
  const { t } = useTranslation('vouchers');
  return (
    <Card title={t('quote.title')} note={isReckoning ? <Spinner label={t('quote.reckoning')} /> : ''}>
      <div aria-live="polite" aria-busy={isReckoning} className="voucher-quote">
        {answer === null ? (
          <p className="voucher-muted">{isReckoning ? t('quote.reckoning') : t('quote.waiting')}</p>
        ) : (
          <Quoted answer={answer} />
        )}
      </div>
    </Card>
  );
}

function Quoted({ answer }: { readonly answer: QuoteAnswer }) {
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  if (!answer.ok) return <Notice tone="danger">{problemSentence(answer.problem)}</Notice>;
  if (!answer.value.fits) {
    const why = problemSentence({ kind: 'refused', reason: answer.value.reason, facts: {} });
    return (
      <Notice tone="warning" title={t('vouchers:quote.doesNotFit')}>
        {why}
      </Notice>
    );
  }
  return (
    <>
      <QuoteAmounts quote={answer.value.quote} />
      <p className="voucher-left">
        <span>{t('vouchers:quote.leftAfter')}</span>
        <strong className="ui-numeric">{voucherCount(answer.value.leftAfter)}</strong>
      </p>
    </>
  );
}
