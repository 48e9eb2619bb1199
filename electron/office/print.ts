// What a command answers: one JSON document, or a table for people.

/** An array with one row a line: a document that grows long and can still be read. */
export function toJsonLines(rows: readonly object[]): string {
  return rows.length === 0 ? '[]\n' : `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}

/** Columns as wide as their longest cell; numbers to the right. */
export function toTable(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const widths = header.map((name, place) =>
    rows.reduce((width, row) => Math.max(width, String(row[place] ?? '').length), name.length),
  );
  const write = (cells: readonly (string | number)[]): string =>
    cells
      .map((cell, place) => pad(cell, widths[place] ?? 0))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width));
  return `${[header, rule, ...rows].map(write).join('\n')}\n`;
}

function pad(cell: string | number, width: number): string {
  return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width);
}
