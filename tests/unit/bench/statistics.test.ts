// The bench's own arithmetic: wrong figures are worse than none.
import { expect, test } from 'vitest';
import { fairness, median, percentile, spreadOf, timeEach } from '../../../bench/statistics.ts';

test('a percentile is one of the figures, by the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, place) => 100 - place);
  expect([0, 0.01, 0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([1, 1, 50, 95, 99, 100]);
  expect(percentile([7], 0.95)).toBe(7);
  expect(() => percentile([], 0.5)).toThrow(RangeError);
});

test('a median of few figures is the middle one', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 9, 1, 100, 5])).toBe(9);
});

test('a spread does not sort what it was given', () => {
  const times = [3, 1, 2];
  expect(spreadOf(times)).toEqual({ p50: 2, p95: 3, p99: 3, worst: 3 });
  expect(times).toEqual([3, 1, 2]);
});

test('whoever is served half as fast as the others shows', () => {
  expect(fairness([10, 10, 10])).toBe(1);
  expect(fairness([10, 5, 10, 12])).toBe(0.5);
});

test('calls that warm up are made and not counted', async () => {
  const turns: number[] = [];
  const taken = await timeEach({ times: 3, warmUp: 2 }, async (turn) => turns.push(turn));
  expect(turns).toEqual([0, 1, 2, 3, 4]);
  expect(taken).toHaveLength(3);
});
