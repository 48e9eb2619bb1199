import { IconCheck, IconExclamationCircle, IconMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import {
  Checkbox as BaseCheckbox,
  CheckboxGroup as BaseCheckboxGroup,
  RadioGroup as BaseRadioGroup,
  Radio,
} from 'react-aria-components';
import { type ControlProps, FieldFoot, FieldHead, type FieldProps, useAriaField } from './field.tsx';
import { Icon } from './icon.tsx';
import type { Option } from './select.tsx';

type Orientation = { readonly orientation?: 'vertical' | 'horizontal' };

function ChoiceText({ option }: { readonly option: Option }) {
  return (
    <span>
      {option.label}
      {option.note && <span className="ui-choice-note">{option.note}</span>}
    </span>
  );
}

export type RadioGroupProps<Value extends string> = ControlProps &
  Orientation & {
    readonly value: Value | null;
    readonly onChange: (value: Value) => void;
    readonly options: readonly Option<Value>[];
  };

export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { aria, warningId } = useAriaField(props);
  const { orientation = 'vertical', options, value, onChange } = props;
  const { autoFocus, ...group } = aria;
  const choose = (key: string) => {
    const option = options.find((one) => one.value === key);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <BaseRadioGroup {...group} value={value} onChange={choose} orientation={orientation}>
      <FieldHead {...props} />
      <div className="ui-choices" data-orientation={orientation}>
        {options.map((option, index) => (
          <Radio
            key={option.value}
            value={option.value}
            className="ui-choice"
            isDisabled={option.isDisabled ?? false}
            autoFocus={autoFocus && index === 0}
            {...(index === 0 && props.inputRef ? { inputRef: props.inputRef } : {})}
          >
            <span className="ui-choice-mark" data-round />
            <ChoiceText option={option} />
          </Radio>
        ))}
      </div>
      <FieldFoot errorMessage={props.errorMessage} warning={props.warning} warningId={warningId} />
    </BaseRadioGroup>
  );
}

function CheckMark({ isIndeterminate }: { readonly isIndeterminate: boolean }) {
  return (
    <span className="ui-choice-mark">
      <Icon of={isIndeterminate ? IconMinus : IconCheck} size="small" />
    </span>
  );
}

export type CheckboxProps = Omit<FieldProps, 'isLabelHidden' | 'isOptional' | 'warning'> & {
  /** null: not asked yet, shown as not ticked. */
  readonly value: boolean | null;
  readonly onChange: (value: boolean) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly name?: string | undefined;
  readonly isIndeterminate?: boolean;
  readonly inputRef?: ControlProps['inputRef'];
};

export function Checkbox({ label, hint, value, onChange, isIndeterminate = false, ...props }: CheckboxProps) {
  const { aria, warningId } = useAriaField({ label, ...props });
  const { className, ...control } = aria;
  return (
    <div className={className}>
      <BaseCheckbox
        {...control}
        className="ui-choice"
        isSelected={value ?? false}
        onChange={onChange}
        isIndeterminate={isIndeterminate}
        {...(props.errorMessage ? { 'aria-describedby': warningId } : {})}
        {...(props.inputRef ? { inputRef: props.inputRef } : {})}
      >
        {({ isSelected }) => (
          <>
            {isSelected || isIndeterminate ? (
              <CheckMark isIndeterminate={isIndeterminate} />
            ) : (
              <span className="ui-choice-mark" />
            )}
            <span>
              {label}
              {hint && <span className="ui-choice-note">{hint}</span>}
            </span>
          </>
        )}
      </BaseCheckbox>
      {props.errorMessage && (
        <div className="ui-field-foot ui-field-error" id={warningId}>
          <Icon of={IconExclamationCircle} size="small" />
          <span>{props.errorMessage}</span>
        </div>
      )}
    </div>
  );
}

export type CheckboxGroupProps<Value extends string> = ControlProps &
  Orientation & {
    readonly value: readonly Value[] | null;
    readonly onChange: (value: Value[]) => void;
    readonly options: readonly Option<Value>[];
    readonly children?: ReactNode;
  };

export function CheckboxGroup<Value extends string>(props: CheckboxGroupProps<Value>) {
  const { aria, warningId } = useAriaField(props);
  const { orientation = 'vertical', options, value, onChange } = props;
  const { autoFocus, ...group } = aria;
  const choose = (keys: string[]) => onChange(options.map((one) => one.value).filter((one) => keys.includes(one)));
  return (
    <BaseCheckboxGroup {...group} value={[...(value ?? [])]} onChange={choose}>
      <FieldHead {...props} />
      <div className="ui-choices" data-orientation={orientation}>
        {options.map((option, index) => (
          <BaseCheckbox
            key={option.value}
            value={option.value}
            className="ui-choice"
            isDisabled={option.isDisabled ?? false}
            autoFocus={autoFocus && index === 0}
            {...(index === 0 && props.inputRef ? { inputRef: props.inputRef } : {})}
          >
            {({ isSelected }) => (
              <>
                {isSelected ? <CheckMark isIndeterminate={false} /> : <span className="ui-choice-mark" />}
                <ChoiceText option={option} />
              </>
            )}
          </BaseCheckbox>
        ))}
      </div>
      <FieldFoot errorMessage={props.errorMessage} warning={props.warning} warningId={warningId} />
    </BaseCheckboxGroup>
  );
}
