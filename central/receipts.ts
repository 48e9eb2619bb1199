// Signs receipts. Ed25519 is deterministic, so the same accepted voucher always gives the same receipt: none is stored.
import { sign } from 'node:crypto';
import type { ReceiptPayload } from '../shared/wire/receipt.ts';
import type { SigningKey } from './ledger-life.ts';

/** A compact JWS. */
export function signReceipt({ keyId, privateKey }: SigningKey, payload: Omit<ReceiptPayload, 'keyId'>): string {
  const header = toPart({ alg: 'EdDSA', typ: 'teczka-receipt', kid: keyId });
  const signed = `${header}.${toPart({ ...payload, keyId })}`;
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}

function toPart(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
