// The backups of the chosen folder, each with its way back; and the way to one that lies elsewhere.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backup, BackupStatus } from '../../../shared/contract/backups.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCount, formatDateTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/surface.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

const megabyte = 1_000_000;

export function BackupList({ status }: { readonly status: BackupStatus }) {
  const { t } = useTranslation('backups');
  const { backups, problem } = useFound(status);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isElsewhere, setElsewhere] = useState(false);
  const columns = useColumns(setChosen);
  const other = <Button onPress={() => setElsewhere(true)}>{t('list.other')}</Button>;
  return (
    <Section title={t('list.title')} level={3} actions={other}>
      {problem !== null && <Notice tone="warning">{problemSentence(problem)}</Notice>}
      {backups?.length === 0 && <p>{t('list.empty')}</p>}
      {backups !== null && backups.length > 0 && (
        <div className="backups-list">
          <Table
            caption={t('list.title')}
            isCaptionHidden
            columns={columns}
            rows={backups}
            rowId={({ path }) => path}
          />
        </div>
      )}
      {isElsewhere && (
        <ElsewhereDialog
          onClose={() => setElsewhere(false)}
          onChoose={(path) => {
            setElsewhere(false);
            setChosen(path);
          }}
        />
      )}
      {chosen !== null && <RestoreDialog path={chosen} onClose={() => setChosen(null)} />}
    </Section>
  );
}

/** Looked up again whenever a backup was made or another folder chosen. */
function useFound({ plan, lastGood }: BackupStatus) {
  const [backups, setBackups] = useState<readonly Backup[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const wanted = `${plan?.version} ${lastGood?.madeAt}`;
  useEffect(() => {
    let isLate = wanted === '';
    void ask()
      .backups.list({ folder: null })
      .then((answer) => {
        if (isLate) return;
        setProblem(answer.ok ? null : answer.problem);
        setBackups(answer.ok ? answer.value : []);
      });
    return () => {
      isLate = true;
    };
  }, [wanted]);
  return { backups, problem };
}

function useColumns(onRestore: (path: string) => void): readonly TableColumn<Backup>[] {
  const { t } = useTranslation('backups');
  return [
    {
      id: 'madeAt',
      header: t('list.madeAt'),
      cell: ({ madeAt }) => formatDateTime(madeAt),
      isRowHeader: true,
      isNowrap: true,
    },
    { id: 'name', header: t('list.name'), cell: ({ name }) => name },
    {
      id: 'size',
      header: t('list.size'),
      cell: ({ bytes }) =>
        t('list.sizeValue', { size: formatCount(Math.max(1, Math.round((bytes / megabyte) * 10)) / 10) }),
      align: 'end',
      isNowrap: true,
    },
    {
      id: 'act',
      header: t('list.act'),
      cell: ({ path, madeAt }) => (
        <Button size="small" onPress={() => onRestore(path)}>
          <span aria-hidden>{t('list.restore')}</span>
          <span className="ui-hidden">{t('list.restoreOf', { time: formatDateTime(madeAt) })}</span>
        </Button>
      ),
    },
  ];
}

type ElsewhereProps = { readonly onClose: () => void; readonly onChoose: (path: string) => void };

function ElsewhereDialog({ onClose, onChoose }: ElsewhereProps) {
  const { t } = useTranslation(['backups', 'common']);
  const form = useContractForm(contract.backups.preview.input, { defaultValues: { path: '' } });
  const choose = ({ path }: { path: string }) => onChoose(path);
  const actions = (
    <>
      <Button onPress={onClose}>{t('common:cancel')}</Button>
      <Button variant="primary" onPress={() => void form.handleSubmit(choose)()}>
        {t('backups:list.otherSubmit')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('backups:list.otherTitle')} actions={actions}>
      <ContractFormView form={form} onSubmit={choose}>
        <FormField form={form} name="path" label={t('backups:list.otherPath')}>
          {(field) => <TextField {...field} hint={t('backups:list.otherHint')} isRequired autoFocus />}
        </FormField>
      </ContractFormView>
    </Dialog>
  );
}
