// Batches travel packed where the central office reads that, signed as they travel, and as they are where it does not.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCentralClient } from '../../../electron/sync/central-client.ts';
import { enrolDesk, freeze, startTestCentral, type TestCentral, toItem, toLine } from '../../support/central.ts';

let central: TestCentral;
beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(() => central.stop());

type Sent = { readonly coding: string | null; readonly bytes: number };

/** A workstation whose batches are seen on their way; `refuses` answers packed ones as an older central office would. */
async function openLine({ refuses = false } = {}) {
  const sent: Sent[] = [];
  const seen: typeof fetch = async (input, init) => {
    const coding = new Headers(init?.headers).get('content-encoding');
    const bytes = init?.body instanceof Uint8Array ? init.body.byteLength : 0;
    if (String(input).includes(':batch')) sent.push({ coding, bytes });
    return refuses && coding !== null ? new Response('', { status: 415 }) : fetch(input, init);
  };
  const { enrolment } = await enrolDesk(central);
  const client = createCentralClient(toLine({ fetch: seen }), enrolment);
  const push = async () => {
    const items = Array.from({ length: 20 }, () => freeze(toItem())).map(({ id, hash, body }) => ({ id, hash, body }));
    const reply = await client.push({ auditHead: null, items });
    return reply.ok ? reply.value.results.map(({ outcome }) => outcome) : reply.failure;
  };
  return { client, push, sent };
}

const allAccepted = Array.from({ length: 20 }, () => 'accepted');

test('a batch is packed once the central office has said that it reads that', async () => {
  const { client, push, sent } = await openLine();
  expect(await push()).toEqual(allAccepted);
  await client.getSyncState();
  expect(await push()).toEqual(allAccepted);
  expect(sent.map(({ coding }) => coding)).toEqual([null, 'zstd']);
  expect((sent[1]?.bytes ?? 0) * 3).toBeLessThan(sent[0]?.bytes ?? 0);
});

test('where packed ones are refused, the same batch goes out as it is, and so do those that follow', async () => {
  const { client, push, sent } = await openLine({ refuses: true });
  await client.getSyncState();
  expect(await push()).toEqual(allAccepted);
  expect(await push()).toEqual(allAccepted);
  expect(sent.map(({ coding }) => coding)).toEqual(['zstd', null, null]);
});
