// The two faces of the case file's database. A query is handed the first, a command the second; the compiler keeps them apart.

/** Named parameters of a statement. Booleans are bound as 0 and 1 by the caller. */
export type Parameters = Readonly<Record<string, string | number | bigint | Uint8Array | null>>;

/** Reads only: its connection was opened read-only. */
export type ReadDatabase = {
  /** All rows. `Row` states the columns that the SQL names; STRICT tables and the schema test keep it true. */
  all<Row>(sql: string, parameters?: Parameters): Row[];
  /** The first row, if any. */
  get<Row>(sql: string, parameters?: Parameters): Row | undefined;
};

/** Reads and writes, inside the transaction that dispatch opened. */
export type WriteDatabase = ReadDatabase & {
  /** Gives the number of rows changed. */
  run(sql: string, parameters?: Parameters): number;
};
