// Looking at the central office's decisions ends when the file is closed, and survives whoever cannot be told of it.
import { beforeEach, expect, test } from 'vitest';
import type { Reply } from '../../../electron/sync/failure.ts';
import type { FeedAlarm } from '../../../electron/sync/feed.ts';
import { createWatch } from '../../../electron/sync/watch.ts';

type Answer = (reply: Reply<FeedAlarm | null>) => void;
const fine = { ok: true, value: null } as const;

/** Looks that are under way, each to be answered by the test. */
let asked: Answer[];
let faults: unknown[];
let onState: () => void;
beforeEach(() => {
  asked = [];
  faults = [];
  onState = () => {};
});

function makeWatch() {
  return createWatch({
    look: () => new Promise((answer: Answer) => void asked.push(answer)),
    now: () => '2026-11-30T08:00:00.000Z',
    timers: { after: () => () => {} },
    random: () => 0,
    onState: () => onState(),
    onFault: (error) => void faults.push(error),
  });
}

test('one who asked for a look while another was under way gets none after the file was closed', async () => {
  const watch = makeWatch();
  const first = watch.look();
  await expect.poll(() => asked.length).toBe(1);
  const second = watch.look();
  const stopping = watch.stop();
  asked[0]?.(fine);
  await Promise.all([first, second, stopping]);
  expect(asked).toHaveLength(1);
});

test('without that it gets the look it asked for', async () => {
  const watch = makeWatch();
  const first = watch.look();
  await expect.poll(() => asked.length).toBe(1);
  const second = watch.look();
  asked[0]?.(fine);
  await first;
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.(fine);
  await second;
  expect(watch.state()).toMatchObject({ lastLookAt: '2026-11-30T08:00:00.000Z', lastFailure: null });
});

test('where the state cannot be told, the look counts and the fault is known', async () => {
  const broken = new Error('the case file cannot be read');
  onState = () => {
    throw broken;
  };
  const watch = makeWatch();
  const looking = watch.look();
  await expect.poll(() => asked.length).toBe(1);
  asked[0]?.(fine);
  await looking;
  expect(faults).toEqual([broken]);
  expect(watch.state().lastLookAt).toBe('2026-11-30T08:00:00.000Z');
});
