import { useTranslation } from 'react-i18next';
import { DateField } from '../../ui/date-field.tsx';
import { FieldRow } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import { ItemList } from './item-list.tsx';
import type { SectionProps } from './section-props.ts';
import { TextPartField } from './text-sections.tsx';
import type { WorkingContent } from './working-content.ts';

type Recommended = WorkingContent['recommendedCategories'][number];

function CategoriesList({ content, onChange, unsaved, rules }: SectionProps) {
  const { t } = useTranslation('balances');
  const rows = content.recommendedCategories;
  const isChosen = (code: string) => rows.some(({ category }) => category === code);
  const optionsFor = (own: string) =>
    rules.categories
      .filter(({ code }) => code === own || !isChosen(code))
      .map(({ code, name }) => ({ value: code, label: name }));
  return (
    <ItemList<Recommended>
      rows={rows}
      onRows={(recommendedCategories) => onChange({ recommendedCategories })}
      blank={() => ({ category: '', rationale: '' })}
      addLabel={t('add.category')}
      itemLabel={(place) => t('item.category', { place })}
      unsaved={unsaved}
      fieldLabels={{ category: t('category') }}
      cannotAdd={rules.categories.every(({ code }) => isChosen(code)) ? t('allCategories') : null}
    >
      {(row, change) => (
        <>
          <Select
            label={t('category')}
            value={row.category === '' ? null : row.category}
            onChange={(category: string) => change({ category })}
            options={optionsFor(row.category)}
          />
          <TextArea
            label={t('rationale')}
            value={row.rationale}
            onChange={(rationale) => change({ rationale })}
            rows={3}
            maxLength={2000}
          />
        </>
      )}
    </ItemList>
  );
}

/** Which categories the person may finance, each with its rationale, and what the person is told. */
export function RecommendationSection(props: SectionProps) {
  const { t } = useTranslation('balances');
  return (
    <>
      {props.rules.categories.length === 0 ? (
        <p className="ui-hint">{t('noCategories')}</p>
      ) : (
        <CategoriesList {...props} />
      )}
      <TextPartField part="recommendation" content={props.content} onChange={props.onChange} />
    </>
  );
}

export function PlanSection({ content, onChange, unsaved }: SectionProps) {
  const { t } = useTranslation('balances');
  const labels = { action: t('action'), by: t('by') };
  return (
    <ItemList
      rows={content.actionPlan}
      onRows={(actionPlan) => onChange({ actionPlan })}
      blank={() => ({ action: '', by: null, who: '', support: '' })}
      addLabel={t('add.step')}
      itemLabel={(place) => t('item.step', { place })}
      unsaved={unsaved}
      fieldLabels={labels}
    >
      {(row, change) => (
        <>
          <TextField
            label={labels.action}
            value={row.action}
            onChange={(action) => change({ action })}
            maxLength={400}
          />
          <FieldRow>
            <DateField label={labels.by} value={row.by} onChange={(by) => change({ by })} />
            <TextField label={t('who')} value={row.who} onChange={(who) => change({ who })} maxLength={120} />
            <TextField
              label={t('support')}
              value={row.support}
              onChange={(support) => change({ support })}
              maxLength={400}
            />
          </FieldRow>
        </>
      )}
    </ItemList>
  );
}
