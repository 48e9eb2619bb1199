// What the worker thread is asked about backups: everything that touches a folder which may lie on another machine.
import type { ApprovedSince, Backup, BackupCounts } from '../../shared/contract/backups.ts';
import type { AuditHead } from './audit.ts';
import type { KeyRing } from './key-ring.ts';

export type BackupJob =
  | {
      readonly job: 'probe-folder';
      readonly folder: string;
      /** Backups never go into the folder that they are of. */
      readonly caseFolder: string;
    }
  | {
      readonly job: 'make-backup';
      readonly caseFolder: string;
      readonly dataKey: Uint8Array;
      readonly folder: string;
      readonly madeAt: string;
      /** The program's version. */
      readonly program: string;
      /** Takes out what the rotation no longer keeps. */
      readonly isRotating: boolean;
    }
  | { readonly job: 'list-backups'; readonly folder: string; readonly owner: BackupOwner }
  | { readonly job: 'find-backup'; readonly path: string }
  | {
      readonly job: 'inspect-backup';
      readonly path: string;
      readonly dataKey: Uint8Array;
      /** The present case file to compare with, and the operations of its audit that change nothing worth keeping. */
      readonly beside: { readonly caseFolder: string; readonly unmissed: readonly string[] } | null;
    }
  | {
      readonly job: 'stage-restore';
      readonly path: string;
      /** Made anew; holds the copy afterwards. */
      readonly staged: string;
      readonly dataKey: Uint8Array;
    };

/** Whose backups: those sealed with this file's key. */
export type BackupOwner = { readonly fileId: string; readonly dataKey: Uint8Array };

export type FoundBackup = {
  readonly fileId: string;
  readonly ring: KeyRing;
};

export type InspectedBackup = {
  readonly madeAt: string;
  readonly program: string | null;
  readonly schemaVersion: number;
  readonly counts: BackupCounts;
  readonly head: AuditHead;
  readonly users: readonly { readonly login: string; readonly isAdministrator: boolean }[];
  /** null where nothing was to be compared, or the present file cannot be read. */
  readonly present: {
    readonly counts: BackupCounts;
    readonly changesSince: number | null;
    readonly approvedSince: ApprovedSince;
  } | null;
};

export type BackupJobResult =
  | { readonly job: 'probe-folder'; readonly value: { readonly isOnSameDisk: boolean } }
  | { readonly job: 'make-backup'; readonly value: { readonly name: string } }
  | { readonly job: 'list-backups'; readonly value: Backup[] }
  | { readonly job: 'find-backup'; readonly value: FoundBackup }
  | { readonly job: 'inspect-backup'; readonly value: InspectedBackup }
  | { readonly job: 'stage-restore'; readonly value: InspectedBackup };
