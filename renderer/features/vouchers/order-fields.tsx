import { useTranslation } from 'react-i18next';
import type { Agreement } from '../../../shared/contract/agreements.ts';
import type { Order } from '../../../shared/contract/vouchers.ts';
import { courseModes, orderKinds, yesNo } from '../../../shared/domain/vocabulary.ts';
import { useRules } from '../../app/reference-store.ts';
import { RadioGroup } from '../../ui/choices.tsx';
import { type ContractForm, FormField } from '../../ui/contract-form.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { FieldRow } from '../../ui/field.tsx';
import { MoneyField, NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { OrderInput } from './order-schema.ts';

export type OrderFormState = ContractForm<OrderInput, Order>;

type FieldsProps = {
  readonly form: OrderFormState;
  readonly agreement: Agreement;
  readonly kind: OrderInput['kind'];
};

export function OrderFields(props: FieldsProps) {
  return (
    <>
      <WhatFields {...props} />
      {props.kind === 'course' ? <CourseFields {...props} /> : <ExamFields {...props} />}
      <WhereFields {...props} />
    </>
  );
}

function WhatFields({ form, agreement }: FieldsProps) {
  const { t } = useTranslation(['vouchers', 'vocabulary']);
  const rules = useRules(agreement.programme, agreement.ruleSetHash);
  const nameOf = (code: string) => rules?.categories.find((one) => one.code === code)?.name ?? code;
  return (
    <>
      <FormField form={form} name="kind" label={t('vouchers:form.kind')}>
        {(field) => (
          <RadioGroup
            {...field}
            orientation="horizontal"
            autoFocus
            options={orderKinds.map((kind) => ({ value: kind, label: t(`vocabulary:orderKind.${kind}`) }))}
          />
        )}
      </FormField>
      <FieldRow>
        <FormField form={form} name="category" label={t('vouchers:form.category')}>
          {(field) => (
            <Select
              {...field}
              isRequired
              hint={t('vouchers:form.categoryHint')}
              options={agreement.categories.map((code) => ({ value: code, label: nameOf(code) }))}
            />
          )}
        </FormField>
        <FormField form={form} name="on" label={t('vouchers:form.on')}>
          {(field) => <DateField {...field} isRequired hint={t('vouchers:form.onHint')} />}
        </FormField>
      </FieldRow>
    </>
  );
}

function CourseFields({ form, agreement }: FieldsProps) {
  const { t } = useTranslation(['vouchers', 'vocabulary']);
  const minutes = useRules(agreement.programme, agreement.ruleSetHash)?.vouchers?.trainingHourMinutes.value;
  return (
    <>
      <FormField form={form} name="mode" label={t('vouchers:form.mode')}>
        {(field) => (
          <RadioGroup
            {...field}
            orientation="horizontal"
            options={courseModes.map((mode) => ({ value: mode, label: t(`vocabulary:courseMode.${mode}`) }))}
          />
        )}
      </FormField>
      <FieldRow>
        <FormField form={form} name="hours" label={t('vouchers:form.hours')}>
          {(field) => (
            <NumberField
              {...field}
              isRequired
              hint={minutes === undefined ? undefined : t('vouchers:form.hoursHint', { minutes })}
            />
          )}
        </FormField>
        <FormField form={form} name="priceGrosze" label={t('vouchers:form.pricePerHour')}>
          {(field) => <MoneyField {...field} isRequired hint={t('vouchers:form.pricePerHourHint')} />}
        </FormField>
      </FieldRow>
    </>
  );
}

function ExamFields({ form }: FieldsProps) {
  const { t } = useTranslation(['vouchers', 'vocabulary']);
  return (
    <FieldRow>
      <FormField form={form} name="priceGrosze" label={t('vouchers:form.priceOfExam')}>
        {(field) => <MoneyField {...field} isRequired hint={t('vouchers:form.priceOfExamHint')} />}
      </FormField>
      <FormField form={form} name="zrk" label={t('vouchers:form.zrk')}>
        {(field) => (
          <RadioGroup
            {...field}
            orientation="horizontal"
            hint={t('vouchers:form.zrkHint')}
            options={yesNo.map((answer) => ({ value: answer, label: t(`vocabulary:yesNo.${answer}`) }))}
          />
        )}
      </FormField>
    </FieldRow>
  );
}

function WhereFields({ form }: Pick<FieldsProps, 'form'>) {
  const { t } = useTranslation('vouchers');
  return (
    <>
      <FormField form={form} name="courseName" label={t('form.courseName')}>
        {(field) => <TextField {...field} isOptional />}
      </FormField>
      <FieldRow>
        <FormField form={form} name="providerName" label={t('form.providerName')}>
          {(field) => <TextField {...field} isRequired hint={t('form.providerNameHint')} />}
        </FormField>
        <FormField form={form} name="burNumber" label={t('form.burNumber')}>
          {(field) => <TextField {...field} isOptional hint={t('form.burNumberHint')} />}
        </FormField>
      </FieldRow>
    </>
  );
}
