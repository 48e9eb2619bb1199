// Whether a receipt or a revocation is the central office's word about exactly these bytes; needs no network.
import { hash as digest } from 'node:crypto';
import type { z } from 'zod';
import { climb, type HashOf, toSignedRoot } from '../../shared/wire/inclusion.ts';
import {
  type CentreKey,
  type ReceiptPayload,
  type RevocationPayload,
  receiptHeader,
  receiptPayload,
  revocationHeader,
  revocationPayload,
  splitStatement,
} from '../../shared/wire/receipt.ts';
import { fitsSignature } from './centre-keys.ts';
import type { QueuedDelivery } from './delivery-store.ts';

type ReceiptFault = 'malformed' | 'unknown-key' | 'bad-signature' | 'other-voucher' | 'other-content';
type Verified<Payload> =
  | { readonly ok: true; readonly value: Payload }
  | { readonly ok: false; readonly fault: ReceiptFault };
type Known = { readonly centreKeys: readonly CentreKey[] };
/** The item that a receipt has to be about. */
type Expected = Pick<QueuedDelivery, 'id' | 'kind' | 'voucherId' | 'hash'> & Known;

export function verifyReceipt(
  receipt: string,
  { id, kind, voucherId, hash, centreKeys }: Expected,
): Verified<ReceiptPayload> {
  const opened = openStatement(receipt, { header: receiptHeader, payload: receiptPayload, centreKeys });
  if (!opened.ok) return opened;
  const withdraws = kind === 'withdrawal' ? voucherId : undefined;
  if (opened.value.voucherId !== id || opened.value.withdraws !== withdraws) {
    return { ok: false, fault: 'other-voucher' };
  }
  return opened.value.hash === hash ? opened : { ok: false, fault: 'other-content' };
}

/** Of a voucher that was accepted before. */
export function verifyRevocation(
  statement: string,
  { voucherId, hash, centreKeys }: Pick<Expected, 'voucherId' | 'hash'> & Known,
): Verified<RevocationPayload> {
  const opened = openStatement(statement, { header: revocationHeader, payload: revocationPayload, centreKeys });
  if (!opened.ok) return opened;
  if (opened.value.voucherId !== voucherId) return { ok: false, fault: 'other-voucher' };
  return opened.value.hash === hash ? opened : { ok: false, fault: 'other-content' };
}

type Shape<Payload> = {
  readonly header: z.ZodType<{ readonly kid: string }>;
  readonly payload: z.ZodType<Payload>;
} & Known;

/** A statement of a shape, with the signature of a key that is believed. */
function openStatement<Payload extends { readonly keyId: string }>(
  statement: string,
  shape: Shape<Payload>,
): Verified<Payload> {
  const parts = splitStatement(statement);
  const header = shape.header.safeParse(parseJson(parts?.header));
  const payload = shape.payload.safeParse(parseJson(parts?.payload));
  if (parts === undefined || !header.success || !payload.success) return { ok: false, fault: 'malformed' };
  const { kid } = header.data;
  const centreKey = shape.centreKeys.find(({ keyId }) => keyId === kid && keyId === payload.data.keyId);
  if (centreKey === undefined) return { ok: false, fault: 'unknown-key' };
  if (!isSigned(parts, centreKey)) return { ok: false, fault: 'bad-signature' };
  return { ok: true, value: payload.data };
}

type Parts = NonNullable<ReturnType<typeof splitStatement>>;

/** By itself, or by the root that its way leads to. */
function isSigned({ header, payload, way, signature }: Parts, centreKey: CentreKey): boolean {
  const text = `${header}.${payload}`;
  if (way === null) return fitsSignature(centreKey, text, signature);
  const root = climb(Buffer.from(text), Buffer.from(way, 'base64url'), sha256);
  if (root === undefined) return false;
  return hasSignedRoot({ root: Buffer.from(root).toString('base64url'), signature, centreKey });
}

type SignedRoot = { readonly root: string; readonly signature: string; readonly centreKey: CentreKey };
let lastGood = '';

/** The statements of an answer share their root: what was found good is not reckoned again for the next one. */
function hasSignedRoot({ root, signature, centreKey }: SignedRoot): boolean {
  const whole = `${centreKey.publicKey} ${root} ${signature}`;
  if (whole === lastGood) return true;
  if (!fitsSignature(centreKey, toSignedRoot(root), signature)) return false;
  lastGood = whole;
  return true;
}

const sha256: HashOf = (...parts) => digest('sha256', Buffer.concat(parts), 'buffer');

/** The id of the key that signed, unchecked; undefined for a text that is no statement. */
export function findKeyId(statement: string): string | undefined {
  const header = parseJson(splitStatement(statement)?.header);
  return typeof header === 'object' && header !== null && 'kid' in header ? String(header.kid) : undefined;
}

function parseJson(base64url: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(base64url ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
