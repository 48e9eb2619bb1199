import type { ReactNode } from 'react';

export type TableColumn<Row> = {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand right, their digits under each other. */
  readonly align?: 'start' | 'end';
  readonly isRowHeader?: boolean;
  /** Identifiers and dates are never broken. */
  readonly isNowrap?: boolean;
};

export type TableProps<Row> = {
  readonly caption: string;
  readonly isCaptionHidden?: boolean;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
};

function Cell<Row>({ column, row }: { readonly column: TableColumn<Row>; readonly row: Row }) {
  const look = { 'data-align': column.align ?? 'start', 'data-nowrap': column.isNowrap || undefined };
  return column.isRowHeader ? (
    <th scope="row" {...look}>
      {column.cell(row)}
    </th>
  ) : (
    <td {...look}>{column.cell(row)}</td>
  );
}

/** A short table that is all there; for lists that grow take `DataGrid`. */
export function Table<Row>({ caption, isCaptionHidden = false, columns, rows, rowId }: TableProps<Row>) {
  return (
    <table className="ui-table">
      <caption className={isCaptionHidden ? 'ui-hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col" data-align={column.align ?? 'start'}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowId(row)}>
            {columns.map((column) => (
              <Cell key={column.id} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
