import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import {
  Select as BaseSelect,
  Button,
  type Key,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type ControlProps, FieldFoot, FieldHead, useAriaField } from './field.tsx';
import { Icon } from './icon.tsx';

/** One of several values that a clerk may choose. */
export type Option<Value extends string | number = string> = {
  readonly value: Value;
  readonly label: string;
  readonly note?: string | undefined;
  readonly isDisabled?: boolean | undefined;
};

type Choice<Value> =
  /** With `emptyLabel` the list begins with "no value", which gives null. */
  | { readonly emptyLabel: string; readonly onChange: (value: Value | null) => void }
  | { readonly emptyLabel?: undefined; readonly onChange: (value: Value) => void };

export type SelectProps<Value extends string | number> = ControlProps<HTMLButtonElement> &
  Choice<Value> & {
    readonly value: Value | null;
    readonly options: readonly Option<Value>[];
    readonly placeholder?: string;
  };

const emptyKey = '\u0000empty';

export function OptionItem({ option }: { readonly option: Option<string | number> }) {
  return (
    <ListBoxItem
      id={option.value}
      textValue={option.label}
      className="ui-option"
      isDisabled={option.isDisabled ?? false}
    >
      {({ isSelected }) => (
        <>
          <span className="ui-option-main">
            {option.label}
            {option.note && <span className="ui-option-note"> {option.note}</span>}
          </span>
          {isSelected && <Icon of={IconCheck} size="small" />}
        </>
      )}
    </ListBoxItem>
  );
}

function SelectTrigger({ inputRef }: Pick<ControlProps<HTMLButtonElement>, 'inputRef'>) {
  return (
    <Button ref={inputRef} className="ui-input ui-select-button">
      <SelectValue className="ui-select-value">
        {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
      </SelectValue>
      <Icon of={IconChevronDown} size="small" />
    </Button>
  );
}

export function Select<Value extends string | number>(props: SelectProps<Value>) {
  const { t } = useTranslation('ui');
  const { aria, warningId } = useAriaField(props);
  const { emptyLabel, options, value, placeholder = t('select.placeholder') } = props;
  const choose = (key: Key | null) => {
    const option = options.find((one) => one.value === key);
    if (option !== undefined) props.onChange(option.value);
    else if (props.emptyLabel !== undefined) props.onChange(null);
  };
  const { isReadOnly, ...field } = aria;
  return (
    <BaseSelect
      {...field}
      isDisabled={field.isDisabled || isReadOnly}
      value={value ?? (emptyLabel === undefined ? null : emptyKey)}
      onChange={choose}
      placeholder={placeholder}
    >
      <FieldHead {...props} />
      <SelectTrigger inputRef={props.inputRef} />
      <FieldFoot errorMessage={props.errorMessage} warning={props.warning} warningId={warningId} />
      <Popover className="ui-popover" offset={2}>
        <ListBox className="ui-list">
          {emptyLabel !== undefined && <OptionItem option={{ value: emptyKey, label: emptyLabel }} />}
          {options.map((option) => (
            <OptionItem key={option.value} option={option} />
          ))}
        </ListBox>
      </Popover>
    </BaseSelect>
  );
}
