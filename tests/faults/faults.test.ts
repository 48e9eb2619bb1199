// A small run of the harness, and the proof that it finds programs that are wrong on purpose.
import { expect, test } from 'vitest';
import { runHarness } from './harness.ts';

const nothing = { lost: 0, duplicated: 0, overPool: 0, auditBreaks: 0, stuck: 0, unsound: 0, findings: [] };

test('whatever is killed, cut or set wrong, each confirmed voucher counts exactly once', {
  timeout: 120_000,
}, async () => {
  const summary = await runHarness({ runs: 6, seed: 41 });
  expect(summary).toMatchObject(nothing);
  expect(summary.acknowledged).toBeGreaterThan(0);
  expect(Object.keys(summary.faults).length).toBeGreaterThan(5);
});

test('a central office without idempotency is caught', { timeout: 120_000 }, async () => {
  const { duplicated } = await runHarness({
    ...{ runs: 6, seed: 1, broken: 'no-idempotency' },
    onRound: ({ counts }) => counts.duplicated === 0,
  });
  expect(duplicated).toBeGreaterThan(0);
});

test.each(['central-answers-before-commit', 'office-answers-before-commit'] as const)(
  'an acknowledgement before the commit is caught: %s',
  { timeout: 120_000 },
  async (broken) => {
    const { lost } = await runHarness({ runs: 20, seed: 1, broken, onRound: ({ counts }) => counts.lost === 0 });
    expect(lost).toBeGreaterThan(0);
  },
);
