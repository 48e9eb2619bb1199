import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract, type InputOf } from '../../../shared/contract/index.ts';
import type { User } from '../../../shared/contract/office.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { RoleChoices } from './role-choices.tsx';
import { suggestLogin } from './suggest-login.ts';

const newUser = contract.office.addUser.input;
type NewUser = InputOf<typeof contract.office.addUser>;

type AddUserDialogProps = { readonly onClose: () => void; readonly onAdded: (user: User) => void };

function useNewUser({ onAdded }: AddUserDialogProps) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useContractForm(newUser, {
    defaultValues: { displayName: '', login: '', roles: ['clerk' as const], passphrase: '' },
  });
  const add = async (user: NewUser) => {
    const answer = await ask().office.addUser(user);
    if (answer.ok) return onAdded(answer.value);
    setProblem(answer.problem);
    const isTaken = answer.problem.kind === 'refused' && answer.problem.reason === 'login-taken';
    if (isTaken) form.setError('login', { message: problemSentence(answer.problem) });
  };
  return { form, problem, add };
}

/** A colleague with a login, roles and a first passphrase. */
export function AddUserDialog(props: AddUserDialogProps) {
  const { t } = useTranslation(['office', 'common']);
  const { form, problem, add } = useNewUser(props);
  const actions = (
    <>
      <Button onPress={props.onClose}>{t('common:cancel')}</Button>
      <Button variant="primary" onPress={() => void form.handleSubmit(add)()} isPending={form.formState.isSubmitting}>
        {t('office:users.add')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={props.onClose} title={t('office:users.addTitle')} actions={actions} size="wide">
      {problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      <ContractFormView form={form} onSubmit={add}>
        <Fields form={form} />
      </ContractFormView>
    </Dialog>
  );
}

function Fields({ form }: Pick<ReturnType<typeof useNewUser>, 'form'>) {
  const { t } = useTranslation('office');
  /** The login follows the name until somebody types it. */
  const suggested = useRef('');
  const follow = (displayName: string) => {
    if (form.getValues('login') !== suggested.current) return;
    suggested.current = suggestLogin(displayName);
    form.setValue('login', suggested.current);
  };
  return (
    <>
      <FormField form={form} name="displayName" label={t('users.displayName')}>
        {(field) => (
          <TextField
            {...field}
            onChange={(name) => {
              field.onChange(name);
              follow(name);
            }}
            isRequired
            autoFocus
          />
        )}
      </FormField>
      <FormField form={form} name="login" label={t('users.login')}>
        {(field) => <TextField {...field} hint={t('users.loginHint')} isRequired />}
      </FormField>
      <FormField form={form} name="roles" label={t('users.roles')}>
        {(field) => <RoleChoices {...field} />}
      </FormField>
      <FormField form={form} name="passphrase" label={t('users.passphrase')}>
        {(field) => <PassphraseField {...field} hint={t('users.passphraseHint')} isNew isRequired />}
      </FormField>
    </>
  );
}
