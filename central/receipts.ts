// Signs receipts and revocations. Ed25519 is deterministic, so the same decision always gives the same words: none is stored.
import { sign } from 'node:crypto';
import type { ReceiptPayload, RevocationPayload } from '../shared/wire/receipt.ts';
import type { SigningKey } from './centre-keys.ts';
import type { Life } from './ledger-life.ts';

/** An accepted voucher, or an accepted withdrawal: `withdraws` is then the voucher that no longer counts. */
export type AcceptedItem = Omit<ReceiptPayload, 'voucherId' | 'withdraws' | 'acceptedAt'> & {
  readonly id: string;
  readonly withdraws: string | null;
  readonly acceptedAt: Date;
};

/** A compact JWS. */
export async function toReceipt(life: Life, item: AcceptedItem): Promise<string> {
  const { receiptId, id, hash, supportId, acceptedAt, seq, epoch, keyId, withdraws } = item;
  return signStatement('teczka-receipt', await life.findKey(keyId), {
    ...{ receiptId, voucherId: id, hash, supportId, acceptedAt: acceptedAt.toISOString(), seq, epoch },
    ...(withdraws === null ? {} : { withdraws }),
  });
}

export type Revocation = Omit<RevocationPayload, 'revokedAt'> & { readonly revokedAt: Date };

/** A compact JWS. */
export async function toRevocation(life: Life, { revokedAt, keyId, ...revocation }: Revocation): Promise<string> {
  const payload = { ...revocation, revokedAt: revokedAt.toISOString() };
  return signStatement('teczka-revocation', await life.findKey(keyId), payload);
}

function signStatement(
  typ: string,
  { keyId, privateKey }: SigningKey,
  payload: Omit<ReceiptPayload, 'keyId'> | Omit<RevocationPayload, 'keyId'>,
): string {
  const header = toPart({ alg: 'EdDSA', typ, kid: keyId });
  const signed = `${header}.${toPart({ ...payload, keyId })}`;
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}

function toPart(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
