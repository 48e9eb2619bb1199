import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../../shared/contract/cases.ts';
import { useRuleSets } from '../../app/reference-store.ts';
import { formatDate } from '../../ui/format.ts';
import type { GridColumn } from '../../ui/grid-column.ts';
import { StageBadge } from './stage-badge.tsx';

/** The columns of the list; the programme by its name as soon as the rules came. */
export function useCaseColumns(): readonly GridColumn<CaseRow>[] {
  const { t } = useTranslation('cases');
  const ruleSets = useRuleSets();
  return useMemo(() => {
    const names = new Map(ruleSets?.map(({ programme }) => [programme.code, programme.name]));
    return [
      { id: 'number', header: t('number'), cell: ({ number }) => number, widthRem: 12, isNumeric: true },
      {
        id: 'person',
        header: t('person'),
        cell: ({ lastName, firstName }) => `${lastName} ${firstName}`,
        widthRem: 11,
        grows: true,
      },
      { id: 'pesel', header: t('pesel'), cell: ({ pesel }) => pesel ?? '', widthRem: 7, isNumeric: true },
      {
        id: 'programme',
        header: t('programme'),
        cell: ({ programme }) => names.get(programme) ?? programme,
        widthRem: 10,
      },
      {
        id: 'submittedOn',
        header: t('submittedOn'),
        cell: ({ submittedOn }) => formatDate(submittedOn),
        widthRem: 7.5,
        isNumeric: true,
      },
      { id: 'stage', header: t('stage'), cell: ({ stage }) => <StageBadge stage={stage} />, widthRem: 11 },
    ];
  }, [t, ruleSets]);
}
