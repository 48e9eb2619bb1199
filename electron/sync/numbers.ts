// Agreement numbers that run low are asked for while the central office can be asked.
import type { CentralClient } from './central-client.ts';
import type { NumberStore } from './delivery-store.ts';
import type { Reply } from './failure.ts';

export async function refillNumbers(
  client: Pick<CentralClient, 'requestNumbers'>,
  numbers: NumberStore,
): Promise<Reply<null>> {
  const wanted = numbers.listWanted();
  if (wanted.length === 0) return { ok: true, value: null };
  const reply = await client.requestNumbers(wanted);
  if (!reply.ok) return reply;
  numbers.addNumberBlocks(reply.value);
  return { ok: true, value: null };
}
