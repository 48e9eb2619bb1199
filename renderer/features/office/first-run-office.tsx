import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract } from '../../../shared/contract/index.ts';
import type { Territory } from '../../../shared/contract/office.ts';
import { ask } from '../../app/connection.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { Card, Toolbar } from '../../ui/surface.tsx';
import { TextField } from '../../ui/text-field.tsx';

const officeName = contract.office.create.input.pick({ name: true, countyTeryt: true });
export type OfficeName = { readonly name: string; readonly countyTeryt: string };

type OfficeStepProps = { readonly office: OfficeName; readonly onNext: (office: OfficeName) => void };

export function OfficeStep({ office, onNext }: OfficeStepProps) {
  const { t } = useTranslation('firstRun');
  const { t: common } = useTranslation('common');
  const counties = useCounties();
  const form = useContractForm(officeName, { defaultValues: office });
  return (
    <Card title={t('office.title')}>
      <ContractFormView form={form} onSubmit={onNext}>
        <FormField form={form} name="name" label={t('office.name')}>
          {(field) => <TextField {...field} hint={t('office.nameHint')} isRequired autoFocus />}
        </FormField>
        <FormField form={form} name="countyTeryt" label={t('office.county')}>
          {(field) => (
            <ComboBox
              {...field}
              value={field.value === '' ? null : field.value}
              onChange={(county) => field.onChange(county ?? '')}
              hint={t('office.countyHint')}
              isRequired
              options={counties.map(({ teryt, name }) => ({ value: teryt, label: name, note: teryt }))}
            />
          )}
        </FormField>
        <Toolbar>
          <Button type="submit" variant="primary">
            {common('next')}
          </Button>
        </Toolbar>
      </ContractFormView>
    </Card>
  );
}

function useCounties(): Territory['counties'] {
  const [counties, setCounties] = useState<Territory['counties']>([]);
  useEffect(() => {
    void ask()
      .office.territory({})
      .then((answer) => answer.ok && setCounties(answer.value.counties));
  }, []);
  return counties;
}
