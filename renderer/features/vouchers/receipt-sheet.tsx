import { useTranslation } from 'react-i18next';
import type { Delivery, DeliveryRow, Voucher } from '../../../shared/contract/vouchers.ts';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatCount, formatDateTime, formatMoney } from '../../ui/format.ts';
import { readReceipt } from './receipt-text.ts';
import { useOrderedThing, voucherCount } from './voucher-words.ts';

type ReceiptSheetProps = {
  readonly voucher: Voucher;
  readonly delivery: Delivery;
  readonly kind: DeliveryRow['kind'];
};

/** The central office's word about one order or its withdrawal, in words and as signed; also the sheet that is printed. */
export function ReceiptSheet({ voucher, delivery, kind }: ReceiptSheetProps) {
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  const thing = useOrderedThing(voucher);
  const payload = delivery.receipt === null ? undefined : readReceipt(delivery.receipt);
  const number = { isNumeric: true };
  const isWithdrawal = kind === 'withdrawal';
  const signed =
    payload === undefined
      ? []
      : [
          {
            label: t(isWithdrawal ? 'vouchers:withdrawal.receipt.acceptedAt' : 'vouchers:receipt.acceptedAt'),
            value: formatDateTime(payload.acceptedAt),
            ...number,
          },
          { label: t('vouchers:receipt.receiptId'), value: payload.receiptId, ...number },
          { label: t('vouchers:receipt.seq'), value: formatCount(payload.seq), ...number },
          { label: t('vouchers:receipt.hash'), value: payload.hash, ...number },
          { label: t('vouchers:receipt.keyId'), value: payload.keyId, ...number },
        ];
  const about = { order: voucher.orderNumber, agreement: voucher.agreementNumber };
  return (
    <div className="voucher-receipt">
      <p>{t(isWithdrawal ? 'vouchers:withdrawal.receipt.statement' : 'vouchers:receipt.statement', about)}</p>
      <DefinitionList
        items={[
          { label: t('vouchers:supportId'), value: delivery.supportId ?? '', ...number },
          { label: t('vouchers:person'), value: voucher.personName },
          { label: t('vouchers:what'), value: thing },
          { label: t('vouchers:vouchers'), value: voucherCount(voucher.quote.vouchers), ...number },
          { label: t('vouchers:faceValue'), value: formatMoney(voucher.quote.faceValueGrosze), ...number },
          ...signed,
        ]}
      />
      {payload === undefined && <p>{t('vouchers:receipt.unreadable')}</p>}
      <p className="voucher-muted">{t('vouchers:receipt.signed')}</p>
      <p className="voucher-jws">{delivery.receipt}</p>
    </div>
  );
}
