// The way back where nobody can sign in: the case file is missing or damaged.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract, type InputOf } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { Button, TextLink } from '../../ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useBackups } from './backup-store.ts';

type RecoverLinkProps = { readonly onRestored?: () => void };

export function RecoverLink({ onRestored }: RecoverLinkProps) {
  const { t } = useTranslation('backups');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <TextLink onPress={() => setOpen(true)}>{t('recover.link')}</TextLink>
      {isOpen && (
        <RecoverBackupDialog
          onClose={() => setOpen(false)}
          onRestored={() => {
            setOpen(false);
            onRestored?.();
          }}
        />
      )}
    </>
  );
}

/** Said at the sign-in, once a backup was put in place. */
export function RestoredNotice() {
  const { t } = useTranslation('backups');
  const restored = useBackups((backups) => backups.restored);
  if (restored === null) return null;
  return (
    <Notice tone="success" title={t('restored.title')} isLive>
      <p>{t('restored.text')}</p>
      {restored.setAside !== null && (
        <p className="backups-long">{t('restored.setAside', { folder: restored.setAside })}</p>
      )}
    </Notice>
  );
}

type Recovery = InputOf<typeof contract.backups.recover>;

function useRecovery(onRestored: () => void) {
  const take = useSession((session) => session.take);
  const noteRestored = useBackups((backups) => backups.noteRestored);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useContractForm(contract.backups.recover.input, {
    defaultValues: { path: '', login: '', passphrase: '' },
  });
  const recover = async (recovery: Recovery) => {
    setProblem(null);
    const answer = await ask().backups.recover(recovery);
    if (!answer.ok) return setProblem(answer.problem);
    noteRestored({ setAside: answer.value.setAside });
    onRestored();
    take(answer.value.status);
  };
  return { form, problem, recover };
}

type RecoverBackupDialogProps = { readonly onClose: () => void; readonly onRestored: () => void };

function RecoverBackupDialog({ onClose, onRestored }: RecoverBackupDialogProps) {
  const { t } = useTranslation(['backups', 'common']);
  const { form, problem, recover } = useRecovery(onRestored);
  const actions = (
    <>
      <Button onPress={onClose}>{t('common:cancel')}</Button>
      <Button
        variant="primary"
        onPress={() => void form.handleSubmit(recover)()}
        isPending={form.formState.isSubmitting}
      >
        {t('backups:recover.submit')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('backups:recover.title')} actions={actions}>
      <p>{t('backups:recover.text')}</p>
      {problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      <ContractFormView form={form} onSubmit={recover}>
        <FormField form={form} name="path" label={t('backups:recover.path')}>
          {(field) => <TextField {...field} hint={t('backups:recover.pathHint')} isRequired autoFocus />}
        </FormField>
        <FormField form={form} name="login" label={t('backups:recover.login')}>
          {(field) => <TextField {...field} isRequired />}
        </FormField>
        <FormField form={form} name="passphrase" label={t('backups:recover.passphrase')}>
          {(field) => <PassphraseField {...field} isRequired />}
        </FormField>
      </ContractFormView>
    </Dialog>
  );
}
