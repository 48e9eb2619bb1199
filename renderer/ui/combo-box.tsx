import { IconChevronDown } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { ComboBox as BaseComboBox, Button, Input, ListBox, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type ControlProps, FieldFoot, FieldHead, useAriaField } from './field.tsx';
import { matchesWords } from './fold.ts';
import { formatCount } from './format.ts';
import { Icon } from './icon.tsx';
import { keepReadable } from './keep-readable.ts';
import { type Option, OptionItem } from './select.tsx';
import { type FindOptions, useFoundOptions } from './use-found-options.ts';

type Source =
  /** A list that is at hand; filtered here, by any words in any order. */
  | { readonly options: readonly Option[]; readonly find?: undefined }
  /** A list that is asked for; answers that come late are dropped. `valueLabel` names the value that is set. */
  | { readonly find: FindOptions; readonly valueLabel: string | null; readonly options?: undefined };

export type ComboBoxProps = ControlProps &
  Source & {
    readonly value: string | null;
    readonly onChange: (value: string | null) => void;
    readonly placeholder?: string;
  };

/** More than this is never drawn; a note asks for more letters. */
const mostShown = 100;

const none: readonly Option[] = [];

const labelOf = (props: ComboBoxProps) => {
  if (props.value === null) return '';
  if (props.find !== undefined) return props.valueLabel ?? props.value;
  return props.options.find(({ value }) => value === props.value)?.label ?? props.value;
};

/** What the list offers: the matches, and always the chosen one, whose text react-aria puts back on leaving. */
function useOffered(props: ComboBoxProps, typed: string | null) {
  const found = useFoundOptions(props.find, typed);
  const all = props.options ?? found.options;
  const matching =
    typed === null || props.find ? all : all.filter((one) => matchesWords(`${one.label} ${one.note ?? ''}`, typed));
  const shown = matching.slice(0, mostShown);
  const hasChosen = props.value === null || shown.some(({ value }) => value === props.value);
  const chosen: readonly Option[] =
    hasChosen || props.value === null ? none : [{ value: props.value, label: labelOf(props) }];
  return { offered: [...chosen, ...shown], isCapped: matching.length > mostShown, isLoading: found.isLoading };
}

type ListProps = ReturnType<typeof useOffered> & { readonly label: string };

function ComboBoxList({ label, offered, isCapped, isLoading }: ListProps) {
  const { t } = useTranslation('ui');
  return (
    <Popover className="ui-popover" offset={2}>
      <section aria-label={label}>
        <ListBox
          className="ui-list"
          renderEmptyState={() => (
            <div className="ui-list-note">{t(isLoading ? 'comboBox.loading' : 'comboBox.nothing')}</div>
          )}
        >
          {offered.map((option) => (
            <OptionItem key={option.value} option={option} />
          ))}
        </ListBox>
        {isCapped && <div className="ui-list-note">{t('comboBox.more', { shown: formatCount(mostShown) })}</div>}
      </section>
    </Popover>
  );
}

export function ComboBox(props: ComboBoxProps) {
  const { t } = useTranslation('ui');
  const { aria, warningId } = useAriaField(props);
  const [typed, setTyped] = useState<string | null>(null);
  const list = useOffered(props, typed);
  const known = labelOf(props);
  const field = useRef<HTMLDivElement>(null);
  return (
    <BaseComboBox
      {...aria}
      value={props.value}
      inputValue={typed ?? known}
      onInputChange={(text) => {
        setTyped(text === known ? null : text);
        // An emptied field means that nothing is chosen; react-aria leaves that to whoever holds text and value.
        if (text === '' && props.value !== null) props.onChange(null);
      }}
      onChange={(key) => {
        setTyped(null);
        props.onChange(key === null ? null : String(key));
      }}
      onOpenChange={(isOpen) => {
        keepReadable(field.current, isOpen);
        if (!isOpen) setTyped(null);
      }}
      ref={field}
      allowsEmptyCollection
    >
      <FieldHead {...props} />
      <div className="ui-input-row">
        <Input ref={props.inputRef} className="ui-input" placeholder={props.placeholder ?? ''} />
        <Button
          className="ui-button ui-input-inner"
          data-variant="quiet"
          data-size="small"
          data-icon-only
          aria-label={t('comboBox.open')}
        >
          <Icon of={IconChevronDown} size="small" />
        </Button>
      </div>
      <FieldFoot errorMessage={props.errorMessage} warning={props.warning} warningId={warningId} />
      <ComboBoxList label={props.label} {...list} />
    </BaseComboBox>
  );
}
