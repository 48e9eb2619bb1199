// The open case file: one writer, one reader that cannot write, and the promise that a confirmed write is on the disk.
import { join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { runInBackground } from './background.ts';
import { type Ballast, createBallast } from './ballast.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';
import { CaseFileFault } from './fault.ts';
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
  /**
   * Reads every page in a worker thread; false when one was altered or lost, or a row refers to nothing. Fails when the
   * file is closed meanwhile.
   */
  isIntact(): Promise<boolean>;
  /** An encrypted copy under the same key, made in a worker thread; fails when `path` exists. */
  copyTo(path: string): Promise<void>;
  /** From a full disk until `makeRoom` found room again: changes are to wait, what is left is for what cannot. */
  isDiskFull(): boolean;
  /** The disk was full where a file beside the database was written. */
  noteDiskFull(): void;
  /** Puts the ballast (back) where the disk has room for it. */
  makeRoom(): Promise<void>;
  close(): void;
};

export type CaseFilePlace = {
  readonly folder: string;
  readonly dataKey: Uint8Array;
  /** Since when this program holds the file: for whoever finds it locked. */
  readonly since: string;
  /** Where a browser finds this program, for the same. */
  readonly address?: string | null | undefined;
  /** Room kept for the day when the disk is full; none unless told. */
  readonly ballastBytes?: number | undefined;
};

type Connections = { readonly writer: Sqlite.Database; readonly reader: Sqlite.Database };

/**
 * Locks, opens and migrates. Throws CaseFileFault: no-case-file, not-a-case-file, newer-case-file, case-file-in-use,
 * case-file-damaged (also for a key that does not fit), disk-full.
 */
export function openCaseFile(place: CaseFilePlace): CaseFile {
  readHeader(place.folder);
  const unlock = lockCaseFile(place.folder, { since: place.since, address: place.address ?? null });
  try {
    const ballast = createBallast(place.folder, place.ballastBytes ?? 0);
    const file = toCaseFile(place, { ...connect(place), ballast, unlock });
    void file.makeRoom();
    return file;
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

type Parts = Connections & { readonly ballast: Ballast; readonly unlock: () => void };

function toCaseFile(place: CaseFilePlace, parts: Parts): CaseFile {
  const { folder, dataKey } = place;
  const { writer, reader, ballast } = parts;
  const read = toReadDatabase(reader);
  const write = toWriteDatabase(writer);
  const office = getOffice(read);
  const file = databasePath(folder);
  const closing = new AbortController();
  return {
    folder,
    device: getDevice(read),
    officeName: office.name,
    lockAfterMinutes: office.lockAfterMinutes,
    read,
    transaction: (work) => whileThereIsRoom(parts, () => inTransaction(writer, () => work(write))),
    isIntact: () => runInBackground({ job: 'check', file, dataKey }, closing.signal),
    copyTo: (path) => runInBackground({ job: 'copy', file, dataKey, path }),
    isDiskFull: ballast.isGivenUp,
    noteDiskFull: () => giveUpBallast(parts),
    makeRoom: ballast.putBack,
    close: () => {
      closing.abort();
      ballast.stop();
      reader.close();
      withFaults(() => writer.close());
      parts.unlock();
    },
  };
}

function whileThereIsRoom<Value>(parts: Parts, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof CaseFileFault && error.problem.kind === 'disk-full') giveUpBallast(parts);
    throw error;
  }
}

/** Folds the log into the database with the room that this makes, so that the log's own room can be used again. */
function giveUpBallast({ ballast, writer }: Parts): void {
  ballast.giveUp();
  try {
    writer.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // Even so there was no room: what was committed stays in the log.
  }
}
