// Going back to a backup: who may, what is put in place, and the old file back where anything fails.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditHead, appendAudit, getAuditHead } from '../database/audit.ts';
import { runInBackground } from '../database/background.ts';
import { readDatabase } from '../database/backup-checking.ts';
import type { FoundBackup, InspectedBackup } from '../database/backup-jobs.ts';
import { type CaseFile, databasePath, openCaseFile } from '../database/case-file.ts';
import type { WriteDatabase } from '../database/connection.ts';
import { CaseFileFault } from '../database/fault.ts';
import { hasHeader, readHeader } from '../database/header.ts';
import { findDataKey, type KeyRing, ownerOf, readKeyRing, writeKeyRing } from '../database/key-ring.ts';
import { lockCaseFile } from '../database/lock.ts';
import { clearStaged, type Placed, putBack, putInPlace, stagedPath } from '../database/restore.ts';
import * as restored from '../database/restored-file.ts';
import { findUserByLogin } from '../database/users.ts';
import { Refusal, type Restoring, refuse } from './context.ts';
import type { Waiting } from './waiting.ts';
import type { World } from './world.ts';

/** What a restore needs of the case file's door. */
export type RestorableDoor = {
  readonly folder: string;
  readonly world: World;
  readonly waiting: Waiting;
  findOpened(): { readonly file: CaseFile; readonly dataKey: Uint8Array } | null;
  open(dataKey: Uint8Array): void;
  close(): void;
  /** Notes a wrong passphrase and gives the answer to it. */
  miss(login: string): Refusal;
};

export type RestoreWish = Restoring & {
  /** Codes of the programmes whose case numbers go on. */
  readonly programmes: readonly string[];
  /** Ends whatever works with the present file. */
  release(): Promise<void>;
};

type Checked = {
  readonly wish: RestoreWish;
  readonly dataKey: Uint8Array;
  readonly ring: KeyRing;
  readonly facts: InspectedBackup;
};

/** Everything slow and everything that can be refused comes first, while the office works on. */
export async function restoreCaseFile(door: RestorableDoor, wish: RestoreWish): Promise<Placed> {
  const found = await runInBackground({ job: 'find-backup', path: wish.path });
  const present = findPresentRing(door.folder, found.fileId);
  const ring = present ?? found.ring;
  const dataKey = await prove(door, ring, wish);
  if (wish.isByAnyone && present !== null && (await isIntact(door, dataKey))) refuse('case-file-intact');
  const staged = stagedPath(door.folder);
  const facts = await runInBackground({ job: 'stage-restore', path: wish.path, staged, dataKey });
  try {
    if (wish.isByAnyone) permitAdministrator(facts, wish.login);
    await wish.release();
    return replace(door, { wish, dataKey, ring: ringToKeep(found, present, facts), facts });
  } catch (error) {
    clearStaged(door.folder);
    throw error;
  }
}

/**
 * Today's keys, where they can be read: whoever left since the backup gets none back. Throws a Refusal for the file of
 * another office, or a folder that holds something else.
 */
function findPresentRing(folder: string, fileId: string): KeyRing | null {
  const hasOthers = existsSync(folder) && readdirSync(folder).length > 0;
  const isCaseFile = ['header.json', 'keyring.json', 'case.sqlite'].some((name) => existsSync(join(folder, name)));
  if (hasOthers && !isCaseFile) throw new Refusal({ kind: 'not-a-case-file' });
  try {
    if (hasHeader(folder) && readHeader(folder).fileId !== fileId) refuse('backup-other-office');
    return readKeyRing(folder, fileId);
  } catch (error) {
    if (error instanceof CaseFileFault && error.problem.kind !== 'newer-case-file') return null;
    throw error;
  }
}

async function prove(door: RestorableDoor, ring: KeyRing, { login, passphrase }: RestoreWish): Promise<Uint8Array> {
  const waitSeconds = door.waiting.secondsLeft(login);
  if (waitSeconds > 0) throw new Refusal({ kind: 'wrong-passphrase', waitSeconds });
  const slot = ring.logins.find((one) => one.login === login)?.slot ?? ring.recovery;
  const dataKey = await findDataKey(slot, passphrase, { fileId: ring.fileId, owner: ownerOf(login) });
  if (dataKey === undefined) throw door.miss(login);
  door.waiting.forgive(login);
  return dataKey;
}

