// The one way in which the central office speaks to PostgreSQL, be it a server or the embedded one: same SQL for both.

export type SqlValue = string | number | boolean | null | Uint8Array;

/** Runs one statement with bound values ($1, $2 …) and gives its rows; the caller's Row states the columns it names. */
export type Query = <Row>(sql: string, values?: readonly SqlValue[]) => Promise<Row[]>;

/** The database can't be asked now, but nothing is wrong with the question: the same one may be asked again. */
export class DatabaseAway extends Error {
  /** PostgreSQL's SQLSTATE or the system's word, where there is one. */
  readonly code: string;
  constructor(code: string) {
    super(`the database is away (${code})`);
    this.code = code;
  }
}

export type Database = {
  readonly kind: 'server' | 'embedded';
  /** How many there are, idle ones among them, and how many askers have none. Absent where there is no pool. */
  readonly connections?: () => { total: number; idle: number; waiting: number };
  /** A statement is a transaction of its own. */
  readonly query: Query;
  /** READ COMMITTED; whatever is thrown inside undoes everything. */
  transaction<Value>(work: (query: Query) => Promise<Value>): Promise<Value>;
  /** Several statements at once, without values. */
  script(sql: string): Promise<void>;
  close(): Promise<void>;
};

/** unique_violation of a race on the same id, serialization_failure, deadlock_detected: the second try sees the winner. */
const passing = new Set(['23505', '40001', '40P01']);
const tries = 4;

/** A transaction that is begun again when another one was in its way. */
export function persistently<Value>(database: Database, work: (query: Query) => Promise<Value>): Promise<Value> {
  return tryAgain(() => database.transaction(work));
}

/** A statement or a transaction that is asked again when another one was in its way. */
export async function tryAgain<Value>(ask: () => Promise<Value>): Promise<Value> {
  for (let left = tries; ; left -= 1) {
    try {
      return await ask();
    } catch (error) {
      if (left <= 1 || !passing.has(readSqlState(error))) throw error;
    }
  }
}

function readSqlState(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}

/** Throws when there is no row. */
export function getFirst<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('a statement that gives a row gave none');
  return row;
}
