import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { Button } from 'react-aria-components';
import type { GridColumn, GridSort } from './grid-column.ts';
import { Icon } from './icon.tsx';
import type { GridPlace } from './use-grid-keyboard.ts';

const widthOf = <Row,>({ widthRem, grows }: GridColumn<Row>) => ({
  flex: `${grows ? 1 : 0} 0 ${widthRem}rem`,
  width: `${widthRem}rem`,
});

type HeadCellProps<Row> = {
  readonly column: GridColumn<Row>;
  readonly index: number;
  readonly sort: GridSort | null | undefined;
  readonly onSort: ((sort: GridSort) => void) | undefined;
};

function HeadCell<Row>({ column, index, sort, onSort }: HeadCellProps<Row>) {
  const direction = sort?.columnId === column.id ? sort.direction : undefined;
  const next = direction === 'ascending' ? 'descending' : 'ascending';
  const arrow = direction === undefined ? IconArrowsSort : direction === 'ascending' ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
      aria-colindex={index + 1}
      aria-sort={direction}
      className="ui-grid-cell"
      data-align={column.align}
      style={widthOf(column)}
    >
      {column.canSort && onSort ? (
        <Button className="ui-grid-sort" onPress={() => onSort({ columnId: column.id, direction: next })}>
          <span>{column.header}</span>
          <Icon of={arrow} size="small" />
        </Button>
      ) : (
        <span>{column.header}</span>
      )}
    </th>
  );
}

export type GridHeadProps<Row> = Omit<HeadCellProps<Row>, 'column' | 'index'> & {
  readonly columns: readonly GridColumn<Row>[];
  readonly heightPx: number;
};

export function GridHead<Row>({ columns, heightPx, ...sorting }: GridHeadProps<Row>) {
  return (
    <thead className="ui-grid-head">
      <tr aria-rowindex={1} className="ui-grid-row" style={{ height: heightPx }}>
        {columns.map((column, index) => (
          <HeadCell key={column.id} column={column} index={index} {...sorting} />
        ))}
      </tr>
    </thead>
  );
}

export type GridRowProps<Row> = {
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly GridColumn<Row>[];
  readonly place: GridPlace;
  readonly isSelected: boolean;
  readonly heightPx: number;
  readonly topPx: number;
};

export function GridRow<Row>({ row, index, columns, place, isSelected, heightPx, topPx }: GridRowProps<Row>) {
  const isHere = place.row === index;
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-row={index}
      className="ui-grid-row"
      tabIndex={isHere && place.column < 0 ? 0 : -1}
      style={{ height: heightPx, transform: `translateY(${topPx}px)` }}
    >
      {columns.map((column, at) => (
        <td
          key={column.id}
          aria-colindex={at + 1}
          className="ui-grid-cell"
          data-align={column.align}
          data-numeric={column.isNumeric || undefined}
          tabIndex={isHere && place.column === at ? 0 : -1}
          style={widthOf(column)}
        >
          <span>{column.cell(row)}</span>
        </td>
      ))}
    </tr>
  );
}

/** The number of the row in which something was pressed; null for the header and empty room. */
export function findRowIndex(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  return row === null ? null : Number(row.dataset.row);
}
