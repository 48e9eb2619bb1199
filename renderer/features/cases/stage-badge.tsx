import { useTranslation } from 'react-i18next';
import type { CaseStage } from '../../../shared/contract/cases.ts';
import { Badge } from '../../ui/badge.tsx';
import { stageTones } from './next-step.ts';

export function StageBadge({ stage }: { readonly stage: CaseStage }) {
  const { t } = useTranslation('vocabulary');
  return <Badge tone={stageTones[stage]} label={t(`caseStage.${stage}`)} />;
}
