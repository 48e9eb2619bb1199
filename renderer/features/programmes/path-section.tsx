import { useTranslation } from 'react-i18next';
import { type Criterion, ruleSentence } from '../../../shared/domain/criterion.ts';
import type { Programme, ProgrammePath } from '../../../shared/domain/programme.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Section } from '../../ui/surface.tsx';
import { listFigures } from '../cases/fact-text.ts';
import { CertaintyBadge, FigureTable } from './figure.tsx';

/** The least sure figure of a criterion says how sure the whole sentence is. */
const order = ['?', 'D', 'C', 'B', 'A'] as const;

function CriterionItem({ criterion }: { readonly criterion: Criterion }) {
  const { t } = useTranslation(['programmes', 'common']);
  const { t: words } = useTranslation(['cases', 'vocabulary']);
  const figures = listFigures(words, criterion);
  const weakest = order.find((certainty) => figures.some((figure) => figure.certainty === certainty));
  return (
    <li className="programme-criterion">
      <p>
        {ruleSentence(criterion)} {weakest !== undefined && <CertaintyBadge certainty={weakest} />}
      </p>
      <Disclosure
        summary={<span className="programme-muted">{`${criterion.name}: ${t('programmes:paths.figures')}`}</span>}
      >
        {figures.length > 0 && <FigureTable caption={criterion.name} figures={figures} />}
        <p className="programme-muted">
          {t('programmes:paths.evidence', { documents: criterion.evidence.join('; ') })}
        </p>
        <p className="programme-muted">{t('programmes:paths.ruleSource', { source: criterion.source })}</p>
      </Disclosure>
    </li>
  );
}

type PathProps = { readonly programme: Programme; readonly path: ProgrammePath };

function Path({ programme, path }: PathProps) {
  const criteria = path.criteria.flatMap((key) => {
    const criterion = programme.criteria[key];
    return criterion === undefined ? [] : [{ key, criterion }];
  });
  return (
    <Disclosure summary={path.name} startsOpen={programme.paths.length === 1}>
      <ol className="programme-criteria">
        {criteria.map(({ key, criterion }) => (
          <CriterionItem key={key} criterion={criterion} />
        ))}
      </ol>
    </Disclosure>
  );
}

/** Who may take part: the ways in, each with its conditions as sentences. */
export function PathSection({ programme }: { readonly programme: Programme }) {
  const { t } = useTranslation('programmes');
  return (
    <Section title={t('paths.title')} note={t('paths.note', { count: programme.paths.length })}>
      {programme.paths.map((path) => (
        <Path key={path.id} programme={programme} path={path} />
      ))}
    </Section>
  );
}
