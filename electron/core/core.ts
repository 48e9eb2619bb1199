// The core of a workstation: one case file, any number of seats, one dispatch. Hosts and commands ask it; it knows neither.
import type { AppEvent } from '../../shared/contract/events.ts';
import type { SessionStatus, SignedInUser } from '../../shared/contract/session.ts';
import type { CaseFile } from '../database/case-file.ts';
import { CaseFileFault } from '../database/fault.ts';
import type { Placed } from '../database/restore.ts';
import { findActiveUser } from '../database/users.ts';
import type { BackupDoor, CaseFileDoor, CommandContext, Handlers, SyncDoor, TaskContext } from './context.ts';
import { answer, type Dispatch } from './dispatch.ts';
import type { Log } from './log.ts';
import type { RestoreWish } from './restoring.ts';
import { occupantOf, type Seat, type SeatState, take } from './seat.ts';
import type { World } from './world.ts';

/** The case file as the core sees it: the tasks' door, and the file behind it once somebody opened it. */
export type CaseFileHost = CaseFileDoor & {
  readonly folder: string;
  openFile(): CaseFile | null;
  /** The open file with its key: for copies of it, which are made elsewhere. */
  opened(): { readonly file: CaseFile; readonly dataKey: Uint8Array } | null;
  /** Puts a backup in the place of the file; the other one is open afterwards. */
  restore(wish: RestoreWish): Promise<Placed>;
  /** Whether there is a case file in the folder at all. */
  exists(): boolean;
  officeName(): string | null;
  /** Whom the sign-in screen offers: the key ring's slots. */
  logins(): SessionStatus['logins'];
  close(): Promise<void>;
};

export type CoreParts = {
  readonly handlers: Handlers;
  readonly world: World;
  readonly log: Log;
  readonly programmes: CommandContext['programmes'];
  readonly territory: CommandContext['territory'];
  readonly caseFile: CaseFileHost;
  readonly sync: SyncDoor;
  readonly backups: BackupDoor;
  readonly nudge: () => void;
};

export type Core = {
  openSeat(listener: (event: AppEvent) => void): Seat;
  /** Tells every seat where somebody sits; the empty ones, and those left for too long, learn nothing. */
  announce(event: AppEvent): void;
};

const lockAfterMinutesBeforeOpening = 10;

export function createCore(parts: CoreParts): Core {
  const seats = new Set<SeatState>();
  const announce = (event: AppEvent) => {
    for (const seat of seats) {
      if (event.kind === 'session' || findOccupant(seat, parts) !== null) seat.listener(event);
    }
  };
  const tellStatus = (seat: SeatState) => seat.listener({ kind: 'session', status: statusOf(seat, parts) });
  const emptySeats = () => {
    for (const seat of seats) {
      seat.userId = null;
      tellStatus(seat);
    }
  };
  parts.caseFile.systemUnlock.onAvailable(() => {
    try {
      seats.forEach(tellStatus);
    } catch (error) {
      // Whoever asks is told of a file that cannot be read; here nobody asked.
      if (!(error instanceof CaseFileFault)) throw error;
    }
  });
  const dispatch: Dispatch = { ...parts, openFile: parts.caseFile.openFile, announce };
  return {
    announce,
    openSeat(listener) {
      const seat: SeatState = { userId: null, lastAskedAt: parts.world.elapsedMs(), listener };
      seats.add(seat);
      return {
        ask: (name, input) => answer(dispatch, askerAt(seat, parts, emptySeats), { name, input }),
        close: () => seats.delete(seat),
      };
    },
  };
}

function askerAt(seat: SeatState, parts: CoreParts, emptySeats: () => void) {
  const user = userAt(seat, parts);
  const taskContext = (store: TaskContext['store']): TaskContext => ({
    world: parts.world,
    programmes: parts.programmes,
    territory: parts.territory,
    user,
    caseFile: parts.caseFile,
    sync: parts.sync,
    backups: parts.backups,
    emptySeats,
    status: () => statusOf(seat, parts),
    seat: (next) => take(seat, next, parts.world.elapsedMs()),
    store,
  });
  return { user, taskContext };
}

/** Looked up at every question: a colleague deactivated a minute ago asks in vain. */
function userAt(seat: SeatState, parts: CoreParts): SignedInUser | null {
  const file = parts.caseFile.openFile();
  if (file === null) return null;
  const id = findOccupant(seat, parts);
  seat.lastAskedAt = parts.world.elapsedMs();
  return id === null ? null : (findActiveUser(file.read, id) ?? null);
}

function findOccupant(seat: SeatState, { caseFile, world }: CoreParts): string | null {
  const file = caseFile.openFile();
  return file === null ? null : occupantOf(seat, world.elapsedMs(), file.lockAfterMinutes);
}

function statusOf(seat: SeatState, parts: CoreParts): SessionStatus {
  const { caseFile } = parts;
  const user = userAt(seat, parts);
  return {
    phase: !caseFile.exists() ? 'no-case-file' : user === null ? 'locked' : 'open',
    officeName: caseFile.officeName(),
    user,
    logins: caseFile.exists() ? caseFile.logins() : [],
    systemUnlock: {
      isAvailable: caseFile.systemUnlock.isAvailable(),
      login: caseFile.exists() ? caseFile.systemUnlock.login() : null,
    },
    lockAfterMinutes: caseFile.openFile()?.lockAfterMinutes ?? lockAfterMinutesBeforeOpening,
  };
}
