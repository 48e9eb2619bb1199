// A figure of the rules: its value, where it comes from, how sure that is.
import { IconHelpCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Certainty } from '../../../shared/domain/vocabulary.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';

export type Figure = {
  readonly label: string;
  /** Left out where the label is all there is to say. */
  readonly value?: ReactNode;
  readonly source: string;
  readonly certainty: Certainty;
};

const tones: Record<Certainty, Tone> = { A: 'done', B: 'new', C: 'progress', D: 'neutral', '?': 'waiting' };

const Letter = ({ certainty }: { readonly certainty: Certainty }) => (
  <span className="programme-letter" aria-hidden>
    {certainty === '?' ? <Icon of={IconHelpCircle} size="small" /> : certainty}
  </span>
);

/** How sure a figure is: its letter and the words for it. */
export function CertaintyBadge({ certainty }: { readonly certainty: Certainty }) {
  const { t } = useTranslation('programmes');
  const label = certainty === '?' ? t('sample') : t(`short.${certainty}`);
  return <Badge tone={tones[certainty]} label={label} icon={() => <Letter certainty={certainty} />} />;
}

type FigureTableProps = { readonly caption: string; readonly figures: readonly Figure[] };

export function FigureTable({ caption, figures }: FigureTableProps) {
  const { t } = useTranslation('programmes');
  const hasValues = figures.some(({ value }) => value !== undefined);
  const valueColumn = {
    id: 'value',
    header: t('value'),
    cell: ({ value }: Figure) => <strong className="ui-numeric">{value}</strong>,
  };
  const columns: readonly TableColumn<Figure>[] = [
    { id: 'what', header: t('what'), cell: ({ label }) => label, isRowHeader: true },
    ...(hasValues ? [valueColumn] : []),
    {
      id: 'certainty',
      header: t('certainty'),
      cell: (figure) => <CertaintyBadge certainty={figure.certainty} />,
      isNowrap: true,
    },
    { id: 'source', header: t('source'), cell: ({ source }) => source },
  ];
  return (
    <div className="programme-figures">
      <Table caption={caption} isCaptionHidden columns={columns} rows={figures} rowId={({ label }) => label} />
    </div>
  );
}
