// A clock that was moved is noticed: it shows an earlier moment than one that the file knows, or one a year later.
import { findNewestEntryAt } from '../database/audit.ts';
import type { CaseFile } from '../database/case-file.ts';
import { getUpkeep, noteAheadOfClock } from '../database/upkeep.ts';
import type { World } from './world.ts';

export type ClockWatch = {
  /** The moment that the clock contradicts; null while it is believed. */
  contradicted(): string | null;
  /** Keeps in the file what a row written under the wrong clock would hide. */
  keep(): void;
  /** Somebody looked at the clock: from now on the file is measured by it. */
  trust(): void;
};

/** Clocks are put right by seconds all the time. */
const toleranceMs = 5 * 60_000;
const yearMs = 366 * 86_400_000;

/** Begins before this stretch of work writes anything: the newest entry is then the one from before. */
export function watchClock(file: CaseFile, world: World): ClockWatch {
  const nowMs = () => Date.parse(world.now());
  const begin = () => ({ wallMs: nowMs(), elapsedMs: world.elapsedMs() });
  const newest = toMs(findNewestEntryAt(file.read));
  let began = begin();
  let knownMs = Math.max(newest, toMs(getUpkeep(file.read).aheadOfClock));
  let isAhead = newest > 0 && began.wallMs > newest + yearMs;
  const contradicted = (): string | null => {
    if (isAhead) return new Date(newest).toISOString();
    // Measured against a clock that nobody can set, a jump shows while the program runs.
    const latest = Math.max(knownMs, began.wallMs + world.elapsedMs() - began.elapsedMs);
    const now = nowMs();
    return now < latest - toleranceMs || now > latest + yearMs ? new Date(latest).toISOString() : null;
  };
  return {
    contradicted,
    keep: () => {
      const known = contradicted();
      const kept = known !== null && toMs(known) > nowMs() ? known : null;
      knownMs = Math.max(knownMs, toMs(kept));
      const stored = getUpkeep(file.read).aheadOfClock;
      if ((kept === null) !== (stored === null)) file.transaction((db) => noteAheadOfClock(db, kept));
    },
    trust: () => {
      isAhead = false;
      knownMs = 0;
      began = begin();
    },
  };
}

function toMs(moment: string | null): number {
  return moment === null ? 0 : Date.parse(moment);
}
