import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../../electron/database/audit.ts';
import { passphrase } from '../../support/case-file.ts';
import { answered, type OfficeDay, openOfficeDay, refusalOf } from '../../support/office-day.ts';

const other = 'cichy wodospad za lasem';
let office: OfficeDay;
beforeEach(async () => {
  office = await openOfficeDay();
});
afterEach(() => office.close());

const userOf = async (login: string) => {
  const users = answered(await office.administrator.office.listUsers({}));
  const user = users.find((each) => each.login === login);
  if (user === undefined) throw new Error(`nobody is ${login}`);
  return user;
};

describe('the session', () => {
  test('says whose office it is, who sits here and whom the sign-in screen offers', async () => {
    const status = answered(await office.clerk.session.status({}));
    expect(status).toMatchObject({
      phase: 'open',
      officeName: 'Powiatowy Urząd Pracy w Olkuszu',
      user: { login: 'ewa', roles: ['clerk'] },
      lockAfterMinutes: 10,
    });
    expect(status.logins.map(({ login }) => login)).toEqual(['anna', 'ewa', 'jan', 'zofia']);
  });

  test('locked lets nobody in until a passphrase is proved, and switches to a colleague at once', async () => {
    expect(answered(await office.clerk.session.lock({}))).toMatchObject({ phase: 'locked', user: null });
    expect(refusalOf(await office.clerk.people.search({ text: '', after: null, limit: 1 }))).toBe('not-signed-in');
    expect(refusalOf(await office.clerk.session.signIn({ login: 'ewa', passphrase: other }))).toBe('wrong-passphrase');
    const status = answered(await office.clerk.session.signIn({ login: 'zofia', passphrase }));
    expect(status.user).toMatchObject({ login: 'zofia', roles: ['approver'] });
  });

  test('changes a passphrase only for whoever knows the old one', async () => {
    const change = { passphrase: other, newPassphrase: other };
    expect(refusalOf(await office.clerk.session.changePassphrase(change))).toBe('wrong-passphrase');
    answered(await office.clerk.session.changePassphrase({ passphrase, newPassphrase: other }));
    expect(refusalOf(await office.clerk.session.signIn({ login: 'ewa', passphrase }))).toBe('wrong-passphrase');
    answered(await office.clerk.session.signIn({ login: 'ewa', passphrase: other }));
  });

  test('is recovered by the sheet', async () => {
    const { recoveryCode } = office.caseFile;
    answered(await office.clerk.session.lock({}));
    const wrong = { login: 'ewa', recoveryCode: `${recoveryCode}X`, newPassphrase: other };
    expect(refusalOf(await office.clerk.session.recover(wrong))).toBe('wrong-recovery-code');
    const status = answered(await office.clerk.session.recover({ ...wrong, recoveryCode }));
    expect(status.user).toMatchObject({ login: 'ewa' });
  });

  test('writes sign-ins, failed ones too, to the audit, and the chain holds', async () => {
    await office.clerk.session.signIn({ login: 'zofia', passphrase: other });
    answered(await office.clerk.session.signIn({ login: 'zofia', passphrase }));
    const { id } = await userOf('zofia');
    const { rows } = answered(await office.administrator.audit.list({ subjectId: id, after: null, limit: 2 }));
    expect(rows).toMatchObject([
      { operation: 'session.signIn', userId: id },
      { operation: 'session.signInRefused', userId: null },
    ]);
    expect(verifyAudit(office.caseFile.file.read)).toBeNull();
  });
});

describe('a draft', () => {
  const key = 'person:new';

  test('is kept for its user alone, replaced by the next one, and thrown away', async () => {
    answered(await office.clerk.session.saveDraft({ key, body: { lastName: 'Kow' } }));
    answered(await office.clerk.session.saveDraft({ key, body: { lastName: 'Kowalska' } }));
    expect(answered(await office.clerk.session.findDraft({ key }))).toMatchObject({ body: { lastName: 'Kowalska' } });
    expect(answered(await office.advisor.session.findDraft({ key }))).toBeNull();
    answered(await office.clerk.session.discardDraft({ key }));
    expect(answered(await office.clerk.session.findDraft({ key }))).toBeNull();
  });

  test('larger than 64 KiB is refused, the last one stays', async () => {
    answered(await office.clerk.session.saveDraft({ key, body: 'x'.repeat(65_534) }));
    expect(await office.clerk.session.saveDraft({ key, body: 'ł'.repeat(32_768) })).toEqual({
      ok: false,
      problem: { kind: 'invalid-input', issues: [{ path: ['body'], code: 'too_big' }] },
    });
    expect(answered(await office.clerk.session.findDraft({ key }))?.body).toHaveLength(65_534);
  });
});

