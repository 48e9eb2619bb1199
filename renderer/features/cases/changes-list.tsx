import { useTranslation } from 'react-i18next';
import type { Change } from '../../../shared/domain/eligibility-changes.ts';
import { listCriteria, type Programme } from '../../../shared/domain/programme.ts';
import type { FactName } from '../../../shared/domain/subject.ts';
import { Button } from '../../ui/button.tsx';
import { formatDate } from '../../ui/format.ts';
import { pathName } from './assessment-view.tsx';

export type ChangesListProps = {
  readonly changes: readonly Change[];
  readonly rules: Programme;
  /** Left out where facts can't be changed any more. */
  readonly onGoTo?: ((fact: FactName) => void) | undefined;
};

const criterionName = (rules: Programme, pathId: string, id: string): string => {
  const path = rules.paths.find((each) => each.id === pathId);
  return (path && listCriteria(rules, path).find((each) => each.id === id)?.name) ?? id;
};

function useSentence(rules: Programme) {
  const { t } = useTranslation(['cases', 'vocabulary']);
  return (change: Change): string => {
    if (change.kind === 'provide') return t('cases:changes.provide', { fact: t(`vocabulary:fact.${change.fact}`) });
    const criterion = criterionName(rules, change.path, change.criterion);
    switch (change.kind) {
      case 'birthday':
        return t(`cases:changes.${change.makes ? 'birthdayMakes' : 'birthdayBreaks'}`, {
          criterion,
          date: formatDate(change.on),
        });
      case 'wait':
        return t(`cases:changes.${change.makes ? 'waitMakes' : 'waitBreaks'}`, {
          criterion,
          date: formatDate(change.on),
        });
      case 'fulfil':
      case 'never':
        return t(`cases:changes.${change.kind}`, { criterion });
    }
  };
}

/** The same field may be lacked by several criteria: it is named once. */
function withoutRepeats(changes: readonly Change[]): Change[] {
  const isFirst = (change: Change, place: number) =>
    change.kind !== 'provide' ||
    changes.findIndex((other) => other.kind === 'provide' && other.fact === change.fact) === place;
  return changes.filter(isFirst);
}

export function ChangesList({ changes, rules, onGoTo }: ChangesListProps) {
  const { t } = useTranslation('cases');
  const sentence = useSentence(rules);
  if (changes.length === 0) return <p>{t('changes.none')}</p>;
  const hasPaths = new Set(changes.map(({ path }) => path)).size > 1;
  return (
    <ul className="case-changes">
      {withoutRepeats(changes).map((change) => (
        <li key={JSON.stringify(change)}>
          <span>
            {sentence(change)}
            {hasPaths && change.kind !== 'provide' && ` ${t('changes.inPath', { path: pathName(rules, change.path) })}`}
          </span>
          {change.kind === 'provide' && onGoTo && (
            <Button size="small" onPress={() => onGoTo(change.fact)}>
              {t('changes.goTo')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
