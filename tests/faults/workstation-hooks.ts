// Where the harness looks into a workstation without the program knowing: its database driver, its line, its waiting.
import Sqlite from 'better-sqlite3';
import type { Clock } from './child-side.ts';
import type { BrokenBuild, Label } from './plans.ts';

type Reach = (label: Label) => void;

/** Statements that tell what a transaction is about. */
const approval = /INSERT INTO delivery/;
const settlement = /UPDATE delivery SET state = :state/;

/** Labels the transactions that approve and settle; a broken build answers before the commit, or flushes nothing. */
export function watchTransactions(reach: Reach, broken: BrokenBuild | null): void {
  let about: 'approve' | 'settle' | null = null;
  let commitLate: NodeJS.Timeout | null = null;
  const { exec } = Sqlite.prototype;
  const finish = (raw: Sqlite.Database) => {
    if (commitLate === null) return;
    clearTimeout(commitLate);
    commitLate = null;
    exec.call(raw, 'COMMIT');
  };
  Sqlite.prototype.exec = function watched(this: Sqlite.Database, sql: string) {
    if (sql === 'BEGIN IMMEDIATE') {
      finish(this);
      if (broken === 'no-fsync') this.pragma('synchronous = OFF');
      about = null;
    }
    const act = about;
    if (sql !== 'COMMIT' || act === null) return exec.call(this, sql);
    reach(`${act}:before-commit`);
    about = null;
    if (broken === 'office-answers-before-commit' && act === 'approve') {
      commitLate = setTimeout(() => finish(this), 60);
      return this;
    }
    const done = exec.call(this, sql);
    reach(`${act}:after-commit`);
    return done;
  };
  const probe = new Sqlite(':memory:');
  const statement: Sqlite.Statement = Object.getPrototypeOf(probe.prepare('SELECT 1'));
  const { run } = statement;
  statement.run = function watched(this: Sqlite.Statement, ...bound: unknown[]) {
    // A settlement may put an approved withdrawal into the outbox too.
    const isApproval = about !== 'settle' && approval.test(this.source);
    if (isApproval) reach('approve:begun');
    const done = run.apply(this, bound);
    if (isApproval) {
      about = 'approve';
      reach('approve:queued');
    } else if (settlement.test(this.source)) {
      about = 'settle';
      reach('settle:written');
    }
    return done;
  };
  probe.close();
}

/** Labels a push on its way; gives up sooner than the program, whose 20 seconds a run does not have. */
export function watchLine(reach: Reach, patienceMs: () => number): typeof fetch {
  return async (input, init) => {
    const isPush = String(input).endsWith(':batch');
    if (isPush) {
      reach('push:before-send');
      setTimeout(() => reach('push:in-flight'), 4);
    }
    const impatient = AbortSignal.timeout(patienceMs());
    const signal = init?.signal ? AbortSignal.any([init.signal, impatient]) : impatient;
    const response = await fetch(input, { ...init, signal });
    if (isPush) reach('push:answered');
    return response;
  };
}

/** So often the open file is looked after, in real time: whether there is room again, above all. */
const upkeepMs = 100;
/** So often the central office's decisions are looked for, likewise. */
const watchMs = 300;
const shortestPassedMs = 100;
const realWaitMs = 15;

/** The push loop's own waits pass in a moment, and the office's clock goes on by what was waited: the sum is given. */
export function passTimeQuickly(clock: Clock): () => number {
  let passedMs = 0;
  const realSetTimeout = globalThis.setTimeout;
  const quick = (work: () => void, waitMs = 0) => {
    const caller = waitMs >= shortestPassedMs ? (new Error().stack ?? '') : '';
    if (/sync.watch\.ts/.test(caller)) return realSetTimeout(work, Math.min(waitMs, watchMs));
    if (!/sync.push-loop\.ts/.test(caller)) return realSetTimeout(work, waitMs);
    const pass = () => {
      passedMs += waitMs;
      clock.jump(waitMs - realWaitMs);
      work();
    };
    return realSetTimeout(pass, realWaitMs);
  };
  // The program calls it with a function and a wait, never in its other forms.
  globalThis.setTimeout = Object.assign(quick, realSetTimeout) as typeof setTimeout;
  const realSetInterval = globalThis.setInterval;
  const often = (work: () => void, everyMs = 0) => {
    const isUpkeeps = /upkeep\.ts/.test(new Error().stack ?? '');
    return realSetInterval(work, isUpkeeps ? Math.min(everyMs, upkeepMs) : everyMs);
  };
  globalThis.setInterval = Object.assign(often, realSetInterval) as typeof setInterval; // as above
  return () => passedMs;
}
