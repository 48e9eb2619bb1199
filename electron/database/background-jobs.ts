// What a worker thread can be asked, and what it answers.
import type { BackupJob, BackupJobResult } from './backup-jobs.ts';

/** Cost of Argon2id; part of every key slot, so that it can rise later. */
export type DerivationCost = { readonly memoryKib: number; readonly passes: number; readonly lanes: number };

export type Job =
  | BackupJob
  | { readonly job: 'derive'; readonly secret: string; readonly salt: Uint8Array; readonly cost: DerivationCost }
  | { readonly job: 'check'; readonly file: string; readonly dataKey: Uint8Array }
  | { readonly job: 'copy'; readonly file: string; readonly dataKey: Uint8Array; readonly path: string };

export type JobResult =
  | BackupJobResult
  | { readonly job: 'derive'; readonly value: Uint8Array }
  | { readonly job: 'check'; readonly value: boolean }
  | { readonly job: 'copy'; readonly value: undefined };
