import { IconAlertTriangle, IconExclamationCircle } from '@tabler/icons-react';
import { type ReactNode, type Ref, useId } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

/** What every field shows around its control: label above, hint under it, error and warning under the control. */
export type FieldProps = {
  readonly label: string;
  readonly hint?: ReactNode;
  /** A sentence that says how to mend it; null or undefined while nothing is wrong. */
  readonly errorMessage?: string | null | undefined;
  /** Odd but legal: said, never in the way. */
  readonly warning?: ReactNode;
  readonly isRequired?: boolean | undefined;
  readonly isOptional?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly isReadOnly?: boolean | undefined;
  /** The label stays for screen readers only. */
  readonly isLabelHidden?: boolean | undefined;
};

/** What every control that holds one value takes; `FormField` hands it over whole. */
export type ControlProps<Element = HTMLInputElement> = FieldProps & {
  readonly name?: string | undefined;
  readonly onBlur?: (() => void) | undefined;
  readonly inputRef?: Ref<Element> | undefined;
  readonly autoFocus?: boolean | undefined;
};

const nothing = () => undefined;

/** The part of the props that react-aria's fields share, and the id under which a warning is announced. */
export function useAriaField(props: Omit<ControlProps, 'inputRef'>) {
  const warningId = useId();
  const aria = {
    className: 'ui-field',
    validationBehavior: 'aria' as const,
    isInvalid: Boolean(props.errorMessage),
    isRequired: props.isRequired ?? false,
    isDisabled: props.isDisabled ?? false,
    isReadOnly: props.isReadOnly ?? false,
    onBlur: props.onBlur ?? nothing,
    autoFocus: props.autoFocus ?? false,
    ...(props.name === undefined ? {} : { name: props.name }),
    ...(props.warning ? { 'aria-describedby': warningId } : {}),
  };
  return { aria, warningId };
}

export function FieldHead({ label, hint, isOptional, isLabelHidden }: FieldProps) {
  const { t } = useTranslation('common');
  return (
    <div className="ui-field-head">
      <Label className={isLabelHidden ? 'ui-hidden' : 'ui-label'}>
        {label}
        {isOptional && <span className="ui-label-note">{t('optional')}</span>}
      </Label>
      {hint && (
        <Text slot="description" className="ui-hint">
          {hint}
        </Text>
      )}
    </div>
  );
}

export type FieldFootProps = Pick<FieldProps, 'errorMessage' | 'warning'> & { readonly warningId: string };

export function FieldFoot({ errorMessage, warning, warningId }: FieldFootProps) {
  if (!errorMessage && !warning) return null;
  return (
    <div className="ui-field-foot">
      <FieldError className="ui-field-error">
        <Icon of={IconExclamationCircle} size="small" />
        <span>{errorMessage}</span>
      </FieldError>
      {warning && (
        <div className="ui-field-warning" id={warningId}>
          <Icon of={IconAlertTriangle} size="small" />
          <span>{warning}</span>
        </div>
      )}
    </div>
  );
}

/** Several fields in one row, as many as the width allows. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className="ui-field-row">{children}</div>;
}
