// The case file as hosts hold it: key ring and database behind one door. Opened by the first secret that fits.
import type { Health } from '../../shared/contract/health.ts';
import type { SignedInUser } from '../../shared/contract/session.ts';
import { appendAudit } from '../database/audit.ts';
import type { DerivationCost } from '../database/background-jobs.ts';
import { type CaseFile, openCaseFile } from '../database/case-file.ts';
import type { WriteDatabase } from '../database/connection.ts';
import { hasHeader, readHeader } from '../database/header.ts';
import { usualCost } from '../database/key-derivation.ts';
import { findDataKey, findSlot, ownerOf, recoveryOwner, wrapKey } from '../database/key-ring.ts';
import { findRecoveryCode, makeRecoveryCode } from '../database/recovery-code.ts';
import { noteRecoveryCodeUsed } from '../database/upkeep.ts';
import { findUserByLogin, toSignedInUser } from '../database/users.ts';
import { type NewOffice, type NewRecoveryCode, Refusal, refuse } from './context.ts';
import type { CaseFileHost } from './core.ts';
import {
  keepSlots,
  listLogins,
  putSlot,
  refuseWeak,
  replaceRing,
  ringOf,
  takeKeySlots,
  tidyBeside,
} from './key-slots.ts';
import { type Log, silentLog } from './log.ts';
import { makeCaseFile } from './new-office.ts';
import { type RestorableDoor, restoreCaseFile } from './restoring.ts';
import { createSystemUnlock, type SystemKeyStore, type UnlockableDoor } from './system-unlock.ts';
import { type Turns, takeTurns } from './turns.ts';
import { beginUpkeep, type Upkeep, unknownHealth } from './upkeep.ts';
import { createWaiting, type Waiting } from './waiting.ts';
import type { World } from './world.ts';

export type DoorPlace = {
  /** …/NAME.teczka; need not exist yet. */
  readonly folder: string;
  readonly world: World;
  /** Cheaper than usual only in tests and bulk tools. */
  readonly cost?: DerivationCost | undefined;
  /** Room kept beside the file for the day when the disk is full; none unless told. */
  readonly ballastBytes?: number | undefined;
  readonly log?: Log | undefined;
  /** Where a browser finds this program, once that is known. */
  readonly address?: (() => string | null) | undefined;
  /** Where the operating system keeps a secret for one login; none unless given. */
  readonly keyStore?: SystemKeyStore | null | undefined;
  /** Told when something about the workplace itself has changed. */
  readonly onHealth?: (health: Health) => void;
};

type Door = DoorPlace & {
  readonly cost: DerivationCost;
  readonly waiting: Waiting;
  opened: { readonly file: CaseFile; readonly dataKey: Uint8Array; readonly upkeep: Upkeep } | null;
};

/** Touches nothing until it is asked; `close` gives the file back. */
export function createCaseFileHost(place: DoorPlace): CaseFileHost {
  const { folder, world } = place;
  const door: Door = {
    ...place,
    cost: place.cost ?? usualCost,
    waiting: createWaiting(world.elapsedMs),
    opened: null,
  };
  const inTurn = takeTurns();
  return {
    folder,
    openFile: () => door.opened?.file ?? null,
    opened: () => door.opened,
    restore: (wish) => inTurn(() => restoreCaseFile(toRestorable(door), wish)),
    exists: () => hasHeader(folder),
    officeName: () => door.opened?.file.officeName ?? null,
    logins: () => listLogins(door),
    create: (office) => inTurn(() => create(door, office)),
    signIn: (login, passphrase) => inTurn(() => signIn(door, login, passphrase)),
    changePassphrase: (login, passphrase, newPassphrase) =>
      inTurn(async () => {
        const dataKey = await prove(door, login, passphrase);
        await putSlot(door, dataKey, { login, passphrase: newPassphrase });
      }),
    recover: (login, recoveryCode, newPassphrase) =>
      inTurn(() => recover(door, { login, recoveryCode, newPassphrase })),
    prepareRecoveryCode: (login, passphrase) => inTurn(() => prepareRecoveryCode(door, login, passphrase)),
    health: () => door.opened?.upkeep.health() ?? unknownHealth,
    checkFile: (userId) => getOpened(door).upkeep.check(userId),
    trustClock: () => getOpened(door).upkeep.trustClock(),
    addKeySlot: (login, passphrase) =>
      inTurn(async () => {
        if (findSlot(ringOf(door), login) !== undefined) refuse('login-taken');
        await putSlot(door, getOpened(door).dataKey, { login, passphrase });
      }),
    removeKeySlot: (login) => inTurn(async () => keepSlots(door, (other) => other !== login)),
    takeKeySlots: () => inTurn(async () => takeKeySlots(door, getOpened(door).file)),
    systemUnlock: createSystemUnlock(toUnlockable(door, inTurn)),
    close: () => inTurn(async () => close(door)),
  };
}

async function create(door: Door, office: NewOffice): Promise<{ user: SignedInUser; recoveryCode: string }> {
  if (door.opened !== null || hasHeader(door.folder)) throw new Refusal({ kind: 'case-file-exists' });
  refuseWeak(office.administrator.login, office.administrator.passphrase);
  const made = await makeCaseFile(door, office);
  openWith(door, made.dataKey);
  return { user: made.user, recoveryCode: made.recoveryCode };
}

async function signIn(door: Door, login: string, passphrase: string): Promise<SignedInUser> {
  const dataKey = await prove(door, login, passphrase);
  const user = admit(door, dataKey, { login, operation: 'session.signIn' });
  // A key that fits a user who left: as wrong as any other.
  if (user === undefined) throw wrongPassphrase(door, login);
  door.waiting.forgive(login);
  return user;
}

