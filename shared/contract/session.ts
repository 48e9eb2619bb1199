// Who sits at the keyboard: signing in, locking, switching, and drafts that survive all of these.
import { z } from 'zod';
import { roles } from '../domain/vocabulary.ts';
import { command, query, task } from './operation.ts';
import { id, instant, requiredLine } from './values.ts';

export const login = z.string().regex(/^[a-z][a-z0-9.-]{1,39}$/);
/** At least 12 characters; the strength hint is advice, this is the floor. */
export const newPassphrase = z.string().min(12).max(200);
export const passphrase = z.string().min(1).max(200);

const signedInUser = z.object({
  id,
  login,
  displayName: z.string(),
  roles: z.array(z.enum(roles)).min(1),
});
export type SignedInUser = z.infer<typeof signedInUser>;

export const sessionStatus = z.object({
  /** no-case-file: first run; locked: nobody signed in here; open: `user` works. */
  phase: z.enum(['no-case-file', 'locked', 'open']),
  /** null until somebody opened the case file in this program: it says so to nobody without a key. */
  officeName: z.string().nullable(),
  user: signedInUser.nullable(),
  /** Whom the sign-in screen offers; names as `officeName`. */
  logins: z.array(z.object({ login, displayName: z.string().nullable() })),
  /** The way in with the operating system's key store: whether there is one here, and for whom it is on. */
  systemUnlock: z.object({ isAvailable: z.boolean(), login: login.nullable() }),
  /** Minutes without a key or a click after which the window locks. */
  lockAfterMinutes: z.int().min(1),
});
export type SessionStatus = z.infer<typeof sessionStatus>;

const draftKey = z.string().regex(/^[a-z][a-z0-9:-]{1,119}$/);
const draft = z.object({ key: draftKey, body: z.json(), savedAt: instant });

export const session = {
  status: task({ permission: 'anyone', evenOnFullDisk: true, input: z.strictObject({}), output: sessionStatus }),
  signIn: task({
    permission: 'anyone',
    evenOnFullDisk: true,
    input: z.strictObject({ login, passphrase }),
    output: sessionStatus,
  }),
  /** Nobody is signed in here afterwards; the file stays open for deliveries. */
  lock: task({ permission: 'anyone', evenOnFullDisk: true, input: z.strictObject({}), output: sessionStatus }),
  changePassphrase: task({
    permission: 'signed-in',
    input: z.strictObject({ passphrase, newPassphrase }),
    output: z.object({ changedAt: instant }),
  }),
  /** A forgotten passphrase: the recovery sheet's code sets a new one. */
  recover: task({
    permission: 'anyone',
    evenOnFullDisk: true,
    input: z.strictObject({ login, recoveryCode: requiredLine(120), newPassphrase }),
    output: sessionStatus,
  }),
  /** A new recovery sheet: its code is answered here once and kept nowhere; the old one opens nothing any more. */
  renewRecoveryCode: task({
    permission: ['administrator'],
    input: z.strictObject({ passphrase }),
    output: z.object({ recoveryCode: z.string(), renewedAt: instant }),
  }),
  /** The signed-in user may come in with the system's account from now on; one login a workstation. */
  enableSystemUnlock: task({
    permission: 'signed-in',
    input: z.strictObject({ passphrase }),
    output: sessionStatus,
  }),
  /** One's own, or, for an administrator, anybody's. Closing a door does not wait for room on the disk. */
  disableSystemUnlock: task({
    permission: 'signed-in',
    evenOnFullDisk: true,
    input: z.strictObject({}),
    output: sessionStatus,
  }),
  /** Signs in whoever it is on for. */
  unlockWithSystem: task({
    permission: 'anyone',
    evenOnFullDisk: true,
    input: z.strictObject({}),
    output: sessionStatus,
  }),
  /** A half-filled form, kept in the encrypted file for this user alone. At most 64 KiB of JSON. */
  saveDraft: command({
    permission: 'signed-in',
    evenOnFullDisk: true,
    input: z.strictObject({ key: draftKey, body: z.json() }),
    output: z.object({ savedAt: instant }),
  }),
  findDraft: query({ permission: 'signed-in', input: z.strictObject({ key: draftKey }), output: draft.nullable() }),
  discardDraft: command({
    permission: 'signed-in',
    evenOnFullDisk: true,
    input: z.strictObject({ key: draftKey }),
    output: z.null(),
  }),
};
