// Items as they travel, and statements of the central office read without the office's own code.
import { createHash, createPublicKey, verify } from 'node:crypto';
import type { BatchRequest, BatchResponse, ItemResult } from '../../../shared/wire/batch.ts';
import type { Decision } from '../../../shared/wire/ledger.ts';
import type { CentreKey } from '../../../shared/wire/receipt.ts';
import type { VoucherItem } from '../../../shared/wire/voucher.ts';
import type { WithdrawalItem } from '../../../shared/wire/withdrawal.ts';
import { type Desk, newVoucherId } from '../../support/central.ts';

type Asking = Pick<Desk, 'client'>;
export type Item = BatchRequest['items'][number];

/** Takes a voucher back, approved by two people. */
export function toWithdrawal(voucher: VoucherItem, changes: Partial<WithdrawalItem> = {}): WithdrawalItem {
  const { id: voucherId, countyTeryt, programme } = voucher;
  return {
    schema: 'withdrawal/1',
    id: newVoucherId(),
    countyTeryt,
    programme,
    voucherId,
    reason: 'person-resigned',
    requestedBy: '0190aaaa-0000-7000-8000-000000000001',
    approvedBy: '0190aaaa-0000-7000-8000-000000000002',
    approvedAt: '2020-02-24T10:00:00.000Z',
    ...changes,
  };
}

/** As frozen at approval. */
export function toSent(item: VoucherItem | WithdrawalItem): Item {
  const body = JSON.stringify(item);
  return { id: item.id, hash: createHash('sha256').update(body).digest('hex'), body };
}

/** Throws when the request as a whole fails. */
export async function push({ client }: Asking, items: readonly Item[], auditHead: string | null = null) {
  const reply = await client.push({ auditHead, items: [...items] });
  if (!reply.ok) throw new Error(`push failed: ${reply.failure.cause} ${reply.failure.code}`);
  return reply.value satisfies BatchResponse;
}

/** The one result of the one item. */
export async function pushOne(desk: Asking, item: VoucherItem | WithdrawalItem): Promise<ItemResult> {
  const [result] = (await push(desk, [toSent(item)])).results;
  if (result === undefined) throw new Error('an item without a result');
  return result;
}

export async function listDecisions({ client }: Asking, after = 0): Promise<Decision[]> {
  const reply = await client.listDecisions(after);
  if (!reply.ok) throw new Error(`no feed: ${reply.failure.code}`);
  return reply.value.decisions;
}

export async function listCentreKeys({ client }: Asking): Promise<CentreKey[]> {
  const reply = await client.getSyncState();
  if (!reply.ok) throw new Error(`no state: ${reply.failure.code}`);
  return reply.value.centreKeys;
}

/** Whether a raw Ed25519 key (base64url) signed the text. */
export function isSignedBy({ publicKey }: CentreKey, text: string, signature: string): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}

/** What a statement says, header and payload; throws unless one of the keys signed it, or the root of its way. */
export function readStatement(statement: string | null, keys: readonly CentreKey[]): Record<string, unknown> {
  const [header = '', payload = '', ...proof] = (statement ?? '').split('.');
  const [head, body] = [header, payload].map((part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
  const key = keys.find(({ keyId }) => keyId === head.kid);
  const [way, signature = ''] = proof.length === 1 ? [null, proof[0]] : proof;
  const signed = way == null ? `${header}.${payload}` : `teczka-statements/1 ${climb(`${header}.${payload}`, way)}`;
  if (key === undefined || !isSignedBy(key, signed, signature)) throw new Error('nobody signed this');
  return { typ: head.typ, ...body };
}

/** The root, base64url: each 33 bytes of the way are a side (0 for left) and the neighbour's hash. */
function climb(text: string, way: string): string {
  const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  let hash = sha256(Buffer.of(0), Buffer.from(text));
  for (let rest = Buffer.from(way, 'base64url'); rest.length > 0; rest = rest.subarray(33)) {
    const neighbour = rest.subarray(1, 33);
    hash = rest[0] === 0 ? sha256(Buffer.of(1), neighbour, hash) : sha256(Buffer.of(1), hash, neighbour);
  }
  return hash.toString('base64url');
}
