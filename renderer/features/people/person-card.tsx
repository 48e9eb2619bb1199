import { useTranslation } from 'react-i18next';
import type { Person } from '../../../shared/contract/people.ts';
import { type Definition, DefinitionList } from '../../ui/definition-list.tsx';
import { formatDate, formatDateTime } from '../../ui/format.ts';
import { Section } from '../../ui/surface.tsx';

/** Everything that the office knows of a person, as it stands. */
export function PersonCard({ person }: { readonly person: Person }) {
  const { t } = useTranslation('people');
  const { t: words } = useTranslation('vocabulary');
  const { t: common } = useTranslation('common');
  const or = (value: string) => value || common('none');
  return (
    <div className="person-card">
      <Section title={t('section.identity')}>
        <DefinitionList items={useIdentity(person)} />
      </Section>
      <Section title={t('section.address')}>
        <DefinitionList
          items={[
            { label: t('column.municipality'), value: useMunicipality(person) },
            {
              label: t('field.town'),
              value: or([person.address.postalCode, person.address.town].filter(Boolean).join(' ')),
            },
            { label: t('field.street'), value: or(streetOf(person)) },
          ]}
        />
      </Section>
      <Section title={t('section.contact')}>
        <DefinitionList
          items={[
            { label: t('field.phone'), value: or(person.phone), isNumeric: true },
            { label: t('field.email'), value: or(person.email) },
            { label: t('page.registeredOn'), value: formatDateTime(person.createdAt), isNumeric: true },
          ]}
        />
      </Section>
      <Section title={t('section.work')}>
        <DefinitionList
          items={[
            {
              label: t('field.education'),
              value:
                person.educationIsced === null
                  ? t('field.unknown')
                  : words(`isced.level${iscedOf(person.educationIsced)}`),
            },
            {
              label: t('field.labourStatus'),
              value: person.labourStatus === null ? t('field.unknown') : words(`labourStatus.${person.labourStatus}`),
            },
            { label: t('field.occupation'), value: or(person.occupation) },
            { label: t('field.employer'), value: or(person.employer) },
          ]}
        />
      </Section>
    </div>
  );
}

/** The contract lets an ISCED level be 0 to 8 and nothing else. */
const iscedOf = (level: number) => level as 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const streetOf = ({ address }: Person) =>
  [address.street, [address.building, address.flat].filter(Boolean).join('/')].filter(Boolean).join(' ');

function useIdentity({ identity, birthDate, sex, citizenship }: Person): Definition[] {
  const { t } = useTranslation('people');
  const { t: words } = useTranslation('vocabulary');
  const { t: common } = useTranslation('common');
  const number: Definition =
    identity.kind === 'pesel'
      ? { label: t('field.pesel'), value: identity.pesel, isNumeric: true }
      : {
          label: words(`documentType.${identity.documentType}`),
          value: `${identity.number} (${identity.country})`,
          isNumeric: true,
        };
  return [
    number,
    { label: t('field.birthDate'), value: formatDate(birthDate), isNumeric: true },
    { label: t('field.sex'), value: words(`sex.${sex}`) },
    { label: t('field.citizenship'), value: citizenship ?? common('none') },
  ];
}

function useMunicipality({ municipality, address }: Person): string {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation('common');
  if (address.teryt === null) return common('none');
  return municipality === null ? `${address.teryt} (${t('page.unverified')})` : `${municipality} (${address.teryt})`;
}
