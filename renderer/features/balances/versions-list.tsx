import { useTranslation } from 'react-i18next';
import type { Balance } from '../../../shared/contract/balances.ts';
import { useColleague } from '../../app/reference-store.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatDate } from '../../ui/format.ts';
import { Table } from '../../ui/table.tsx';

export type VersionsListProps = {
  readonly versions: readonly Balance[];
  readonly shownId: string;
  readonly onShow: (id: string) => void;
};

const tones: Record<Balance['state'], Tone> = { draft: 'progress', finished: 'done', superseded: 'neutral' };

function Advisor({ id }: { readonly id: string }) {
  const { t } = useTranslation('balances');
  return useColleague(id) ?? t('someone');
}

/** Every version of the case's balance; the shown one is named, the others lead to themselves. */
export function VersionsList({ versions, shownId, onShow }: VersionsListProps) {
  const { t } = useTranslation('balances');
  return (
    <Table
      caption={t('versions')}
      rows={versions}
      rowId={({ id }) => id}
      columns={[
        { id: 'version', header: t('versionColumn'), cell: (one) => one.versionNumber, isRowHeader: true },
        {
          id: 'state',
          header: t('stateColumn'),
          cell: ({ state }) => <Badge tone={tones[state]} label={t(`state.${state}`)} />,
        },
        { id: 'advisor', header: t('advisor'), cell: ({ advisorId }) => <Advisor id={advisorId} /> },
        {
          id: 'person',
          header: t('personSigned'),
          cell: ({ personSignedOn }) => personSignedOn && formatDate(personSignedOn),
          isNowrap: true,
        },
        {
          id: 'advisorSigned',
          header: t('advisorSigned'),
          cell: ({ advisorSignedOn }) => advisorSignedOn && formatDate(advisorSignedOn),
          isNowrap: true,
        },
        {
          id: 'show',
          header: t('showColumn'),
          cell: ({ id, versionNumber }) =>
            id === shownId ? (
              t('hereShown')
            ) : (
              <Button size="small" onPress={() => onShow(id)}>
                {t('showVersion', { number: versionNumber })}
              </Button>
            ),
        },
      ]}
    />
  );
}
