// Whether a receipt is the central office's word about exactly these bytes; needs no network.
import { createPublicKey, verify } from 'node:crypto';
import {
  type CentreKey,
  type ReceiptPayload,
  receiptHeader,
  receiptPayload,
  splitReceipt,
} from '../../shared/wire/receipt.ts';
import type { QueuedDelivery } from './delivery-store.ts';

export type ReceiptFault = 'malformed' | 'unknown-key' | 'bad-signature' | 'other-voucher' | 'other-content';
/** The item that a receipt has to be about. */
type Expected = Pick<QueuedDelivery, 'id' | 'kind' | 'voucherId' | 'hash'> & {
  readonly centreKeys: readonly CentreKey[];
};

export function verifyReceipt(
  receipt: string,
  { id, kind, voucherId, hash, centreKeys }: Expected,
): { readonly ok: true; readonly value: ReceiptPayload } | { readonly ok: false; readonly fault: ReceiptFault } {
  const parts = splitReceipt(receipt);
  const header = receiptHeader.safeParse(parseJson(parts?.header));
  const payload = receiptPayload.safeParse(parseJson(parts?.payload));
  if (parts === undefined || !header.success || !payload.success) return { ok: false, fault: 'malformed' };
  const centreKey = centreKeys.find(({ keyId }) => keyId === header.data.kid && keyId === payload.data.keyId);
  if (centreKey === undefined) return { ok: false, fault: 'unknown-key' };
  const signed = Buffer.from(`${parts.header}.${parts.payload}`);
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: centreKey.publicKey }, format: 'jwk' });
  if (!verify(null, signed, key, Buffer.from(parts.signature, 'base64url')))
    return { ok: false, fault: 'bad-signature' };
  const withdraws = kind === 'withdrawal' ? voucherId : undefined;
  if (payload.data.voucherId !== id || payload.data.withdraws !== withdraws) {
    return { ok: false, fault: 'other-voucher' };
  }
  if (payload.data.hash !== hash) return { ok: false, fault: 'other-content' };
  return { ok: true, value: payload.data };
}

/** What a receipt says, unchecked: for one that was verified when it was stored. */
export function findReceiptPayload(receipt: string): ReceiptPayload | undefined {
  const payload = receiptPayload.safeParse(parseJson(splitReceipt(receipt)?.payload));
  return payload.success ? payload.data : undefined;
}

function parseJson(base64url: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(base64url ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
