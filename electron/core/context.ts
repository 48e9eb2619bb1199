// What a handler is given, and the one way in which it refuses. A leaf: it knows no handler and no host.
import type { Backup, BackupPreview, BackupStatus } from '../../shared/contract/backups.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { Health } from '../../shared/contract/health.ts';
import type { Contract, InputOf, OutputOf } from '../../shared/contract/index.ts';
import type { Territory } from '../../shared/contract/office.ts';
import type { AnyOperation } from '../../shared/contract/operation.ts';
import type { Problem, RefusalReason } from '../../shared/contract/problem.ts';
import type { SessionStatus, SignedInUser } from '../../shared/contract/session.ts';
import type { SyncStatus } from '../../shared/contract/sync.ts';
import type { PersonPool, PersonPoolRequest } from '../../shared/wire/ledger.ts';
import type { ReadDatabase, WriteDatabase } from '../database/connection.ts';
import type { LoadedProgramme } from './programme-files.ts';
import type { World } from './world.ts';

/** A problem on its way to the answer: thrown by handlers, caught by dispatch, never seen across a boundary. */
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/** Ends the handler because the rules say no. */
export function refuse(reason: RefusalReason, facts: Record<string, string | number | boolean | null> = {}): never {
  throw new Refusal({ kind: 'refused', reason, facts });
}

/** The row, or the answer that there is none. */
export function orNotFound<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Refusal({ kind: 'not-found', what });
  return value;
}

type Common = {
  readonly world: World;
  readonly programmes: readonly LoadedProgramme[];
  readonly territory: Territory;
};

export type QueryContext = Common & {
  readonly db: ReadDatabase;
  readonly user: SignedInUser;
  /** Names the row that this read was about; dispatch writes it to the audit where the contract says so. */
  readonly note: (subjectId: string) => void;
};

export type CommandContext = Common & {
  readonly db: WriteDatabase;
  readonly user: SignedInUser;
  /** Names the row that changed, and what changed, for the audit row of this command. */
  readonly note: (subjectId: string, details?: unknown) => void;
  /** Tells every window after the commit. */
  readonly announce: (event: AppEvent) => void;
  /** Asks the push loop to look at the outbox after the commit. */
  readonly nudge: () => void;
  /** The device that writes: goes into every row. */
  readonly device: string;
};

/** The case file as tasks see it: key ring and database together. */
export type CaseFileDoor = {
  create(office: NewOffice): Promise<{ user: SignedInUser; recoveryCode: string }>;
  /** Opens the file if needed and proves the passphrase; throws a Refusal when it is wrong. */
  signIn(login: string, passphrase: string): Promise<SignedInUser>;
  changePassphrase(login: string, passphrase: string, newPassphrase: string): Promise<void>;
  /** Proves the passphrase and prepares a new recovery code; throws a Refusal when it is wrong. */
  prepareRecoveryCode(login: string, passphrase: string): Promise<NewRecoveryCode>;
  /** What is wrong with the workplace itself. */
  health(): Health;
  /** Reads every page now; the outcome stands in `health` and in the audit. */
  checkFile(userId: string): Promise<void>;
  /** The computer's clock is right, whatever the file knows. */
  trustClock(): void;
  /** A new passphrase with the recovery sheet's code. */
  recover(login: string, recoveryCode: string, newPassphrase: string): Promise<SignedInUser>;
  /** A key slot for a new user; the file is open. */
  addKeySlot(login: string, passphrase: string): Promise<void>;
  removeKeySlot(login: string): Promise<void>;
  /** From users who are no longer active. */
  takeKeySlots(): Promise<void>;
  readonly systemUnlock: SystemUnlock;
};

/** The way in with the operating system's key store; on for one login at most. */
export type SystemUnlock = {
  /** Never waits: false until the key store has answered, which is asked once a start. */
  isAvailable(): boolean;
  /** Told when `isAvailable` has become true. */
  onAvailable(listener: () => void): void;
  /** For whom it is on. */
  login(): string | null;
  /** Throws a Refusal: no-system-key-store, system-unlock-taken, wrong-passphrase. */
  enable(login: string, passphrase: string): Promise<void>;
  /** Throws a Refusal system-unlock-off when it is not on for this login. */
  disable(login: string): Promise<void>;
  /** Opens the file if needed. Throws a Refusal: no-system-key-store, system-unlock-off, system-unlock-unreadable. */
  unlock(): Promise<SignedInUser>;
};

