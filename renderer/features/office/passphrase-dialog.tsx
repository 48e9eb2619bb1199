import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { notify } from '../../ui/toast-store.ts';

const withRepeat = contract.session.changePassphrase.input.extend({ repeat: z.string().min(1) });
type WithRepeat = z.output<typeof withRepeat>;

type PassphraseDialogProps = { readonly onClose: () => void };

function usePassphraseForm({ onClose }: PassphraseDialogProps) {
  const { t } = useTranslation(['session', 'office']);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useContractForm(withRepeat, { defaultValues: { passphrase: '', newPassphrase: '', repeat: '' } });
  const change = async ({ repeat, ...input }: WithRepeat) => {
    if (repeat !== input.newPassphrase) return form.setError('repeat', { message: t('office:me.different') });
    const answer = await ask().session.changePassphrase(input);
    if (!answer.ok) return setProblem(answer.problem);
    notify({ text: t('session:change.done'), tone: 'success' });
    onClose();
  };
  return { form, problem, change };
}

/** One's own passphrase; the present one is asked for first. */
export function PassphraseDialog({ onClose }: PassphraseDialogProps) {
  const { t } = useTranslation(['session', 'office', 'common']);
  const { form, problem, change } = usePassphraseForm({ onClose });
  const actions = (
    <>
      <Button onPress={onClose}>{t('common:cancel')}</Button>
      <Button
        variant="primary"
        onPress={() => void form.handleSubmit(change)()}
        isPending={form.formState.isSubmitting}
      >
        {t('session:change.submit')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('session:change.title')} actions={actions}>
      {problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      <ContractFormView form={form} onSubmit={change}>
        <FormField form={form} name="passphrase" label={t('session:change.current')}>
          {(field) => <PassphraseField {...field} isRequired autoFocus />}
        </FormField>
        <FormField form={form} name="newPassphrase" label={t('session:recover.newPassphrase')}>
          {(field) => <PassphraseField {...field} hint={t('session:recover.newPassphraseHint')} isNew isRequired />}
        </FormField>
        <FormField form={form} name="repeat" label={t('office:me.repeat')}>
          {(field) => <PassphraseField {...field} isRequired />}
        </FormField>
      </ContractFormView>
    </Dialog>
  );
}
