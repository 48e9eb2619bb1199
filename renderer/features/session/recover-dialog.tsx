// A forgotten passphrase: the recovery sheet's code sets a new one.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract, type InputOf } from '../../../shared/contract/index.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast-store.ts';
import { toLoginOptions } from './login-choices.ts';

type Recovery = InputOf<typeof contract.session.recover>;
type RecoverDialogProps = { readonly login: string | null; readonly onClose: () => void };

function useRecovery(login: string | null) {
  const { t } = useTranslation('session');
  const take = useSession((session) => session.take);
  const [fault, setFault] = useState<string | null>(null);
  const form = useContractForm(contract.session.recover.input, {
    defaultValues: { login, recoveryCode: '', newPassphrase: '' },
  });
  const recover = async (recovery: Recovery) => {
    const answer = await ask().session.recover(recovery);
    if (!answer.ok) {
      setFault(problemSentence(answer.problem));
      return;
    }
    take(answer.value);
    notify({ tone: 'success', text: t('recover.done') });
  };
  return { form, fault, recover };
}

/** `login`: whoever the sign-in screen had chosen. */
export function RecoverDialog({ login, onClose }: RecoverDialogProps) {
  const { t } = useTranslation('session');
  const { t: common } = useTranslation('common');
  const { form, fault, recover } = useRecovery(login);
  const actions = (
    <>
      <Button onPress={onClose}>{common('cancel')}</Button>
      <Button
        variant="primary"
        onPress={() => void form.handleSubmit(recover)()}
        isPending={form.formState.isSubmitting}
      >
        {t('recover.submit')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('recover.title')} actions={actions}>
      <ContractFormView form={form} onSubmit={recover}>
        <p>{t('recover.text')}</p>
        {fault !== null && (
          <Notice tone="danger" isLive>
            {fault}
          </Notice>
        )}
        <Fields form={form} />
      </ContractFormView>
    </Dialog>
  );
}

function Fields({ form }: Pick<ReturnType<typeof useRecovery>, 'form'>) {
  const { t } = useTranslation('session');
  const logins = useSession((session) => session.status?.logins) ?? [];
  return (
    <>
      <FormField form={form} name="login" label={t('who')}>
        {(field) => <Select {...field} options={toLoginOptions(logins)} />}
      </FormField>
      <FormField form={form} name="recoveryCode" label={t('recover.code')}>
        {(field) => <TextField {...field} hint={t('recover.codeHint')} isRequired autoFocus />}
      </FormField>
      <FormField form={form} name="newPassphrase" label={t('recover.newPassphrase')}>
        {(field) => <PassphraseField {...field} hint={t('recover.newPassphraseHint')} isNew isRequired />}
      </FormField>
    </>
  );
}
