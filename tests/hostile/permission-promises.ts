// Every operation as every role and as nobody, over whichever host: what is answered follows from the contract alone.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { User } from '../../shared/contract/office.ts';
import type { Permission } from '../../shared/contract/operation.ts';
import { type Role, roles } from '../../shared/domain/vocabulary.ts';
import { passphrase } from '../support/case-file.ts';
import { answered } from '../support/office-day.ts';
import { fittingInput } from './generator.ts';
import { type HostileHost, type HostileOffice, type OpenHost, openHostileOffice, sitDown } from './hostile-office.ts';
import { toJsonText } from './oddities.ts';
import { operations } from './operations.ts';

/** One colleague a role, and none with two. */
const loginOf = { clerk: 'ewa', advisor: 'jan', approver: 'zofia', administrator: 'adam' } satisfies Record<
  Role,
  string
>;
const askers = [null, ...roles];

/** Fits no operation, so that whoever may ask learns that and changes nothing. */
const unfit = '{"nobody asks for this":1}';

function expected(permission: Permission, role: Role | null): object {
  const mayAsk = { kind: 'invalid-input' };
  if (permission === 'anyone') return mayAsk;
  if (role === null) return { kind: 'not-signed-in' };
  if (permission === 'signed-in' || permission.includes(role)) return mayAsk;
  return { kind: 'forbidden', needs: [...permission] };
}

const mayAsk = (permission: Permission, role: Role | null) =>
  'invalid-input' === Reflect.get(expected(permission, role), 'kind');

async function expectNobody(ask: HostileHost['ask']): Promise<void> {
  for (const { name, operation } of operations) {
    const problem = expected(operation.permission, null);
    expect([name, await ask(name, unfit)]).toMatchObject([name, { ok: false, problem }]);
  }
}

export function promisePermissions(open: OpenHost): void {
  let office: HostileOffice;
  let host: HostileHost;
  let adam: User;
  beforeAll(async () => {
    office = await openHostileOffice();
    const user = { login: loginOf.administrator, displayName: 'Adam Próbny', roles: ['administrator' as const] };
    adam = answered(await office.day.administrator.office.addUser({ ...user, passphrase }));
    host = await open(office);
  });
  afterAll(async () => {
    await host?.close();
    await office?.close();
  });

  describe.each(askers)('as %s', (role) => {
    beforeAll(() => sitDown(host, role === null ? null : loginOf[role]));

    test.each(operations)('$name is answered as its permission says', async ({ area, name, operation }) => {
      const problem = expected(operation.permission, role);
      expect(await host.ask(name, unfit)).toMatchObject({ ok: false, problem });
      if (mayAsk(operation.permission, role)) return;
      const before = office.state();
      for (const input of fc.sample(fittingInput(operation, office.known(area)), { numRuns: 3, seed: 1 })) {
        expect(await host.ask(name, toJsonText(office.settled(input)))).toEqual({ ok: false, problem });
      }
      expect(office.state()).toBe(before);
    });
  });

  test('whoever was deactivated a moment ago is nobody, at every operation', async () => {
    await sitDown(host, adam.login);
    const { id, version: seenVersion, displayName, roles: held } = adam;
    const change = { id, seenVersion, displayName, roles: held, active: false };
    expect(await host.askElsewhere('office.changeUser', JSON.stringify(change))).toMatchObject({ ok: true });
    await expectNobody(host.ask);
  });

  test('whoever locked the window is nobody, at every operation', async () => {
    await sitDown(host, loginOf.advisor);
    await host.ask('session.lock', '{}');
    await expectNobody(host.ask);
  });
}

export function promiseNobodyBefore(ask: HostileHost['ask']): void {
  test('before there is a case file nobody may ask for more than its making', () => expectNobody(ask));
}
