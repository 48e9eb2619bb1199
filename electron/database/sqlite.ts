// One encrypted connection: how it is keyed, what it promises, how its errors read in the contract's words.
import Sqlite from 'better-sqlite3';
import type { Parameters, ReadDatabase, WriteDatabase } from './connection.ts';
import { CaseFileFault } from './fault.ts';

export type ConnectionPlace = {
  readonly file: string;
  /** 32 bytes; used as they are, nothing is derived from them. */
  readonly dataKey: Uint8Array;
  readonly access: 'create' | 'write' | 'read';
};

const statementCacheSize = 500;
const algorithm = 'aegis-256';

/**
 * Opens and keys a connection and reads once, so that a wrong key shows here. Throws CaseFileFault case-file-damaged
 * when the key does not fit or the first page was altered.
 */
export function openConnection({ file, dataKey, access }: ConnectionPlace): Sqlite.Database {
  return withFaults(() => {
    const raw = new Sqlite(file, { readonly: access === 'read', fileMustExist: access !== 'create', timeout: 5000 });
    try {
      raw.pragma("cipher = 'aegis'");
      const chosen = raw.pragma(`algorithm = '${algorithm}'`, { simple: true });
      if (chosen !== algorithm) throw new Error('this SQLite cannot encrypt with AEGIS-256');
      raw.pragma(`key = "x'${Buffer.from(dataKey).toString('hex')}'"`);
      raw.pragma('temp_store = MEMORY');
      raw.pragma('foreign_keys = ON');
      raw.pragma('trusted_schema = OFF');
      raw.pragma('cache_size = -32000');
      raw.prepare('SELECT count(*) FROM sqlite_schema').get();
      if (access === 'read') raw.pragma('query_only = ON');
      return raw;
    } catch (error) {
      raw.close();
      throw error;
    }
  });
}

/** The reading face of a connection. Statements are prepared once. */
export function toReadDatabase(raw: Sqlite.Database): ReadDatabase {
  const prepare = statementCache(raw);
  return {
    // The caller's Row states the columns that its SQL names; STRICT tables hold the types.
    all: <Row>(sql: string, parameters?: Parameters) =>
      withFaults(() => prepare(sql).all(...bound(parameters)) as Row[]),
    get: <Row>(sql: string, parameters?: Parameters) =>
      withFaults(() => prepare(sql).get(...bound(parameters)) as Row | undefined), // as above
  };
}

/** The writing face of a connection. */
export function toWriteDatabase(raw: Sqlite.Database): WriteDatabase {
  const prepare = statementCache(raw);
  return {
    ...toReadDatabase(raw),
    run: (sql, parameters) => withFaults(() => prepare(sql).run(...bound(parameters)).changes),
  };
}

/** BEGIN IMMEDIATE … COMMIT; whatever is thrown inside undoes everything. */
export function inTransaction<Value>(raw: Sqlite.Database, work: () => Value): Value {
  return withFaults(() => {
    raw.exec('BEGIN IMMEDIATE');
    try {
      const value = work();
      if (value instanceof Promise) throw new TypeError('a transaction cannot wait for a promise');
      raw.exec('COMMIT');
      return value;
    } catch (error) {
      if (raw.inTransaction) raw.exec('ROLLBACK');
      throw error;
    }
  });
}

/** Runs it; SQLite's own errors that an office can meet leave as CaseFileFault, all others as they are. */
export function withFaults<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error;
    if (/^SQLITE_(FULL|IOERR_SHMSIZE)/.test(error.code)) throw new CaseFileFault({ kind: 'disk-full' });
    if (/^SQLITE_(NOTADB|CORRUPT|IOERR_SHORT_READ|IOERR_DATA)/.test(error.code)) {
      throw new CaseFileFault({ kind: 'case-file-damaged' });
    }
    throw error;
  }
}

function bound(parameters: Parameters | undefined): Parameters[] {
  return parameters === undefined ? [] : [parameters];
}

function statementCache(raw: Sqlite.Database): (sql: string) => Sqlite.Statement {
  const prepared = new Map<string, Sqlite.Statement>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    if (prepared.size >= statementCacheSize) prepared.clear();
    const statement = raw.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
}
