import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import type { User } from '../../../shared/contract/office.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Notice } from '../../ui/notice.tsx';
import { Section, Toolbar } from '../../ui/surface.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast-store.ts';
import { RoleChoices } from './role-choices.tsx';

const userForm = contract.office.changeUser.input.pick({ displayName: true, roles: true });
type UserForm = z.output<typeof userForm>;

type UserDetailProps = { readonly user: User; readonly onChanged: (user: User) => void };

function useChange({ user, onChanged }: UserDetailProps) {
  const { t } = useTranslation('office');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isPending, setPending] = useState(false);
  const change = async (next: Partial<Pick<User, 'displayName' | 'roles' | 'active'>>) => {
    const { id, displayName, roles, active, version } = user;
    setPending(true);
    const answer = await ask().office.changeUser({ id, seenVersion: version, displayName, roles, active, ...next });
    setPending(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    notify({ text: t('users.saved'), tone: 'success' });
    onChanged(answer.value);
  };
  return { problem, isPending, change };
}

/** A colleague's name, roles and account; a key of the changed row keeps the form fresh. */
export function UserDetail(props: UserDetailProps) {
  const { t } = useTranslation('office');
  const { user } = props;
  const [isAsking, setAsking] = useState(false);
  const { problem, isPending, change } = useChange(props);
  const form = useContractForm(userForm, { defaultValues: { displayName: user.displayName, roles: user.roles } });
  const save = (values: UserForm) => change(values);
  useHotkey('Ctrl+S', () => void form.handleSubmit(save)(), { label: t('users.save') });
  return (
    <Section title={user.displayName} note={t(user.active ? 'users.active' : 'users.inactive')}>
      {problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      <DefinitionList
        items={[
          { label: t('users.login'), value: user.login },
          { label: t('users.since'), value: formatDateTime(user.createdAt), isNumeric: true },
        ]}
      />
      <ContractFormView form={form} onSubmit={save}>
        <FormField form={form} name="displayName" label={t('users.displayName')}>
          {(field) => <TextField {...field} isRequired />}
        </FormField>
        <FormField form={form} name="roles" label={t('users.roles')}>
          {(field) => <RoleChoices {...field} />}
        </FormField>
        <Toolbar>
          <Button type="submit" variant="primary" isPending={isPending} isDisabled={!form.formState.isDirty}>
            {t('users.save')}
          </Button>
          <Button onPress={() => setAsking(true)} isDisabled={isPending}>
            {t(user.active ? 'users.deactivate' : 'users.activate')}
          </Button>
        </Toolbar>
      </ContractFormView>
      {isAsking && (
        <ActiveDialog
          user={user}
          isPending={isPending}
          onClose={() => setAsking(false)}
          onConfirm={() => void change({ active: !user.active }).then(() => setAsking(false))}
        />
      )}
    </Section>
  );
}

type ActiveDialogProps = {
  readonly user: User;
  readonly isPending: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
};

function ActiveDialog({ user, isPending, onClose, onConfirm }: ActiveDialogProps) {
  const { t } = useTranslation('office');
  const act = user.active ? 'deactivate' : 'activate';
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t(`users.${act}Title`)}
      verb={t(`users.${act}`)}
      tone={user.active ? 'danger' : 'primary'}
      onConfirm={onConfirm}
      isPending={isPending}
    >
      <p>{t(`users.${act}Text`, { name: user.displayName })}</p>
    </ConfirmDialog>
  );
}
