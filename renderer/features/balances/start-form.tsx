import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Balance, balances, balanceVariants } from '../../../shared/contract/balances.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { today } from '../../app/today.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choices.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/surface.tsx';

const schema = balances.start.input.pick({ variant: true, informedOn: true });

export type StartFormProps = { readonly caseId: string; readonly onStarted: (balance: Balance) => void };

/** Variant, and the day the person was told what a balance is. */
export function StartForm({ caseId, onStarted }: StartFormProps) {
  const { t } = useTranslation(['balances', 'vocabulary']);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useContractForm(schema, { defaultValues: { variant: 'basic', informedOn: today() } });
  const start = async (values: Parameters<Parameters<typeof form.handleSubmit>[0]>[0]) => {
    const answer = await ask().balances.start({ caseId, ...values });
    if (answer.ok) onStarted(answer.value);
    else setProblem(answer.problem);
  };
  const variants = balanceVariants.map((value) => ({
    value,
    label: t(`vocabulary:balanceVariant.${value}`),
    note: t(`balances:variantNote.${value}`),
  }));
  return (
    <div className="balance-document">
      <Card title={t('balances:start.title')} note={t('balances:start.text')}>
        <ContractFormView form={form} onSubmit={start}>
          <FormField form={form} name="variant" label={t('balances:variant')}>
            {(field) => <RadioGroup {...field} options={variants} />}
          </FormField>
          <FormField form={form} name="informedOn" label={t('balances:informedOn')}>
            {(field) => (
              <div className="balance-date">
                <DateField
                  {...field}
                  hint={t('balances:informedHint')}
                  onChange={(next) => field.onChange(next ?? '')}
                  isRequired
                />
              </div>
            )}
          </FormField>
          {problem && (
            <Notice tone="danger" isLive>
              {problemSentence(problem)}
            </Notice>
          )}
          <div className="ui-form-actions">
            <Button variant="primary" type="submit" isPending={form.formState.isSubmitting}>
              {t('balances:start.button')}
            </Button>
          </div>
        </ContractFormView>
      </Card>
    </div>
  );
}
