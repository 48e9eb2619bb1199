// A workstation that is enrolled gets a new key or a new address: what happens is said before it does.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract, type InputOf } from '../../../shared/contract/index.ts';
import type { Answer, Problem } from '../../../shared/contract/problem.ts';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import { ask } from '../../app/connection.ts';
import { useSession } from '../../app/session-store.ts';
import { useSync } from '../../app/sync-store.ts';
import { mayAsk } from '../../client/client.ts';
import { Button, type ButtonProps } from '../../ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast-store.ts';
import { isCentralAddress } from './central-address.ts';
import { addressSentence, enrolmentSentence } from './enrolment-words.ts';

type DialogProps = { readonly onClose: () => void };

const todaysAddress = () => useSync.getState().status?.centralUrl ?? '';

type EnrolAgainButtonProps = Required<Pick<ButtonProps, 'variant'>> & { readonly onPress: () => void };

/** The button may come and go with the failure that it is for; whoever shows the dialog keeps it. */
export function EnrolAgainButton({ variant, onPress }: EnrolAgainButtonProps) {
  const { t } = useTranslation('office');
  const may = useSession(({ status }) => mayAsk(status?.user ?? null, contract.sync.enrolAgain));
  return may ? <Button {...{ variant, onPress }}>{t('enrolment.again.open')}</Button> : null;
}

/** Nothing for whoever may not. */
export function ChangeAddress() {
  const { t } = useTranslation('office');
  const may = useSession(({ status }) => mayAsk(status?.user ?? null, contract.sync.changeAddress));
  const [isOpen, setOpen] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('enrolment.move.open')}</Button>
      {isOpen && <ChangeAddressDialog onClose={() => setOpen(false)} />}
    </>
  );
}

export function EnrolAgainDialog({ onClose }: DialogProps) {
  const { t } = useTranslation('office');
  const { t: words } = useTranslation('vouchers');
  const { problem, conclude } = useConclusion(t('enrolment.again.done'), onClose);
  const form = useContractForm(contract.sync.enrolAgain.input, {
    defaultValues: { centralUrl: todaysAddress(), code: '' },
  });
  const send = async (input: InputOf<typeof contract.sync.enrolAgain>) => {
    if (isCentralAddress(input.centralUrl)) return conclude(await ask().sync.enrolAgain(input));
    form.setError('centralUrl', { message: t('enrolment.addressFault') });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('enrolment.again.title')}
      actions={
        <Actions
          verb={t('enrolment.again.submit')}
          isPending={form.formState.isSubmitting}
          onSubmit={() => void form.handleSubmit(send)()}
          onClose={onClose}
        />
      }
    >
      <Failed sentence={problem && enrolmentSentence({ office: t, vouchers: words }, problem)} />
      <p>{t('enrolment.again.text')}</p>
      <p>{t('enrolment.again.nothingLost')}</p>
      <ContractFormView form={form} onSubmit={send}>
        <FormField form={form} name="code" label={t('enrolment.code')}>
          {(field) => <TextField {...field} hint={t('enrolment.codeHint')} isRequired autoFocus />}
        </FormField>
        <FormField form={form} name="centralUrl" label={t('enrolment.centralUrl')}>
          {(field) => <TextField {...field} hint={t('enrolment.again.addressHint')} isRequired />}
        </FormField>
      </ContractFormView>
    </Dialog>
  );
}

function ChangeAddressDialog({ onClose }: DialogProps) {
  const { t } = useTranslation('office');
  const { t: words } = useTranslation('vouchers');
  const { problem, conclude } = useConclusion(t('enrolment.move.done'), onClose);
  const form = useContractForm(contract.sync.changeAddress.input, { defaultValues: { centralUrl: todaysAddress() } });
  const send = async (input: InputOf<typeof contract.sync.changeAddress>) => {
    if (isCentralAddress(input.centralUrl)) return conclude(await ask().sync.changeAddress(input));
    form.setError('centralUrl', { message: t('enrolment.addressFault') });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('enrolment.move.title')}
      actions={
        <Actions
          verb={t('enrolment.move.submit')}
          isPending={form.formState.isSubmitting}
          onSubmit={() => void form.handleSubmit(send)()}
          onClose={onClose}
        />
      }
    >
      <Failed sentence={problem && addressSentence({ office: t, vouchers: words }, problem)} />
      <p>{t('enrolment.move.text')}</p>
      <ContractFormView form={form} onSubmit={send}>
        <FormField form={form} name="centralUrl" label={t('enrolment.centralUrl')}>
          {(field) => <TextField {...field} hint={t('enrolment.centralUrlHint')} isRequired autoFocus />}
        </FormField>
      </ContractFormView>
    </Dialog>
  );
}

/** What the core answered: the dialog goes, or says why it stays. */
function useConclusion(done: string, onClose: () => void) {
  const take = useSync((sync) => sync.take);
  const [problem, setProblem] = useState<Problem | null>(null);
  const conclude = (answer: Answer<SyncStatus>) => {
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    take(answer.value);
    notify({ text: done, tone: 'success' });
    onClose();
  };
  return { problem, conclude };
}

type ActionsProps = Pick<DialogProps, 'onClose'> & {
  readonly verb: string;
  readonly isPending: boolean;
  readonly onSubmit: () => void;
};

function Actions({ verb, isPending, onSubmit, onClose }: ActionsProps) {
  const { t } = useTranslation('common');
  return (
    <>
      <Button onPress={onClose}>{t('cancel')}</Button>
      <Button variant="primary" onPress={onSubmit} isPending={isPending}>
        {verb}
      </Button>
    </>
  );
}

function Failed({ sentence }: { readonly sentence: string | null }) {
  if (sentence === null) return null;
  return (
    <Notice tone="danger" isLive>
      {sentence}
    </Notice>
  );
}
