import { useTranslation } from 'react-i18next';
import type { Agreement } from '../../../shared/contract/agreements.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import { Badge } from '../../ui/badge.tsx';
import { type Definition, DefinitionList } from '../../ui/definition-list.tsx';
import { formatDate } from '../../ui/format.ts';
import { Card } from '../../ui/surface.tsx';
import { PoolCard } from './pool-card.tsx';
import { DueReason } from './suggested-card.tsx';

export type AgreementViewProps = { readonly agreement: Agreement; readonly rules: Programme };

function useDefinitions({ agreement, rules }: AgreementViewProps): Definition[] {
  const { t } = useTranslation('agreements');
  const { signedOn, validFrom, validTo, contributionDueOn } = agreement;
  const names = agreement.categories.map((code) => rules.categories.find((each) => each.code === code)?.name ?? code);
  const term = t('signed.termValue', { from: formatDate(validFrom), to: formatDate(validTo) });
  return [
    ...(signedOn === null ? [] : [{ label: t('signed.signedOn'), value: formatDate(signedOn), isNumeric: true }]),
    { label: t('signed.term'), value: term, isNumeric: true },
    { label: t('signed.categories'), value: names.join(', ') },
    { label: t('signed.ownShare'), value: t('suggested.ownPercent', { percent: agreement.ownPercent }) },
    ...(contributionDueOn === null
      ? []
      : [
          {
            label: t('signed.due'),
            value: (
              <>
                {formatDate(contributionDueOn)}
                <DueReason rules={rules} />
              </>
            ),
          },
        ]),
    {
      label: t('signed.orders'),
      value: t('signed.ordersValue', { counted: agreement.ordersCounted, allowed: agreement.ordersAllowed }),
    },
  ];
}

/** An agreement to read: what was signed, and where its vouchers stand. */
export function AgreementView({ agreement, rules }: AgreementViewProps) {
  const { t } = useTranslation('agreements');
  const isSigned = agreement.state === 'signed';
  const title = agreement.number === null ? t('draft.title') : t('signed.title', { number: agreement.number });
  const state = (
    <Badge tone={isSigned ? 'done' : 'progress'} label={t(isSigned ? 'signed.state' : 'signed.draftState')} />
  );
  return (
    <div className="agreement-columns">
      <Card title={title} actions={state}>
        <DefinitionList items={useDefinitions({ agreement, rules })} />
      </Card>
      {isSigned && <PoolCard agreement={agreement} />}
    </div>
  );
}
