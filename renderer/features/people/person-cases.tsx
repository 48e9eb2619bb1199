import { useTranslation } from 'react-i18next';
import type { Person } from '../../../shared/contract/people.ts';
import { TextLink } from '../../ui/button.tsx';
import { Table } from '../../ui/table.tsx';
import { StageBadge } from '../cases/stage-badge.tsx';

export function PersonCases({ person }: { readonly person: Person }) {
  const { t } = useTranslation('people');
  const { t: words } = useTranslation('cases');
  if (person.cases.length === 0) return <p>{t('page.noCases')}</p>;
  return (
    <Table
      caption={t('page.cases')}
      isCaptionHidden
      rows={person.cases}
      rowId={({ id }) => id}
      columns={[
        {
          id: 'number',
          header: words('number'),
          cell: ({ id, number }) => <TextLink href={`#/cases/${id}/eligibility`}>{number}</TextLink>,
          isRowHeader: true,
          isNowrap: true,
        },
        { id: 'programme', header: words('programme'), cell: ({ programme }) => programme },
        { id: 'stage', header: words('stage'), cell: ({ stage }) => <StageBadge stage={stage} /> },
      ]}
    />
  );
}
