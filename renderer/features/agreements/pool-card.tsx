import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agreement, Pool } from '../../../shared/contract/agreements.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { findCalendarDate } from '../../../shared/domain/calendar.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { DateField } from '../../ui/date-field.tsx';
import { Arithmetic } from '../../ui/disclosure.tsx';
import { formatCount } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/surface.tsx';

/** The pool on the day asked for; the last answer stays until the next one came. */
function usePool(agreement: Agreement, asOf: string | null) {
  const [pool, setPool] = useState<Pool>(agreement.pool);
  const [problem, setProblem] = useState<Problem | null>(null);
  const day = findCalendarDate(asOf ?? '');
  useEffect(() => {
    if (day === undefined) return;
    let isCurrent = true;
    void ask()
      .agreements.poolAsOf({ id: agreement.id, asOf: day })
      .then((answer) => {
        if (!isCurrent) return;
        if (answer.ok) setPool(answer.value);
        setProblem(answer.ok ? null : answer.problem);
      });
    return () => {
      isCurrent = false;
    };
  }, [agreement.id, day]);
  return { pool, problem };
}

/** How many vouchers are left on a day, and how that comes about. */
export function PoolCard({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useTranslation('agreements');
  const [asOf, setAsOf] = useState<string | null>(agreement.pool.asOf);
  const { pool, problem } = usePool(agreement, asOf);
  const vouchers = (count: number) => t('pool.vouchers', { count, shown: formatCount(count) });
  return (
    <Card title={t('pool.title')}>
      <div className="agreement-as-of">
        <DateField label={t('pool.asOf')} value={asOf} onChange={setAsOf} />
      </div>
      {problem && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      <Arithmetic
        caption={t('pool.arithmetic')}
        steps={[
          { label: t('pool.total'), value: vouchers(pool.pool) },
          { label: t('pool.reserved'), value: `− ${formatCount(pool.reserved)}` },
          { label: t('pool.committed'), value: `− ${formatCount(pool.committed)}` },
        ]}
        total={{ label: t('pool.left'), value: vouchers(pool.left) }}
      />
    </Card>
  );
}
