// Everything that can go wrong, as a kind plus facts. renderer/text turns each into a sentence, exhaustively.
import { z } from 'zod';
import { roles } from '../domain/vocabulary.ts';

/** Why a backup could not be made; also what the next attempt is told. */
export const backupFaults = [
  'backup-folder-missing',
  'backup-folder-not-writable',
  'backup-folder-full',
  'backup-folder-failed',
  'backup-damaged',
  'backup-source-damaged',
] as const;
export type BackupFault = (typeof backupFaults)[number];

/** Why the rules or the file refuse an act that was well-formed. */
export const refusalReasons = [
  'same-person',
  'over-two-orders',
  'not-funded',
  'unusable',
  'not-eligible',
  'not-decided',
  'case-already-open',
  'balance-not-finished',
  'balance-incomplete',
  'balance-finished',
  'category-not-recommended',
  'no-vouchers-in-programme',
  'agreement-exists',
  'agreement-not-signed',
  'agreement-term',
  'number-block-empty',
  'pool-exhausted',
  'withdrawal-open',
  'nothing-to-withdraw',
  'not-requester',
  'wrong-state',
  'person-exists',
  'login-taken',
  'last-administrator',
  'weak-passphrase',
  'identity-pesel',
  'identity-document',
  'identity-contradiction',
  'identity-future',
  'unknown-programme',
  'not-in-programme-period',
  'already-enrolled',
  'not-enrolled',
  'other-centre',
  'other-county',
  'centre-unproven',
  'backup-folder-inside',
  'backup-no-folder',
  'backup-not-found',
  'backup-other-office',
  'case-file-intact',
  'no-system-key-store',
  'system-unlock-taken',
  'system-unlock-off',
  'system-unlock-unreadable',
  ...backupFaults,
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Why the central office could not be asked. */
export const connectionCauses = ['offline', 'tls', 'auth', 'http', 'timeout', 'protocol'] as const;

/** The program that has the case file: which computer, which process, since when, and where a browser finds it. */
export const caseFileHolder = z.object({
  computer: z.string(),
  pid: z.int(),
  since: z.iso.datetime(),
  address: z.string().nullable(),
});
export type CaseFileHolder = z.infer<typeof caseFileHolder>;

export const problem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('invalid-input'),
    /** Where (path of field names) and what kind of fault, as zod names it. */
    issues: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), code: z.string() })),
  }),
  z.object({ kind: z.literal('unknown-operation') }),
  z.object({ kind: z.literal('no-case-file') }),
  z.object({ kind: z.literal('case-file-exists') }),
  z.object({ kind: z.literal('not-a-case-file') }),
  z.object({ kind: z.literal('newer-case-file'), fileVersion: z.int(), programVersion: z.int() }),
  z.object({ kind: z.literal('case-file-in-use'), holder: caseFileHolder.nullable() }),
  z.object({ kind: z.literal('case-file-damaged') }),
  z.object({ kind: z.literal('disk-full') }),
  z.object({ kind: z.literal('not-signed-in') }),
  z.object({ kind: z.literal('forbidden'), needs: z.array(z.enum(roles)) }),
  z.object({ kind: z.literal('wrong-passphrase'), waitSeconds: z.int().min(0) }),
  z.object({ kind: z.literal('wrong-recovery-code') }),
  z.object({ kind: z.literal('not-found'), what: z.string() }),
  z.object({ kind: z.literal('changed-meanwhile') }),
  z.object({ kind: z.literal('refused'), reason: z.enum(refusalReasons), facts }),
  z.object({ kind: z.literal('central-unreachable'), cause: z.enum(connectionCauses) }),
  z.object({ kind: z.literal('central-refused'), code: z.string(), facts }),
  z.object({ kind: z.literal('host-unreachable') }),
  /** A defect of ours; the reference stands in the log, beside the cause. */
  z.object({ kind: z.literal('internal'), reference: z.string() }),
]);
export type Problem = z.infer<typeof problem>;
export type ProblemKind = Problem['kind'];

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };
