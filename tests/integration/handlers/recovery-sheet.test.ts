import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCaseFileHost } from '../../../electron/core/case-file-door.ts';
import { realWorld } from '../../../electron/core/world.ts';
import type { Client } from '../../../renderer/client/client.ts';
import { cheapCost, getOpenFile, makeCaseFile, passphrase } from '../../support/case-file.ts';
import { answered, type OfficeDay, openOfficeDay, refusalOf } from '../../support/office-day.ts';

const newPassphrase = 'cichy wodospad za lasem';
let office: OfficeDay;
beforeEach(async () => {
  office = await openOfficeDay();
});
afterEach(() => office.close());

const recover = (client: Client, login: string, recoveryCode: string) =>
  client.session.recover({ login, recoveryCode, newPassphrase });
const renew = (client: Client, typed = passphrase) => client.session.renewRecoveryCode({ passphrase: typed });
const isUsed = async () => answered(await office.clerk.office.health({})).isRecoveryCodeUsed;
const operations = async () => {
  const { rows } = answered(await office.administrator.audit.list({ subjectId: null, after: null, limit: 5 }));
  return rows.map(({ operation }) => operation);
};

describe('a forgotten passphrase', () => {
  test('is replaced with the sheet, and the program says that a new sheet is due until there is one', async () => {
    const { recoveryCode } = office.caseFile;
    expect(await isUsed()).toBe(false);
    answered(await office.clerk.session.lock({}));
    expect(answered(await recover(office.clerk, 'ewa', recoveryCode)).user?.login).toBe('ewa');
    expect(refusalOf(await office.clerk.session.signIn({ login: 'ewa', passphrase }))).toBe('wrong-passphrase');
    answered(await office.clerk.session.signIn({ login: 'ewa', passphrase: newPassphrase }));
    expect(await isUsed()).toBe(true);
    answered(await renew(office.administrator));
    expect(await isUsed()).toBe(false);
    expect((await operations()).slice(0, 2)).toEqual(['session.renewRecoveryCode', 'session.signIn']);
  });

  test('of the only administrator is replaced too', async () => {
    const { recoveryCode, folder } = office.caseFile;
    await office.caseFile.door.close();
    const door = createCaseFileHost({ folder, world: realWorld, cost: cheapCost });
    expect(await door.recover('anna', recoveryCode, newPassphrase)).toMatchObject({
      login: 'anna',
      roles: expect.arrayContaining(['administrator']),
    });
    await door.close();
    expect(await door.signIn('anna', newPassphrase)).toMatchObject({ login: 'anna' });
    await door.close();
  });
});

test('when the last administrator has left, a colleague with the sheet takes over and closes their account', async () => {
  const { recoveryCode } = office.caseFile;
  const successor = office.approver;
  expect(refusalOf(await successor.office.listUsers({}))).toBe('forbidden');
  answered(await recover(successor, 'anna', recoveryCode));
  const users = answered(await successor.office.listUsers({}));
  for (const { id, login, version, displayName } of users) {
    if (login !== 'zofia') continue;
    const roles = ['administrator' as const];
    answered(await successor.office.changeUser({ id, seenVersion: version, displayName, roles, active: true }));
  }
  answered(await successor.session.signIn({ login: 'zofia', passphrase }));
  for (const { id, login, version, displayName, roles } of users) {
    if (login !== 'anna') continue;
    answered(await successor.office.changeUser({ id, seenVersion: version, displayName, roles, active: false }));
  }
  expect(refusalOf(await successor.session.signIn({ login: 'anna', passphrase: newPassphrase }))).toBe(
    'wrong-passphrase',
  );
  const renewed = answered(await renew(successor));
  expect(refusalOf(await recover(office.clerk, 'ewa', recoveryCode))).toBe('wrong-recovery-code');
  answered(await recover(office.clerk, 'ewa', renewed.recoveryCode));
});

describe('a new sheet', () => {
  test('opens the file, the old one stops at once, and neither stands in any file', async () => {
    const { recoveryCode: old, folder } = office.caseFile;
    const { recoveryCode } = answered(await renew(office.administrator));
    expect(recoveryCode).toMatch(/^([0-9A-Z]{5}-){5}[0-9A-Z]{5}$/);
    expect(recoveryCode).not.toBe(old);
    expect(refusalOf(await recover(office.clerk, 'ewa', old))).toBe('wrong-recovery-code');
    answered(await recover(office.clerk, 'ewa', recoveryCode));
    const ring = readFileSync(join(folder, 'keyring.json'), 'utf8');
    for (const code of [old, recoveryCode]) expect(ring).not.toContain(code.slice(0, 11));
  });

  test('is made only for an administrator who proves the passphrase again, however often they guess', async () => {
    expect(refusalOf(await renew(office.clerk))).toBe('forbidden');
    const waits: unknown[] = [];
    for (let miss = 0; miss < 4; miss += 1) waits.push(await renew(office.administrator, newPassphrase));
    expect(waits).toMatchObject([0, 0, 1, 1].map((waitSeconds) => ({ problem: { waitSeconds } })));
    answered(await recover(office.clerk, 'ewa', office.caseFile.recoveryCode));
  });

  test('that cannot be taken down leaves the old one in force', async () => {
    const { recoveryCode, file } = office.caseFile;
    const limit = (pages: number) => file.transaction((db) => db.get(`PRAGMA max_page_count = ${pages}`));
    const ring = () => readFileSync(join(office.caseFile.folder, 'keyring.json'), 'utf8');
    const before = ring();
    limit(1);
    // Rows of the audit until not even one more fits.
    for (let isTaken = true; isTaken; ) isTaken = (await office.clerk.session.discardDraft({ key: 'a:b' })).ok;
    expect(refusalOf(await renew(office.administrator))).toBe('disk-full');
    limit(1_000_000);
    expect(ring()).toBe(before);
    answered(await recover(office.clerk, 'ewa', recoveryCode));
  });

  test('serves after the program was started again', async () => {
    const { recoveryCode } = answered(await renew(office.administrator));
    await office.caseFile.door.close();
    const door = createCaseFileHost({ folder: office.caseFile.folder, world: realWorld, cost: cheapCost });
    await door.recover('ewa', recoveryCode, newPassphrase);
    expect(getOpenFile(door).officeName).toContain('Olkusz');
    await door.close();
  });
});

test('the sheet of another office renews nothing here', async () => {
  const stranger = await makeCaseFile();
  const { recoveryCode, replace } = await stranger.door.prepareRecoveryCode('anna', passphrase);
  replace(() => undefined);
  await stranger.dispose();
  expect(refusalOf(await recover(office.clerk, 'ewa', recoveryCode))).toBe('wrong-recovery-code');
});
