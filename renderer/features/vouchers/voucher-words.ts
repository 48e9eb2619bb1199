// Short words about an order that several screens show.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { useRules } from '../../app/reference-store.ts';
import { i18n } from '../../text/index.ts';
import { formatCount } from '../../ui/format.ts';

export type VoucherText = TFunction<['vouchers', 'vocabulary', 'common']>;

const words = i18n.getFixedT(null, 'vouchers');

export const voucherHref = (id: string): string => `#/vouchers/${id}`;

/** For a grid, whose rows are no links; Enter and a double click go where a link would. */
export const openVoucher = ({ id }: Pick<Voucher, 'id'>): void => {
  window.location.hash = voucherHref(id);
};

export const voucherCount = (count: number): string => words('voucherCount', { count, shown: formatCount(count) });

export const hourCount = (count: number): string => words('hourCount', { count, shown: formatCount(count) });

/** "Kurs: Języki obce", by the names of the rules that the order was made under. */
export function useOrderedThing({ programme, ruleSetHash, order }: Voucher): string {
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  const rules = useRules(programme, ruleSetHash);
  const category = rules?.categories.find(({ code }) => code === order.category)?.name ?? order.category;
  return `${t(`vocabulary:orderKind.${order.kind}`)}: ${category}`;
}