describe('the office', () => {
  test('knows its county by name and where its file lies', async () => {
    expect(answered(await office.clerk.office.get({}))).toMatchObject({
      name: 'Powiatowy Urząd Pracy w Olkuszu',
      countyTeryt: '1212',
      countyName: 'olkuski',
      folder: office.caseFile.folder,
      workstation: office.caseFile.file.device,
    });
    expect(answered(await office.clerk.office.territory({})).municipalities).toHaveLength(182);
  });

  test('in a county that does not exist is not made, and a second one never', async () => {
    const administrator = { login: 'jan', displayName: 'Jan', passphrase: other, roles: ['clerk' as const] };
    const unknown = { name: 'Urząd', countyTeryt: '9999', administrator };
    expect(refusalOf(await office.clerk.office.create(unknown))).toBe('not-found');
    expect(refusalOf(await office.clerk.office.create({ ...unknown, countyTeryt: '1212' }))).toBe('case-file-exists');
  });

  test('gives a new colleague a key, and the same login to nobody else', async () => {
    const piotr = { login: 'piotr', displayName: 'Piotr Maj', roles: ['clerk' as const], passphrase: other };
    expect(answered(await office.administrator.office.addUser(piotr))).toMatchObject({ login: 'piotr', active: true });
    expect(refusalOf(await office.administrator.office.addUser(piotr))).toBe('login-taken');
    answered(await office.clerk.session.signIn({ login: 'piotr', passphrase: other }));
    expect(refusalOf(await office.clerk.office.addUser({ ...piotr, login: 'pawel' }))).toBe('forbidden');
  });

  test('takes the key from whoever leaves, at once, and never gives their login away', async () => {
    const { id, version } = await userOf('ewa');
    const leaving = { id, seenVersion: version, displayName: 'Ewa', roles: ['clerk' as const], active: false };
    expect(answered(await office.administrator.office.changeUser(leaving))).toMatchObject({ active: false });
    expect(refusalOf(await office.clerk.people.search({ text: '', after: null, limit: 1 }))).toBe('not-signed-in');
    expect(refusalOf(await office.clerk.session.signIn({ login: 'ewa', passphrase }))).toBe('wrong-passphrase');
    expect(office.caseFile.door.logins().map(({ login }) => login)).toEqual(['anna', 'jan', 'zofia']);
    const again = { login: 'ewa', displayName: 'Inna Ewa', roles: ['clerk' as const], passphrase: other };
    expect(refusalOf(await office.administrator.office.addUser(again))).toBe('login-taken');
    expect(office.caseFile.door.logins().map(({ login }) => login)).not.toContain('ewa');
    const colleagues = answered(await office.administrator.office.listColleagues({}));
    expect(colleagues.find((each) => each.id === id)).toEqual({ id, displayName: 'Ewa' });
  });

  test('lets somebody back in with the recovery sheet', async () => {
    const { id, version } = await userOf('ewa');
    const change = { id, displayName: 'Ewa', roles: ['clerk' as const] };
    answered(await office.administrator.office.changeUser({ ...change, seenVersion: version, active: false }));
    const back = { login: 'ewa', recoveryCode: office.caseFile.recoveryCode, newPassphrase: other };
    expect(refusalOf(await office.clerk.session.recover(back))).toBe('not-found');
    answered(await office.administrator.office.changeUser({ ...change, seenVersion: version + 1, active: true }));
    expect(answered(await office.clerk.session.recover(back)).user).toMatchObject({ login: 'ewa' });
  });

  test('shows a changed name on the sign-in screen', async () => {
    const { id, version, roles } = await userOf('ewa');
    const change = { id, seenVersion: version, displayName: 'Ewa Nowa', roles, active: true };
    answered(await office.administrator.office.changeUser(change));
    expect(answered(await office.clerk.session.status({})).logins).toContainEqual({
      login: 'ewa',
      displayName: 'Ewa Nowa',
    });
    expect(refusalOf(await office.administrator.office.changeUser(change))).toBe('changed-meanwhile');
  });

  test('is never without an administrator', async () => {
    const { id, version, displayName } = await userOf('anna');
    const change = { id, seenVersion: version, displayName };
    for (const last of [
      { roles: ['clerk' as const], active: true },
      { roles: ['administrator' as const], active: false },
    ]) {
      expect(refusalOf(await office.administrator.office.changeUser({ ...change, ...last }))).toBe(
        'last-administrator',
      );
    }
    const { id: second, version: seenVersion } = await userOf('jan');
    const promoted = { id: second, seenVersion, displayName: 'Jan', roles: ['administrator' as const], active: true };
    answered(await office.administrator.office.changeUser(promoted));
    answered(await office.administrator.office.changeUser({ ...change, roles: ['clerk'], active: true }));
    expect(refusalOf(await office.administrator.office.listUsers({}))).toBe('forbidden');
  });
});

test('a full disk refuses the change with its own answer, keeps what was there, and works on when there is room', async () => {
  const { file } = office.caseFile;
  const draft = { key: 'person:new', body: 'x'.repeat(60_000) };
  const limit = (pages: number) => file.transaction((db) => db.get(`PRAGMA max_page_count = ${pages}`));
  limit(1);
  expect(await office.clerk.session.saveDraft(draft)).toEqual({ ok: false, problem: { kind: 'disk-full' } });
  expect(answered(await office.clerk.office.get({})).countyTeryt).toBe('1212');
  limit(1_000_000);
  answered(await office.clerk.session.saveDraft(draft));
});
