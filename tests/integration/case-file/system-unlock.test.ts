import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCaseFileHost } from '../../../electron/core/case-file-door.ts';
import type { CaseFileHost } from '../../../electron/core/core.ts';
import type { SystemKeyStore } from '../../../electron/core/system-unlock.ts';
import { realWorld } from '../../../electron/core/world.ts';
import { type KeyRing, withoutSystem } from '../../../electron/database/key-ring.ts';
import { cheapCost, makeCaseFile, passphrase, type TestCaseFile } from '../../support/case-file.ts';
import { makeKeyStore, type TestKeyStore } from '../../support/key-store.ts';

const other = 'cichy wodospad za lasem';
let keyStore: TestKeyStore;
let made: TestCaseFile;
beforeEach(async () => {
  keyStore = makeKeyStore();
  made = await makeCaseFile({ keyStore });
});
afterEach(() => made.dispose());

/** The same file after the program was started anew, by the same system account unless told otherwise. */
async function startAgain(store: SystemKeyStore | null = keyStore): Promise<CaseFileHost> {
  await made.door.close();
  const door = createCaseFileHost({ folder: made.folder, world: realWorld, cost: cheapCost, keyStore: store });
  made = { ...made, door };
  return door;
}

const ringPath = (folder = made.folder) => join(folder, 'keyring.json');
const readRing = (folder = made.folder): KeyRing => JSON.parse(readFileSync(ringPath(folder), 'utf8'));
const writeRing = (ring: KeyRing) => writeFileSync(ringPath(), JSON.stringify(ring));
const refused = (reason: string) => ({ problem: { kind: 'refused', reason } });
const systemSlot = () => {
  const { system } = readRing();
  if (system === undefined) throw new Error('it is on');
  return system;
};

describe('the system’s account', () => {
  test('opens the file for the login that switched it on, and passphrase and sheet still do', async () => {
    await made.door.systemUnlock.enable('anna', passphrase);
    const door = await startAgain();
    expect(door.openFile()).toBeNull();
    expect(await door.systemUnlock.unlock()).toMatchObject({ id: made.user.id, login: 'anna' });
    expect(await (await startAgain()).signIn('anna', passphrase)).toMatchObject({ login: 'anna' });
    expect(await (await startAgain()).recover('anna', made.recoveryCode, other)).toMatchObject({ login: 'anna' });
  });

  test('is switched on and off without touching the database, and off it opens nothing', async () => {
    const before = withoutSystem(readRing());
    await made.door.systemUnlock.enable('anna', passphrase);
    expect(withoutSystem(readRing())).toEqual(before);
    await made.door.systemUnlock.disable('anna');
    expect(readRing()).toEqual(before);
    await expect(made.door.systemUnlock.disable('anna')).rejects.toMatchObject(refused('system-unlock-off'));
    await expect((await startAgain()).systemUnlock.unlock()).rejects.toMatchObject(refused('system-unlock-off'));
    expect(made.door.openFile()).toBeNull();
  });

  test('is switched on only with one’s passphrase', async () => {
    await expect(made.door.systemUnlock.enable('anna', other)).rejects.toMatchObject({
      problem: { kind: 'wrong-passphrase' },
    });
    expect(made.door.systemUnlock.login()).toBeNull();
  });

  test('leaves no secret in the key ring: another account of the same computer reads nothing there', async () => {
    await made.door.systemUnlock.enable('anna', passphrase);
    const door = await startAgain(makeKeyStore());
    await expect(door.systemUnlock.unlock()).rejects.toMatchObject(refused('system-unlock-unreadable'));
    expect(door.openFile()).toBeNull();
  });

  test('that gives the secret back no more means the passphrase, and the slot stays until it is switched on anew', async () => {
    await made.door.systemUnlock.enable('anna', passphrase);
    const before = readRing();
    const door = await startAgain();
    keyStore.setFailing(true);
    await expect(door.systemUnlock.unlock()).rejects.toMatchObject(refused('system-unlock-unreadable'));
    expect(readRing()).toEqual(before);
    keyStore.setFailing(false);
    expect(await door.systemUnlock.unlock()).toMatchObject({ login: 'anna' });
    keyStore.forget();
    await expect(door.systemUnlock.unlock()).rejects.toMatchObject(refused('system-unlock-unreadable'));
    expect(readRing()).toEqual(before);
    await door.signIn('anna', passphrase);
    await door.systemUnlock.enable('anna', passphrase);
    expect(await (await startAgain()).systemUnlock.unlock()).toMatchObject({ login: 'anna' });
  });

  test('that keeps what it cannot give back is not relied on', async () => {
    const door = await startAgain({ ...keyStore, unseal: () => Promise.reject(new Error('never')) });
    await expect(door.systemUnlock.enable('anna', passphrase)).rejects.toMatchObject(refused('no-system-key-store'));
    expect(readRing().system).toBeUndefined();
  });

  test.each<[string, SystemKeyStore | null]>([
    ['is not there', null],
    ['protects nothing', { ...makeKeyStore(), isAvailable: async () => false }],
    ['fails', { ...makeKeyStore(), isAvailable: () => Promise.reject(new Error('no bus')) }],
  ])('whose key store %s is no way in', async (_, store) => {
    await made.door.systemUnlock.enable('anna', passphrase);
    const door = await startAgain(store);
    await expect(door.systemUnlock.unlock()).rejects.toMatchObject(refused('no-system-key-store'));
    await door.signIn('anna', passphrase);
    await expect(door.systemUnlock.enable('anna', passphrase)).rejects.toMatchObject(refused('no-system-key-store'));
    expect(door.systemUnlock.isAvailable()).toBe(false);
  });

  test('that asks somebody something keeps nobody from signing in with a passphrase', async () => {
    await made.door.systemUnlock.enable('anna', passphrase);
    let give = (_: string) => {};
    const asking = new Promise<string>((resolve) => {
      give = resolve;
    });
    const door = await startAgain({ ...keyStore, unseal: () => asking });
    const unlocking = door.systemUnlock.unlock();
    expect(await door.signIn('anna', passphrase)).toMatchObject({ login: 'anna' });
    give(await keyStore.unseal(systemSlot().sealed));
    expect(await unlocking).toMatchObject({ login: 'anna' });
  });

  test('is for one login a workstation', async () => {
    await made.door.addKeySlot('ewa', other);
    await made.door.systemUnlock.enable('anna', passphrase);
    const before = readRing();
    await expect(made.door.systemUnlock.enable('ewa', other)).rejects.toMatchObject({
      problem: { reason: 'system-unlock-taken', facts: { login: 'anna' } },
    });
    await expect(made.door.systemUnlock.disable('ewa')).rejects.toMatchObject(refused('system-unlock-off'));
    expect(readRing()).toEqual(before);
  });
});

