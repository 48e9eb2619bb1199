import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contract, findOperation } from '../../shared/contract/index.ts';
import { problem } from '../../shared/contract/problem.ts';
import { findChromium } from '../support/browser.ts';
import { startTestCentral } from '../support/central.ts';
import { openInProcess, openLoopback, openWindow, type TestHost } from './hosts.ts';
import { type Memory, type Step, story } from './story.ts';

type Told = { readonly operation: string; readonly answer: unknown };

/** Asks the whole story of a fresh host with a central office of its own. */
async function tell(open: () => Promise<TestHost>): Promise<Told[]> {
  const central = await startTestCentral();
  const host = await open();
  const folder = mkdtempSync(join(tmpdir(), 'teczka-backups-'));
  try {
    const { code } = await central.createEnrolmentCode('1212');
    const values: Record<string, unknown> = {};
    const memory: Memory = { centralUrl: central.url, enrolmentCode: code, folder, read: (path) => read(values, path) };
    const told: Told[] = [];
    for (const step of story) {
      const answer = await askStep(host, step, memory);
      if (step.as !== undefined) values[step.as] = read<unknown>({ answer }, 'answer.value');
      told.push({ operation: step.operation, answer });
    }
    return told;
  } finally {
    await host.close();
    await central.stop();
    rmSync(folder, { recursive: true });
  }
}

async function askStep(host: TestHost, { operation, input, until }: Step, memory: Memory): Promise<unknown> {
  const given = input?.(memory) ?? {};
  if (until !== undefined) {
    await expect.poll(async () => until(await host.ask(operation, given)), { timeout: 20_000 }).toBe(true);
  }
  return host.ask(operation, given);
}

function read<Value>(values: unknown, path: string): Value {
  const found = path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], values); // a missing key ends below
  if (found === undefined) throw new Error(`the story has no ${path}: ${JSON.stringify(values).slice(-600)}`);
  return found as Value; // the story knows what it asked for
}

/** What differs from run to run by its nature: ids, moments, keys, places, receipts. */
function withoutChance(value: unknown): unknown {
  const text = JSON.stringify(value)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'MOMENT')
    .replaceAll(/"(recoveryCode|receipt|folder|path|setAside|centralUrl)":"[^"]*"/g, '"$1":"…"')
    .replaceAll(/"clockOffsetSeconds":(null|-?\d+)/g, '"clockOffsetSeconds":"…"')
    .replaceAll(/"(inFlight)":(true|false)/g, '"$1":"…"')
    .replaceAll(/"name":"[^"]*\.teczka"/g, '"name":"…"')
    .replaceAll(/"numbersLeft":\d+/g, '"numbersLeft":"…"')
    .replaceAll(/"bytes":\d+/g, '"bytes":"…"')
    .replaceAll(/"nextTryAt":(null|"MOMENT")/g, '"nextTryAt":"…"');
  return JSON.parse(text);
}

const inProcess = tell(openInProcess);

describe('every operation over every host', () => {
  test('the story asks each operation of the contract', () => {
    const asked = new Set(story.map(({ operation }) => operation));
    const all = Object.entries(contract).flatMap(([area, operations]) =>
      Object.keys(operations).map((name) => `${area}.${name}`),
    );
    expect(all.filter((name) => !asked.has(name))).toEqual([]);
  });

  test('each answer is what the contract says, and each problem is one that it knows', async () => {
    for (const { operation, answer } of await inProcess) {
      const given = answer as { ok: boolean; value?: unknown; problem?: unknown }; // dispatch answers with nothing else
      if (given.ok) expect(findOperation(operation)?.output.safeParse(given.value).error, operation).toBeUndefined();
      else expect(problem.safeParse(given.problem).error, operation).toBeUndefined();
    }
  });

  test('the story ends with a receipt', async () => {
    const told = await inProcess;
    expect(told.find(({ operation }) => operation === 'vouchers.get')?.answer).toMatchObject({
      ok: true,
      value: { state: 'approved', delivery: { state: 'acknowledged', supportId: expect.stringContaining('WKK') } },
    });
  });

  test('and the voucher, taken back, with another', async () => {
    const told = await inProcess;
    expect(told.findLast(({ operation }) => operation === 'vouchers.get')?.answer).toMatchObject({
      ok: true,
      value: { state: 'approved', withdrawal: { state: 'confirmed', delivery: { state: 'acknowledged' } } },
    });
  });

  test('the loopback host answers as the core does', async () => {
    const told = await tell(openLoopback);
    expect(told.map(withoutChance)).toEqual((await inProcess).map(withoutChance));
  });

  test.skipIf(findChromium() === null)('the window answers as the core does', async () => {
    const told = await tell(openWindow);
    expect(told.map(withoutChance)).toEqual((await inProcess).map(withoutChance));
  });
});
