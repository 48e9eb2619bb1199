import { z } from 'zod';
import { Button } from '../ui/button.tsx';
import { Checkbox, RadioGroup } from '../ui/choices.tsx';
import { ContractFormView, FormField, useContractForm } from '../ui/contract-form.tsx';
import { DateField } from '../ui/date-field.tsx';
import { FieldRow } from '../ui/field.tsx';
import { MoneyField } from '../ui/number-field.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { Page, Toolbar } from '../ui/surface.tsx';
import { TextField } from '../ui/text-field.tsx';

const schema = z.strictObject({
  title: z.string().trim().min(1).max(20),
  day: z.iso.date(),
  amountGrosze: z.int().min(100),
  kind: z
    .enum(['one', 'two'])
    .nullable()
    .refine((kind) => kind !== null),
  isAgreed: z.literal(true),
});

const kinds = [
  { value: 'one', label: 'Pierwszy' },
  { value: 'two', label: 'Drugi' },
] as const;

const steps = [
  { id: 'search', label: 'Szukanie' },
  { id: 'fields', label: 'Dane' },
  { id: 'check', label: 'Sprawdzenie' },
];

type Form = ReturnType<typeof useGalleryForm>;

const useGalleryForm = () =>
  useContractForm(schema, {
    defaultValues: { title: '' },
    explain: (issue) => (issue.path[0] === 'kind' ? 'Wybierz rodzaj.' : undefined),
  });

function Fields({ form }: { readonly form: Form }) {
  return (
    <>
      <FieldRow>
        <FormField form={form} name="title" label="Tytuł">
          {(field) => <TextField {...field} isRequired />}
        </FormField>
        <FormField form={form} name="day" label="Dzień">
          {(field) => <DateField {...field} isRequired />}
        </FormField>
        <FormField form={form} name="amountGrosze" label="Kwota">
          {(field) => <MoneyField {...field} />}
        </FormField>
      </FieldRow>
      <FormField form={form} name="kind" label="Rodzaj">
        {(field) => <RadioGroup {...field} options={kinds} orientation="horizontal" />}
      </FormField>
      <FormField form={form} name="isAgreed" label="Potwierdzam">
        {(field) => <Checkbox {...field} onChange={(isOn) => field.onChange(isOn || null)} />}
      </FormField>
    </>
  );
}

export function FormGallery() {
  const form = useGalleryForm();
  return (
    <Page width="form">
      <PageHeader title="Formularz" />
      <Stepper steps={steps} currentId="fields" />
      <ContractFormView form={form} onSubmit={() => undefined}>
        <Fields form={form} />
        <Toolbar>
          <Button type="submit" variant="primary">
            Zapisz
          </Button>
          <Button>Anuluj</Button>
        </Toolbar>
      </ContractFormView>
    </Page>
  );
}