/** The key ring was readable; is the rest? */
async function isIntact(door: RestorableDoor, dataKey: Uint8Array): Promise<boolean> {
  const file = databasePath(door.folder);
  if (!hasHeader(door.folder) || !existsSync(file)) return false;
  try {
    readHeader(door.folder);
  } catch {
    return false;
  }
  return runInBackground({ job: 'check', file, dataKey });
}

function permitAdministrator({ users }: InspectedBackup, login: string): void {
  const isAdministrator = users.some((user) => user.login === login && user.isAdministrator);
  if (!isAdministrator) throw new Refusal({ kind: 'forbidden', needs: ['administrator'] });
}

/** The backup's own keys only where today's would let no administrator in. */
function ringToKeep(found: FoundBackup, present: KeyRing | null, { users }: InspectedBackup): KeyRing {
  const isKnown = ({ login }: { login: string }) => present?.logins.some((slot) => slot.login === login) === true;
  const administrators = users.filter(({ isAdministrator }) => isAdministrator);
  return present !== null && administrators.some(isKnown) ? present : found.ring;
}

/** From here on nobody can work until the one file or the other is open. */
function replace(door: RestorableDoor, checked: Checked): Placed {
  const before = door.findOpened();
  const oldKey = before && Uint8Array.from(before.dataKey);
  const setAside = findHead(door, checked.dataKey);
  door.close();
  try {
    refuseUsedElsewhere(door);
    settle(door, checked, setAside);
    return place(door, checked.dataKey);
  } catch (error) {
    reopen(door, oldKey);
    throw error;
  }
}

/** A file that is too damaged to be opened again stays closed, as whoever signs in will be told. */
function reopen(door: RestorableDoor, key: Uint8Array | null): void {
  if (key === null) return;
  try {
    door.open(key);
  } catch (error) {
    if (!(error instanceof CaseFileFault)) throw error;
  }
}

/** The head of the record that is about to be set aside; null where it cannot be read. */
function findHead(door: RestorableDoor, dataKey: Uint8Array): AuditHead | null {
  try {
    const opened = door.findOpened();
    if (opened !== null) return getAuditHead(opened.file.read);
    return readDatabase(databasePath(door.folder), dataKey, getAuditHead);
  } catch (error) {
    if (error instanceof CaseFileFault) return null;
    throw error;
  }
}

function refuseUsedElsewhere({ folder, world }: RestorableDoor): void {
  if (!hasHeader(folder)) return;
  try {
    lockCaseFile(folder, { since: world.now(), address: null })();
  } catch (error) {
    // A lock that is damaged is held by nobody.
    if (error instanceof CaseFileFault && error.problem.kind === 'case-file-damaged') return;
    throw error;
  }
}

/** Opens the copy where nobody sees it, brings it to today's schema, and writes down that it was restored. */
function settle({ folder, world }: RestorableDoor, checked: Checked, setAside: AuditHead | null): void {
  const staged = stagedPath(folder);
  const { dataKey, ring } = checked;
  writeKeyRing(staged, ring);
  const file = openCaseFile({ folder: staged, dataKey, since: world.now() });
  try {
    file.transaction((db) => writeDown(db, { checked, setAside, world, device: file.device }));
  } finally {
    file.close();
  }
}

type WritingDown = {
  readonly checked: Checked;
  readonly setAside: AuditHead | null;
  readonly world: World;
  readonly device: string;
};

function writeDown(db: WriteDatabase, { checked, setAside, world, device }: WritingDown): void {
  const { wish, ring, facts } = checked;
  const restoredAt = world.now();
  const years = [facts.madeAt, restoredAt].map((instant) => Number(instant.slice(0, 4)));
  restored.dropGrantedNumbers(db);
  restored.skipCaseNumbers(db, {
    ...{ programmes: wish.programmes, from: Math.min(...years) - 1, to: Math.max(...years) + 1 },
  });
  const logins = ring.logins.map(({ login }) => login);
  const withoutKey = restored.deactivateWithoutKey(db, logins, device);
  restored.markRestored(db, { restoredAt, backupMadeAt: facts.madeAt, setAside });
  appendAudit(db, {
    at: restoredAt,
    userId: findUserByLogin(db, wish.login)?.id ?? null,
    operation: 'backups.restore',
    subjectId: ring.fileId,
    details: { by: wish.login, madeAt: facts.madeAt, head: facts.head, setAside, withoutKey },
    salt: world.randomBytes(16),
  });
}

function place(door: RestorableDoor, dataKey: Uint8Array): Placed {
  const placed = putInPlace(door.folder, door.world.now());
  try {
    door.open(dataKey);
    return placed;
  } catch (error) {
    putBack(door.folder, placed);
    throw error;
  }
}
