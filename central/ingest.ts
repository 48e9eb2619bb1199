// Takes a batch in: what can't be read is answered here, the rest is judged by one database call.
import { createHash, randomUUID } from 'node:crypto';
import type { BatchRequest, ItemCode, ItemResult } from '../shared/wire/batch.ts';
import { type VoucherItem, voucherItem } from '../shared/wire/voucher.ts';
import type { Workstation } from './authentication.ts';
import { persistently } from './database.ts';
import type { Office } from './office.ts';
import { normaliseIdentity } from './person-key.ts';
import { signReceipt } from './receipts.ts';

export const voucherSchemas = ['voucher/1'];

type BatchItem = BatchRequest['items'][number];
type Read = { readonly ok: true; readonly item: VoucherItem } | { readonly ok: false; readonly result: ItemResult };

/** One result an item, in the items' order. */
export async function ingest(office: Office, workstation: Workstation, batch: BatchRequest): Promise<ItemResult[]> {
  const read = batch.items.map((item) => readItem(item, workstation));
  const arriving = read.flatMap((each, place) => {
    const sent = batch.items[place];
    return each.ok && sent !== undefined ? [toArriving(office, { place, sent, item: each.item })] : [];
  });
  const judged =
    arriving.length === 0 ? [] : await judge(office, workstation, { arriving, auditHead: batch.auditHead });
  const byPlace = new Map(judged.map((row) => [row.place, toResult(office, row)]));
  return read.flatMap((each, place) => (each.ok ? (byPlace.get(place) ?? []) : each.result));
}

function readItem(sent: BatchItem, workstation: Workstation): Read {
  if (createHash('sha256').update(sent.body).digest('hex') !== sent.hash) return invalid(sent, 'hash-mismatch');
  const json = parseJson(sent.body);
  if (typeof json !== 'object' || json === null) return invalid(sent, 'unreadable');
  if (!('schema' in json) || !voucherSchemas.some((known) => known === json.schema)) {
    return invalid(sent, 'unknown-schema', { served: voucherSchemas.join(' ') });
  }
  const parsed = voucherItem.safeParse(json);
  if (!parsed.success) {
    // Where, never what: a value may be somebody's.
    const pointers = parsed.error.issues.map((issue) => `/${issue.path.map(String).join('/')}`);
    return invalid(sent, 'schema', { pointers: [...new Set(pointers)].slice(0, 10).join(' ') });
  }
  if (parsed.data.id !== sent.id) return invalid(sent, 'other-id');
  if (parsed.data.countyTeryt !== workstation.county) return invalid(sent, 'other-county');
  return { ok: true, item: parsed.data };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid({ id }: BatchItem, code: ItemCode, facts: ItemResult['facts'] = {}): Read {
  const result = { id, outcome: 'invalid' as const, code, facts, seq: null, receipt: null, replay: false };
  return { ok: false, result };
}

type Arriving = ReturnType<typeof toArriving>;

function toArriving(office: Office, { place, sent, item }: { place: number; sent: BatchItem; item: VoucherItem }) {
  const { programme, agreementNumber, orderNumber, vouchers, person } = item;
  const funding = Object.hasOwn(office.funding, programme) ? office.funding[programme] : undefined;
  return {
    place,
    id: sent.id,
    hash: sent.hash,
    sealed: office.secrets.seal(Buffer.from(sent.body), sent.id),
    programme,
    personKey: office.secrets.toPersonKey(normaliseIdentity(person.identity, person.birthDate)),
    agreementNumber,
    orderNumber,
    vouchers,
    cap: funding?.cap ?? null,
    supportId:
      funding?.supportIdPattern.replace('{number}', agreementNumber).replace('{order}', String(orderNumber)) ?? null,
    receiptId: randomUUID(),
  };
}

type Judged = {
  place: number;
  id: string;
  outcome: ItemResult['outcome'];
  code: ItemCode | null;
  facts: ItemResult['facts'];
  replay: boolean;
  hash: string;
  supportId: string | null;
  receiptId: string | null;
  acceptedAt: Date;
  seq: number | null;
  epoch: string;
  keyId: string;
};
type Batch = { readonly arriving: readonly Arriving[]; readonly auditHead: string | null };

async function judge(office: Office, workstation: Workstation, { arriving, auditHead }: Batch): Promise<Judged[]> {
  const batch = JSON.stringify({
    device: workstation.id,
    county: workstation.county,
    at: office.now(),
    epoch: office.life.epoch,
    keyId: office.life.keyId,
    auditHead,
    items: arriving,
  });
  return persistently(office.database, (query) => query<Judged>('SELECT * FROM ingest_batch($1::jsonb)', [batch]));
}

function toResult(office: Office, row: Judged): ItemResult {
  const { id, outcome, code, facts, replay, seq } = row;
  if (outcome === 'conflict') {
    return { id, outcome, code: 'other-content', facts: {}, seq: null, receipt: null, replay: false };
  }
  const receipt = seq === null ? null : toReceipt(office, row, seq);
  return { id, outcome, code, facts, seq, receipt, replay };
}

function toReceipt({ life }: Office, row: Judged, seq: number): string | null {
  const { id, receiptId, supportId, hash, epoch, acceptedAt, keyId } = row;
  const signingKey = life.signingKeys.get(keyId);
  if (receiptId === null || supportId === null || signingKey === undefined) return null;
  const at = acceptedAt.toISOString();
  return signReceipt(signingKey, { receiptId, voucherId: id, hash, supportId, acceptedAt: at, seq, epoch });
}
