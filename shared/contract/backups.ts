// Copies of the case file that are opened and verified before they count, and the way back to one of them.
import { z } from 'zod';
import { task } from './operation.ts';
import { backupFaults } from './problem.ts';
import { login, passphrase, sessionStatus } from './session.ts';
import { instant, requiredLine } from './values.ts';

/** A folder on this computer or on the network, written in full. */
const path = requiredLine(500);
const plan = z.object({
  folder: z.string(),
  everyHours: z.int().min(1),
  /** On the disk of the case file: what destroys one destroys both. */
  isOnSameDisk: z.boolean(),
  version: z.int().min(1),
});

export const backupStatus = z.object({
  /** null while the administrator has chosen no folder. */
  plan: plan.nullable(),
  /** The last one that was opened and verified, wherever it was put. */
  lastGood: z.object({ madeAt: instant, folder: z.string() }).nullable(),
  /** null as soon as a later one is good. */
  lastFailure: z.object({ at: instant, cause: z.enum(backupFaults) }).nullable(),
  isInProgress: z.boolean(),
  /** The last good one in the chosen folder is older than the interval; false without a plan. */
  isOverdue: z.boolean(),
});
export type BackupStatus = z.infer<typeof backupStatus>;

const backup = z.object({
  path: z.string(),
  name: z.string(),
  madeAt: instant,
  bytes: z.int().min(0),
});
export type Backup = z.infer<typeof backup>;

const counts = z.object({
  people: z.int(),
  cases: z.int(),
  balances: z.int(),
  agreements: z.int(),
  vouchers: z.int(),
});
export type BackupCounts = z.infer<typeof counts>;

/** Vouchers approved after the backup, by what becomes of them. */
const approvedSince = z.object({
  /** Acknowledged by the central office: they come back by themselves. */
  returning: z.int(),
  /** Acknowledged too, but their person, agreement or approver came after the backup: somebody has to enter these anew. */
  toEnter: z.int(),
  refused: z.int(),
  waiting: z.int(),
});
export type ApprovedSince = z.infer<typeof approvedSince>;

const preview = z.object({
  path: z.string(),
  madeAt: instant,
  /** The program that made it; null for a case file that was copied by hand. */
  program: z.string().nullable(),
  schemaVersion: z.int(),
  counts,
  /** What would be lost; null where the present file cannot be read. */
  present: z
    .object({
      counts,
      /** Acts recorded after the backup, without reading, coming and going; null where the backup is of another course of events. */
      changesSince: z.int().min(0).nullable(),
      approvedSince,
    })
    .nullable(),
});
export type BackupPreview = z.infer<typeof preview>;

const restored = z.object({
  status: sessionStatus,
  /** Where the file that was there before lies now; null where there was none. */
  setAside: z.string().nullable(),
});

export const backups = {
  status: task({ permission: 'signed-in', evenOnFullDisk: true, input: z.strictObject({}), output: backupStatus }),
  /** Where backups go and how often; a null folder ends them. The folder has to be there and to take what is written. */
  configure: task({
    permission: ['administrator'],
    input: z.strictObject({
      folder: path.nullable(),
      everyHours: z.int().min(1).max(168),
      /** Of the plan that the writer saw; 0 where there was none. */
      seenVersion: z.int().min(0),
    }),
    output: backupStatus,
  }),
  /**
   * A backup at once, into the chosen folder (null) or onto a stick. Everything leaves the office with it, readable by
   * whoever knows a passphrase: hence administrators and approvers only. Onto another disk it is made even when this one
   * is full: then what waits here is nowhere else.
   */
  makeNow: task({
    permission: ['administrator', 'approver'],
    evenOnFullDisk: true,
    input: z.strictObject({ folder: path.nullable() }),
    output: z.object({ path: z.string(), madeAt: instant, status: backupStatus }),
  }),
  /** This office's backups in a folder, the newest first; null asks for the chosen one. */
  list: task({
    permission: ['administrator'],
    evenOnFullDisk: true,
    input: z.strictObject({ folder: path.nullable() }),
    output: z.array(backup).max(200),
  }),
  /** Opens and verifies a backup and says what would be lost by going back to it. */
  preview: task({
    permission: ['administrator'],
    evenOnFullDisk: true,
    input: z.strictObject({ path }),
    output: preview,
  }),
  /** Puts the present file aside and a copy of the backup in its place; everybody is signed out. */
  restore: task({
    permission: ['administrator'],
    input: z.strictObject({ path, passphrase }),
    output: restored,
  }),
  /** The same without anybody signed in: only where the case file is missing or damaged. */
  recover: task({
    permission: 'anyone',
    input: z.strictObject({ path, login, passphrase }),
    output: restored,
  }),
};
