// A Retry-After holds for every question of this workstation, not only for the one that was answered with it.
import { isOver, noWait, toWait } from './back-off.ts';
import type { CentralClient } from './central-client.ts';
import type { Failure, Reply } from './failure.ts';

/** Until then every question fails as the last one did, and nothing is sent. */
export function keepRetryAfter(client: CentralClient, now: () => string): CentralClient {
  let wait = noWait;
  let last: Failure | null = null;
  const patiently =
    <Question extends unknown[], Value>(ask: (...question: Question) => Promise<Reply<Value>>) =>
    async (...question: Question): Promise<Reply<Value>> => {
      const askedMs = Date.parse(now());
      if (last !== null && !isOver(wait, askedMs)) {
        return { ok: false, failure: { ...last, retryAfterMs: Date.parse(wait.until) - askedMs } };
      }
      const reply = await ask(...question);
      if (reply.ok || reply.failure.retryAfterMs === null) return reply;
      last = reply.failure;
      wait = toWait(Date.parse(now()), reply.failure.retryAfterMs);
      return reply;
    };
  return {
    prepare: client.prepare,
    push: patiently(client.push),
    getSyncState: patiently(client.getSyncState),
    listDecisions: patiently(client.listDecisions),
    requestNumbers: patiently(client.requestNumbers),
    getPersonPool: patiently(client.getPersonPool),
    getHeldItem: patiently(client.getHeldItem),
    listHeldVouchers: patiently(client.listHeldVouchers),
  };
}
