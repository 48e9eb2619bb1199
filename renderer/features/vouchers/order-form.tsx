// An order being written: the form at the left, what it comes to at the right, a draft kept all the time.
import { useEffect, useRef, useState } from 'react';
import type { FieldPath } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Agreement } from '../../../shared/contract/agreements.ts';
import type { Answer, Problem } from '../../../shared/contract/problem.ts';
import type { Order, Voucher } from '../../../shared/contract/vouchers.ts';
import { ask } from '../../app/connection.ts';
import { type DraftState, useDraft } from '../../app/drafts.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView, useContractForm } from '../../ui/contract-form.tsx';
import { formatTime } from '../../ui/format.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Section, Toolbar } from '../../ui/surface.tsx';
import { OrderFields, type OrderFormState } from './order-fields.tsx';
import {
  emptyOrder,
  type OrderDraft,
  type OrderInput,
  orderDraft,
  orderForm,
  toInput,
  toOrder,
} from './order-schema.ts';
import { QuotePanel } from './quote-panel.tsx';
import { useLiveQuote } from './use-live-quote.ts';
import { useOnce } from './use-once.ts';

export type OrderFormProps = {
  readonly agreement: Agreement;
  /** null for a new order. */
  readonly changed: Voucher | null;
  /** `wasSubmitted`: it was also handed over for approval. */
  readonly onSaved: (voucher: Voucher, wasSubmitted: boolean) => void;
  readonly onClose: () => void;
};

type Draft = DraftState<OrderDraft>;

/** One draft for each agreement's next order, another for each order that is being changed. */
export const draftKeyOf = (agreementId: string, changed: Voucher | null): string =>
  changed === null ? `voucher:${agreementId}` : `voucher-change:${changed.id}`;

export function OrderForm(props: OrderFormProps) {
  const draft = useDraft<OrderDraft>(draftKeyOf(props.agreement.id, props.changed));
  return draft.ready ? <ReadyForm {...props} draft={draft} /> : <Spinner />;
}

type ReadyProps = OrderFormProps & { readonly draft: Draft };

function startOf({ agreement, changed, draft }: ReadyProps): OrderInput {
  const restored = orderDraft.safeParse(draft.found);
  if (restored.success) return restored.data;
  return changed === null ? emptyOrder(agreement.categories) : toInput(changed.order);
}

/** Keeps every change; what is no number yet is kept as nothing. */
function useKeptDraft(values: OrderInput, draft: Draft): void {
  const text = JSON.stringify(values);
  const kept = useRef(text);
  useEffect(() => {
    if (kept.current === text) return;
    kept.current = text;
    const plain: OrderDraft = JSON.parse(text);
    draft.keep(plain);
  });
}

const sendOrder = (order: Order, { agreement, changed }: OrderFormProps): Promise<Answer<Voucher>> =>
  changed === null
    ? ask().vouchers.prepare({ agreementId: agreement.id, order })
    : ask().vouchers.change({ id: changed.id, seenVersion: changed.version, order });

/** Faults that only the core found go to their fields as well. */
function markFields(form: OrderFormState, problem: Problem, sentence: string): void {
  if (problem.kind !== 'invalid-input') return;
  for (const { path } of problem.issues) {
    const name = path.at(-1);
    // Only names of this form's own fields are marked.
    if (typeof name === 'string' && name in orderForm.shape)
      form.setError(name as FieldPath<OrderInput>, { message: sentence });
  }
}

function useSaving(props: ReadyProps, form: OrderFormState) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const { isPending, once } = useOnce();
  const { t } = useTranslation('ui');
  const save = (values: Order, isForApproval: boolean) =>
    once(async () => {
      const answer = await sendOrder(toOrder(values), props);
      if (!answer.ok) {
        setProblem(answer.problem);
        return markFields(form, answer.problem, t('validation.other'));
      }
      await props.draft.discard();
      const saved = answer.value;
      if (!isForApproval) return props.onSaved(saved, false);
      const submitted = await ask().vouchers.submit({ id: saved.id, seenVersion: saved.version });
      props.onSaved(submitted.ok ? submitted.value : saved, submitted.ok);
    });
  return { problem, isPending, save };
}

function useOrderForm(props: ReadyProps) {
  const { t } = useTranslation(['vouchers', 'ui']);
  const form = useContractForm(orderForm, {
    defaultValues: startOf(props),
    explain: ({ code, path }, typed) => {
      if (code === 'custom') return t('ui:validation.required');
      if (path[0] !== 'priceGrosze' || typed === null) return undefined;
      if (code === 'too_small') return t('vouchers:form.priceAboveZero');
      return code === 'too_big' ? t('vouchers:form.priceTooBig') : undefined;
    },
  });
  const values = form.watch();
  useKeptDraft(values, props.draft);
  return { form, values };
}

function ReadyForm(props: ReadyProps) {
  const { t } = useTranslation('vouchers');
  const { agreement, changed, draft } = props;
  const { form, values } = useOrderForm(props);
  const { problem, isPending, save } = useSaving(props, form);
  const quote = useLiveQuote({ agreementId: agreement.id, values });
  const saveOnly = form.handleSubmit((order) => save(order, false));
  const saveAndSubmit = form.handleSubmit((order) => save(order, true));
  useHotkey('Ctrl+S', () => void saveOnly(), { label: t('form.save') });
  useHotkey('Ctrl+Enter', () => void saveAndSubmit(), { label: t('form.saveAndSubmit') });
  const title = changed === null ? t('form.title') : t('form.changeTitle', { number: changed.orderNumber });
  const note = draft.savedAt === null ? '' : t('form.draftAt', { time: formatTime(draft.savedAt) });
  return (
    <div className="voucher-columns">
      <Section title={title} note={<span role="status">{note}</span>}>
        {draft.found !== null && <Notice>{t('form.draftRestored')}</Notice>}
        {problem !== null && (
          <Notice tone="danger" isLive>
            {problemSentence(problem)}
          </Notice>
        )}
        <ContractFormView form={form} onSubmit={(order) => save(order, false)}>
          <OrderFields form={form} agreement={agreement} kind={values.kind} />
        </ContractFormView>
        <FormButtons
          {...props}
          isPending={isPending}
          onSaveAndSubmit={() => void saveAndSubmit()}
          onSave={() => void saveOnly()}
        />
      </Section>
      <div className="voucher-aside">
        <QuotePanel {...quote} />
      </div>
    </div>
  );
}

type ButtonsProps = ReadyProps & {
  readonly isPending: boolean;
  readonly onSave: () => void;
  readonly onSaveAndSubmit: () => void;
};

function FormButtons({ changed, draft, onClose, isPending, onSave, onSaveAndSubmit }: ButtonsProps) {
  const { t } = useTranslation('vouchers');
  const giveUp = async () => {
    await draft.discard();
    onClose();
  };
  return (
    <Toolbar>
      <Button variant="primary" onPress={onSaveAndSubmit} isPending={isPending}>
        {t('form.saveAndSubmit')}
      </Button>
      <Button onPress={onSave} isPending={isPending}>
        {t('form.save')}
      </Button>
      <Button variant="quiet" onPress={() => void giveUp()} isDisabled={isPending}>
        {changed === null ? t('form.giveUp') : t('form.stopChanging')}
      </Button>
    </Toolbar>
  );
}
