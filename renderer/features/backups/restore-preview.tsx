import { useTranslation } from 'react-i18next';
import type { BackupCounts, BackupPreview } from '../../../shared/contract/backups.ts';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatCount } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';

type PreviewProps = { readonly preview: BackupPreview };

const kinds = ['people', 'cases', 'balances', 'agreements', 'vouchers'] as const satisfies (keyof BackupCounts)[];

/** What is in the backup, beside what is there now. */
export function PreviewTable({ preview: { counts, present, program, schemaVersion: schema } }: PreviewProps) {
  const { t } = useTranslation('backups');
  const value = program === null ? t('restore.byHand', { schema }) : t('restore.programValue', { program, schema });
  return (
    <>
      <DefinitionList layout="bar" items={[{ label: t('restore.program'), value }]} />
      <Table
        caption={t('restore.table')}
        rows={kinds}
        rowId={(kind) => kind}
        columns={[
          { id: 'what', header: t('restore.what'), cell: (kind) => t(`restore.${kind}`), isRowHeader: true },
          { id: 'inBackup', header: t('restore.inBackup'), cell: (kind) => formatCount(counts[kind]), align: 'end' },
          {
            id: 'now',
            header: t('restore.now'),
            cell: (kind) => (present === null ? '?' : formatCount(present.counts[kind])),
            align: 'end',
          },
        ]}
      />
    </>
  );
}

/** What would be lost, and what would come back. */
export function Losses({ preview: { present } }: PreviewProps) {
  const { t } = useTranslation('backups');
  if (present === null) return <Notice tone="warning">{t('restore.unreadable')}</Notice>;
  const { changesSince, approvedSince } = present;
  const isLoss = changesSince !== 0;
  return (
    <Notice tone={isLoss ? 'warning' : 'info'} title={t('restore.lossTitle')}>
      <ul className="restore-losses">
        <li>{changesSince === null ? t('restore.otherCourse') : <Changes count={changesSince} />}</li>
        {(['waiting', 'toEnter', 'returning'] as const).map((state) => {
          const count = approvedSince[state];
          return count > 0 && <li key={state}>{t(`restore.${state}`, { count, shown: formatCount(count) })}</li>;
        })}
      </ul>
    </Notice>
  );
}

function Changes({ count }: { readonly count: number }) {
  const { t } = useTranslation('backups');
  return count === 0 ? t('restore.nothing') : t('restore.changes', { count, shown: formatCount(count) });
}
