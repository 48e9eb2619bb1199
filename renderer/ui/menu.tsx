import { IconDots } from '@tabler/icons-react';
import { Menu as BaseMenu, MenuItem as BaseMenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { Button, IconButton } from './button.tsx';
import type { Hotkey } from './hotkeys.ts';
import { Icon, type IconComponent } from './icon.tsx';
import { Shortcut } from './shortcut.tsx';

type MenuItem = {
  readonly id: string;
  readonly label: string;
  readonly onAction: () => void;
  readonly icon?: IconComponent;
  readonly tone?: 'danger';
  readonly isDisabled?: boolean;
  readonly shortcut?: Hotkey;
  /** A line above this item. */
  readonly startsGroup?: boolean;
};

export type MenuProps = {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly icon?: IconComponent;
  /** Only the icon is seen; the label becomes its name. */
  readonly isIconOnly?: boolean;
  readonly variant?: 'secondary' | 'quiet';
  readonly size?: 'normal' | 'small';
};

function Item({ item }: { readonly item: MenuItem }) {
  return (
    <>
      {item.startsGroup && <Separator className="ui-menu-separator" />}
      <BaseMenuItem
        id={item.id}
        className="ui-option"
        textValue={item.label}
        isDisabled={item.isDisabled ?? false}
        onAction={item.onAction}
        data-tone={item.tone}
      >
        {item.icon && <Icon of={item.icon} size="small" />}
        <span className="ui-option-main">{item.label}</span>
        {item.shortcut && <Shortcut keys={item.shortcut} />}
      </BaseMenuItem>
    </>
  );
}

export function Menu({ label, items, icon, isIconOnly = false, variant = 'secondary', size = 'normal' }: MenuProps) {
  return (
    <MenuTrigger>
      {isIconOnly ? (
        <IconButton icon={icon ?? IconDots} label={label} variant={variant} size={size} />
      ) : (
        <Button icon={icon} variant={variant} size={size}>
          {label}
        </Button>
      )}
      <Popover className="ui-popover" offset={2}>
        <BaseMenu className="ui-menu" aria-label={label}>
          {items.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </BaseMenu>
      </Popover>
    </MenuTrigger>
  );
}
