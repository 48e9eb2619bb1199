// The office: first set-up, its users, the territory it works with.
import { z } from 'zod';
import { roles } from '../domain/vocabulary.ts';
import { health } from './health.ts';
import { query, task } from './operation.ts';
import { login, newPassphrase, sessionStatus } from './session.ts';
import { countyTeryt, id, instant, requiredLine, seenVersion } from './values.ts';

const user = z.object({
  id,
  login,
  displayName: z.string(),
  roles: z.array(z.enum(roles)).min(1),
  active: z.boolean(),
  createdAt: instant,
  version: seenVersion,
});
export type User = z.infer<typeof user>;

const userRoles = z.array(z.enum(roles)).min(1).max(roles.length);

const officeDetails = z.object({
  id,
  name: z.string(),
  countyTeryt,
  countyName: z.string(),
  createdAt: instant,
  /** Where the case file lies, for the administrator. */
  folder: z.string(),
  schemaVersion: z.int(),
  workstation: z.string(),
});

/** The register of territory as shipped or replaced: 22 counties, 182 municipalities. */
const territory = z.object({
  counties: z.array(z.object({ teryt: countyTeryt, name: z.string() })),
  municipalities: z.array(
    z.object({
      teryt: z.string(),
      name: z.string(),
      kind: z.enum(['urban', 'rural', 'urban-rural']),
      countyTeryt,
      countyName: z.string(),
    }),
  ),
  /** Says how sure the list is and how to replace it. */
  certainty: z.object({ codes: z.string(), kinds: z.string() }),
});
export type Territory = z.infer<typeof territory>;

export const office = {
  /** First run: makes the encrypted case file. The recovery code is answered here once and kept nowhere. */
  create: task({
    permission: 'anyone',
    input: z.strictObject({
      name: requiredLine(200),
      countyTeryt,
      administrator: z.strictObject({
        login,
        displayName: requiredLine(120),
        passphrase: newPassphrase,
        roles: userRoles,
      }),
    }),
    output: z.object({ status: sessionStatus, recoveryCode: z.string() }),
  }),
  get: query({ permission: 'signed-in', input: z.strictObject({}), output: officeDetails }),
  territory: task({ permission: 'anyone', evenOnFullDisk: true, input: z.strictObject({}), output: territory }),
  health: task({ permission: 'anyone', evenOnFullDisk: true, input: z.strictObject({}), output: health }),
  /** Reads every page now; the program itself does so once a day, when nobody works. */
  checkFile: task({
    permission: ['administrator'],
    evenOnFullDisk: true,
    input: z.strictObject({}),
    output: health,
  }),
  /** The computer's clock is right now, whatever the file knows. */
  confirmClock: task({ permission: ['administrator'], input: z.strictObject({}), output: health }),
  listUsers: query({ permission: ['administrator'], input: z.strictObject({}), output: z.array(user) }),
  /** Names of colleagues by id, so that "prepared by" can be read. */
  listColleagues: query({
    permission: 'signed-in',
    input: z.strictObject({}),
    output: z.array(z.object({ id, displayName: z.string() })),
  }),
  addUser: task({
    permission: ['administrator'],
    input: z.strictObject({ login, displayName: requiredLine(120), roles: userRoles, passphrase: newPassphrase }),
    output: user,
  }),
  /** A task, because who leaves also loses the key. A user made active again gets a new one by the recovery sheet. */
  changeUser: task({
    permission: ['administrator'],
    input: z.strictObject({ id, seenVersion, displayName: requiredLine(120), roles: userRoles, active: z.boolean() }),
    output: user,
  }),
};
