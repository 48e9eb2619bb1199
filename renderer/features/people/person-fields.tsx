// The fields of a person, the same when registering and when correcting.
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { personInput } from '../../../shared/contract/people.ts';
import { labourStatuses, sexes } from '../../../shared/domain/vocabulary.ts';
import { RadioGroup } from '../../ui/choices.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { type ContractForm, FormField } from '../../ui/contract-form.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { FieldRow } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Section } from '../../ui/surface.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { PeselNote } from './pesel-note.tsx';
import { useMunicipalityOptions } from './use-territory.ts';

export type PersonValues = z.input<typeof personInput>;
export type PersonForm = ContractForm<PersonValues, z.output<typeof personInput>>;
type Fields = { readonly form: PersonForm };

const educationLevels = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
const documentTypes = ['passport', 'residence-card', 'identity-card', 'other'] as const;

export const emptyPerson: PersonValues = {
  identity: { kind: 'pesel', pesel: '' },
  firstName: '',
  lastName: '',
  citizenship: 'PL',
  address: { teryt: null, town: '', street: '', building: '', flat: '', postalCode: '' },
  phone: '',
  email: '',
  educationIsced: null,
  labourStatus: null,
  occupation: '',
  employer: '',
};

const emptyDocument = {
  kind: 'document' as const,
  documentType: 'passport' as const,
  country: '',
  number: '',
  birthDate: '',
  sex: 'female' as const,
};

/** Switching between PESEL and another document keeps the names; the other kind's fields begin empty. */
export function IdentityFields({ form }: Fields) {
  const { t } = useTranslation('people');
  const kind = form.watch('identity.kind');
  return (
    <>
      <RadioGroup
        label={t('new.kind')}
        orientation="horizontal"
        value={kind}
        onChange={(next) =>
          form.setValue('identity', next === 'pesel' ? { kind: 'pesel', pesel: '' } : emptyDocument, {
            shouldDirty: true,
          })
        }
        options={[
          { value: 'pesel', label: t('new.byPesel') },
          { value: 'document', label: t('new.byDocument') },
        ]}
      />
      {kind === 'pesel' ? <PeselFields form={form} /> : <DocumentFields form={form} />}
      <FieldRow>
        <FormField form={form} name="lastName" label={t('field.lastName')}>
          {(field) => <TextField {...field} isRequired />}
        </FormField>
        <FormField form={form} name="firstName" label={t('field.firstName')}>
          {(field) => <TextField {...field} isRequired />}
        </FormField>
        <FormField form={form} name="citizenship" label={t('field.citizenship')}>
          {(field) => (
            <TextField
              {...field}
              onChange={(typed) => field.onChange(typed === '' ? null : typed.toUpperCase())}
              hint={t('field.citizenshipHint')}
              maxLength={2}
            />
          )}
        </FormField>
      </FieldRow>
    </>
  );
}

function PeselFields({ form }: Fields) {
  const { t } = useTranslation('people');
  return (
    <div className="people-pesel">
      <FormField form={form} name="identity.pesel" label={t('field.pesel')}>
        {(field) => <TextField {...field} hint={t('field.peselHint')} inputMode="numeric" isRequired autoFocus />}
      </FormField>
      <PeselNote pesel={form.watch('identity.pesel') ?? ''} />
    </div>
  );
}

