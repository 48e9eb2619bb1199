import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataGridProps, Density } from './grid-column.ts';
import { findRowIndex, GridHead, GridRow } from './grid-parts.tsx';
import { Spinner } from './spinner.tsx';
import { useGridKeyboard } from './use-grid-keyboard.ts';
import { useGridTable } from './use-grid-table.ts';

const rowRem: Record<Density, number> = { compact: 1.75, comfortable: 2.25 };

/** A table that takes the keyboard is a grid (ARIA); the lint's list of roles for a table leaves that one out. */
const gridRole = { role: 'grid' } as const;

/** So near the end the next page is asked for. */
const rowsAhead = 30;

const rowHeightPx = (density: Density) =>
  Math.round(rowRem[density] * Number.parseFloat(getComputedStyle(document.documentElement).fontSize || '16'));

/** Draws the rows in view, some around them, and always the one that has the keyboard. */
function useVirtualRows(count: number, heightPx: number) {
  const scroll = useRef<HTMLDivElement>(null);
  const kept = useRef(0);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => heightPx,
    overscan: 12,
    // React batches by itself; a forced flush within an effect is refused.
    useFlushSync: false,
    // The header stands above the rows in the same scroller and covers the first line of it.
    scrollMargin: heightPx,
    scrollPaddingStart: heightPx,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), Math.min(kept.current, count - 1)])]
        .filter((index) => index >= 0)
        .sort((one, other) => one - other),
  });
  const measuredPx = useRef(heightPx);
  useEffect(() => {
    if (measuredPx.current === heightPx) return;
    measuredPx.current = heightPx;
    virtualizer.measure();
  }, [virtualizer, heightPx]);
  return { scroll, kept, virtualizer };
}

function useNextPage(props: Pick<DataGridProps<never>, 'hasMore' | 'isLoading' | 'loadMore'>, isNearEnd: boolean) {
  const { hasMore = false, isLoading = false, loadMore } = props;
  useEffect(() => {
    if (isNearEnd && hasMore && !isLoading) loadMore?.();
  }, [isNearEnd, hasMore, isLoading, loadMore]);
}

function useGrid<Row extends object>(props: DataGridProps<Row>) {
  const { rows, columns } = useGridTable(props);
  const heightPx = rowHeightPx(props.density ?? 'compact');
  const { scroll, kept, virtualizer } = useVirtualRows(rows.length, heightPx);
  const tell = (index: number, act: ((row: Row) => void) | undefined) => {
    const row = rows[index];
    if (row !== undefined) act?.(row.original);
  };
  const keyboard = useGridKeyboard({
    rowCount: rows.length,
    columnCount: columns.length,
    pageRows: Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / heightPx) - 2),
    body: scroll,
    reveal: (index) => {
      kept.current = index;
      virtualizer.scrollToIndex(index);
    },
    onEnter: (index) => tell(index, props.onOpen ?? props.onSelect),
    onSpace: (index) => tell(index, props.onSelect),
  });
  kept.current = keyboard.place.row;
  const press = (target: EventTarget) => {
    const index = findRowIndex(target);
    if (index === null) return;
    keyboard.stand(index);
    tell(index, props.onSelect);
  };
  const open = (target: EventTarget) => tell(findRowIndex(target) ?? -1, props.onOpen);
  const drawn = virtualizer.getVirtualItems();
  useNextPage(props, (drawn.at(-1)?.index ?? -1) >= rows.length - rowsAhead);
  return { rows, columns, heightPx, scroll, virtualizer, keyboard, drawn, press, open };
}

type GridBodyProps<Row extends object> = {
  readonly grid: ReturnType<typeof useGrid<Row>>;
  readonly selectedId: string | null;
};

function GridBody<Row extends object>({ grid, selectedId }: GridBodyProps<Row>) {
  return (
    <tbody className="ui-grid-body" style={{ height: grid.virtualizer.getTotalSize() }}>
      {grid.drawn.map(({ index, start }) => {
        const row = grid.rows[index];
        return row === undefined ? null : (
          <GridRow
            key={row.id}
            row={row.original}
            index={index}
            columns={grid.columns}
            place={grid.keyboard.place}
            isSelected={row.id === selectedId}
            heightPx={grid.heightPx}
            topPx={start - grid.heightPx}
          />
        );
      })}
    </tbody>
  );
}

/** A list of any length: rows come in pages, only those in view are drawn, the whole of it is one tab stop. */
export function DataGrid<Row extends object>(props: DataGridProps<Row>) {
  const { t } = useTranslation('ui');
  const grid = useGrid(props);
  const isEmpty = grid.rows.length === 0;
  return (
    <div className="ui-grid" data-density={props.density ?? 'compact'}>
      <div ref={grid.scroll} className="ui-grid-scroll">
        <table
          {...gridRole}
          className="ui-grid-table"
          aria-label={props.label}
          aria-rowcount={(props.totalCount ?? grid.rows.length) + 1}
          aria-colcount={grid.columns.length}
          aria-busy={props.isLoading ?? false}
          onKeyDown={grid.keyboard.onKeyDown}
          onClick={(event) => grid.press(event.target)}
          onDoubleClick={(event) => grid.open(event.target)}
        >
          <GridHead columns={grid.columns} heightPx={grid.heightPx} sort={props.sort} onSort={props.onSort} />
          <GridBody grid={grid} selectedId={props.selectedId ?? null} />
        </table>
      </div>
      {isEmpty && (
        <div className="ui-grid-message">{props.isLoading ? <Spinner label={t('grid.loading')} /> : props.empty}</div>
      )}
      {props.footer && <div className="ui-grid-foot">{props.footer}</div>}
    </div>
  );
}
