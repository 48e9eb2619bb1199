// Makes a backup whenever the last good one is too old, one at a time, in a worker thread; and says how that goes.
import { join } from 'node:path';
import type { Backup, BackupPreview, BackupStatus } from '../../shared/contract/backups.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import { contract } from '../../shared/contract/index.ts';
import type { AnyOperation } from '../../shared/contract/operation.ts';
import { type BackupFault, backupFaults } from '../../shared/contract/problem.ts';
import { isBackupDue } from '../../shared/domain/backup-rotation.ts';
import { appendAudit } from '../database/audit.ts';
import { runInBackground } from '../database/background.ts';
import * as kept from '../database/backups.ts';
import type { CaseFile } from '../database/case-file.ts';
import { CaseFileFault, writeIfThereIsRoom } from '../database/fault.ts';
import { readHeader } from '../database/header.ts';
import { type BackupDoor, Refusal, refuse } from './context.ts';
import type { CaseFileHost } from './core.ts';
import type { Log } from './log.ts';
import type { World } from './world.ts';

export type BackupParts = {
  readonly host: Pick<CaseFileHost, 'folder' | 'opened' | 'restore'>;
  readonly world: World;
  readonly log: Log;
  /** The program's version, for whoever looks at a backup later. */
  readonly program: string;
  readonly programmes: readonly string[];
  readonly announce: (event: AppEvent) => void;
  /** Runs the work later; gives what calls it off. */
  readonly after: (waitMs: number, work: () => void) => () => void;
  /** Ends whatever else works with the file, and lets it begin again: around a restore. */
  readonly release: () => Promise<void>;
  readonly resume: () => void;
};

export type OwnedBackupDoor = BackupDoor & {
  /** Looks after the open file from now on; harmless when it does already. */
  begin(): void;
  /** Ends what is under way without a trace of it. */
  stop(): Promise<void>;
};

/** Soon after sign-in, when the first screens have been read; then every minute, by a clock that nobody can set. */
const firstLookMs = 5_000;
const lookEveryMs = 60_000;
/** A folder that failed is tried again after a quarter of an hour. */
const retryAfterMs = 900_000;

type Keeper = BackupParts & {
  stopping: AbortController;
  cancelLook: (() => void) | null;
  failedAtMs: number | null;
  /** The last of the attempts in line; never fails. */
  line: Promise<unknown>;
  inLine: number;
};

/** Timers that keep no process alive. */
export function afterUnreferenced(waitMs: number, work: () => void): () => void {
  const timer = setTimeout(work, waitMs).unref();
  return () => clearTimeout(timer);
}

export function createBackupKeeper(parts: BackupParts): OwnedBackupDoor {
  const keeper: Keeper = {
    ...parts,
    stopping: new AbortController(),
    ...{ cancelLook: null, failedAtMs: null, line: Promise.resolve(), inLine: 0 },
  };
  const stop = () => stopKeeping(keeper);
  const begin = () => beginKeeping(keeper);
  return {
    begin,
    stop,
    status: () => toStatus(keeper),
    look: () => look(keeper),
    probe: (folder) => runInBackground({ job: 'probe-folder', folder, caseFolder: parts.host.folder }),
    makeNow: (folder) => inLine(keeper, () => make(keeper, folder ?? getChosenFolder(keeper))),
    list: (folder) => list(keeper, folder),
    preview: (path) => preview(keeper, path),
    restore: async (wish) => {
      const release = async () => {
        await stop();
        await parts.release();
      };
      try {
        return await parts.host.restore({ ...wish, programmes: parts.programmes, release });
      } finally {
        if (parts.host.opened() !== null) {
          begin();
          parts.resume();
        }
      }
    },
  };
}

function beginKeeping(keeper: Keeper): void {
  if (keeper.cancelLook !== null || keeper.host.opened() === null) return;
  keeper.stopping = new AbortController();
  keeper.failedAtMs = null;
  lookLater(keeper, firstLookMs);
}

