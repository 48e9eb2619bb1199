// The open case file: one writer, one reader that cannot write, and the promise that a confirmed write is on the disk.
import { join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { runInBackground } from './background.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';
import { readHeader } from './header.ts';
import { lockCaseFile } from './lock.ts';
import { migrate } from './migrate.ts';
import { isOnNetwork } from './network-folder.ts';
import { getDevice, getOffice } from './office.ts';
import { inTransaction, openConnection, toReadDatabase, toWriteDatabase, withFaults } from './sqlite.ts';
import { secureLog } from './write-ahead-log.ts';

export type CaseFile = {
  readonly folder: string;
  /** This workstation's own id; goes into every row. */
  readonly device: string;
  readonly officeName: string;
  readonly lockAfterMinutes: number;
  readonly read: ReadDatabase;
  /** One BEGIN IMMEDIATE; what `work` throws undoes it. Throws CaseFileFault disk-full with nothing changed. */
  transaction<Value>(work: (db: WriteDatabase) => Value): Value;
  /** Reads every page in a worker thread; false when one was altered or lost, or a row refers to nothing. */
  isIntact(): Promise<boolean>;
  /** An encrypted copy under the same key, made in a worker thread; fails when `path` exists. */
  copyTo(path: string): Promise<void>;
  close(): void;
};

export type CaseFilePlace = {
  readonly folder: string;
  readonly dataKey: Uint8Array;
  /** Since when this program holds the file: for whoever finds it locked. */
  readonly since: string;
};

type Connections = { readonly writer: Sqlite.Database; readonly reader: Sqlite.Database };

/**
 * Locks, opens and migrates. Throws CaseFileFault: no-case-file, not-a-case-file, newer-case-file, case-file-in-use,
 * case-file-damaged (also for a key that does not fit), disk-full.
 */
export function openCaseFile(place: CaseFilePlace): CaseFile {
  readHeader(place.folder);
  const unlock = lockCaseFile(place.folder, place.since);
  try {
    const connections = connect(place);
    return toCaseFile(place, connections, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

export function databasePath(folder: string): string {
  return join(folder, 'case.sqlite');
}

/** Settings that last as long as the connection. Throws when the disk promise could not be had. */
export function makeDurable(writer: Sqlite.Database, folder: string): void {
  // A network folder has no shared memory for a write-ahead log.
  writer.pragma(`journal_mode = ${isOnNetwork(folder) ? 'TRUNCATE' : 'WAL'}`);
  writer.pragma('synchronous = FULL');
  writer.prepare('SELECT count(*) FROM sqlite_schema').get();
  // Asked only after a read: before it, this build answers FULL and then works with NORMAL.
  if (writer.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous is not FULL');
}

function connect({ folder, dataKey }: CaseFilePlace): Connections {
  const file = databasePath(folder);
  secureLog(file);
  const writer = openConnection({ file, dataKey, access: 'write' });
  try {
    migrate(writer, (version) => join(folder, `case-before-migration-${version}.sqlite`));
    makeDurable(writer, folder);
    return { writer, reader: openConnection({ file, dataKey, access: 'read' }) };
  } catch (error) {
    writer.close();
    throw error;
  }
}

function toCaseFile(place: CaseFilePlace, { writer, reader }: Connections, unlock: () => void): CaseFile {
  const { folder, dataKey } = place;
  const read = toReadDatabase(reader);
  const write = toWriteDatabase(writer);
  const office = getOffice(read);
  const file = databasePath(folder);
  return {
    folder,
    device: getDevice(read),
    officeName: office.name,
    lockAfterMinutes: office.lockAfterMinutes,
    read,
    transaction: (work) => inTransaction(writer, () => work(write)),
    isIntact: () => runInBackground({ job: 'check', file, dataKey }),
    copyTo: (path) => runInBackground({ job: 'copy', file, dataKey, path }),
    close: () => {
      reader.close();
      withFaults(() => writer.close());
      unlock();
    },
  };
}
