// Sets up the office of fictional people: the case file and its users, each with a key of their own.
import type { SignedInUser } from '../../shared/contract/session.ts';
import type { Core } from '../core/core.ts';
import { type DemonstrationPost, demonstrationOffice, demonstrationUsers } from './demonstration-users.ts';
import { openEmptyDesk } from './desk.ts';

export type DemonstrationStaff = Readonly<Record<DemonstrationPost, SignedInUser>>;

/** Throws UnexpectedRefusal when there already is a case file. */
export async function setUpDemonstrationOffice(
  core: Core,
): Promise<{ readonly staff: DemonstrationStaff; readonly recoveryCode: string }> {
  const desk = openEmptyDesk(core);
  const { administrator: first, ...others } = demonstrationUsers;
  const made = await desk.get('office.create', {
    ...demonstrationOffice,
    administrator: { ...first, roles: [...first.roles] },
  });
  if (made.status.user === null) throw new Error('whoever makes an office sits in it');
  const hired = await Promise.all(
    Object.entries(others).map(async ([post, person]) => {
      const { id, login, displayName, roles } = await desk.get('office.addUser', {
        ...person,
        roles: [...person.roles],
      });
      return [post, { id, login, displayName, roles }] as const;
    }),
  );
  // Every post but the administrator's was just filled.
  const staff = { administrator: made.status.user, ...Object.fromEntries(hired) } as DemonstrationStaff;
  return { staff, recoveryCode: made.recoveryCode };
}
