import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';

/** Where the keyboard stands: a row, or a cell of it when `column` is 0 or more. */
export type GridPlace = { readonly row: number; readonly column: number };

export type GridKeyboard = {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly pageRows: number;
  readonly body: RefObject<HTMLElement | null>;
  /** Brings a row into view. */
  readonly reveal: (row: number) => void;
  readonly onEnter: (row: number) => void;
  readonly onSpace: (row: number) => void;
};

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

/** The next place for a key, or null when the key means nothing here. */
function placeAfter(event: KeyboardEvent, { row, column }: GridPlace, grid: GridKeyboard): GridPlace | null {
  const lastRow = grid.rowCount - 1;
  const isInCell = column >= 0 && !event.ctrlKey;
  switch (event.key) {
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'PageDown':
      return { row: row + grid.pageRows, column };
    case 'PageUp':
      return { row: row - grid.pageRows, column };
    case 'Home':
      return isInCell ? { row, column: 0 } : { row: 0, column };
    case 'End':
      return isInCell ? { row, column: grid.columnCount - 1 } : { row: lastRow, column };
    default:
      return null;
  }
}

/**
 * One tab stop for the whole grid. Arrows walk rows; right goes into the cells and left comes out again. The row
 * under the keyboard is always drawn, so that the focus is never lost while scrolling.
 */
export function useGridKeyboard(grid: GridKeyboard) {
  const [wanted, setWanted] = useState<GridPlace>({ row: 0, column: -1 });
  const mustFocus = useRef(false);
  const place: GridPlace = {
    row: within(wanted.row, 0, Math.max(0, grid.rowCount - 1)),
    column: within(wanted.column, -1, grid.columnCount - 1),
  };
  useEffect(() => {
    if (!mustFocus.current) return;
    mustFocus.current = false;
    const row = grid.body.current?.querySelector<HTMLElement>(`[data-row="${place.row}"]`);
    const target = place.column < 0 ? row : row?.querySelector<HTMLElement>(`[aria-colindex="${place.column + 1}"]`);
    target?.focus({ preventScroll: place.column < 0 });
  });
  const go = (next: GridPlace) => {
    const row = within(next.row, 0, Math.max(0, grid.rowCount - 1));
    mustFocus.current = true;
    setWanted({ row, column: within(next.column, -1, grid.columnCount - 1) });
    grid.reveal(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (grid.rowCount === 0 || event.altKey) return;
    const next = placeAfter(event, place, grid);
    if (next !== null) go(next);
    else if (event.key === 'Enter' && !event.ctrlKey) grid.onEnter(place.row);
    else if (event.key === ' ') grid.onSpace(place.row);
    else return;
    event.preventDefault();
  };
  return { place, onKeyDown, stand: (row: number) => setWanted({ row, column: -1 }) };
}
