import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { contract } from '../../../shared/contract/index.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useHotkey } from '../../ui/hotkeys.ts';
import { TextArea } from '../../ui/text-field.tsx';

const reasonForm = contract.vouchers.sendBack.input.pick({ reason: true });

type SendBackDialogProps = {
  readonly isPending: boolean;
  readonly onClose: () => void;
  readonly onSendBack: (reason: string) => void;
};

/** Sends an order back to whoever prepared it, with what is to be mended. */
export function SendBackDialog({ isPending, onClose, onSendBack }: SendBackDialogProps) {
  const { t } = useTranslation('vouchers');
  const { t: common } = useTranslation('common');
  const id = useId();
  const form = useContractForm(reasonForm, { defaultValues: { reason: '' } });
  const send = form.handleSubmit(({ reason }) => onSendBack(reason));
  const actions = (
    <>
      <Button onPress={onClose}>{common('cancel')}</Button>
      <Button variant="primary" onPress={() => void send()} isPending={isPending}>
        {t('act.sendBack')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('sendBackDialog.title')} actions={actions}>
      <p>{t('sendBackDialog.text')}</p>
      <ContractFormView id={id} form={form} onSubmit={({ reason }) => onSendBack(reason)}>
        <FormField form={form} name="reason" label={t('sendBackDialog.reason')}>
          {(field) => <TextArea {...field} hint={t('sendBackDialog.reasonHint')} isRequired autoFocus />}
        </FormField>
      </ContractFormView>
      <SendKey onSend={() => void send()} />
    </Dialog>
  );
}

/** Inside the dialog, so that the key belongs to it. */
function SendKey({ onSend }: { readonly onSend: () => void }) {
  const { t } = useTranslation('vouchers');
  useHotkey('Ctrl+Enter', onSend, { label: t('act.sendBack') });
  return null;
}
