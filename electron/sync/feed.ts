// Reads the county's decisions in their order: lost answers, revocations, and items that this very file lacks.
import { createHash } from 'node:crypto';
import type { Decision, Decisions } from '../../shared/wire/ledger.ts';
import { voucherItem } from '../../shared/wire/voucher.ts';
import { withdrawalItem } from '../../shared/wire/withdrawal.ts';
import type { CentralClient } from './central-client.ts';
import type { Failure, Reply } from './failure.ts';
import type { FeedEffect, FeedStore, OwnItem } from './feed-store.ts';
import { toDeliveryOutcome } from './outcomes.ts';
import { verifyReceipt, verifyRevocation } from './receipts.ts';

/** A place is missing in the feed, or a statement in it is not the central office's word. Nothing behind it is read. */
export type FeedAlarm = 'feed-gap' | 'unverified-statement';

export type FeedParts = {
  readonly client: Pick<CentralClient, 'listDecisions' | 'getHeldItem'>;
  readonly store: FeedStore;
  /** Before a page is read: it may come from a ledger that was restored since both sides met. */
  readonly recognise: (epoch: string) => Promise<Reply<unknown>>;
  /** Before statements are judged: one may be signed by a key that is to be asked for. */
  readonly learnKeys: (statements: readonly (string | null)[]) => Promise<void>;
};

/** Half a million lines: what is left is read the next time. */
const pagesAtOnce = 1000;

/** The alarm that it stopped at, null when everything there is was read. */
export async function readFeed(parts: FeedParts): Promise<Reply<FeedAlarm | null>> {
  const { client, store, recognise, learnKeys } = parts;
  let cursor = store.findCursor();
  for (let pages = 0; pages < pagesAtOnce; pages += 1) {
    const page = await client.listDecisions(cursor.seq);
    if (!page.ok) return page;
    const { epoch, head, decisions } = page.value;
    const known = await recognise(epoch);
    if (!known.ok) return known;
    if (epoch !== cursor.epoch || head < cursor.seq) {
      // Another life of the ledger: its places are others, so it is read from its beginning.
      const isAskedAnew = cursor.seq > 0;
      cursor = { epoch, seq: 0 };
      if (isAskedAnew) continue;
    }
    if (decisions.length === 0) return { ok: true, value: head > cursor.seq ? 'feed-gap' : null };
    await learnKeys(decisions.map(({ statement }) => statement));
    const before = cursor.seq;
    const walked = await walk({ client, store }, decisions, before);
    cursor = { epoch, seq: walked.seq };
    if (walked.seq > before) store.keep(walked.effects, cursor);
    if (walked.end !== null) return walked.end;
  }
  return { ok: true, value: null };
}

type Walked = {
  readonly effects: readonly FeedEffect[];
  /** The last place that was understood. */
  readonly seq: number;
  /** Why it stopped before the end of the page. */
  readonly end: Reply<FeedAlarm | null> | null;
};
type Walking = Pick<FeedParts, 'client' | 'store'>;

async function walk(parts: Walking, decisions: Decisions['decisions'], after: number): Promise<Walked> {
  const asked = decisions.filter(({ isOwn }) => isOwn).map(({ itemId }) => itemId);
  const own = new Map(parts.store.listOwn(asked).map((item) => [item.id, item]));
  const effects: FeedEffect[] = [];
  let seq = after;
  for (const line of decisions) {
    if (line.seq !== seq + 1) return { effects, seq, end: { ok: true, value: 'feed-gap' } };
    const judged = line.isOwn ? await judge(parts, line, own.get(line.itemId)) : nothing;
    if (judged.kind === 'failed') return { effects, seq, end: { ok: false, failure: judged.failure } };
    if (judged.kind === 'unbelievable') return { effects, seq, end: { ok: true, value: 'unverified-statement' } };
    if (judged.kind === 'effect') effects.push(judged.effect);
    seq = line.seq;
  }
  return { effects, seq, end: null };
}

type Judged =
  | { readonly kind: 'nothing' | 'unbelievable' }
  | { readonly kind: 'effect'; readonly effect: FeedEffect }
  | { readonly kind: 'failed'; readonly failure: Failure };

