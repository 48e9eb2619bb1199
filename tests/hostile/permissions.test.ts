// Every operation as every role and as nobody: what is answered follows from the contract alone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../electron/core/log.ts';
import { realWorld } from '../../electron/core/world.ts';
import { openWorkplace } from '../../electron/workplace.ts';
import { contract } from '../../shared/contract/index.ts';
import type { AnyOperation, Permission } from '../../shared/contract/operation.ts';
import { type Role, roles } from '../../shared/domain/vocabulary.ts';
import { passphrase } from '../support/case-file.ts';
import { answered } from '../support/office-day.ts';
import { fittingInput } from './generator.ts';
import { type HostileHost, type HostileOffice, openHostileOffice } from './hostile-office.ts';
import { toJsonText } from './oddities.ts';

const operations = Object.entries(contract).flatMap(([area, ofArea]) =>
  Object.entries<AnyOperation>(ofArea).map(([name, operation]) => ({ area, name: `${area}.${name}`, operation })),
);
const resources = new URL('../../resources', import.meta.url).pathname;
const hosts = ['inProcess', 'loopback'] as const;
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

describe.each(hosts)('over the host %s', (kind) => {
  let office: HostileOffice;
  const seats = new Map<Role | null, HostileHost>();
  beforeAll(async () => {
    office = await openHostileOffice();
    const adam = { login: loginOf.administrator, displayName: 'Adam Próbny', roles: ['administrator' as const] };
    answered(await office.day.administrator.office.addUser({ ...adam, passphrase }));
    for (const role of askers) seats.set(role, await office[kind](role === null ? null : loginOf[role]));
  });
  afterAll(async () => {
    for (const seat of seats.values()) await seat.close();
    await office.close();
  });
  const ask = (role: Role | null, name: string, input: string) => {
    const seat = seats.get(role);
    if (seat === undefined) throw new Error('everybody has a seat');
    return seat.ask(name, input);
  };

  describe.each(askers)('as %s', (role) => {
    test.each(operations)('$name is answered as its permission says', async ({ area, name, operation }) => {
      const problem = expected(operation.permission, role);
      expect(await ask(role, name, unfit)).toMatchObject({ ok: false, problem });
      if (mayAsk(operation.permission, role)) return;
      const before = office.state();
      for (const input of fc.sample(fittingInput(operation, office.known(area)), { numRuns: 3, seed: 1 })) {
        expect(await ask(role, name, toJsonText(office.settled(input)))).toEqual({ ok: false, problem });
      }
      expect(office.state()).toBe(before);
    });
  });

  test('whoever was deactivated a moment ago is nobody, at every operation', async () => {
    const users = answered(await office.day.administrator.office.listUsers({}));
    for (const { id, login, version, displayName, roles: held } of users) {
      if (login !== loginOf.clerk) continue;
      const change = { id, seenVersion: version, displayName, roles: held, active: false };
      answered(await office.day.administrator.office.changeUser(change));
    }
    for (const { name, operation } of operations) {
      expect([name, await ask('clerk', name, unfit)]).toMatchObject([
        name,
        { problem: expected(operation.permission, null) },
      ]);
    }
  });

  test('whoever locked the window is nobody, at every operation', async () => {
    await ask('advisor', 'session.lock', '{}');
    for (const { name, operation } of operations) {
      expect([name, await ask('advisor', name, unfit)]).toMatchObject([
        name,
        { problem: expected(operation.permission, null) },
      ]);
    }
  });
});

test('before there is a case file nobody may ask for more than its making', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'teczka-hostile-'));
  const place = { folder: join(parent, 'biuro.teczka'), resources, fetch, world: realWorld, log: silentLog };
  const workplace = openWorkplace(place);
  const seat = workplace.openSeat(() => {});
  for (const { name, operation } of operations) {
    const problem = expected(operation.permission, null);
    expect([name, await seat.ask(name, JSON.parse(unfit))]).toMatchObject([name, { ok: false, problem }]);
  }
  await workplace.close();
  rmSync(parent, { recursive: true });
});

test('whoever may change something had to sign in, and only a task may be asked by anyone', () => {
  const open = operations.filter(({ operation }) => operation.permission === 'anyone');
  expect(open.filter(({ operation }) => operation.kind !== 'task')).toEqual([]);
  expect(
    operations.filter(({ operation: { permission } }) => Array.isArray(permission) && permission.length === 0),
  ).toEqual([]);
});
