// Takes a batch in: what can't be read is answered here, the rest is judged by one database call (migrations/0005-growing-ledger.ts).
import { randomUUID } from 'node:crypto';
import type { BatchRequest, BatchResponse, ItemCode, ItemResult } from '../shared/wire/batch.ts';
import type { VoucherItem } from '../shared/wire/voucher.ts';
import type { WithdrawalItem } from '../shared/wire/withdrawal.ts';
import type { Workstation } from './authentication.ts';
import { getFirst, type Query, tryAgain } from './database.ts';
import type { Office } from './office.ts';
import { normaliseIdentity } from './person-key.ts';
import { type BatchItem, type ReadItem, readItem, toInvalid } from './read-item.ts';
import { signStatements, toReceipt } from './receipts.ts';

/** One result an item, in the items' order. */
export async function ingest(office: Office, workstation: Workstation, batch: BatchRequest): Promise<BatchResponse> {
  const read = batch.items.map((sent) => readItem(sent, workstation.county));
  const arriving = await toArriving(office, read, workstation.county);
  const { auditHead } = batch;
  const { judged, decided, auditHeadBefore } = await judge(office, workstation, { arriving, auditHead });
  const statements = judged.map((each) => findReceipt(each, decided));
  const receipts = await signStatements(office.life, statements);
  const byPlace = new Map(judged.map((each, at) => [each.item.place, toResult(each, receipts[at] ?? null)]));
  return {
    results: read.map((each, place) => {
      if (each.kind === 'invalid') return each.result;
      // A withdrawal whose voucher isn't here was not asked of the ledger.
      return byPlace.get(place) ?? toInvalid(each.sent, 'unknown-voucher').result;
    }),
    auditHeadBefore,
    epoch: decided.epoch,
  };
}

type Arriving = ReturnType<typeof toArrivingVoucher> | ReturnType<typeof toArrivingWithdrawal>;
type Placed<Item> = { readonly place: number; readonly sent: BatchItem; readonly item: Item };

async function toArriving(office: Office, read: readonly ReadItem[], county: string): Promise<Arriving[]> {
  const vouchers = read.flatMap((each, place) =>
    each.kind === 'voucher' ? [toArrivingVoucher(office, { place, sent: each.sent, item: each.item })] : [],
  );
  const withdrawals = read.flatMap((each, place) => (each.kind === 'withdrawal' ? [{ ...each, place }] : []));
  if (withdrawals.length === 0) return vouchers;
  const withdrawn = withdrawals.map(({ item }) => item.voucherId);
  const stored = await listOwners(office.database.query, withdrawn, county);
  const owners = new Map([...vouchers, ...stored].map(({ id, personKey }) => [id, personKey]));
  const known = withdrawals.flatMap((placed) => {
    const personKey = owners.get(placed.item.voucherId);
    return personKey === undefined ? [] : [toArrivingWithdrawal(office, placed, personKey)];
  });
  return [...vouchers, ...known];
}

/** Any workstation of the county may withdraw: the one that sent the voucher may be lost, or restored under a new key. */
function listOwners(query: Query, voucherIds: readonly string[], county: string) {
  // OFFSET 0: each is found by its id, whatever the planner thinks of the county.
  const sql = `SELECT found.id, found.person_key AS "personKey" FROM jsonb_array_elements_text($1::jsonb) AS wanted (id)
    CROSS JOIN LATERAL (SELECT * FROM voucher WHERE voucher.id = wanted.id::uuid OFFSET 0) AS found
    WHERE found.county = $2`;
  return query<{ id: string; personKey: string }>(sql, [JSON.stringify(voucherIds), county]);
}

