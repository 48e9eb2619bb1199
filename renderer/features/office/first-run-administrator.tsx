import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { contract, type InputOf } from '../../../shared/contract/index.ts';
import type { Answer } from '../../../shared/contract/problem.ts';
import { roles } from '../../../shared/domain/vocabulary.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { CheckboxGroup } from '../../ui/choices.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { FieldRow } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { Card, Toolbar } from '../../ui/surface.tsx';
import { TextField } from '../../ui/text-field.tsx';

export type Administrator = InputOf<typeof contract.office.create>['administrator'];

const withRepeat = contract.office.create.input.shape.administrator.extend({ repeat: z.string() });

type AdministratorStepProps = {
  readonly onBack: () => void;
  readonly onCreate: (administrator: Administrator) => Promise<Answer<unknown>>;
};

const startValues = { displayName: '', login: '', roles: ['administrator' as const], passphrase: '', repeat: '' };

export function AdministratorStep({ onBack, onCreate }: AdministratorStepProps) {
  const { t } = useTranslation('firstRun');
  const { t: common } = useTranslation('common');
  const [fault, setFault] = useState<string | null>(null);
  const form = useContractForm(withRepeat, { defaultValues: startValues });
  const submit = async ({ repeat, ...administrator }: z.output<typeof withRepeat>) => {
    if (repeat !== administrator.passphrase) {
      form.setError('repeat', { message: t('administrator.different') });
      return;
    }
    const answer = await onCreate(administrator);
    setFault(answer.ok ? null : problemSentence(answer.problem));
  };
  return (
    <Card title={t('administrator.title')}>
      <p>{t('administrator.text')}</p>
      {fault !== null && (
        <Notice tone="danger" isLive>
          {fault}
        </Notice>
      )}
      <ContractFormView form={form} onSubmit={submit}>
        <Names form={form} />
        <Passphrases form={form} />
        <Toolbar>
          <Button onPress={onBack}>{common('back')}</Button>
          <Button type="submit" variant="primary" isPending={form.formState.isSubmitting}>
            {t('create')}
          </Button>
        </Toolbar>
      </ContractFormView>
    </Card>
  );
}

type Form = ReturnType<typeof useContractForm<z.input<typeof withRepeat>, z.output<typeof withRepeat>>>;

function Names({ form }: { readonly form: Form }) {
  const { t } = useTranslation('firstRun');
  const { t: words } = useTranslation('vocabulary');
  return (
    <>
      <FieldRow>
        <FormField form={form} name="displayName" label={t('administrator.displayName')}>
          {(field) => <TextField {...field} isRequired autoFocus />}
        </FormField>
        <FormField form={form} name="login" label={t('administrator.login')}>
          {(field) => <TextField {...field} hint={t('administrator.loginHint')} isRequired />}
        </FormField>
      </FieldRow>
      <FormField form={form} name="roles" label={t('administrator.roles')}>
        {(field) => (
          <CheckboxGroup
            {...field}
            hint={t('administrator.rolesHint')}
            options={roles.map((role) => ({ value: role, label: words(`role.${role}`) }))}
          />
        )}
      </FormField>
    </>
  );
}

function Passphrases({ form }: { readonly form: Form }) {
  const { t } = useTranslation('firstRun');
  return (
    <FieldRow>
      <FormField form={form} name="passphrase" label={t('administrator.passphrase')}>
        {(field) => <PassphraseField {...field} hint={t('administrator.passphraseHint')} isNew isRequired />}
      </FormField>
      <FormField form={form} name="repeat" label={t('administrator.repeat')}>
        {(field) => <PassphraseField {...field} isRequired />}
      </FormField>
    </FieldRow>
  );
}
