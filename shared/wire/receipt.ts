// The central office's word that a voucher counts: a JWS (RFC 7515, EdDSA) that anybody can check without a network.
import { z } from 'zod';
import { epoch, hash, instant, publicKey, seq, voucherId } from './values.ts';

export const receiptHeader = z.object({ alg: z.literal('EdDSA'), typ: z.literal('teczka-receipt'), kid: z.string() });

export const receiptPayload = z.object({
  receiptId: z.uuid(),
  voucherId,
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

export const centreKey = z.object({ keyId: z.string(), publicKey });
export type CentreKey = z.infer<typeof centreKey>;

const compactParts = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{86})$/;

/** The three parts of a compact JWS, still base64url, or undefined for any other text. */
export function splitReceipt(
  receipt: string,
): { readonly header: string; readonly payload: string; readonly signature: string } | undefined {
  const [, header, payload, signature] = compactParts.exec(receipt) ?? [];
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  return { header, payload, signature };
}
