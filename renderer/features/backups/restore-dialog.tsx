// Going back to a backup: first what is in it and what would be lost, then the passphrase.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupPreview } from '../../../shared/contract/backups.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useBackups } from './backup-store.ts';
import { Losses, PreviewTable } from './restore-preview.tsx';

type RestoreDialogProps = { readonly path: string; readonly onClose: () => void };

const secretInput = contract.backups.restore.input.pick({ passphrase: true });

function usePreview(path: string) {
  const [preview, setPreview] = useState<BackupPreview | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let isLate = false;
    void ask()
      .backups.preview({ path })
      .then((answer) => {
        if (isLate) return;
        setPreview(answer.ok ? answer.value : null);
        setProblem(answer.ok ? null : answer.problem);
      });
    return () => {
      isLate = true;
    };
  }, [path]);
  return { preview, problem };
}

function useRestore(path: string) {
  const take = useSession((session) => session.take);
  const noteRestored = useBackups((backups) => backups.noteRestored);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useContractForm(secretInput, { defaultValues: { passphrase: '' } });
  const restore = async ({ passphrase }: { passphrase: string }) => {
    setProblem(null);
    const answer = await ask().backups.restore({ path, passphrase });
    if (!answer.ok) return setProblem(answer.problem);
    noteRestored({ setAside: answer.value.setAside });
    take(answer.value.status);
  };
  return { form, problem, restore };
}

export function RestoreDialog({ path, onClose }: RestoreDialogProps) {
  const { t } = useTranslation(['backups', 'common']);
  const { preview, problem: unusable } = usePreview(path);
  const { form, problem, restore } = useRestore(path);
  const actions = (
    <>
      <Button onPress={onClose}>{t('common:cancel')}</Button>
      {preview !== null && (
        <Button
          variant="danger"
          onPress={() => void form.handleSubmit(restore)()}
          isPending={form.formState.isSubmitting}
        >
          {t('backups:restore.submit')}
        </Button>
      )}
    </>
  );
  const title =
    preview === null
      ? t('backups:restore.titleOpening')
      : t('backups:restore.title', { time: formatDateTime(preview.madeAt) });
  return (
    <Dialog isOpen onClose={onClose} title={title} size="wide" actions={actions}>
      {unusable !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(unusable)}
        </Notice>
      )}
      {preview === null && unusable === null && <ProgressBar label={t('backups:restore.opening')} />}
      {preview !== null && (
        <>
          <PreviewTable preview={preview} />
          <Losses preview={preview} />
          <p>{t('backups:restore.whatHappens')}</p>
          {problem !== null && (
            <Notice tone="danger" isLive>
              {problemSentence(problem)}
            </Notice>
          )}
          <ContractFormView form={form} onSubmit={restore}>
            <FormField form={form} name="passphrase" label={t('backups:restore.passphrase')}>
              {(field) => <PassphraseField {...field} isRequired />}
            </FormField>
          </ContractFormView>
        </>
      )}
    </Dialog>
  );
}
