// The office: set-up at the first start, its users and what each may do.
import { dirname } from 'node:path';
import type { User } from '../../shared/contract/office.ts';
import type { Role } from '../../shared/domain/vocabulary.ts';
import { type AreaHandlers, type CommandContext, orNotFound, refuse } from '../core/context.ts';
import { getDevice, getFilePlace, getOffice } from '../database/office.ts';
import { noteAheadOfClock } from '../database/upkeep.ts';
import {
  countActiveAdministrators,
  findUser,
  findUserByLogin,
  insertUser,
  listUsers,
  updateUser,
} from '../database/users.ts';
import { asSeen, orChangedMeanwhile } from './rows.ts';

export const office: AreaHandlers<'office'> = {
  async create({ caseFile, territory, seat, status }, { administrator, ...details }) {
    orNotFound(
      territory.counties.find(({ teryt }) => teryt === details.countyTeryt),
      'county',
    );
    // Somebody has to be able to add the others.
    const roles = withoutRepeats(['administrator', ...administrator.roles]);
    const made = await caseFile.create({ ...details, administrator: { ...administrator, roles } });
    seat(made.user);
    return { status: status(), recoveryCode: made.recoveryCode };
  },

  get({ db, territory }) {
    const { lockAfterMinutes: _, ...details } = getOffice(db);
    const county = territory.counties.find(({ teryt }) => teryt === details.countyTeryt);
    const { file, schemaVersion } = getFilePlace(db);
    return {
      ...details,
      countyName: county?.name ?? details.countyTeryt,
      folder: dirname(file),
      schemaVersion,
      workstation: getDevice(db),
    };
  },

  async territory({ territory }) {
    return territory;
  },

  async health({ caseFile, user }) {
    const { openedElsewhere, ...health } = caseFile.health();
    return { ...health, openedElsewhere: user === null ? null : openedElsewhere };
  },

  async checkFile({ caseFile, user }) {
    await caseFile.checkFile(orNotFound(user ?? undefined, 'user').id);
    return caseFile.health();
  },

  async confirmClock({ caseFile, store }) {
    store(({ db, device, note }) => {
      noteAheadOfClock(db, null);
      note(device);
    });
    caseFile.trustClock();
    return caseFile.health();
  },

  listUsers({ db }) {
    return listUsers(db);
  },

  listColleagues({ db }) {
    return listUsers(db).map(({ id, displayName }) => ({ id, displayName }));
  },

  async addUser({ caseFile, store }, { passphrase, ...user }) {
    // The key first: a user without one could not sign in, a key without a user opens nothing and is cleared away.
    await caseFile.addKeySlot(user.login, passphrase);
    try {
      return store((context) => addUser(context, user));
    } catch (error) {
      await caseFile.removeKeySlot(user.login);
      throw error;
    }
  },

  async changeUser({ caseFile, store }, change) {
    const changed = store((context) => changeUser(context, change));
    await caseFile.takeKeySlots();
    return changed;
  },
};

type NewUser = { readonly login: string; readonly displayName: string; readonly roles: readonly Role[] };

function addUser({ db, world, device, note }: CommandContext, { login, displayName, roles }: NewUser): User {
  if (findUserByLogin(db, login) !== undefined) refuse('login-taken');
  const id = world.newId();
  insertUser(db, { id, login, displayName, roles: withoutRepeats(roles), createdAt: world.now(), device });
  note(id, { login, displayName, roles });
  return orNotFound(findUser(db, id), 'user');
}

type UserChange = Pick<User, 'id' | 'displayName' | 'roles' | 'active'> & { readonly seenVersion: number };

function changeUser({ db, device, note }: CommandContext, { seenVersion, ...change }: UserChange): User {
  const { id, displayName, roles, active } = asSeen(findUser(db, change.id), seenVersion, 'user');
  const written = { ...change, roles: withoutRepeats(change.roles) };
  orChangedMeanwhile(updateUser(db, { ...written, seenVersion, device }));
  if (countActiveAdministrators(db) === 0) refuse('last-administrator');
  note(id, { before: { displayName, roles, active }, after: written });
  return orNotFound(findUser(db, id), 'user');
}

function withoutRepeats(roles: readonly Role[]): Role[] {
  return [...new Set(roles)];
}
