import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  TextField,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ModalFrame } from './dialog.tsx';
import type { Hotkey } from './hotkeys.ts';
import { Icon, type IconComponent } from './icon.tsx';
import { Shortcut } from './shortcut.tsx';
import { SpinningIcon } from './spinner.tsx';

export type PaletteItem = {
  readonly id: string;
  readonly label: string;
  /** Beside the label: why it was found, to whom it belongs. */
  readonly note?: ReactNode;
  readonly icon?: IconComponent;
  readonly shortcut?: Hotkey;
};

type PaletteGroup = { readonly id: string; readonly label: string; readonly items: readonly PaletteItem[] };

export type CommandPaletteProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly text: string;
  readonly onTextChange: (text: string) => void;
  /** Already filtered and sorted; ids are unique over all groups. */
  readonly groups: readonly PaletteGroup[];
  readonly onChoose: (id: string) => void;
  readonly placeholder?: string;
  readonly isLoading?: boolean;
};

function Group({ group }: { readonly group: PaletteGroup }) {
  return (
    <ListBoxSection id={group.id}>
      <Header className="ui-palette-group">{group.label}</Header>
      {group.items.map((item) => (
        <ListBoxItem key={item.id} id={item.id} textValue={item.label} className="ui-option">
          {item.icon && <Icon of={item.icon} size="small" />}
          <span className="ui-option-main">{item.label}</span>
          {item.note && <span className="ui-option-note">{item.note}</span>}
          {item.shortcut && <Shortcut keys={item.shortcut} />}
        </ListBoxItem>
      ))}
    </ListBoxSection>
  );
}

function PaletteInput({ placeholder = '', isLoading = false }: Pick<CommandPaletteProps, 'placeholder' | 'isLoading'>) {
  const { t } = useTranslation('ui');
  return (
    <div className="ui-palette-input">
      {isLoading ? <SpinningIcon /> : <Icon of={IconSearch} />}
      <TextField className="ui-field" aria-label={t('palette.title')} autoFocus>
        <Input className="ui-input" placeholder={placeholder} spellCheck={false} autoComplete="off" />
      </TextField>
    </div>
  );
}

/** One input over commands and whatever can be found; arrows walk the list while typing goes on. */
export function CommandPalette({
  isOpen,
  onClose,
  text,
  onTextChange,
  groups,
  onChoose,
  ...rest
}: CommandPaletteProps) {
  const { t } = useTranslation('ui');
  return (
    <ModalFrame isOpen={isOpen} onClose={onClose} size="palette" isDismissable>
      <Dialog className="ui-dialog" aria-label={t('palette.title')}>
        <Autocomplete inputValue={text} onInputChange={onTextChange}>
          <PaletteInput {...rest} />
          <ListBox
            className="ui-palette-list"
            aria-label={t('palette.title')}
            selectionMode="none"
            onAction={(key) => onChoose(String(key))}
            renderEmptyState={() => <div className="ui-list-note">{t('palette.nothing')}</div>}
          >
            {groups.map((group) => (
              <Group key={group.id} group={group} />
            ))}
          </ListBox>
        </Autocomplete>
      </Dialog>
    </ModalFrame>
  );
}