function toArrivingVoucher(office: Office, { place, sent, item }: Placed<VoucherItem>) {
  const { programme, agreementNumber, orderNumber, vouchers, person } = item;
  const funding = findFunding(office, programme);
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

function findFunding({ funding }: Office, programme: string) {
  return Object.hasOwn(funding, programme) ? funding[programme] : undefined;
}

function toArrivingWithdrawal(office: Office, { place, sent, item }: Placed<WithdrawalItem>, personKey: string) {
  return {
    place,
    id: sent.id,
    hash: sent.hash,
    sealed: office.secrets.seal(Buffer.from(sent.body), sent.id),
    programme: item.programme,
    personKey,
    cap: findFunding(office, item.programme)?.cap ?? null,
    withdraws: item.voucherId,
    reason: item.reason,
    receiptId: randomUUID(),
  };
}

/** When, in which life of the ledger and under whose key. */
type Decided = { readonly acceptedAt: string; readonly epoch: string; readonly keyId: string };
type Row = {
  readonly place: number;
  readonly outcome: ItemResult['outcome'];
  readonly code: ItemCode | null;
  readonly facts: ItemResult['facts'];
  readonly supportId: string | null;
  readonly seq: number | null;
  /** What was decided when the item came first; null where that is now. */
  readonly earlier: (Decided & { readonly receiptId: string }) | null;
  readonly headBefore: string | null;
};
type Judged = { readonly item: Arriving; readonly row: Row };
type Batch = { readonly arriving: readonly Arriving[]; readonly auditHead: string | null };
type Judgement = { readonly judged: Judged[]; readonly decided: Decided; readonly auditHeadBefore: string | null };

async function judge(
  { database, life, now }: Office,
  { id: device, county }: Workstation,
  { arriving, auditHead }: Batch,
): Promise<Judgement> {
  const { epoch, signerId: keyId } = await life.current();
  const decided = { acceptedAt: now(), epoch, keyId };
  if (arriving.length === 0) {
    const anchor = 'SELECT anchor_head($1::uuid, $2, 0, 0) AS "headBefore"';
    const anchored = await database.query<Pick<Row, 'headBefore'>>(anchor, [device, auditHead]);
    return { judged: [], decided, auditHeadBefore: getFirst(anchored).headBefore };
  }
  const { items, sealedBodies } = layOut(arriving);
  const batch = JSON.stringify({ device, county, at: decided.acceptedAt, epoch, keyId, auditHead, items });
  const sql = 'SELECT * FROM ingest_batch($1::jsonb, $2)';
  const rows = await tryAgain(() => database.query<Row>(sql, [batch, sealedBodies]));
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  const judged = arriving.flatMap((item) => {
    const row = byPlace.get(item.place);
    return row === undefined ? [] : [{ item, row }];
  });
  return { judged, decided, auditHeadBefore: getFirst(rows).headBefore };
}

/** The sealed bodies lie one behind the other, and each item says where its own is: counted from 1, in bytes. */
function layOut(arriving: readonly Arriving[]) {
  let next = 1;
  const items = arriving.map(({ sealed, ...item }) => {
    const sealedFrom = next;
    next += sealed.length;
    return { ...item, sealedFrom, sealedBytes: sealed.length };
  });
  return { items, sealedBodies: Buffer.concat(arriving.map(({ sealed }) => sealed)) };
}

function toResult({ item: { id }, row }: Judged, receipt: string | null): ItemResult {
  const { outcome, code, facts, seq, earlier } = row;
  if (outcome === 'conflict') {
    return { id, outcome, code: 'other-content', facts: {}, seq: null, receipt: null, replay: false };
  }
  return { id, outcome, code, facts, seq, receipt, replay: earlier !== null };
}

function findReceipt({ item, row: { outcome, supportId, seq, earlier } }: Judged, decided: Decided) {
  if (outcome !== 'accepted' || supportId === null || seq === null) return null;
  const { receiptId, acceptedAt, epoch, keyId } = earlier ?? { ...decided, receiptId: item.receiptId };
  const withdraws = 'withdraws' in item ? item.withdraws : null;
  const { id, hash } = item;
  return toReceipt({ id, hash, withdraws, supportId, seq, receiptId, acceptedAt: new Date(acceptedAt), epoch, keyId });
}
