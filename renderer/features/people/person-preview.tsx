import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../../shared/contract/people.ts';
import { LinkButton } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatDate } from '../../ui/format.ts';
import { Section } from '../../ui/surface.tsx';

/** What a list row knows of a person; the whole card is one key away. */
export function PersonPreview({ person }: { readonly person: PersonRow }) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation('common');
  return (
    <Section title={`${person.lastName} ${person.firstName}`}>
      <DefinitionList
        items={[
          { label: t('column.number'), value: person.pesel ?? person.documentNumber, isNumeric: true },
          { label: t('column.birthDate'), value: formatDate(person.birthDate), isNumeric: true },
          { label: t('column.municipality'), value: person.municipality ?? common('none') },
          { label: t('column.phone'), value: person.phone || common('none'), isNumeric: true },
          { label: t('column.cases'), value: person.caseNumbers.join(', ') || common('none') },
        ]}
      />
      <LinkButton variant="primary" href={`#/people/${person.id}`}>
        {t('new.open')}
      </LinkButton>
    </Section>
  );
}
