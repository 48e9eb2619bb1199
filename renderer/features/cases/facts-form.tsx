import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { cases } from '../../../shared/contract/cases.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import { type FactName, factNames } from '../../../shared/domain/subject.ts';
import { disabilityAnswers, labourStatuses, legalStays, placeLinks, yesNo } from '../../../shared/domain/vocabulary.ts';
import { type ContractForm, FormField } from '../../ui/contract-form.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Select } from '../../ui/select.tsx';
import { iscedText, listFactsOf } from './fact-text.ts';

export const factsSchema = cases.saveFacts.input.pick({ submittedOn: true, facts: true });
export type FactsInput = z.input<typeof factsSchema>;
export type FactsForm = ContractForm<FactsInput, z.output<typeof factsSchema>>;

type FieldProps = { readonly form: FactsForm; readonly fact: FactName };

const choices = {
  legalStay: legalStays,
  polishLanguage: yesNo,
  placeLink: placeLinks,
  labourStatus: labourStatuses,
  disability: disabilityAnswers,
} as const;
type ChoiceFact = keyof typeof choices;

const isChoice = (fact: FactName): fact is ChoiceFact => Object.hasOwn(choices, fact);

function useOptions(fact: ChoiceFact) {
  const { t } = useTranslation('vocabulary');
  switch (fact) {
    case 'legalStay':
      return legalStays.map((value) => ({ value, label: t(`legalStay.${value}`) }));
    case 'polishLanguage':
      return yesNo.map((value) => ({ value, label: t(`yesNo.${value}`) }));
    case 'placeLink':
      return placeLinks.map((value) => ({ value, label: t(`placeLink.${value}`) }));
    case 'labourStatus':
      return labourStatuses.map((value) => ({ value, label: t(`labourStatus.${value}`) }));
    case 'disability':
      return disabilityAnswers.map((value) => ({ value, label: t(`disability.${value}`) }));
  }
}

function ChoiceField({ form, fact }: { readonly form: FactsForm; readonly fact: ChoiceFact }) {
  const { t } = useTranslation(['cases', 'vocabulary']);
  const options = useOptions(fact);
  return (
    <FormField form={form} name={`facts.${fact}`} label={t(`vocabulary:fact.${fact}`)}>
      {(field) => (
        <Select<string>
          {...field}
          options={options}
          emptyLabel={t('cases:facts.unknown')}
          // Only the options of this fact can be chosen.
          onChange={(next: string | null) => field.onChange(next as typeof field.value)}
          hint={fact === 'disability' && field.value === 'refused' ? t('cases:facts.refusal') : undefined}
        />
      )}
    </FormField>
  );
}

const iscedLevels = [0, 1, 2, 3, 4, 5, 6, 7, 8];

function FactField({ form, fact }: FieldProps) {
  const { t } = useTranslation(['cases', 'vocabulary']);
  if (isChoice(fact)) return <ChoiceField form={form} fact={fact} />;
  const label = t(`vocabulary:fact.${fact}`);
  if (fact === 'educationIsced') {
    return (
      <FormField form={form} name="facts.educationIsced" label={label}>
        {(field) => (
          <Select
            {...field}
            options={iscedLevels.map((value) => ({ value, label: iscedText(t, value) }))}
            emptyLabel={t('cases:facts.unknown')}
          />
        )}
      </FormField>
    );
  }
  return (
    <FormField form={form} name={`facts.${fact}`} label={label}>
      {(field) => (
        <DateField {...field} warning={fact === 'abroadTo' && isOrderOdd(form) && t('cases:facts.abroadOrder')} />
      )}
    </FormField>
  );
}

/** A stay that ends before it began: said, never in the way. */
function isOrderOdd(form: FactsForm): boolean {
  const [from, to] = form.watch(['facts.abroadFrom', 'facts.abroadTo']);
  return from !== null && to !== null && to < from;
}

/** The fields a programme asks about, and folded away those that it does not. */
export function FactFields({ form, rules }: { readonly form: FactsForm; readonly rules: Programme }) {
  const { t } = useTranslation('cases');
  const used = listFactsOf(rules);
  const others = factNames.options.filter((fact) => !used.includes(fact));
  return (
    <>
      <FormField form={form} name="submittedOn" label={t('submittedOn')}>
        {(field) => <DateField {...field} onChange={(next) => field.onChange(next ?? '')} />}
      </FormField>
      {used.map((fact) => (
        <FactField key={fact} form={form} fact={fact} />
      ))}
      {others.length > 0 && (
        <Disclosure summary={t('facts.others')}>
          <div className="ui-form">
            {others.map((fact) => (
              <FactField key={fact} form={form} fact={fact} />
            ))}
          </div>
        </Disclosure>
      )}
    </>
  );
}
