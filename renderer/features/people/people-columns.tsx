import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../../shared/contract/people.ts';
import { formatDate } from '../../ui/format.ts';
import type { GridColumn } from '../../ui/grid-column.ts';

/** The columns of the list; while searching also why each row was found. */
export function usePeopleColumns(isSearching: boolean): readonly GridColumn<PersonRow>[] {
  const { t } = useTranslation('people');
  return useMemo(() => {
    const columns: GridColumn<PersonRow>[] = [
      {
        id: 'name',
        header: t('column.name'),
        cell: (person) => `${person.lastName} ${person.firstName}`,
        widthRem: 12,
        grows: true,
      },
      {
        id: 'number',
        header: t('column.number'),
        cell: (person) => person.pesel ?? person.documentNumber,
        widthRem: 9.5,
        isNumeric: true,
      },
      {
        id: 'birthDate',
        header: t('column.birthDate'),
        cell: (person) => formatDate(person.birthDate),
        widthRem: 8,
        isNumeric: true,
      },
      { id: 'municipality', header: t('column.municipality'), cell: (person) => person.municipality, widthRem: 8 },
      { id: 'phone', header: t('column.phone'), cell: (person) => person.phone, widthRem: 8.5, isNumeric: true },
      {
        id: 'cases',
        header: t('column.cases'),
        cell: (person) => person.caseNumbers.join(', '),
        widthRem: 11.5,
        isNumeric: true,
      },
    ];
    const why: GridColumn<PersonRow> = {
      id: 'matched',
      header: t('column.matched'),
      cell: ({ matchedBy }) => (matchedBy === null ? '' : t(`matched.${matchedBy}`)),
      widthRem: 8.5,
    };
    return isSearching ? [...columns, why] : columns;
  }, [t, isSearching]);
}
