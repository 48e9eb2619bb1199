import { useTranslation } from 'react-i18next';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { LinkButton } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatDateTime, formatMoney } from '../../ui/format.ts';
import { Section, Toolbar } from '../../ui/surface.tsx';
import { referenceOf } from './voucher-columns.tsx';
import { DeliveryBadge, VoucherStateBadge, WithdrawalBadge } from './voucher-state.tsx';
import { useOrderedThing, voucherCount, voucherHref } from './voucher-words.ts';
import './vouchers.css';

/** What a list already knows of an order, beside the list. */
export function VoucherPreview({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  const { quote, delivery, withdrawal } = voucher;
  const supportId = delivery?.supportId;
  const items = [
    { label: t('vouchers:caseNumber'), value: voucher.caseNumber, isNumeric: true },
    { label: t('vouchers:what'), value: useOrderedThing(voucher) },
    { label: t('vouchers:provider'), value: voucher.order.providerName },
    { label: t('vouchers:vouchers'), value: voucherCount(quote.vouchers), isNumeric: true },
    { label: t('vouchers:faceValue'), value: formatMoney(quote.faceValueGrosze), isNumeric: true },
    { label: t('vouchers:preparedAt'), value: formatDateTime(voucher.preparedAt), isNumeric: true },
    ...(supportId ? [{ label: t('vouchers:supportId'), value: supportId, isNumeric: true }] : []),
  ];
  return (
    <Section title={voucher.personName} note={referenceOf(voucher)}>
      <Toolbar>
        <VoucherStateBadge {...voucher} />
        <DeliveryBadge {...voucher} />
        {withdrawal !== null && <WithdrawalBadge withdrawal={withdrawal} />}
      </Toolbar>
      <div className="voucher-preview">
        <DefinitionList items={items} />
      </div>
      <Toolbar>
        <LinkButton variant="primary" href={voucherHref(voucher.id)}>
          {t('vouchers:open')}
        </LinkButton>
      </Toolbar>
    </Section>
  );
}
