import { useTranslation } from 'react-i18next';
import type { CaseRecord } from '../../../shared/contract/cases.ts';
import { useRules } from '../../app/reference-store.ts';
import { TextLink } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatDate } from '../../ui/format.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { StageBadge } from './stage-badge.tsx';

/** Whose case this is, above every tab of it. */
export function IdentityBar({ record }: { readonly record: CaseRecord }) {
  const { t } = useTranslation('cases');
  const rules = useRules(record.programme);
  const { person } = record;
  const identity =
    person.pesel === null
      ? { label: t('document'), value: person.documentNumber ?? '–' }
      : { label: t('pesel'), value: person.pesel, isNumeric: true };
  const age = `${t('ageYears', { count: person.age })} (${t('assessment.born', { date: formatDate(person.birthDate) })})`;
  return (
    <>
      <PageHeader
        title={`${person.lastName} ${person.firstName}`}
        note={<StageBadge stage={record.stage} />}
        actions={<TextLink href={`#/people/${person.personId}`}>{t('toPerson')}</TextLink>}
        takesFocus
      />
      <DefinitionList
        layout="bar"
        items={[
          identity,
          { label: t('age'), value: age, isNumeric: true },
          { label: t('municipality'), value: person.municipality ?? '–' },
          { label: t('phone'), value: person.phone || '–', isNumeric: true },
          { label: t('number'), value: record.number, isNumeric: true },
          { label: t('programme'), value: rules?.name ?? record.programme },
        ]}
      />
    </>
  );
}
