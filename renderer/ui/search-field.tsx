import { IconSearch, IconX } from '@tabler/icons-react';
import type { Ref } from 'react';
import { SearchField as BaseSearchField, Button, Input, Label } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

export type SearchFieldProps = {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Enter. */
  readonly onSubmit?: (value: string) => void;
  readonly placeholder?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly autoFocus?: boolean;
};

const nothing = () => undefined;

export function SearchField({
  label,
  isLabelHidden,
  value,
  onChange,
  placeholder,
  inputRef,
  ...rest
}: SearchFieldProps) {
  const { t } = useTranslation('ui');
  const { onSubmit = nothing, autoFocus = false } = rest;
  return (
    <BaseSearchField className="ui-field" value={value} onChange={onChange} onSubmit={onSubmit} autoFocus={autoFocus}>
      <div className="ui-field-head">
        <Label className={isLabelHidden ? 'ui-hidden' : 'ui-label'}>{label}</Label>
      </div>
      <div className="ui-input-row">
        <span className="ui-input-icon">
          <Icon of={IconSearch} size="small" />
        </span>
        <Input
          ref={inputRef}
          className="ui-input"
          placeholder={placeholder ?? ''}
          spellCheck={false}
          autoComplete="off"
        />
        {value !== '' && (
          <Button
            className="ui-button ui-input-inner"
            data-variant="quiet"
            data-size="small"
            data-icon-only
            aria-label={t('search.clear')}
          >
            <Icon of={IconX} size="small" />
          </Button>
        )}
      </div>
    </BaseSearchField>
  );
}