async function stopKeeping(keeper: Keeper): Promise<void> {
  keeper.cancelLook?.();
  keeper.cancelLook = null;
  keeper.stopping.abort();
  await keeper.line;
}

function lookLater(keeper: Keeper, waitMs: number): void {
  keeper.cancelLook?.();
  keeper.cancelLook = keeper.after(waitMs, () => {
    lookLater(keeper, lookEveryMs);
    void look(keeper);
  });
}

/** What goes wrong stands in the status afterwards, or in the log: nobody waits for this who could hear of it. */
async function look(keeper: Keeper): Promise<void> {
  await makeDue(keeper).catch((error: unknown) => noteFault(keeper, error));
}

/** Says how old the last one is, and makes the one that is due. */
async function makeDue(keeper: Keeper): Promise<void> {
  const opened = keeper.host.opened();
  if (opened === null || keeper.inLine > 0) return;
  tell(keeper);
  const plan = kept.findBackupPlan(opened.file.read);
  if (plan === undefined || !isDue(keeper, opened.file, plan)) return;
  if (keeper.failedAtMs !== null && keeper.world.elapsedMs() - keeper.failedAtMs < retryAfterMs) return;
  await inLine(keeper, () => make(keeper, plan.folder));
}

/** A refusal was recorded where it happened; anything else is a defect, and named as one. */
function noteFault({ log }: Keeper, error: unknown): void {
  if (error instanceof Refusal) return;
  log.error('backup-fault', { name: error instanceof Error ? error.name : typeof error });
}

function isDue({ world }: Keeper, file: CaseFile, { folder, everyHours }: kept.BackupPlan): boolean {
  const lastGood = kept.findLastGoodBackup(file.read, folder);
  return isBackupDue(lastGood?.madeAt ?? null, everyHours, world.now());
}

function inLine<Value>(keeper: Keeper, work: () => Promise<Value>): Promise<Value> {
  keeper.inLine += 1;
  const done = keeper.line.then(() => {
    tell(keeper);
    return work();
  });
  keeper.line = done.then(
    () => leaveLine(keeper),
    () => leaveLine(keeper),
  );
  return done;
}

function leaveLine(keeper: Keeper): void {
  keeper.inLine -= 1;
  tell(keeper);
}

function tell(keeper: Keeper): void {
  if (keeper.host.opened() !== null) keeper.announce({ kind: 'backups', status: toStatus(keeper) });
}

type Made = Awaited<ReturnType<BackupDoor['makeNow']>>;

async function make(keeper: Keeper, folder: string): Promise<Made> {
  const { file, dataKey } = getOpened(keeper);
  const { program, stopping } = keeper;
  const madeAt = keeper.world.now();
  // A stick is somebody's own: nothing is taken out of it, and that it is full says nothing of the plan.
  const isPlanned = kept.findBackupPlan(file.read)?.folder === folder;
  const about = { dataKey, folder, madeAt, program, isRotating: isPlanned };
  try {
    stopping.signal.throwIfAborted();
    if (file.isDiskFull()) await refuseSameDisk(keeper, folder);
    const { name } = await runInBackground(
      { job: 'make-backup', caseFolder: keeper.host.folder, ...about },
      stopping.signal,
    );
    recordGood(keeper, file, { folder, madeAt, name });
    return { path: join(folder, name), madeAt };
  } catch (error) {
    // The file is being closed: nobody sits there any more.
    if (stopping.signal.aborted) throw new Refusal({ kind: 'not-signed-in' });
    if (isPlanned) recordFailure(keeper, file, { folder, madeAt, error });
    throw error instanceof CaseFileFault ? new Refusal(error.problem) : error;
  }
}

/** What was put by there is for what cannot wait; a copy that goes the way of its original is none. */
async function refuseSameDisk({ host, stopping }: Keeper, folder: string): Promise<void> {
  const probe = { job: 'probe-folder', folder, caseFolder: host.folder } as const;
  const { isOnSameDisk } = await runInBackground(probe, stopping.signal);
  if (isOnSameDisk) throw new Refusal({ kind: 'disk-full' });
}

