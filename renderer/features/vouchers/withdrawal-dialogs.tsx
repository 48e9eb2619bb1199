import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { contract } from '../../../shared/contract/index.ts';
import type { Voucher, Withdrawal } from '../../../shared/contract/vouchers.ts';
import { type WithdrawalReason, withdrawalReasons } from '../../../shared/domain/vocabulary.ts';
import { useColleague } from '../../app/reference-store.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { ConfirmDialog, Dialog } from '../../ui/dialog.tsx';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-field.tsx';
import { useOrderedThing, voucherCount } from './voucher-words.ts';

type DialogProps = { readonly voucher: Voucher; readonly isPending: boolean; readonly onClose: () => void };

/** Inside a dialog, so that the key belongs to it. */
function SendKey({ label, onSend }: { readonly label: string; readonly onSend: () => void }) {
  useHotkey('Ctrl+Enter', onSend, { label });
  return null;
}

/** What becomes of the vouchers, and when. */
function WhatHappens({ voucher, isDecided }: { readonly voucher: Voucher; readonly isDecided: boolean }) {
  const { t } = useTranslation('vouchers');
  const vouchers = voucherCount(voucher.quote.vouchers);
  return (
    <>
      <p>
        <strong>{t('approveDialog.whatHappens')}</strong>
      </p>
      <ul>
        <li>{t(isDecided ? 'withdrawal.happens.sendsNow' : 'withdrawal.happens.sends')}</li>
        <li>{t('withdrawal.happens.returns', { vouchers })}</li>
        <li>{t('withdrawal.happens.whole')}</li>
      </ul>
    </>
  );
}

const asking = contract.vouchers.requestWithdrawal.input.pick({ reason: true, note: true });
type Why = { readonly reason: WithdrawalReason; readonly note: string };

/** Asks that an approved order be taken back. */
export function WithdrawDialog(props: DialogProps & { readonly onWithdraw: (why: Why) => void }) {
  const { voucher, isPending, onClose, onWithdraw } = props;
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  const id = useId();
  const form = useContractForm(asking, { defaultValues: { note: '' } });
  const send = () => void form.handleSubmit(onWithdraw)();
  const actions = (
    <>
      <Button onPress={onClose}>{t('common:cancel')}</Button>
      <Button variant="primary" onPress={send} isPending={isPending}>
        {t('vouchers:withdrawal.act.send')}
      </Button>
    </>
  );
  const about = { person: voucher.personName, number: voucher.orderNumber, agreement: voucher.agreementNumber };
  return (
    <Dialog isOpen onClose={onClose} title={t('vouchers:withdrawal.askDialog.title')} actions={actions}>
      <p>{t('vouchers:approveDialog.text', about)}</p>
      <ContractFormView id={id} form={form} onSubmit={onWithdraw}>
        <FormField form={form} name="reason" label={t('vouchers:withdrawal.reasonLabel')}>
          {(field) => (
            <Select
              {...field}
              isRequired
              autoFocus
              options={withdrawalReasons.map((value) => ({ value, label: t(`vocabulary:withdrawalReason.${value}`) }))}
            />
          )}
        </FormField>
        <FormField form={form} name="note" label={t('vouchers:withdrawal.note')}>
          {(field) => <TextArea {...field} hint={t('vouchers:withdrawal.noteHint')} />}
        </FormField>
      </ContractFormView>
      <WhatHappens voucher={voucher} isDecided={false} />
      <SendKey label={t('vouchers:withdrawal.act.send')} onSend={send} />
    </Dialog>
  );
}

type ApproveProps = DialogProps & { readonly withdrawal: Withdrawal; readonly onApprove: () => void };

/** The last look before the withdrawal is final. */
export function ApproveWithdrawalDialog({ voucher, withdrawal, isPending, onClose, onApprove }: ApproveProps) {
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  const requester = useColleague(withdrawal.requestedBy) ?? t('vouchers:page.someone');
  const about = { person: voucher.personName, number: voucher.orderNumber, agreement: voucher.agreementNumber };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('vouchers:withdrawal.approveDialog.title')}
      verb={t('vouchers:withdrawal.act.approve')}
      onConfirm={onApprove}
      isPending={isPending}
    >
      <p>{t('vouchers:approveDialog.text', about)}</p>
      <DefinitionList
        items={[
          { label: t('vouchers:what'), value: useOrderedThing(voucher) },
          { label: t('vouchers:vouchers'), value: voucherCount(voucher.quote.vouchers), isNumeric: true },
          { label: t('vouchers:withdrawal.requestedBy'), value: requester },
          { label: t('vouchers:withdrawal.reasonLabel'), value: t(`vocabulary:withdrawalReason.${withdrawal.reason}`) },
          ...(withdrawal.note === '' ? [] : [{ label: t('vouchers:withdrawal.note'), value: withdrawal.note }]),
        ]}
      />
      <WhatHappens voucher={voucher} isDecided />
      <SendKey label={t('vouchers:withdrawal.act.approve')} onSend={onApprove} />
    </ConfirmDialog>
  );
}

const declining = contract.vouchers.declineWithdrawal.input.pick({ answer: true });

/** Turns the request down, with the reason that whoever asked will read. */
export function DeclineWithdrawalDialog(props: DialogProps & { readonly onDecline: (answer: string) => void }) {
  const { isPending, onClose, onDecline } = props;
  const { t } = useTranslation(['vouchers', 'common']);
  const id = useId();
  const form = useContractForm(declining, { defaultValues: { answer: '' } });
  const send = () => void form.handleSubmit(({ answer }) => onDecline(answer))();
  const actions = (
    <>
      <Button onPress={onClose}>{t('common:cancel')}</Button>
      <Button variant="primary" onPress={send} isPending={isPending}>
        {t('vouchers:withdrawal.act.decline')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('vouchers:withdrawal.declineDialog.title')} actions={actions}>
      <p>{t('vouchers:withdrawal.declineDialog.text')}</p>
      <ContractFormView id={id} form={form} onSubmit={({ answer }) => onDecline(answer)}>
        <FormField form={form} name="answer" label={t('vouchers:withdrawal.answer')}>
          {(field) => <TextArea {...field} isRequired autoFocus />}
        </FormField>
      </ContractFormView>
      <SendKey label={t('vouchers:withdrawal.act.decline')} onSend={send} />
    </Dialog>
  );
}
