// The core and the loopback host keep the permissions of the contract.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openInProcess, openLoopback, type TestHost } from '../contract/hosts.ts';
import { inProcess, loopback } from './hostile-office.ts';
import { operations } from './operations.ts';
import { promiseNobodyBefore, promisePermissions } from './permission-promises.ts';

describe.each([
  ['inProcess', inProcess, openInProcess],
  ['loopback', loopback, openLoopback],
])('over the host %s', (_, open, openEmpty) => {
  promisePermissions(open);

  let empty: TestHost;
  beforeAll(async () => {
    empty = await openEmpty();
  });
  afterAll(() => empty?.close());
  promiseNobodyBefore((name, input) => empty.ask(name, JSON.parse(input)));
});

test('whoever may change something had to sign in, and only a task may be asked by anyone', () => {
  const open = operations.filter(({ operation }) => operation.permission === 'anyone');
  expect(open.filter(({ operation }) => operation.kind !== 'task')).toEqual([]);
  expect(
    operations.filter(({ operation: { permission } }) => Array.isArray(permission) && permission.length === 0),
  ).toEqual([]);
});
