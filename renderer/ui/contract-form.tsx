import { type ReactNode, useRef } from 'react';
import {
  type DefaultValues,
  type FieldPath,
  type FieldPathValue,
  type FieldValues,
  type UseFormReturn,
  useController,
  useForm,
} from 'react-hook-form';
import type { z } from 'zod';
import { contractResolver, type ExplainIssue } from './contract-resolver.ts';
import { ErrorSummary } from './error-summary.tsx';
import { listErrors } from './list-errors.ts';

/** A form over one of the contract's schemas; `labels` names its fields in the summary of errors. */
export type ContractForm<Input extends FieldValues, Output> = UseFormReturn<Input, unknown, Output> & {
  readonly labels: Map<string, string>;
};

/** What a form begins with: any field may be left out or null while nobody has typed it. */
type StartValues<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { readonly [Key in keyof Value]?: StartValues<Value[Key]> | null | undefined }
    : Value;

export type ContractFormOptions<Input extends FieldValues> = {
  readonly defaultValues: StartValues<Input>;
  readonly explain?: ExplainIssue;
};

/** Checked on leaving a field and then on each change; what was typed is never cleared. Submitted once at a time. */
export function useContractForm<Input extends FieldValues, Output>(
  schema: z.ZodType<Output, Input>,
  { defaultValues, explain }: ContractFormOptions<Input>,
): ContractForm<Input, Output> {
  const labels = useRef(new Map<string, string>());
  const form = useForm<Input, unknown, Output>({
    resolver: contractResolver(schema, explain),
    // A form holds nulls and gaps until they are typed; the schema alone makes it an Input.
    defaultValues: defaultValues as DefaultValues<Input>,
    mode: 'onTouched',
    shouldFocusError: false,
  });
  const isUnderWay = useRef(false);
  const handleSubmit: typeof form.handleSubmit = (onValid, onInvalid) => async (event) => {
    event?.preventDefault();
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    try {
      await form.handleSubmit(onValid, onInvalid)(event);
    } finally {
      isUnderWay.current = false;
    }
  };
  return { ...form, handleSubmit, labels: labels.current };
}

export type ContractFormViewProps<Input extends FieldValues, Output> = {
  readonly form: ContractForm<Input, Output>;
  /** Gets what the schema gave; a promise keeps the form submitting until it settles. */
  readonly onSubmit: (values: Output) => unknown;
  readonly children: ReactNode;
  /** So that a button outside may name it. */
  readonly id?: string;
};

/** The form itself: the summary of errors above, the fields, Enter submits. */
export function ContractFormView<Input extends FieldValues, Output>(props: ContractFormViewProps<Input, Output>) {
  const { form, onSubmit, children, id } = props;
  const { errors, submitCount } = form.formState;
  const listed = submitCount === 0 ? [] : listErrors(errors);
  return (
    <form id={id} className="ui-form" noValidate onSubmit={form.handleSubmit((values) => onSubmit(values))}>
      <ErrorSummary
        attempt={submitCount}
        errors={listed.map(({ path, message }) => ({
          id: path,
          label: form.labels.get(path),
          message,
          // The path came from this form's own errors, so it names one of its fields.
          onGo: () => form.setFocus(path as FieldPath<Input>),
        }))}
      />
      {children}
      {/* In a dialog the buttons stand outside; without one inside, Enter would do nothing. */}
      <button type="submit" hidden />
    </form>
  );
}

/** What a field of the kit takes from a form; spread it into the field. */
type FormFieldControl<Value> = {
  readonly label: string;
  readonly name: string;
  /** null while nothing is typed. */
  readonly value: Value | null;
  /** null empties the field; whether it may be empty is the schema's to say. */
  readonly onChange: (value: Value | null) => void;
  readonly onBlur: () => void;
  readonly inputRef: (element: HTMLElement | null) => void;
  readonly errorMessage: string | undefined;
};

export type FormFieldProps<Input extends FieldValues, Output, Name extends FieldPath<Input>> = {
  readonly form: ContractForm<Input, Output>;
  readonly name: Name;
  readonly label: string;
  readonly children: (field: FormFieldControl<FieldPathValue<Input, Name>>) => ReactNode;
};

/** `<FormField form={form} name="birthDate" label={…}>{(field) => <DateField {...field} />}</FormField>` */
export function FormField<Input extends FieldValues, Output, Name extends FieldPath<Input>>(
  props: FormFieldProps<Input, Output, Name>,
) {
  const { form, name, label, children } = props;
  const { field, fieldState } = useController<Input, Name, Output>({ control: form.control, name });
  form.labels.set(name, label);
  return children({
    label,
    name: field.name,
    value: field.value ?? null,
    onChange: field.onChange,
    onBlur: field.onBlur,
    inputRef: field.ref,
    errorMessage: fieldState.error?.message,
  });
}
