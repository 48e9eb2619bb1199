import { useTranslation } from 'react-i18next';
import { competenceFrameworks } from '../../../shared/contract/balances.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import { FieldRow } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import { cefrLevels, cefrVersion, digcompLevels, digcompOptions, digcompVersion } from './digcomp.ts';
import { ItemList } from './item-list.tsx';
import type { SectionProps } from './section-props.ts';
import type { WorkingContent } from './working-content.ts';

type Competence = WorkingContent['competences'][number];
type FieldsProps = { readonly row: Competence; readonly change: (part: Partial<Competence>) => void };

const versions = { CEFR: cefrVersion, DigComp: digcompVersion, other: '' } as const;

function NameField({ row, change }: FieldsProps) {
  const { t } = useTranslation('balances');
  if (row.framework === 'DigComp') {
    return (
      <ComboBox
        label={t('digital')}
        value={row.name === '' ? null : row.name}
        onChange={(name) => change({ name: name ?? '' })}
        options={digcompOptions}
      />
    );
  }
  const label = t(row.framework === 'CEFR' ? 'language' : 'competence');
  return <TextField label={label} value={row.name} onChange={(name) => change({ name })} maxLength={200} />;
}

function LevelField({ row, change }: FieldsProps) {
  const { t } = useTranslation('balances');
  if (row.framework === 'other') {
    return <TextField label={t('level')} value={row.level} onChange={(level) => change({ level })} maxLength={20} />;
  }
  const options =
    row.framework === 'CEFR'
      ? cefrLevels.map((level) => ({ value: String(level), label: level }))
      : digcompLevels.map((level) => ({ value: String(level), label: t(`digcompLevel.level${level}`) }));
  return (
    <Select
      label={t('level')}
      value={row.level === '' ? null : row.level}
      onChange={(level: string | null) => change({ level: level ?? '' })}
      emptyLabel={t('levelNone')}
      options={options}
    />
  );
}

function CompetenceFields({ row, change }: FieldsProps) {
  const { t } = useTranslation(['balances', 'vocabulary']);
  return (
    <>
      <FieldRow>
        <Select
          label={t('balances:framework')}
          value={row.framework}
          onChange={(framework: Competence['framework']) =>
            change({ framework, frameworkVersion: versions[framework], name: '', level: '' })
          }
          options={competenceFrameworks.map((value) => ({
            value,
            label: t(`vocabulary:competenceFramework.${value}`),
          }))}
        />
        <NameField row={row} change={change} />
        <LevelField row={row} change={change} />
      </FieldRow>
      <TextArea
        label={t('balances:evidence')}
        value={row.evidence}
        onChange={(evidence) => change({ evidence })}
        rows={2}
        maxLength={2000}
      />
    </>
  );
}

export function CompetencesSection({ content, onChange, unsaved }: SectionProps) {
  const { t } = useTranslation('balances');
  return (
    <ItemList<Competence>
      rows={content.competences}
      onRows={(competences) => onChange({ competences })}
      blank={() => ({ name: '', framework: 'CEFR', frameworkVersion: cefrVersion, level: '', evidence: '' })}
      addLabel={t('add.competence')}
      itemLabel={(place) => t('item.competence', { place })}
      unsaved={unsaved}
      fieldLabels={{ name: t('competenceName'), level: t('level') }}
    >
      {(row, change) => <CompetenceFields row={row} change={change} />}
    </ItemList>
  );
}

export function ToolsSection({ content, onChange, unsaved }: SectionProps) {
  const { t } = useTranslation('balances');
  const labels = { name: t('toolName') };
  return (
    <ItemList
      rows={content.tools}
      onRows={(tools) => onChange({ tools })}
      blank={() => ({ name: '', entitlement: '', result: '' })}
      addLabel={t('add.tool')}
      itemLabel={(place) => t('item.tool', { place })}
      unsaved={unsaved}
      fieldLabels={labels}
    >
      {(row, change) => (
        <>
          <FieldRow>
            <TextField label={labels.name} value={row.name} onChange={(name) => change({ name })} maxLength={200} />
            <TextField
              label={t('entitlement')}
              value={row.entitlement}
              onChange={(entitlement) => change({ entitlement })}
              maxLength={200}
            />
          </FieldRow>
          <TextArea
            label={t('toolResult')}
            value={row.result}
            onChange={(result) => change({ result })}
            rows={3}
            maxLength={2000}
          />
        </>
      )}
    </ItemList>
  );
}
