import { useTranslation } from 'react-i18next';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { formatMoney } from '../../ui/format.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { PoolAdvice } from './pool-advice.tsx';
import { useOrderedThing, voucherCount } from './voucher-words.ts';

type ApproveDialogProps = {
  readonly voucher: Voucher;
  readonly isPending: boolean;
  readonly onClose: () => void;
  readonly onApprove: () => void;
};

/** The last look before an order is final: whose, how much, and what will happen. */
export function ApproveDialog({ voucher, isPending, onClose, onApprove }: ApproveDialogProps) {
  const { t } = useTranslation('vouchers');
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('approveDialog.title')}
      verb={t('act.approve')}
      onConfirm={onApprove}
      isPending={isPending}
    >
      <Summary voucher={voucher} onApprove={onApprove} />
    </ConfirmDialog>
  );
}

function Summary({ voucher, onApprove }: Pick<ApproveDialogProps, 'voucher' | 'onApprove'>) {
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  const { quote } = voucher;
  const thing = useOrderedThing(voucher);
  useHotkey('Ctrl+Enter', onApprove, { label: t('vouchers:act.approve') });
  const vouchers = voucherCount(quote.vouchers);
  const about = { person: voucher.personName, number: voucher.orderNumber, agreement: voucher.agreementNumber };
  const amount = (label: string, grosze: number) => ({ label, value: formatMoney(grosze), isNumeric: true });
  return (
    <>
      <p>{t('vouchers:approveDialog.text', about)}</p>
      <DefinitionList
        items={[
          { label: t('vouchers:what'), value: thing },
          { label: t('vouchers:form.providerName'), value: voucher.order.providerName },
          { label: t('vouchers:vouchers'), value: vouchers, isNumeric: true },
          amount(t('vouchers:quote.faceValue'), quote.faceValueGrosze),
          amount(t('vouchers:quote.ownContribution', { percent: quote.ownPercent }), quote.ownContributionGrosze),
          amount(t('vouchers:quote.subsidy'), quote.subsidyGrosze),
        ]}
      />
      <PoolAdvice voucherId={voucher.id} />
      <p>
        <strong>{t('vouchers:approveDialog.whatHappens')}</strong>
      </p>
      <ul>
        <li>{t('vouchers:approveDialog.books', { vouchers })}</li>
        <li>{t('vouchers:approveDialog.sends')}</li>
        <li>{t('vouchers:approveDialog.final')}</li>
      </ul>
    </>
  );
}
