import type { ReactNode } from 'react';

/** A column of a `DataGrid`. */
export type GridColumn<Row> = {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly widthRem: number;
  /** Takes what is left of the width; the others keep theirs. */
  readonly grows?: boolean;
  /** `end` for amounts and counts. */
  readonly align?: 'start' | 'end';
  /** Digits of one width, for identifiers and dates; give them enough room, they are never to be cut. */
  readonly isNumeric?: boolean;
  readonly canSort?: boolean;
};

export type GridSort = { readonly columnId: string; readonly direction: 'ascending' | 'descending' };

export type Density = 'compact' | 'comfortable';

export type DataGridProps<Row extends object> = {
  readonly label: string;
  /** Keep it stable: built once, outside the component or in a memo. */
  readonly columns: readonly GridColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly selectedId?: string | null;
  /** A click or the space bar. */
  readonly onSelect?: (row: Row) => void;
  /** Enter or a double click; without it they select. */
  readonly onOpen?: (row: Row) => void;
  readonly density?: Density;
  readonly hiddenColumns?: readonly string[];
  readonly sort?: GridSort | null;
  /** Rows come sorted: the grid only asks. */
  readonly onSort?: (sort: GridSort) => void;
  /** Further pages wait; `loadMore` is called when the end comes near, never while `isLoading`. */
  readonly hasMore?: boolean;
  readonly loadMore?: () => void;
  readonly isLoading?: boolean;
  /** Of all rows, loaded or not; for screen readers. */
  readonly totalCount?: number;
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode;
  /** A line under the rows. */
  readonly footer?: ReactNode;
};