const nothing: Judged = { kind: 'nothing' };
const unbelievable: Judged = { kind: 'unbelievable' };

async function judge(parts: Walking, line: Decision, known: OwnItem | undefined): Promise<Judged> {
  const keys = parts.store.centreKeys();
  // Other bytes under an id of ours, sent by another file with our key: what becomes of those is not said of ours.
  if (known !== undefined && known.hash !== line.hash) return nothing;
  switch (line.kind) {
    case 'voucher-accepted':
    case 'voucher-withdrawn':
      if (known === undefined) return fetchMissing(parts, line);
      return known.waiting === undefined ? nothing : settle(known.waiting, toResult(line, 'accepted'), keys);
    case 'voucher-refused':
      // A refusal is not signed; the pool gets back what the central office does not charge.
      if (known?.waiting === undefined) return nothing;
      return settle(known.waiting, toResult(line, 'refused'), keys);
    case 'voucher-revoked':
      return revoke(line, keys);
    default:
      return nothing;
  }
}

function toResult({ itemId, code, facts, seq, statement }: Decision, outcome: 'accepted' | 'refused') {
  return { id: itemId, outcome, code, facts, seq, receipt: statement, replay: true };
}

function settle(...[waiting, result, keys]: Parameters<typeof toResultOutcome>): Judged {
  const outcome = toResultOutcome(waiting, result, keys);
  return outcome === undefined ? unbelievable : { kind: 'effect', effect: { kind: 'settled', outcome } };
}

/** The feed says it like an answer to a push does; a code that is new to us is a word all the same. */
function toResultOutcome(
  waiting: Parameters<typeof toDeliveryOutcome>[0],
  { code, ...result }: ReturnType<typeof toResult>,
  keys: Parameters<typeof toDeliveryOutcome>[2],
) {
  const outcome = toDeliveryOutcome(waiting, { ...result, code: null }, keys);
  return outcome?.state === 'refused' ? { ...outcome, cause: code ?? outcome.cause } : outcome;
}

function takeBack({ voucherId, at }: Decision, statement: string): Judged {
  const revocation = { voucherId, reason: '', revokedAt: at, statement };
  return { kind: 'effect', effect: { kind: 'revoked', revocation } };
}

function revoke({ voucherId, hash, statement }: Decision, keys: ReturnType<FeedStore['centreKeys']>): Judged {
  if (statement === null) return unbelievable;
  const verified = verifyRevocation(statement, { voucherId, hash, centreKeys: keys });
  if (!verified.ok) return unbelievable;
  const { reason, revokedAt } = verified.value;
  return { kind: 'effect', effect: { kind: 'revoked', revocation: { voucherId, reason, revokedAt, statement } } };
}

/** Sent with our key by a file that is not this one: asked for, and believed with its receipt and its hash alone. */
async function fetchMissing({ client, store }: Walking, line: Decision): Promise<Judged> {
  const { itemId: id, voucherId, hash, statement } = line;
  const kind = line.kind === 'voucher-withdrawn' ? 'withdrawal' : 'voucher';
  const centreKeys = store.centreKeys();
  const verified = statement === null ? undefined : verifyReceipt(statement, { id, kind, voucherId, hash, centreKeys });
  if (statement === null || !verified?.ok) return unbelievable;
  const held = await client.getHeldItem(id);
  // A withdrawal that another workstation sent is not ours to have; its receipt says what it took back.
  if (!held.ok && kind === 'withdrawal' && held.failure.code === 'not-found') return takeBack(line, statement);
  if (!held.ok) return { kind: 'failed', failure: held.failure };
  const { body } = held.value;
  const content = createHash('sha256').update(body).digest('hex') === hash ? readItem(kind, body) : undefined;
  if (content?.id !== id) return unbelievable;
  const { supportId } = verified.value;
  const item = { id, voucherId, hash, body, supportId, receipt: statement, content };
  return { kind: 'effect', effect: { kind: 'missing', item } };
}

/** undefined also for an item of a newer program. */
function readItem(kind: 'voucher' | 'withdrawal', body: string) {
  try {
    return (kind === 'voucher' ? voucherItem : withdrawalItem).safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
