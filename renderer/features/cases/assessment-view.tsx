import { useTranslation } from 'react-i18next';
import type { CaseFacts } from '../../../shared/contract/cases.ts';
import type { Assessment } from '../../../shared/domain/eligibility.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import { listCriteria, type Programme } from '../../../shared/domain/programme.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CriterionItem } from './criterion-item.tsx';

export type AssessmentViewProps = {
  readonly assessment: Assessment;
  readonly rules: Programme;
  readonly facts: CaseFacts;
};

type PathFinding = Assessment['paths'][number];

const tones = { eligible: 'success', 'not-eligible': 'danger', incomplete: 'warning' } as const;

export const pathName = (rules: Programme, id: string): string =>
  rules.paths.find((path) => path.id === id)?.name ?? id;

/** The answer in one box: outcome, path, what is lacking. */
export function OutcomeNotice({ assessment, rules }: Omit<AssessmentViewProps, 'facts'>) {
  const { t } = useTranslation(['cases', 'vocabulary']);
  const { outcome, path, missing } = assessment;
  const by = outcome === 'eligible' ? 'byPath' : 'nearestPath';
  const fields = missing.map((fact) => t(`vocabulary:fact.${fact}`)).join(', ');
  return (
    <Notice tone={tones[outcome]} title={t(`cases:assessment.${outcome}`)} isLive>
      {t(`cases:assessment.${by}`, { path: pathName(rules, path) })}
      {missing.length > 0 && ` · ${t('cases:assessment.missingFields', { fields })}`}
    </Notice>
  );
}

function useStanding({ criteria }: PathFinding): string {
  const { t } = useTranslation('cases');
  const count = (wanted: Finding['result']) => criteria.filter(({ result }) => result === wanted).length;
  const failing = count(false);
  const lacking = count('unknown');
  const parts = [
    ...(failing > 0 ? [t('assessment.pathFails', { count: failing })] : []),
    ...(lacking > 0 ? [t('assessment.pathLacks', { count: lacking })] : []),
  ];
  return parts.length === 0 ? t('assessment.pathFits') : parts.join(', ');
}

type PathProps = Omit<AssessmentViewProps, 'assessment'> & {
  readonly found: PathFinding;
  readonly startsOpen: boolean;
};

function Path({ found, rules, facts, startsOpen }: PathProps) {
  const standing = useStanding(found);
  const path = rules.paths.find(({ id }) => id === found.id);
  const criteria = path === undefined ? [] : listCriteria(rules, path);
  const summary = (
    <span className="case-path-name">
      {pathName(rules, found.id)} <span>{standing}</span>
    </span>
  );
  return (
    <div className="case-path">
      <Disclosure summary={summary} startsOpen={startsOpen}>
        <ul className="case-criteria">
          {found.criteria.map((finding, place) => (
            <CriterionItem key={finding.criterion} finding={finding} criterion={criteria[place]} facts={facts} />
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}

/** Every path of the programme with every criterion; the one that decided is open. */
export function PathFindings({ assessment, rules, facts }: AssessmentViewProps) {
  return (
    <div>
      {assessment.paths.map((found) => (
        <Path key={found.id} found={found} rules={rules} facts={facts} startsOpen={found.id === assessment.path} />
      ))}
    </div>
  );
}
