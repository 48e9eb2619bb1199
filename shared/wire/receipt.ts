// The central office's word that a voucher counts, or no longer does: signed text that anybody can check without a network.
// Alone it is a compact JWS (RFC 7515, EdDSA); said together with others, header.payload.way.signature (inclusion.ts).
import { z } from 'zod';
import { epoch, hash, instant, line, publicKey, seq, voucherId } from './values.ts';

export const receiptHeader = z.object({ alg: z.literal('EdDSA'), typ: z.literal('teczka-receipt'), kid: z.string() });

export const receiptPayload = z.object({
  receiptId: z.uuid(),
  /** Of the item: a voucher's or a withdrawal's. */
  voucherId,
  /** Only of a withdrawal: the voucher that no longer counts. */
  withdraws: voucherId.optional(),
  /** Of the body as received. */
  hash,
  /** ID wsparcia. */
  supportId: z.string().min(1),
  acceptedAt: instant,
  seq,
  epoch,
  keyId: z.string(),
});
export type ReceiptPayload = z.infer<typeof receiptPayload>;

export const revocationHeader = z.object({
  alg: z.literal('EdDSA'),
  typ: z.literal('teczka-revocation'),
  kid: z.string(),
});

/** The central office takes back what it accepted; its vouchers return to the person's pool. */
export const revocationPayload = z.object({
  voucherId,
  /** Of the voucher's body as received. */
  hash,
  supportId: z.string().min(1),
  /** A sentence of the central office, without anybody's data. */
  reason: line(300).min(1),
  revokedAt: instant,
  seq,
  epoch,
  keyId: z.string(),
});
export type RevocationPayload = z.infer<typeof revocationPayload>;

/** A former key's word for a newer one: whoever trusts that one may trust this one. */
const endorsement = z.object({ keyId: z.string(), signature: z.string() });
export const centreKey = z.object({
  keyId: z.string(),
  publicKey,
  endorsements: z.array(endorsement).optional(),
});
export type CentreKey = z.infer<typeof centreKey>;

/** What an endorsement signs. */
export function toEndorsedText({ keyId, publicKey: key }: CentreKey): string {
  return `teczka-centre-key/1 ${keyId} ${key}`;
}

const statementParts = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_-]{86})$/;

type StatementParts = {
  readonly header: string;
  readonly payload: string;
  /** To the root that is signed; null where the statement itself is. */
  readonly way: string | null;
  readonly signature: string;
};

/** The parts of a statement, still base64url, or undefined for any other text. */
export function splitStatement(statement: string): StatementParts | undefined {
  const [, header, payload, way = null, signature] = statementParts.exec(statement) ?? [];
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  return { header, payload, way, signature };
}
