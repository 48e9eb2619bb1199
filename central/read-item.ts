// What an item of a batch says, or why it can't be read. Nothing of it is stored here.
import { hash } from 'node:crypto';
import type { z } from 'zod';
import type { BatchRequest, ItemCode, ItemResult } from '../shared/wire/batch.ts';
import { type VoucherItem, voucherItem } from '../shared/wire/voucher.ts';
import { type WithdrawalItem, withdrawalItem } from '../shared/wire/withdrawal.ts';

export type BatchItem = BatchRequest['items'][number];
export type ReadItem =
  | { readonly kind: 'voucher'; readonly sent: BatchItem; readonly item: VoucherItem }
  | { readonly kind: 'withdrawal'; readonly sent: BatchItem; readonly item: WithdrawalItem }
  | { readonly kind: 'invalid'; readonly result: ItemResult };

/** The schemas of items that are read, the oldest first. */
export const itemSchemas = ['voucher/1', 'withdrawal/1'];

/** An office sends items of its own county only. */
export function readItem(sent: BatchItem, county: string): ReadItem {
  if (hash('sha256', sent.body) !== sent.hash) return toInvalid(sent, 'hash-mismatch');
  const json = parseJson(sent.body);
  if (typeof json !== 'object' || json === null) return toInvalid(sent, 'unreadable');
  const schema = 'schema' in json ? json.schema : undefined;
  if (schema === 'voucher/1') return check(sent, voucherItem.safeParse(json), { kind: 'voucher', county });
  if (schema === 'withdrawal/1') return check(sent, withdrawalItem.safeParse(json), { kind: 'withdrawal', county });
  return toInvalid(sent, 'unknown-schema', { served: itemSchemas.join(' ') });
}

type Kinds = { voucher: VoucherItem; withdrawal: WithdrawalItem };
type Wanted<Kind> = { readonly kind: Kind; readonly county: string };

function check<Kind extends keyof Kinds>(
  sent: BatchItem,
  parsed: z.ZodSafeParseResult<Kinds[Kind]>,
  { kind, county }: Wanted<Kind>,
) {
  if (!parsed.success) {
    // Where, never what: a value may be somebody's.
    const pointers = parsed.error.issues.map((issue) => `/${issue.path.map(String).join('/')}`);
    return toInvalid(sent, 'schema', { pointers: [...new Set(pointers)].slice(0, 10).join(' ') });
  }
  if (parsed.data.id !== sent.id) return toInvalid(sent, 'other-id');
  if (parsed.data.countyTeryt !== county) return toInvalid(sent, 'other-county');
  return { kind, sent, item: parsed.data };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Refused for now and stored nowhere: the same item may be sent again. */
export function toInvalid({ id }: BatchItem, code: ItemCode, facts: ItemResult['facts'] = {}) {
  const result: ItemResult = { id, outcome: 'invalid', code, facts, seq: null, receipt: null, replay: false };
  return { kind: 'invalid' as const, result };
}
