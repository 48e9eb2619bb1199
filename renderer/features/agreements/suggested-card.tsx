import { useTranslation } from 'react-i18next';
import type { Programme } from '../../../shared/domain/programme.ts';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatCount, formatDate } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/surface.tsx';
import type { Suggestion } from './use-agreement.ts';

export type SuggestedCardProps = { readonly suggestion: Suggestion; readonly rules: Programme };

/** Why the own contribution is due on that day. */
export function DueReason({ rules }: { readonly rules: Programme }) {
  const { t } = useTranslation('agreements');
  const days = rules.vouchers?.contributionDueBusinessDays.value;
  return days === undefined ? null : <span className="ui-hint"> {t('dueWhy', { count: days })}</span>;
}

/** What an agreement signed today would come to by the rules. */
export function SuggestedCard({ suggestion, rules }: SuggestedCardProps) {
  const { t } = useTranslation('agreements');
  const { pool, ownPercent, contributionDueOn, numbersLeft, validFrom, validTo } = suggestion;
  return (
    <Card title={t('suggested.title')}>
      <DefinitionList
        items={[
          {
            label: t('suggested.term'),
            value: t('signed.termValue', { from: formatDate(validFrom), to: formatDate(validTo) }),
            isNumeric: true,
          },
          {
            label: t('suggested.pool'),
            value: t('pool.vouchers', { count: pool, shown: formatCount(pool) }),
            isNumeric: true,
          },
          { label: t('suggested.ownShare'), value: t('suggested.ownPercent', { percent: ownPercent }) },
          {
            label: t('suggested.due'),
            value: (
              <>
                {formatDate(contributionDueOn)}
                <DueReason rules={rules} />
              </>
            ),
            isNumeric: true,
          },
          { label: t('suggested.numbersLeft'), value: formatCount(numbersLeft), isNumeric: true },
        ]}
      />
      {numbersLeft === 0 && <Notice tone="warning">{t('suggested.noNumbers')}</Notice>}
    </Card>
  );
}
