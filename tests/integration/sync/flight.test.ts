// Two batches overlap, and still only one travels at a time.
import { expect, test } from 'vitest';
import { settleBeside, takeBeside } from '../../../electron/sync/flight.ts';
import { freeze, toItem } from '../../support/central.ts';
import { createOutbox } from './outbox.ts';

const later = '2099-01-01T00:00:00.000Z';

const toIds = (deliveries: readonly { id: string }[]) => deliveries.map(({ id }) => id);

test('what is answered and not yet stored is not taken a second time', () => {
  const queued = [toItem(), toItem(), toItem(), toItem(), toItem()].map((item) => freeze(item));
  const outbox = createOutbox(queued);
  const answer = { results: [], auditHeadBefore: null };
  const first = takeBeside(outbox, null, { horizon: later, size: 2 });
  const second = takeBeside(outbox, { due: first, answer }, { horizon: later, size: 2 });
  expect([first, second]).toEqual([queued.slice(0, 2), queued.slice(2, 4)]);
  const inFiveMinutes = '2021-01-01T00:05:00.000Z';
  outbox.recordFailure(toIds([...first, ...second]), 'http', inFiveMinutes);
  expect(takeBeside(outbox, null, { horizon: '2021-01-01T00:00:00.000Z', size: 2 })).toEqual(queued.slice(4));
});

test('the request leaves before the answer to the one before is stored', async () => {
  const happened: string[] = [];
  const flying = Promise.resolve().then(() => happened.push('left'));
  await settleBeside(flying, () => happened.push('stored'));
  expect(happened).toEqual(['left', 'stored']);
});

test('where storing fails, that is said when nothing flies any more', async () => {
  const { promise: flying, resolve: land } = Promise.withResolvers<void>();
  let isOver = false;
  const settling = settleBeside(flying, () => {
    throw new Error('the disk is full');
  }).finally(() => {
    isOver = true;
  });
  const said = expect(settling).rejects.toThrow('the disk is full');
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(isOver).toBe(false);
  land();
  await said;
});
