import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agreement } from '../../../shared/contract/agreements.ts';
import type { CaseRecord } from '../../../shared/contract/cases.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { CheckboxGroup } from '../../ui/choices.tsx';
import { ContractFormView, FormField } from '../../ui/contract-form.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { FieldRow } from '../../ui/field.tsx';
import { formatTime } from '../../ui/format.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/surface.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { SuggestedCard } from './suggested-card.tsx';
import type { Suggestion } from './use-agreement.ts';
import { type AgreementFormParts, type TermsForm, useSavedTerms, useTermsForm } from './use-agreement-form.ts';

export type DraftAgreementProps = AgreementFormParts & {
  readonly record: CaseRecord;
  readonly rules: Programme;
  readonly suggestion: Suggestion;
  readonly onSigned: (agreement: Agreement) => void;
  readonly reload: () => Promise<void>;
};

type FieldsProps = Pick<DraftAgreementProps, 'rules' | 'suggestion'> & { readonly form: TermsForm };

function TermsFields({ form, rules, suggestion }: FieldsProps) {
  const { t } = useTranslation('agreements');
  const name = (code: string) => rules.categories.find((category) => category.code === code)?.name ?? code;
  const stored = form.formState.defaultValues?.categories ?? [];
  const codes = [...new Set([...suggestion.categories, ...stored.flatMap((code) => code ?? [])])];
  return (
    <>
      <FieldRow>
        <FormField form={form} name="validFrom" label={t('draft.validFrom')}>
          {(field) => <DateField {...field} onChange={(next) => field.onChange(next ?? '')} isRequired />}
        </FormField>
        <FormField form={form} name="validTo" label={t('draft.validTo')}>
          {(field) => <DateField {...field} onChange={(next) => field.onChange(next ?? '')} isRequired />}
        </FormField>
      </FieldRow>
      <FormField form={form} name="categories" label={t('draft.categories')}>
        {(field) => (
          <CheckboxGroup
            {...field}
            hint={t(rules.balance.origin.value === 'in-case' ? 'draft.categoriesHint' : 'draft.categoriesHintAll')}
            options={codes.map((code) => ({ value: code, label: name(code) }))}
          />
        )}
      </FormField>
    </>
  );
}

type SaveBarProps = Pick<DraftAgreementProps, 'agreement' | 'draft'> & {
  readonly form: TermsForm;
  readonly onSign: () => void;
};

function SaveBar({ agreement, draft, form, onSign }: SaveBarProps) {
  const { t } = useTranslation('agreements');
  const { isDirty, isSubmitting } = form.formState;
  return (
    <div className="ui-form-actions">
      <Button
        type="submit"
        variant={agreement === null ? 'primary' : 'secondary'}
        isDisabled={agreement !== null && !isDirty}
        isPending={isSubmitting}
      >
        {t(agreement === null ? 'draft.create' : 'draft.save')}
      </Button>
      {agreement !== null && (
        <Button variant="primary" onPress={onSign}>
          {t('sign.button')}
        </Button>
      )}
      {isDirty && draft.savedAt !== null && (
        <span className="ui-hint">{t('draft.draftAt', { time: formatTime(draft.savedAt) })}</span>
      )}
    </div>
  );
}

/** Terms of an agreement that is not signed yet; saved first, then signed. */
export function DraftAgreement(props: DraftAgreementProps) {
  const { t } = useTranslation(['agreements', 'common']);
  const { record, rules, agreement, suggestion, onSigned, reload } = props;
  const form = useTermsForm(props);
  const { save, saveTerms, problem } = useSavedTerms(props, form);
  const [isSigning, setSigning] = useState(false);
  useHotkey('Ctrl+S', () => void save(), { label: t('agreements:draft.save') });
  const { isDirty } = form.formState;
  const sign = async () => {
    if (!isDirty || (await save()) !== null) setSigning(true);
  };
  const isStale = problem?.kind === 'changed-meanwhile';
  return (
    <div className="agreement-columns">
      <Card
        title={t(agreement === null ? 'agreements:draft.newTitle' : 'agreements:draft.title')}
        note={t('agreements:draft.note')}
      >
        <ContractFormView form={form} onSubmit={saveTerms}>
          <TermsFields form={form} rules={rules} suggestion={suggestion} />
          {problem && (
            <Notice
              tone="danger"
              isLive
              actions={isStale && <Button onPress={() => void reload()}>{t('common:refresh')}</Button>}
            >
              {problemSentence(problem)}
            </Notice>
          )}
          <SaveBar agreement={agreement} draft={props.draft} form={form} onSign={() => void sign()} />
        </ContractFormView>
      </Card>
      <SuggestedCard suggestion={suggestion} rules={rules} />
      {isSigning && agreement !== null && (
        <SignDialog
          record={record}
          agreement={agreement}
          rules={rules}
          onClose={() => setSigning(false)}
          onSigned={onSigned}
        />
      )}
    </div>
  );
}
