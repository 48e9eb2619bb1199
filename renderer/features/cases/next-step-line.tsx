import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseRecord } from '../../../shared/contract/cases.ts';
import { useRules } from '../../app/reference-store.ts';
import { LinkButton } from '../../ui/button.tsx';
import { type CaseTab, caseHref, nextStepOf } from './next-step.ts';

export type NextStepLineProps = { readonly record: CaseRecord; readonly tab: CaseTab };

/** What the case waits for; the button leads there unless one is there already. */
export function NextStepLine({ record, tab }: NextStepLineProps) {
  const { t } = useTranslation('cases');
  const { act, tab: where } = nextStepOf(record.stage, useRules(record.programme));
  return (
    <p className="case-next">
      <span>
        <strong>{t('next.label')}:</strong> {t(`next.${act}`)}
      </span>
      {act !== 'noVouchers' && where !== tab && (
        <LinkButton size="small" variant="primary" icon={IconArrowRight} href={caseHref(record.id, where)}>
          {t(`next.${act}Button`)}
        </LinkButton>
      )}
    </p>
  );
}
