// Looks after the open file while nobody asks: room on the disk, every page read once a day, a clock that was moved.
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Health } from '../../shared/contract/health.ts';
import { appendAudit, getAuditHead } from '../database/audit.ts';
import type { CaseFile } from '../database/case-file.ts';
import { CaseFileFault } from '../database/fault.ts';
import { hasHeader } from '../database/header.ts';
import { getUpkeep, noteCheck, noteOpening } from '../database/upkeep.ts';
import { watchClock } from './clock-watch.ts';
import type { Log } from './log.ts';
import type { World } from './world.ts';

export type Upkeep = {
  health(): Health;
  /** Reads every page now; `userId` null when nobody asked for it. */
  check(userId: string | null): Promise<void>;
  /** The clock is right, whatever the file knows. */
  trustClock(): void;
  /** One round: room, clock, the day's check, and the news of what changed. */
  tick(): Promise<void>;
  stop(): void;
};

type UpkeepParts = {
  readonly file: CaseFile;
  readonly world: World;
  readonly log: Log;
  readonly onHealth: (health: Health) => void;
};

const tickMs = 5_000;
const idleMs = 5 * 60_000;
const dayMs = 86_400_000;
/** After one that could not be made. */
const tryAgainMs = 3_600_000;

/** What is known while no file is open. */
export const unknownHealth: Health = {
  isDiskFull: false,
  lastCheck: null,
  clockAgainst: null,
  openedElsewhere: null,
  isRecoveryCodeUsed: false,
};

export function beginUpkeep(parts: UpkeepParts): Upkeep {
  const { file, world, log, onHealth } = parts;
  const clock = watchClock(file, world);
  const openedElsewhere = noteThisPlace(file);
  const checks = createChecks(parts);
  const health = () => toHealth(file, { openedElsewhere, clockAgainst: clock.contradicted(), found: checks.found() });
  let told = JSON.stringify(health());
  let isStopped = false;
  const tick = async () => {
    if (file.isDiskFull()) await file.makeRoom();
    keepWhereThereIsRoom(clock.keep);
    if (checks.isTime()) await checks.run(null);
    if (isStopped) return;
    const news = health();
    if (JSON.stringify(news) === told) return;
    told = JSON.stringify(news);
    onHealth(news);
  };
  const fail = (error: unknown) => {
    if (!isStopped) log.error('upkeep', { name: error instanceof Error ? error.name : typeof error });
  };
  const timer = setInterval(() => void tick().catch(fail), tickMs);
  // Nobody waits for it: a program that has nothing else to do may end.
  timer.unref();
  keepWhereThereIsRoom(clock.keep);
  const stop = () => {
    isStopped = true;
    clearInterval(timer);
  };
  return { health, check: checks.run, trustClock: clock.trust, tick, stop };
}

type Seen = Pick<Health, 'openedElsewhere' | 'clockAgainst'> & { readonly found: Health['lastCheck'] };

function toHealth(file: CaseFile, { found, ...seen }: Seen): Health {
  const { recoveryCodeUsedAt } = getUpkeep(file.read);
  return { ...seen, isDiskFull: file.isDiskFull(), lastCheck: found, isRecoveryCodeUsed: recoveryCodeUsedAt !== null };
}

/** Where it was opened before, if it may still be there. Two copies in use would each do half of the office's work. */
function noteThisPlace(file: CaseFile): Health['openedElsewhere'] {
  const { openedOn, openedIn } = getUpkeep(file.read);
  const here = { computer: hostname(), folder: resolve(file.folder) };
  if (openedOn === here.computer && openedIn === here.folder) return null;
  keepWhereThereIsRoom(() => file.transaction((db) => noteOpening(db, here)));
  if (openedOn === null || openedIn === null) return null;
  const isMoved = openedOn === here.computer && !hasHeader(openedIn);
  return isMoved ? null : { computer: openedOn, folder: openedIn };
}

type Checks = {
  /** The last one's outcome, also where the file could not take it down. */
  found(): Health['lastCheck'];
  /** A day after the last one, once nobody has read or changed anything for a while. */
  isTime(): boolean;
  run(userId: string | null): Promise<void>;
};

function createChecks({ file, world }: UpkeepParts): Checks {
  let latest: Health['lastCheck'] = null;
  let running: Promise<void> | null = null;
  let triedAtMs = Number.NEGATIVE_INFINITY;
  let quiet = { sequence: -1, sinceMs: 0 };
  const found = () => latest ?? toLastCheck(file);
  const perform = async (userId: string | null) => {
    triedAtMs = world.elapsedMs();
    const isIntact = await file.isIntact();
    const at = world.now();
    latest = { at, isIntact };
    const row = { operation: 'office.checkFile', subjectId: null, details: { isIntact }, salt: world.randomBytes(16) };
    keepWhereThereIsRoom(() =>
      file.transaction((db) => {
        noteCheck(db, { at, isIntact });
        appendAudit(db, { at, userId, ...row });
      }),
    );
  };
  return {
    found,
    isTime: () => {
      const nowMs = world.elapsedMs();
      const { sequence } = getAuditHead(file.read);
      if (sequence !== quiet.sequence) quiet = { sequence, sinceMs: nowMs };
      const last = found();
      const isDue = last === null || Math.abs(Date.parse(world.now()) - Date.parse(last.at)) >= dayMs;
      return isDue && nowMs - quiet.sinceMs >= idleMs && nowMs - triedAtMs >= tryAgainMs;
    },
    run: (userId) => {
      running ??= perform(userId).finally(() => {
        running = null;
      });
      return running;
    },
  };
}

function toLastCheck(file: CaseFile): Health['lastCheck'] {
  const { checkedAt, isIntact } = getUpkeep(file.read);
  return checkedAt === null || isIntact === null ? null : { at: checkedAt, isIntact };
}

/** A full disk or a damaged page takes the note, never the work that it was about. */
function keepWhereThereIsRoom(keep: () => void): void {
  try {
    keep();
  } catch (error) {
    if (!(error instanceof CaseFileFault)) throw error;
  }
}
