// The whole case file onto a stick, once.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract, type InputOf } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast-store.ts';
import { useBackups } from './backup-store.ts';

type StickDialogProps = { readonly onClose: () => void };

export function StickDialog({ onClose }: StickDialogProps) {
  const { t } = useTranslation(['backups', 'common']);
  const take = useBackups((backups) => backups.take);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useContractForm(contract.backups.makeNow.input, { defaultValues: { folder: '' } });
  const copy = async (input: InputOf<typeof contract.backups.makeNow>) => {
    setProblem(null);
    const answer = await ask().backups.makeNow(input);
    if (!answer.ok) return setProblem(answer.problem);
    take(answer.value.status);
    notify({ text: t('backups:now.stickDone', { path: answer.value.path }), tone: 'success' });
    onClose();
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t('common:cancel')}</Button>
      <Button variant="primary" onPress={() => void form.handleSubmit(copy)()} isPending={form.formState.isSubmitting}>
        {t('backups:now.stickSubmit')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('backups:now.stickTitle')} actions={actions}>
      <p>{t('backups:now.stickText')}</p>
      {problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      <ContractFormView form={form} onSubmit={copy}>
        <FormField form={form} name="folder" label={t('backups:now.stickFolder')}>
          {(field) => <TextField {...field} hint={t('backups:now.stickHint')} isRequired autoFocus />}
        </FormField>
      </ContractFormView>
    </Dialog>
  );
}