type Good = kept.BackupAttempt & { readonly name: string };

function recordGood(keeper: Keeper, file: CaseFile, good: Good): void {
  keeper.failedAtMs = null;
  // The copy is good whether or not there is room to say so.
  writeIfThereIsRoom(() =>
    file.transaction((db) => {
      kept.recordGoodBackup(db, good);
      keepAudit(keeper, db, { operation: 'backups.made', details: good });
    }),
  );
}

/** The same failure again and again is one line in the audit. */
function recordFailure(keeper: Keeper, file: CaseFile, failed: kept.BackupAttempt & { readonly error: unknown }): void {
  const { error, ...attempt } = failed;
  keeper.failedAtMs = keeper.world.elapsedMs();
  const cause = toCause(error);
  if (cause === undefined) return;
  const isNews = kept.findBackupFailure(file.read)?.cause !== cause;
  writeIfThereIsRoom(() =>
    file.transaction((db) => {
      kept.recordFailedBackup(db, { ...attempt, cause });
      if (isNews) keepAudit(keeper, db, { operation: 'backups.failed', details: { ...attempt, cause } });
    }),
  );
}

function toCause(error: unknown): BackupFault | undefined {
  if (!(error instanceof CaseFileFault) || error.problem.kind !== 'refused') return undefined;
  const { reason } = error.problem;
  return backupFaults.find((fault) => fault === reason);
}

type Row = { readonly operation: string; readonly details: unknown };

function keepAudit({ world }: Keeper, db: Parameters<typeof appendAudit>[0], row: Row): void {
  appendAudit(db, { ...row, at: world.now(), userId: null, subjectId: null, salt: world.randomBytes(16) });
}

function list(keeper: Keeper, folder: string | null): Promise<Backup[]> {
  const owner = { fileId: readHeader(keeper.host.folder).fileId, dataKey: getOpened(keeper).dataKey };
  return runInBackground({ job: 'list-backups', folder: folder ?? getChosenFolder(keeper), owner });
}

/** Acts that the record keeps and that nobody would miss: reading, coming and going, and backups themselves. */
const unmissed = Object.entries(contract).flatMap(([area, operations]) =>
  Object.entries<AnyOperation>(operations).flatMap(([name, { readIsLogged }]) =>
    readIsLogged || area === 'session' ? [`${area}.${name}`] : [],
  ),
);
unmissed.push('session.signInRefused', 'backups.makeNow', 'backups.made', 'backups.failed');

async function preview(keeper: Keeper, path: string): Promise<BackupPreview> {
  const { dataKey } = getOpened(keeper);
  const caseFolder = keeper.host.folder;
  const { fileId } = await runInBackground({ job: 'find-backup', path });
  if (fileId !== readHeader(caseFolder).fileId) refuse('backup-other-office');
  const beside = { caseFolder, unmissed };
  const { head: _, users: __, ...facts } = await runInBackground({ job: 'inspect-backup', path, dataKey, beside });
  return { path, ...facts };
}

function getOpened({ host }: Keeper): NonNullable<ReturnType<CaseFileHost['opened']>> {
  const opened = host.opened();
  if (opened === null) throw new Refusal({ kind: 'not-signed-in' });
  return opened;
}

function getChosenFolder(keeper: Keeper): string {
  return kept.findBackupPlan(getOpened(keeper).file.read)?.folder ?? refuse('backup-no-folder');
}

function toStatus(keeper: Keeper): BackupStatus {
  const { file } = getOpened(keeper);
  const plan = kept.findBackupPlan(file.read);
  return {
    plan: plan ?? null,
    lastGood: kept.findLastGoodBackup(file.read) ?? null,
    lastFailure: kept.findBackupFailure(file.read) ?? null,
    isInProgress: keeper.inLine > 0,
    isOverdue: plan !== undefined && isDue(keeper, file, plan),
  };
}
