import { useTranslation } from 'react-i18next';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { useColleague, useRules } from '../../app/reference-store.ts';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatCount, formatDate, formatDateTime, formatMoney } from '../../ui/format.ts';
import { Card } from '../../ui/surface.tsx';
import { useOrderedThing } from './voucher-words.ts';

/** What was ordered, from whom, for when. */
export function VoucherTerms({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation(['vouchers', 'vocabulary']);
  const { order } = voucher;
  const none = t('vouchers:page.none');
  const price = formatMoney(order.priceGrosze);
  const ofCourse = [
    { label: t('vouchers:page.hours'), value: order.hours === null ? none : formatCount(order.hours), isNumeric: true },
    { label: t('vouchers:page.mode'), value: order.mode === null ? none : t(`vocabulary:courseMode.${order.mode}`) },
    { label: t('vouchers:page.price'), value: t('vouchers:page.pricePerHour', { price }), isNumeric: true },
  ];
  const ofExam = [
    { label: t('vouchers:page.zrk'), value: order.zrk === null ? none : t(`vocabulary:yesNo.${order.zrk}`) },
    { label: t('vouchers:page.price'), value: price, isNumeric: true },
  ];
  return (
    <Card title={t('vouchers:page.terms')}>
      <DefinitionList
        items={[
          { label: t('vouchers:what'), value: useOrderedThing(voucher) },
          { label: t('vouchers:form.courseName'), value: order.courseName || none },
          { label: t('vouchers:form.providerName'), value: order.providerName },
          { label: t('vouchers:form.burNumber'), value: order.burNumber || none, isNumeric: true },
          ...(order.kind === 'course' ? ofCourse : ofExam),
          { label: t('vouchers:form.on'), value: formatDate(order.on), isNumeric: true },
        ]}
      />
    </Card>
  );
}

/** Who prepared and who approved it, when, and under which rules. */
export function VoucherHistory({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation('vouchers');
  const preparer = useColleague(voucher.preparedBy) ?? t('page.someone');
  const submitter = useColleague(voucher.submittedBy) ?? t('page.someone');
  const approver = useColleague(voucher.approvedBy) ?? t('page.someone');
  const version = useRules(voucher.programme, voucher.ruleSetHash)?.ruleSetVersion ?? '';
  const byAt = (name: string, instant: string) => t('page.byAt', { name, time: formatDateTime(instant) });
  const { submittedAt, approvedAt } = voucher;
  return (
    <Card title={t('page.history')}>
      <DefinitionList
        items={[
          { label: t('page.preparedBy'), value: byAt(preparer, voucher.preparedAt), isNumeric: true },
          ...(submittedAt === null
            ? []
            : [{ label: t('page.submitted'), value: byAt(submitter, submittedAt), isNumeric: true }]),
          ...(approvedAt === null
            ? []
            : [{ label: t('page.approvedBy'), value: byAt(approver, approvedAt), isNumeric: true }]),
          {
            label: t('page.rules'),
            value: t('page.rulesValue', { version, hash: voucher.ruleSetHash.slice(0, 12) }),
            isNumeric: true,
          },
        ]}
      />
    </Card>
  );
}