function DocumentFields({ form }: Fields) {
  const { t } = useTranslation('people');
  const { t: words } = useTranslation('vocabulary');
  return (
    <>
      <FieldRow>
        <FormField form={form} name="identity.documentType" label={t('field.documentType')}>
          {(field) => (
            <Select
              {...field}
              value={field.value ?? null}
              options={documentTypes.map((type) => ({ value: type, label: words(`documentType.${type}`) }))}
            />
          )}
        </FormField>
        <FormField form={form} name="identity.country" label={t('field.country')}>
          {(field) => (
            <TextField
              {...field}
              value={field.value ?? ''}
              onChange={(typed) => field.onChange(typed.toUpperCase())}
              hint={t('field.countryHint')}
              maxLength={2}
              isRequired
            />
          )}
        </FormField>
        <FormField form={form} name="identity.number" label={t('field.number')}>
          {(field) => <TextField {...field} value={field.value ?? ''} isRequired />}
        </FormField>
      </FieldRow>
      <FieldRow>
        <FormField form={form} name="identity.birthDate" label={t('field.birthDate')}>
          {(field) => (
            <DateField
              {...field}
              value={field.value || null}
              onChange={(date) => field.onChange(date ?? '')}
              isRequired
            />
          )}
        </FormField>
        <FormField form={form} name="identity.sex" label={t('field.sex')}>
          {(field) => (
            <RadioGroup
              {...field}
              value={field.value ?? null}
              orientation="horizontal"
              options={sexes.map((sex) => ({ value: sex, label: words(`sex.${sex}`) }))}
            />
          )}
        </FormField>
      </FieldRow>
    </>
  );
}

export function DetailFields({ form }: Fields) {
  const { t } = useTranslation('people');
  return (
    <>
      <Section title={t('section.address')}>
        <AddressFields form={form} />
      </Section>
      <Section title={t('section.contact')}>
        <FieldRow>
          <FormField form={form} name="phone" label={t('field.phone')}>
            {(field) => <TextField {...field} type="tel" />}
          </FormField>
          <FormField form={form} name="email" label={t('field.email')}>
            {(field) => <TextField {...field} type="email" isOptional />}
          </FormField>
        </FieldRow>
      </Section>
      <Section title={t('section.work')}>
        <WorkFields form={form} />
      </Section>
    </>
  );
}

function AddressFields({ form }: Fields) {
  const { t } = useTranslation('people');
  const options = useMunicipalityOptions();
  return (
    <>
      <FieldRow>
        <FormField form={form} name="address.teryt" label={t('field.municipality')}>
          {(field) => <ComboBox {...field} hint={t('field.municipalityHint')} options={options} />}
        </FormField>
        <FormField form={form} name="address.town" label={t('field.town')}>
          {(field) => <TextField {...field} />}
        </FormField>
      </FieldRow>
      <FieldRow>
        <FormField form={form} name="address.street" label={t('field.street')}>
          {(field) => <TextField {...field} />}
        </FormField>
        <FormField form={form} name="address.building" label={t('field.building')}>
          {(field) => <TextField {...field} />}
        </FormField>
        <FormField form={form} name="address.flat" label={t('field.flat')}>
          {(field) => <TextField {...field} />}
        </FormField>
        <FormField form={form} name="address.postalCode" label={t('field.postalCode')}>
          {(field) => <TextField {...field} placeholder={t('field.postalCodeHint')} />}
        </FormField>
      </FieldRow>
    </>
  );
}

function WorkFields({ form }: Fields) {
  const { t } = useTranslation('people');
  const { t: words } = useTranslation('vocabulary');
  return (
    <>
      <FieldRow>
        <FormField form={form} name="educationIsced" label={t('field.education')}>
          {(field) => (
            <Select
              {...field}
              emptyLabel={t('field.unknown')}
              options={educationLevels.map((level) => ({ value: level, label: words(`isced.level${level}`) }))}
            />
          )}
        </FormField>
        <FormField form={form} name="labourStatus" label={t('field.labourStatus')}>
          {(field) => (
            <Select
              {...field}
              emptyLabel={t('field.unknown')}
              options={labourStatuses.map((status) => ({ value: status, label: words(`labourStatus.${status}`) }))}
            />
          )}
        </FormField>
      </FieldRow>
      <FieldRow>
        <FormField form={form} name="occupation" label={t('field.occupation')}>
          {(field) => <TextField {...field} isOptional />}
        </FormField>
        <FormField form={form} name="employer" label={t('field.employer')}>
          {(field) => <TextField {...field} isOptional />}
        </FormField>
      </FieldRow>
    </>
  );
}
