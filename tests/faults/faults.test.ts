// A small run of the harness, and the proof that it finds programs that are wrong on purpose.
import { expect, test } from 'vitest';
import { type HarnessWish, runHarness, type Summary } from './harness.ts';

const timeout = 240_000;
const nothing = { lost: 0, duplicated: 0, overPool: 0, auditBreaks: 0, stuck: 0, unsound: 0, findings: [] };

/** Elsewhere whoever lacks a server, a compiler or a mount may still run the rest. */
function expectWholeUnderCi({ leftOut }: Pick<Summary, 'leftOut'>): void {
  if (process.env.CI !== undefined) expect(leftOut).toEqual([]);
}

function cannotKillCentral({ leftOut }: Pick<Summary, 'leftOut'>): boolean {
  return leftOut.some((left) => left.startsWith('kills of the central office'));
}

test('whatever is killed, cut or set wrong, each confirmed voucher counts exactly once', { timeout }, async () => {
  const summary = await runHarness({ runs: 4, seed: 41, lanes: 2 });
  expect(summary.runs).toBe(4);
  expectWholeUnderCi(summary);
  expect(summary).toMatchObject(nothing);
  expect(summary.acknowledged).toBeGreaterThan(0);
  expect(Object.values(summary.faults).filter((times) => times > 0).length).toBeGreaterThan(5);
  // Named at 0 it would look like a fault that this machine could have made and did not.
  const named = Object.keys(summary.faults).filter((kind) => kind.endsWith(': central office'));
  expect(named).toEqual([
    cannotKillCentral(summary) ? 'restarted: central office' : 'killed at random: central office',
  ]);
});

/** Stops at the first run in which that many are wrong. */
function hunt(wrong: 'lost' | 'duplicated', wish: Pick<HarnessWish, 'broken' | 'aim'>): Promise<Summary> {
  return runHarness({ runs: 12, seed: 1, ...wish, onRound: ({ counts }) => counts[wrong] === 0 });
}

test('a central office without idempotency is caught', { timeout }, async () => {
  const { duplicated } = await hunt('duplicated', {
    broken: 'no-idempotency',
    aim: ['push:answered', 'ingest:after-commit'],
  });
  expect(duplicated).toBeGreaterThan(0);
});

test('an office that confirms an approval before its commit is caught', { timeout }, async () => {
  const { lost } = await hunt('lost', { broken: 'office-answers-before-commit', aim: ['approve:answered'] });
  expect(lost).toBeGreaterThan(0);
});

test('a central office that answers before its commit is caught, where it can be killed', { timeout }, async () => {
  const { lost, leftOut } = await hunt('lost', { broken: 'central-answers-before-commit', aim: ['answer:sent'] });
  expectWholeUnderCi({ leftOut });
  expect(lost > 0).toBe(!cannotKillCentral({ leftOut }));
});

test('an office that flushes nothing is caught, where power can be cut', { timeout }, async () => {
  const { lost, leftOut } = await hunt('lost', { broken: 'no-fsync', aim: ['approve:answered'] });
  expectWholeUnderCi({ leftOut });
  const cannotBeCut = leftOut.some((left) => left.startsWith('power loss'));
  expect(lost > 0).toBe(!cannotBeCut);
});

test('an office can be killed beside the commit that settles', { timeout }, async () => {
  const aim = ['settle:before-commit', 'settle:after-commit'] as const;
  const countHits = ({ faults }: Pick<Summary, 'faults'>) =>
    aim.reduce((sum, label) => sum + (faults[`killed at ${label}`] ?? 0), 0);
  // Until one was: in a storm few answers arrive, and at its end a busy machine may be too slow.
  const onRound = (round: Pick<Summary, 'faults'>) => countHits(round) === 0;
  const summary = await runHarness({ runs: 30, seed: 71, lanes: 2, aim, onRound });
  expect(summary).toMatchObject(nothing);
  expect(countHits(summary)).toBeGreaterThan(0);
});