export type NewRecoveryCode = {
  readonly recoveryCode: string;
  /** Makes it the one that works, unless `store` fails. */
  replace(store: () => void): void;
};

export type NewOffice = {
  readonly name: string;
  readonly countyTeryt: string;
  readonly administrator: {
    readonly login: string;
    readonly displayName: string;
    readonly passphrase: string;
    readonly roles: SignedInUser['roles'];
  };
};

/** Runs `store` in the transaction that also writes the audit, with what `store` gives as its details. */
export type Keep = (store: (db: WriteDatabase) => unknown) => void;
type Application = { readonly centralUrl: string; readonly code: string };

/** The push loop as tasks see it. */
export type SyncDoor = {
  status(): SyncStatus;
  /** Throws a Refusal; nothing was kept then. */
  enrol(application: Application, keep: Keep): Promise<void>;
  /** A new key for an enrolled file, at the same central office. Throws a Refusal; nothing was kept then. */
  enrolAgain(application: Application, keep: Keep): Promise<void>;
  /** The same central office and the same key. Throws a Refusal; nothing was kept then. */
  changeAddress(centralUrl: string, keep: Keep): Promise<void>;
  tryNow(): Promise<void>;
  /** What the central office says of a person's pool; null where it cannot be asked at once. */
  findPersonPool(question: Omit<PersonPoolRequest, 'schema'>): Promise<PersonPool | null>;
  checkReceipt(voucherId: string): Pick<OutputOf<Contract['sync']['checkReceipt']>, 'verdict' | 'keyId'>;
};

/** Copies of the case file and the way back to one, as tasks see it. */
export type BackupDoor = {
  status(): BackupStatus;
  /** Makes the backup that is due, if one is. */
  look(): Promise<void>;
  /** Throws CaseFileFault backup-folder-… for a folder that cannot hold backups. */
  probe(folder: string): Promise<{ readonly isOnSameDisk: boolean }>;
  /** null for the chosen folder; throws a Refusal that says why there is none. */
  makeNow(folder: string | null): Promise<{ readonly path: string; readonly madeAt: string }>;
  list(folder: string | null): Promise<Backup[]>;
  preview(path: string): Promise<BackupPreview>;
  /** Afterwards another file is open, and whoever sat anywhere belongs to the one before. */
  restore(wish: Restoring): Promise<{ readonly setAside: string | null }>;
};

export type Restoring = {
  readonly path: string;
  readonly login: string;
  readonly passphrase: string;
  /** Nobody is signed in: only a file that is missing or damaged may be replaced, and only by an administrator. */
  readonly isByAnyone: boolean;
};

export type TaskContext = Common & {
  /** Null where the contract lets anyone ask. */
  readonly user: SignedInUser | null;
  readonly caseFile: CaseFileDoor;
  readonly sync: SyncDoor;
  readonly backups: BackupDoor;
  readonly status: () => SessionStatus;
  /** Changes who sits at this keyboard; null locks. */
  readonly seat: (user: SignedInUser | null) => void;
  /** Nobody sits anywhere any more, and every window is told. */
  readonly emptySeats: () => void;
  /** Runs work in one transaction with its audit row, as a command does. */
  readonly store: <Value>(work: (context: CommandContext) => Value) => Value;
};

type QueryHandler<Op extends AnyOperation> = (context: QueryContext, input: InputOf<Op>) => OutputOf<Op>;
/** Synchronous: a promise here would commit before its work is done, so the type refuses one. */
type CommandHandler<Op extends AnyOperation> = (context: CommandContext, input: InputOf<Op>) => OutputOf<Op>;
type TaskHandler<Op extends AnyOperation> = (context: TaskContext, input: InputOf<Op>) => Promise<OutputOf<Op>>;

type HandlerOf<Op extends AnyOperation> = Op['kind'] extends 'query'
  ? QueryHandler<Op>
  : Op['kind'] extends 'command'
    ? CommandHandler<Op>
    : TaskHandler<Op>;

/** The handlers of one area: one function an operation, or it does not compile. */
export type AreaHandlers<A extends keyof Contract> = {
  readonly [O in keyof Contract[A]]: Contract[A][O] extends AnyOperation ? HandlerOf<Contract[A][O]> : never;
};
export type Handlers = { readonly [A in keyof Contract]: AreaHandlers<A> };
