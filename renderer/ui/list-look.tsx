import { IconCheck, IconColumns3 } from '@tabler/icons-react';
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, type Selection } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import type { Density, GridColumn } from './grid-column.ts';
import { Icon } from './icon.tsx';
import { useRemembered } from './use-remembered.ts';

/** How somebody likes a list to look; hand it to `DataGrid`. */
export type ListLook = { readonly density: Density; readonly hiddenColumns: readonly string[] };

const plain: ListLook = { density: 'compact', hiddenColumns: [] };
const densities: readonly Density[] = ['compact', 'comfortable'];

const isLook = (value: unknown): value is ListLook =>
  typeof value === 'object' &&
  value !== null &&
  'density' in value &&
  'hiddenColumns' in value &&
  densities.some((density) => density === value.density) &&
  Array.isArray(value.hiddenColumns);

/** Remembered on this workstation under the list's name. */
export const useListLook = (list: string) => useRemembered<ListLook>(`list-look.${list}`, plain, isLook);

export type ListLookMenuProps<Row> = {
  readonly columns: readonly GridColumn<Row>[];
  /** Columns that are never hidden, such as the identifier. */
  readonly fixedColumns: readonly string[];
  readonly look: ListLook;
  readonly onChange: (look: ListLook) => void;
};

function Choice({ id, label }: { readonly id: string; readonly label: string }) {
  return (
    <MenuItem id={id} className="ui-option" textValue={label}>
      {({ isSelected }) => (
        <>
          <span className="ui-option-main">{label}</span>
          {isSelected && <Icon of={IconCheck} size="small" />}
        </>
      )}
    </MenuItem>
  );
}

/** Which columns a list shows and how high its rows are. */
export function ListLookMenu<Row>({ columns, fixedColumns, look, onChange }: ListLookMenuProps<Row>) {
  const { t } = useTranslation('ui');
  const free = columns.filter(({ id }) => !fixedColumns.includes(id));
  const showOnly = (shown: Selection) =>
    onChange({ ...look, hiddenColumns: free.map(({ id }) => id).filter((id) => shown !== 'all' && !shown.has(id)) });
  const space = (chosen: Selection) =>
    onChange({ ...look, density: densities.find((one) => chosen !== 'all' && chosen.has(one)) ?? look.density });
  const shown = free.map(({ id }) => id).filter((id) => !look.hiddenColumns.includes(id));
  return (
    <MenuTrigger>
      <IconButton icon={IconColumns3} label={t('grid.look')} variant="secondary" />
      <Popover className="ui-popover" offset={2}>
        <Menu className="ui-menu" aria-label={t('grid.look')}>
          <MenuSection selectionMode="multiple" selectedKeys={shown} onSelectionChange={showOnly}>
            <Header className="ui-palette-group">{t('grid.columns')}</Header>
            {free.map(({ id, header }) => (
              <Choice key={id} id={id} label={header} />
            ))}
          </MenuSection>
          <MenuSection selectionMode="single" selectedKeys={[look.density]} onSelectionChange={space}>
            <Header className="ui-palette-group">{t('grid.density')}</Header>
            <Choice id="compact" label={t('grid.compact')} />
            <Choice id="comfortable" label={t('grid.comfortable')} />
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