type Admission = { readonly login: string; readonly operation: string };

function admit(door: Door, dataKey: Uint8Array, { login, operation }: Admission): SignedInUser | undefined {
  const file = openWith(door, dataKey);
  const user = findUserByLogin(file.read, login);
  if (!user?.active) return undefined;
  keepAudit(door, file, { userId: user.id, operation });
  return toSignedInUser(user);
}

/** The data key for a passphrase that fits; a name nobody has takes as long and answers the same. */
async function prove(door: Door, login: string, passphrase: string): Promise<Uint8Array> {
  if (!hasHeader(door.folder)) throw new Refusal({ kind: 'no-case-file' });
  const waitSeconds = door.waiting.secondsLeft(login);
  if (waitSeconds > 0) throw new Refusal({ kind: 'wrong-passphrase', waitSeconds });
  const ring = ringOf(door);
  const slot = findSlot(ring, login)?.slot ?? ring.recovery;
  const dataKey = await findDataKey(slot, passphrase, { fileId: ring.fileId, owner: ownerOf(login) });
  if (dataKey === undefined) throw wrongPassphrase(door, login);
  return dataKey;
}

function wrongPassphrase(door: Door, login: string): Refusal {
  const file = door.opened?.file;
  const user = file && findUserByLogin(file.read, login);
  if (file && user) keepAudit(door, file, { userId: null, operation: 'session.signInRefused', subjectId: user.id });
  return new Refusal({ kind: 'wrong-passphrase', waitSeconds: door.waiting.miss(login) });
}

type Recovery = { readonly login: string; readonly recoveryCode: string; readonly newPassphrase: string };

async function recover(door: Door, { login, recoveryCode, newPassphrase }: Recovery): Promise<SignedInUser> {
  if (!hasHeader(door.folder)) throw new Refusal({ kind: 'no-case-file' });
  const ring = ringOf(door);
  const code = findRecoveryCode(recoveryCode);
  const dataKey = code && (await findDataKey(ring.recovery, code, { fileId: ring.fileId, owner: recoveryOwner }));
  if (dataKey === undefined || dataKey === '') throw new Refusal({ kind: 'wrong-recovery-code' });
  refuseWeak(login, newPassphrase);
  const file = openWith(door, dataKey);
  const user = findUserByLogin(file.read, login);
  if (!user?.active) throw new Refusal({ kind: 'not-found', what: 'user' });
  await putSlot(door, dataKey, { login, passphrase: newPassphrase });
  door.waiting.forgive(login);
  const also = (db: WriteDatabase) => noteRecoveryCodeUsed(db, door.world.now());
  keepAudit(door, file, { userId: user.id, operation: 'session.recover', also });
  return toSignedInUser(user);
}

function openWith(door: Door, dataKey: Uint8Array): CaseFile {
  if (door.opened === null) {
    const { folder, world, ballastBytes, log = silentLog, onHealth = () => {} } = door;
    const address = door.address?.();
    const file = openCaseFile({ folder, dataKey, since: world.now(), address, ballastBytes });
    door.opened = { file, dataKey, upkeep: beginUpkeep({ file, world, log, onHealth }) };
    tidyBeside(door, file);
  }
  return door.opened.file;
}

function toUnlockable(door: Door, inTurn: Turns): UnlockableDoor {
  return {
    ...{ keyStore: door.keyStore ?? null, cost: door.cost, inTurn },
    ring: () => ringOf(door),
    replaceRing: (ring) => replaceRing(door, ring),
    prove: (login, passphrase) => prove(door, login, passphrase),
    admit: (login, dataKey) => admit(door, dataKey, { login, operation: 'session.unlockWithSystem' }),
  };
}

function toRestorable(door: Door): RestorableDoor {
  return {
    ...{ folder: door.folder, world: door.world, waiting: door.waiting },
    findOpened: () => door.opened,
    open: (dataKey) => void openWith(door, dataKey),
    close: () => close(door),
    miss: (login) => wrongPassphrase(door, login),
  };
}

function close(door: Door): void {
  door.opened?.upkeep.stop();
  door.opened?.file.close();
  door.opened?.dataKey.fill(0);
  door.opened = null;
}

function getOpened(door: Door): NonNullable<Door['opened']> {
  if (door.opened === null) throw new Refusal({ kind: 'not-signed-in' });
  return door.opened;
}

/** The slow part first; with `replace` the old code stops and the new one works. */
async function prepareRecoveryCode(door: Door, login: string, passphrase: string): Promise<NewRecoveryCode> {
  const dataKey = await prove(door, login, passphrase);
  door.waiting.forgive(login);
  const recoveryCode = makeRecoveryCode();
  const { fileId } = readHeader(door.folder);
  const recovery = await wrapKey(dataKey, recoveryCode, { fileId, owner: recoveryOwner, cost: door.cost });
  const replace = (store: () => void) => {
    const before = ringOf(door);
    replaceRing(door, { ...before, recovery });
    try {
      store();
    } catch (error) {
      replaceRing(door, before);
      throw error;
    }
  };
  return { recoveryCode, replace };
}

type Entry = {
  readonly userId: string | null;
  readonly operation: string;
  readonly subjectId?: string;
  /** Kept in the same transaction. */
  readonly also?: (db: WriteDatabase) => void;
};

function keepAudit({ world }: Door, file: CaseFile, { subjectId, also, ...entry }: Entry): void {
  const row = { at: world.now(), subjectId: subjectId ?? entry.userId, details: null, salt: world.randomBytes(16) };
  file.transaction((db) => {
    also?.(db);
    appendAudit(db, { ...entry, ...row });
  });
}
