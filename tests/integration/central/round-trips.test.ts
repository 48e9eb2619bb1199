// How often a batch goes to the database and back: each way there costs more than what is asked.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { enrolDesk, freeze, pushOnce, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';

let central: TestCentral;
beforeAll(async () => {
  const at = new Date().toISOString();
  // Standing still: what is known of the epoch and the keys never grows old.
  central = await startTestCentral({ now: () => at });
});
afterAll(() => central.stop());

test('a batch asks twice: who sends it, and what becomes of it', async () => {
  const desk = await enrolDesk(central);
  await pushOnce(desk, [freeze(toItem())]);
  const query = vi.spyOn(central.database, 'query');
  const transaction = vi.spyOn(central.database, 'transaction');
  const results = await pushOnce(desk, [freeze(toItem()), freeze(toItem())]);
  expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
  expect(transaction).not.toHaveBeenCalled();
  expect(query.mock.calls.map(([sql]) => sql)).toEqual([
    expect.stringContaining('INTO nonce'),
    expect.stringContaining('ingest_batch'),
  ]);
  const rows: unknown[] = await query.mock.results[1]?.value;
  const said = { outcome: 'accepted', code: null, facts: {}, supportId: expect.any(String), headBefore: null };
  // Neither what was sent nor when, under which key and in which epoch it is decided: that is known here.
  expect(rows).toEqual([0, 1].map((place) => ({ place, ...said, seq: place + 2, earlier: null })));
});
