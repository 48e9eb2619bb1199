import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BackupOffice, openBackupOffice } from '../../support/backup-office.ts';
import { passphrase } from '../../support/case-file.ts';
import { makeKeyStore } from '../../support/key-store.ts';
import { answered, refusalOf } from '../../support/office-day.ts';

let office: BackupOffice;
beforeEach(async () => {
  office = await openBackupOffice({ keyStore: makeKeyStore() });
});
afterEach(() => office.close());

const ring = (folder = office.caseFile.folder) => JSON.parse(readFileSync(join(folder, 'keyring.json'), 'utf8'));
const statusOf = async () => answered(await office.clerk.session.status({})).systemUnlock;
const operations = async () => {
  const { rows } = answered(await office.administrator.audit.list({ subjectId: null, after: null, limit: 4 }));
  return rows.map(({ operation }) => operation);
};

test('every window is told when the key store has answered, and who may come in with it', async () => {
  await expect.poll(statusOf).toEqual({ isAvailable: true, login: null });
  expect(office.events).toContainEqual(
    expect.objectContaining({
      kind: 'session',
      status: expect.objectContaining({ systemUnlock: { isAvailable: true, login: null } }),
    }),
  );
  answered(await office.clerk.session.enableSystemUnlock({ passphrase }));
  expect(await statusOf()).toEqual({ isAvailable: true, login: 'ewa' });
});

test('switching it on, coming in with it and switching it off stand in the audit', async () => {
  answered(await office.clerk.session.enableSystemUnlock({ passphrase }));
  answered(await office.clerk.session.lock({}));
  expect(answered(await office.clerk.session.unlockWithSystem({}))).toMatchObject({
    phase: 'open',
    user: { login: 'ewa', roles: ['clerk'] },
  });
  answered(await office.clerk.session.disableSystemUnlock({}));
  expect(await operations()).toEqual([
    'session.disableSystemUnlock',
    'session.unlockWithSystem',
    'session.lock',
    'session.enableSystemUnlock',
  ]);
  expect(refusalOf(await office.clerk.session.unlockWithSystem({}))).toBe('system-unlock-off');
});

test('nobody takes it over from a colleague; an administrator may switch it off', async () => {
  answered(await office.clerk.session.enableSystemUnlock({ passphrase }));
  expect(refusalOf(await office.advisor.session.enableSystemUnlock({ passphrase }))).toBe('system-unlock-taken');
  expect(refusalOf(await office.advisor.session.disableSystemUnlock({}))).toBe('forbidden');
  expect(ring().system).toMatchObject({ login: 'ewa' });
  answered(await office.administrator.session.disableSystemUnlock({}));
  expect(ring().system).toBeUndefined();
  expect(refusalOf(await office.administrator.session.disableSystemUnlock({}))).toBe('system-unlock-off');
});

test('whoever was deactivated does not come in with it, and loses the slot', async () => {
  answered(await office.clerk.session.enableSystemUnlock({ passphrase }));
  const users = answered(await office.administrator.office.listUsers({}));
  for (const { id, login, version, displayName, roles } of users) {
    if (login !== 'ewa') continue;
    const change = { id, seenVersion: version, displayName, roles, active: false };
    answered(await office.administrator.office.changeUser(change));
  }
  expect(ring().system).toBeUndefined();
  expect(refusalOf(await office.clerk.session.unlockWithSystem({}))).toBe('system-unlock-off');
});

test('no backup takes it along', async () => {
  answered(await office.clerk.session.enableSystemUnlock({ passphrase }));
  const path = await office.makeBackup();
  const { system: _, ...others } = ring();
  expect(ring(path)).toEqual(others);
});
