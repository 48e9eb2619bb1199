// The key ring beside the case file: slots put in it and taken out as users come and leave.
import type { SessionStatus } from '../../shared/contract/session.ts';
import type { DerivationCost } from '../database/background-jobs.ts';
import type { CaseFile } from '../database/case-file.ts';
import { CaseFileFault } from '../database/fault.ts';
import { readHeader, writeHeader } from '../database/header.ts';
import { type KeyRing, ownerOf, readKeyRing, withLogins, wrapKey, writeKeyRing } from '../database/key-ring.ts';
import { listUsers } from '../database/users.ts';
import { refuse } from './context.ts';

/** What the ring needs of the case file's door. */
export type RingDoor = {
  readonly folder: string;
  readonly cost: DerivationCost;
  readonly opened: { readonly file: CaseFile } | null;
};

/** The ring's logins; whose they are stands in the encrypted file alone. */
export function listLogins(door: RingDoor): SessionStatus['logins'] {
  const users = door.opened === null ? [] : listUsers(door.opened.file.read);
  const names = new Map(users.map(({ login, displayName }) => [login, displayName]));
  return ringOf(door).logins.map(({ login }) => ({ login, displayName: names.get(login) ?? null }));
}

export function ringOf(door: RingDoor): KeyRing {
  return readKeyRing(door.folder, readHeader(door.folder).fileId);
}

type NewSlot = { readonly login: string; readonly passphrase: string };

/** The slow part first: what is written is the ring as it stands then. */
export async function putSlot(door: RingDoor, dataKey: Uint8Array, { login, passphrase }: NewSlot): Promise<void> {
  refuseWeak(login, passphrase);
  const { fileId } = readHeader(door.folder);
  const slot = await wrapKey(dataKey, passphrase, { fileId, owner: ownerOf(login), cost: door.cost });
  const ring = ringOf(door);
  const others = ring.logins.filter((other) => other.login !== login);
  replaceRing(door, { ...ring, logins: [...others, { login, slot }] });
}

export function replaceRing(door: RingDoor, ring: KeyRing): void {
  try {
    writeKeyRing(door.folder, ring);
  } catch (error) {
    if (error instanceof CaseFileFault && error.problem.kind === 'disk-full') door.opened?.file.noteDiskFull();
    throw error;
  }
}

export function keepSlots(door: RingDoor, isKept: (login: string) => boolean): void {
  const ring = ringOf(door);
  const logins = ring.logins.filter(({ login }) => isKept(login));
  replaceRing(door, withLogins(ring, logins));
}

/** Slots follow the users: whoever left, or was never finished being added, loses the key. */
export function takeKeySlots(door: RingDoor, { read }: CaseFile): void {
  const active = listUsers(read).filter((user) => user.active);
  const logins = new Set(active.map(({ login }) => login));
  keepSlots(door, (login) => logins.has(login));
}

/** Names that former programs left in the clear, and keys of whoever left. Nobody waits outside for room on the disk. */
export function tidyBeside(door: RingDoor, file: CaseFile): void {
  try {
    writeHeader(door.folder, readHeader(door.folder));
    takeKeySlots(door, file);
  } catch (error) {
    if (!(error instanceof CaseFileFault && error.problem.kind === 'disk-full')) throw error;
  }
}

/** Long enough says the contract; not one letter over and over, not the login with a tail. */
export function refuseWeak(login: string, passphrase: string): void {
  const letters = new Set(passphrase.toLowerCase().replaceAll(login, ''));
  if (letters.size < 5) refuse('weak-passphrase');
}
