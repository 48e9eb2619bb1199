import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseFacts } from '../../../shared/contract/cases.ts';
import { type Criterion, ruleSentence } from '../../../shared/domain/criterion.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import { Badge } from '../../ui/badge.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { listEvidence, listFigures } from './fact-text.ts';

export type CriterionItemProps = {
  readonly finding: Finding;
  /** Undefined where the rules at hand no longer have it. */
  readonly criterion: Criterion | undefined;
  readonly facts: CaseFacts;
};

function ResultBadge({ result }: Pick<Finding, 'result'>) {
  const { t } = useTranslation('cases');
  if (result === 'unknown') return <Badge tone="waiting" icon={IconHelpCircle} label={t('assessment.unknown')} />;
  return result ? (
    <Badge tone="done" icon={IconCircleCheck} label={t('assessment.met')} />
  ) : (
    <Badge tone="refused" icon={IconCircleX} label={t('assessment.unmet')} />
  );
}

function RuleDetails({ criterion }: { readonly criterion: Criterion }) {
  const { t } = useTranslation(['cases', 'vocabulary']);
  const figures = listFigures(t, criterion).map(({ label, value, source, certainty }) => ({
    label,
    value: `${value} (${source}; ${t(`vocabulary:certainty.${certainty}`)})`,
  }));
  return (
    <DefinitionList
      items={[
        { label: t('cases:assessment.source'), value: criterion.source },
        { label: t('cases:assessment.proof'), value: criterion.evidence.join('; ') },
        ...figures,
      ]}
    />
  );
}

/** One criterion: its result, what it rested on, and the rule with its source. */
export function CriterionItem({ finding, criterion, facts }: CriterionItemProps) {
  const { t } = useTranslation(['cases', 'vocabulary']);
  const criterionName = criterion?.name ?? finding.criterion;
  return (
    <li className="case-criterion">
      <ResultBadge result={finding.result} />
      <div>
        <div>
          <strong>{criterionName}</strong>
          <span className="case-criterion-facts">
            {' '}
            · {listEvidence(t, finding, { facts, criterionName }).join(', ')}
          </span>
        </div>
        {criterion && (
          <Disclosure summary={<span className="case-criterion-facts">{ruleSentence(criterion)}</span>}>
            <RuleDetails criterion={criterion} />
          </Disclosure>
        )}
      </div>
    </li>
  );
}
