import type { ReactNode } from 'react';
import { TextArea as BaseTextArea, TextField as BaseTextField, Input } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type ControlProps, FieldFoot, FieldHead, useAriaField } from './field.tsx';

type TextValue = { readonly value: string | null; readonly onChange: (value: string) => void };

export type TextFieldProps = ControlProps &
  TextValue & {
    readonly type?: 'text' | 'email' | 'tel' | 'password';
    readonly inputMode?: 'text' | 'numeric' | 'decimal';
    readonly autoComplete?: string;
    readonly placeholder?: string;
    readonly maxLength?: number;
    readonly align?: 'start' | 'end';
    /** A unit behind the number, such as a currency. */
    readonly suffix?: string | undefined;
    /** What stands at the right of the input, such as a button. */
    readonly after?: ReactNode;
    readonly onKeyDown?: (event: { key: string; altKey: boolean; preventDefault(): void }) => void;
  };

/** Shorter limits are codes, where nothing is pasted and lost. */
const limitWorthSaying = 40;

/** The browser cuts what is pasted beyond the limit without a word: the field says that it is full. */
function useLimit<Props extends TextValue & Pick<TextFieldProps, 'warning' | 'maxLength'>>(props: Props): Props {
  const { t } = useTranslation('ui');
  const { value, maxLength = 0, warning } = props;
  const isFull = maxLength >= limitWorthSaying && (value ?? '').length >= maxLength;
  return { ...props, warning: warning || (isFull ? t('text.full', { count: maxLength }) : undefined) };
}

export function TextField(given: TextFieldProps) {
  const { value, onChange, inputRef, after, suffix, ...props } = useLimit(given);
  const { aria, warningId } = useAriaField(props);
  const {
    type = 'text',
    inputMode = 'text',
    autoComplete = 'off',
    placeholder = '',
    maxLength,
    align = 'start',
  } = props;
  return (
    <BaseTextField
      {...aria}
      value={value ?? ''}
      onChange={onChange}
      type={type}
      inputMode={inputMode}
      autoComplete={autoComplete}
      {...(maxLength === undefined ? {} : { maxLength })}
      {...(props.onKeyDown === undefined ? {} : { onKeyDown: props.onKeyDown })}
    >
      <FieldHead {...props} />
      <div className="ui-input-row">
        <Input ref={inputRef} className="ui-input" data-align={align} placeholder={placeholder} spellCheck={false} />
        {suffix && (
          <span className="ui-input-suffix" aria-hidden>
            {suffix}
          </span>
        )}
        {after}
      </div>
      <FieldFoot errorMessage={props.errorMessage} warning={props.warning} warningId={warningId} />
    </BaseTextField>
  );
}

export type TextAreaProps = ControlProps<HTMLTextAreaElement> &
  TextValue & { readonly rows?: number; readonly maxLength?: number };

export function TextArea(given: TextAreaProps) {
  const { value, onChange, inputRef, rows = 4, maxLength, ...props } = useLimit(given);
  const { aria, warningId } = useAriaField(props);
  return (
    <BaseTextField
      {...aria}
      value={value ?? ''}
      onChange={onChange}
      {...(maxLength === undefined ? {} : { maxLength })}
    >
      <FieldHead {...props} />
      <BaseTextArea ref={inputRef} className="ui-input" rows={rows} />
      <FieldFoot errorMessage={props.errorMessage} warning={props.warning} warningId={warningId} />
    </BaseTextField>
  );
}
