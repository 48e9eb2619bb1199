// Every benchmark runs, in small: that it measures the real thing from end to end, not how fast this machine is today.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Report, runBenchmarks, withEarlier } from '../../../bench/benchmarks.ts';
import { toSummary, toTables } from '../../../bench/markdown.ts';
import { openPlace } from '../../../bench/place.ts';

const place = openPlace({ isSmall: true, rounds: 1, people: 20, profiles: undefined, say: () => {} });

afterAll(place.close);

describe('without a central office', () => {
  let report: Report;
  beforeAll(async () => {
    report = await runBenchmarks(place, ['approve', 'lists', 'start']);
  }, 180_000);

  test('approvals are answered, beside transactions of the same file', () => {
    expect(report.approve?.approve.p50).toBeGreaterThan(0);
    expect(report.approve?.sameRows.p50).toBeGreaterThan(0);
  });

  test('every list is asked beside its statement', () => {
    expect(report.lists?.people).toBe(20);
    expect(report.lists?.rows).toHaveLength(13);
    for (const { ours, bare } of report.lists?.rows ?? []) {
      expect(ours.p50).toBeGreaterThan(0);
      expect(bare.p50).toBeGreaterThan(0);
    }
  });

  test('a core starts, signs in and lists', () => {
    expect(report.start?.toFirstList.p50).toBeGreaterThan(report.start?.toStatus.p50 ?? 0);
  });

  test('the tables name machine, day and every figure', () => {
    const tables = toTables(report);
    expect(tables).toContain(report.machine.at.slice(0, 10));
    for (const { what } of report.lists?.rows ?? []) expect(tables).toContain(what);
    expect(toSummary(report)).toContain('approve');
  });
});

test('what a run leaves out is taken from an earlier one, and said to be', () => {
  const machine = { at: '2026-03-01T08:00:00.000Z', loadBefore: 0.5, processor: 'P', cores: 2, memoryGigabytes: 8 };
  const own = { machine: { ...machine, platform: 'linux x64', node: '24.0.0' }, database: null, rounds: 5, seconds: 9 };
  const spread = { p50: 1, p95: 2, p99: 3, worst: 4 };
  const start = { toStatus: spread, toFirstList: spread };
  const begun = { ...own.machine, at: '2026-02-28T08:00:00.000Z' };
  const earlier = { ...own, start, machine: begun, database: 'PostgreSQL somewhere' };
  const tables = toTables(withEarlier({ ...own }, earlier));
  expect(tables).toContain('Of 2026-02-28 08:00 UTC, load before 0.5: start.');
  expect(tables).toContain('Cold start');
  expect(tables).toContain('PostgreSQL somewhere');
  expect(toTables(withEarlier({ ...own, start }, earlier))).not.toContain('2026-02-28');
});

describe('with a central office on PostgreSQL', { timeout: 180_000 }, () => {
  /** Where there is no server, that is what is said: figures of the embedded one would say nothing about an office. */
  const runOrRefuse = async (names: Parameters<typeof runBenchmarks>[1]): Promise<Report | undefined> => {
    const hasServer = await place.openDatabases().then(
      () => true,
      () => false,
    );
    if (hasServer) return runBenchmarks(place, names);
    await expect(runBenchmarks(place, names)).rejects.toThrow('no PostgreSQL here');
    return undefined;
  };

  test('a workstation delivers everything at each batch size, beside the same statements ready-made', async () => {
    const report = await runOrRefuse(['push']);
    if (report === undefined) return;
    expect(report.push?.rows.map(({ batchSize }) => batchSize)).toEqual([1, 10, 100, 500]);
    for (const { perSecond, ceilingPerSecond } of report.push?.rows ?? []) {
      expect(perSecond).toBeGreaterThan(0);
      expect(ceilingPerSecond).toBeGreaterThan(0);
    }
  });

  test('counties push at once, and memory is read', async () => {
    const report = await runOrRefuse(['counties', 'memory']);
    if (report === undefined) return;
    expect(report.counties).toMatchObject({ workstations: 4, vouchersEach: 10 });
    expect(report.memory?.core.signedIn).toBeGreaterThan(10);
    expect(report.memory?.central.afterTakingIn).toBeGreaterThan(10);
  });
});