describe('its slot in the key ring', () => {
  test('of another file opens nothing', async () => {
    const stranger = await makeCaseFile({ keyStore });
    await stranger.door.systemUnlock.enable('anna', passphrase);
    const { system } = readRing(stranger.folder);
    await stranger.dispose();
    await made.door.close();
    if (system === undefined) throw new Error('it is on there');
    writeRing({ ...readRing(), system });
    const door = await startAgain();
    await expect(door.systemUnlock.unlock()).rejects.toMatchObject(refused('system-unlock-unreadable'));
    expect(door.openFile()).toBeNull();
  });

  test('passes for no other login, and is no passphrase', async () => {
    await made.door.systemUnlock.enable('anna', passphrase);
    await made.door.addKeySlot('ewa', other);
    await made.door.close();
    const system = systemSlot();
    const secret = await keyStore.unseal(system.sealed);
    writeRing({ ...readRing(), system: { ...system, login: 'ewa' } });
    const door = await startAgain();
    await expect(door.systemUnlock.unlock()).rejects.toMatchObject(refused('system-unlock-unreadable'));
    await expect(door.signIn('anna', secret)).rejects.toMatchObject({ problem: { kind: 'wrong-passphrase' } });
    expect(readFileSync(ringPath(), 'utf8')).not.toContain(secret);
  });

  test('goes with the key of whoever leaves', async () => {
    await made.door.addKeySlot('ewa', other);
    await made.door.systemUnlock.enable('ewa', other);
    await made.door.removeKeySlot('ewa');
    expect(readRing().system).toBeUndefined();
  });

  test('of a user who was never written is cleared away and lets nobody in', async () => {
    await made.door.addKeySlot('ewa', other);
    await made.door.systemUnlock.enable('ewa', other);
    const door = await startAgain();
    await expect(door.systemUnlock.unlock()).rejects.toMatchObject(refused('system-unlock-off'));
    expect(readRing().system).toBeUndefined();
    expect(door.logins()).toEqual([{ login: 'anna', displayName: 'Anna Zielińska' }]);
  });
});
