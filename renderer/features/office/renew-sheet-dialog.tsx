// A new recovery sheet: the passphrase is asked for again, because whoever holds the sheet holds every account.
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
import { PassphraseField } from '../../ui/passphrase-field.tsx';

type RenewSheetDialogProps = {
  readonly onClose: () => void;
  readonly onRenewed: (recoveryCode: string) => void;
};

export function RenewSheetDialog({ onClose, onRenewed }: RenewSheetDialogProps) {
  const { t } = useTranslation(['health', 'common']);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useContractForm(contract.session.renewRecoveryCode.input, { defaultValues: { passphrase: '' } });
  const renew = async (input: InputOf<typeof contract.session.renewRecoveryCode>) => {
    const answer = await ask().session.renewRecoveryCode(input);
    if (!answer.ok) return setProblem(answer.problem);
    onClose();
    onRenewed(answer.value.recoveryCode);
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t('common:cancel')}</Button>
      <Button variant="primary" onPress={() => void form.handleSubmit(renew)()} isPending={form.formState.isSubmitting}>
        {t('health:sheet.submit')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('health:sheet.dialogTitle')} actions={actions}>
      {problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      <p>{t('health:sheet.dialogText')}</p>
      <ContractFormView form={form} onSubmit={renew}>
        <FormField form={form} name="passphrase" label={t('health:sheet.passphrase')}>
          {(field) => <PassphraseField {...field} isRequired autoFocus />}
        </FormField>
      </ContractFormView>
    </Dialog>
  );
}
