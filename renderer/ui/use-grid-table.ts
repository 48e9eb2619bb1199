import { columnSizingFeature, columnVisibilityFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { DataGridProps, GridColumn } from './grid-column.ts';

const features = tableFeatures({ columnSizingFeature, columnVisibilityFeature });
const pxPerRem = 16;

/** The grid's rows and its columns that are shown, through TanStack Table. */
export function useGridTable<Row extends object>({ columns, rows, rowId, hiddenColumns }: DataGridProps<Row>) {
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        accessorFn: (row: Row) => row,
        size: column.widthRem * pxPerRem,
      })),
    [columns],
  );
  const columnVisibility = useMemo(
    () => Object.fromEntries((hiddenColumns ?? []).map((id) => [id, false])),
    [hiddenColumns],
  );
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const table = useTable({ features, columns: definitions, data: rows, getRowId: rowId, state: { columnVisibility } });
  const shown: readonly GridColumn<Row>[] = table.getVisibleLeafColumns().flatMap(({ id }) => byId.get(id) ?? []);
  return { rows: table.getRowModel().rows, columns: shown };
}
