// The optional way in for one login of a workstation: a secret that the operating system's key store keeps. A convenience
// only: passphrase and recovery sheet never depend on it, and whoever has the system account has this way in.
import { randomBytes } from 'node:crypto';
import type { SignedInUser } from '../../shared/contract/session.ts';
import type { DerivationCost } from '../database/background-jobs.ts';
import {
  findDataKey,
  findSlot,
  type KeyRing,
  type SystemSlot,
  systemOwnerOf,
  withoutSystem,
  wrapKey,
} from '../database/key-ring.ts';
import { orNotFound, refuse, type SystemUnlock } from './context.ts';
import type { Turns } from './turns.ts';

/** The operating system's key store. Any call may fail, and may wait for as long as the system asks somebody something. */
export type SystemKeyStore = {
  /** False where nothing better than the disk protects what is sealed. */
  isAvailable(): Promise<boolean>;
  /** base64, of use only to this system account on this computer. */
  seal(secret: string): Promise<string>;
  unseal(sealed: string): Promise<string>;
};

/** What this way in needs of the case file's door. */
export type UnlockableDoor = {
  readonly keyStore: SystemKeyStore | null;
  readonly cost: DerivationCost;
  ring(): KeyRing;
  replaceRing(ring: KeyRing): void;
  /** The data key for a passphrase that fits; throws a Refusal otherwise. */
  prove(login: string, passphrase: string): Promise<Uint8Array>;
  /** Opens the file and writes down who came in; undefined for a user who left. */
  admit(login: string, dataKey: Uint8Array): SignedInUser | undefined;
  /** One at a time with whatever else works with keys. Nothing in it waits for the key store, which may ask somebody. */
  readonly inTurn: Turns;
};

type Availability = { asked: Promise<boolean> | null; isAvailable: boolean; tell: () => void };

export function createSystemUnlock(door: UnlockableDoor): SystemUnlock {
  const availability: Availability = { asked: null, isAvailable: false, tell: () => {} };
  const findStore = async () => ((await askOnce(door, availability)) ? door.keyStore : null);
  return {
    isAvailable: () => {
      void askOnce(door, availability);
      return availability.isAvailable;
    },
    onAvailable: (listener) => {
      availability.tell = listener;
    },
    login: () => door.ring().system?.login ?? null,
    enable: async (login, passphrase) => {
      const store = (await findStore()) ?? refuse('no-system-key-store');
      await enable(door, store, { login, passphrase });
    },
    disable: (login) => door.inTurn(async () => disable(door, login)),
    unlock: async () => unlock(door, (await findStore()) ?? refuse('no-system-key-store')),
  };
}

/** Asked once a start: the answer stays, and a store that fails is none. */
function askOnce({ keyStore }: UnlockableDoor, availability: Availability): Promise<boolean> {
  availability.asked ??= (keyStore?.isAvailable() ?? Promise.resolve(false)).then(
    (isAvailable) => {
      availability.isAvailable = isAvailable;
      if (isAvailable) availability.tell();
      return isAvailable;
    },
    () => false,
  );
  return availability.asked;
}

type Enabling = { readonly login: string; readonly passphrase: string };

async function enable(door: UnlockableDoor, store: SystemKeyStore, { login, passphrase }: Enabling): Promise<void> {
  refuseTaken(door.ring(), login);
  const dataKey = await door.inTurn(() => door.prove(login, passphrase));
  const secret = randomBytes(32).toString('base64');
  const sealed = await sealAndTry(store, secret);
  await door.inTurn(async () => {
    const bindTo = { fileId: door.ring().fileId, owner: systemOwnerOf(login) };
    const slot = await wrapKey(dataKey, secret, { ...bindTo, cost: door.cost });
    const ring = door.ring();
    refuseTaken(ring, login);
    orNotFound(findSlot(ring, login), 'user');
    door.replaceRing({ ...ring, system: { login, slot, sealed } });
  });
}

/** One login a workstation: whose system account it is, the program cannot know. */
function refuseTaken({ system }: KeyRing, login: string): void {
  if (system !== undefined && system.login !== login) refuse('system-unlock-taken', { login: system.login });
}

/** What cannot be read back at once will not be read tomorrow either. */
async function sealAndTry(store: SystemKeyStore, secret: string): Promise<string> {
  const sealed = await store.seal(secret).catch(() => refuse('no-system-key-store'));
  if ((await findSecret(store, sealed)) !== secret) refuse('no-system-key-store');
  return sealed;
}

function disable(door: UnlockableDoor, login: string): void {
  const ring = door.ring();
  if (ring.system?.login !== login) refuse('system-unlock-off');
  door.replaceRing(withoutSystem(ring));
}

/** A slot that cannot be read stays as it is: the system may only be in the way today. */
async function unlock(door: UnlockableDoor, store: SystemKeyStore): Promise<SignedInUser> {
  const slot = door.ring().system ?? refuse('system-unlock-off');
  const secret = (await findSecret(store, slot.sealed)) ?? refuse('system-unlock-unreadable');
  return door.inTurn(async () => {
    if (!isSame(door.ring().system, slot)) refuse('system-unlock-off');
    const bindTo = { fileId: door.ring().fileId, owner: systemOwnerOf(slot.login) };
    const dataKey = (await findDataKey(slot.slot, secret, bindTo)) ?? refuse('system-unlock-unreadable');
    return door.admit(slot.login, dataKey) ?? refuse('system-unlock-off');
  });
}

const findSecret = (store: SystemKeyStore, sealed: string): Promise<string | null> =>
  store.unseal(sealed).catch(() => null);

const isSame = (one: SystemSlot | undefined, other: SystemSlot): boolean => one?.slot.wrapped === other.slot.wrapped;
