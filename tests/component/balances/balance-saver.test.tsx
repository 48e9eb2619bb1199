import { expect, test } from 'vitest';
import { BalanceSaver } from '../../../renderer/features/balances/balance-saver.ts';
import type { Balance } from '../../../shared/contract/balances.ts';
import type { Answer } from '../../../shared/contract/problem.ts';
import { ok, startCore } from '../cases/fake-core.ts';
import { fictionalBalance } from './fictional-balance.ts';

const goalOf = (goal: string) => ({ ...fictionalBalance().content, goal });

/** A core whose saves are answered by hand. */
function startSlowCore() {
  const core = startCore(['advisor']);
  const waiting: ((answer: Answer<Balance>) => void)[] = [];
  core.on('balances.save', () => new Promise((answer) => waiting.push(answer)));
  return { core, answerNext: (answer: Answer<Balance>) => waiting.shift()?.(answer) };
}

test('two saves are never under way at once, and what came meanwhile is saved next over the new version', async () => {
  const { core, answerNext } = startSlowCore();
  const saver = new BalanceSaver(fictionalBalance());
  saver.change(goalOf('pierwszy'));
  const saved = saver.flush();
  saver.change(goalOf('drugi'));
  const again = saver.flush();
  expect(core.asked('balances.save')).toHaveLength(1);
  answerNext(ok(fictionalBalance({ version: 2 })));
  await expect.poll(() => core.asked('balances.save').length).toBe(2);
  expect(core.asked('balances.save')[1]).toMatchObject({ seenVersion: 2, content: { goal: 'drugi' } });
  answerNext(ok(fictionalBalance({ version: 3 })));
  expect([await saved, await again]).toEqual([true, true]);
  expect(saver.get().status).toBe('saved');
});

test('a balance that somebody else saved is not overwritten, and the text stays until its author decides', async () => {
  const core = startCore(['advisor']);
  core.on('balances.save', ({ seenVersion }) =>
    seenVersion === 7 ? ok(fictionalBalance({ version: 8 })) : { ok: false, problem: { kind: 'changed-meanwhile' } },
  );
  const saver = new BalanceSaver(fictionalBalance());
  saver.change(goalOf('moje'));
  expect(await saver.flush()).toBe(false);
  expect(saver.get()).toMatchObject({ status: 'failed', content: { goal: 'moje' } });
  expect(await saver.saveOver(7)).toBe(true);
  expect(core.asked('balances.save').at(-1)).toMatchObject({ seenVersion: 7, content: { goal: 'moje' } });
});

test('an unfinished row waits while the rest is saved', async () => {
  const core = startCore(['advisor']);
  core.on('balances.save', () => ok(fictionalBalance({ version: 2 })));
  const saver = new BalanceSaver(fictionalBalance());
  const school = { school: 'Technikum', field: '', finishedIn: null };
  saver.change({ ...goalOf('cel'), education: [school, { ...school, school: '' }] });
  expect(await saver.flush()).toBe(true);
  expect(core.asked('balances.save')[0]?.content).toMatchObject({ goal: 'cel', education: [{ school: 'Technikum' }] });
  expect(saver.get().unsaved).toEqual([{ list: 'education', place: 1, fields: ['school'] }]);
  expect(saver.get().content.education).toHaveLength(2);
});

test('characters nobody sees do not keep a text from being saved', async () => {
  const core = startCore(['advisor']);
  core.on('balances.save', () => ok(fictionalBalance({ version: 2 })));
  const saver = new BalanceSaver(fictionalBalance());
  saver.change(goalOf('wklejone\u0007\nz Worda'));
  expect(await saver.flush()).toBe(true);
  expect(core.asked('balances.save')[0]?.content.goal).toBe('wklejone\nz Worda');
});
