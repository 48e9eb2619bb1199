// Signs receipts and revocations. What is decided is in the database, so none is stored: asked again, a receipt says the
// same, under one signature with whatever else the answer says.
import { hash as digest, sign } from 'node:crypto';
import { growTree, type HashOf, toSignedRoot } from '../shared/wire/inclusion.ts';
import type { ReceiptPayload, RevocationPayload } from '../shared/wire/receipt.ts';
import type { SigningKey } from './centre-keys.ts';
import type { Life } from './ledger-life.ts';

/** An accepted voucher, or an accepted withdrawal: `withdraws` is then the voucher that no longer counts. */
export type AcceptedItem = Omit<ReceiptPayload, 'voucherId' | 'withdraws' | 'acceptedAt'> & {
  readonly id: string;
  readonly withdraws: string | null;
  readonly acceptedAt: Date;
};
export type Revocation = Omit<RevocationPayload, 'revokedAt'> & { readonly revokedAt: Date };
type Statement =
  | { readonly typ: 'teczka-receipt'; readonly payload: ReceiptPayload }
  | { readonly typ: 'teczka-revocation'; readonly payload: RevocationPayload };

export function toReceipt(item: AcceptedItem): Statement {
  const { receiptId, id, hash, supportId, acceptedAt, seq, epoch, keyId, withdraws } = item;
  const payload = {
    ...{ receiptId, voucherId: id, hash, supportId, acceptedAt: acceptedAt.toISOString(), seq, epoch },
    ...(withdraws === null ? {} : { withdraws }),
    keyId,
  };
  return { typ: 'teczka-receipt', payload };
}

export function toRevocation({ revokedAt, keyId, ...revocation }: Revocation): Statement {
  return { typ: 'teczka-revocation', payload: { ...revocation, revokedAt: revokedAt.toISOString(), keyId } };
}

/** In their order, null where there is nothing to say; each by the key that its decision was made under. */
export async function signStatements(
  life: Life,
  statements: readonly (Statement | null)[],
): Promise<(string | null)[]> {
  const texts = statements.map((statement) => statement && { text: toText(statement), keyId: statement.payload.keyId });
  const signed = new Map<string, string>();
  const byKey = Map.groupBy(
    texts.filter((text) => text !== null),
    ({ keyId }) => keyId,
  );
  for (const [keyId, same] of byKey) {
    const distinct = [...new Set(same.map(({ text }) => text))];
    for (const [text, whole] of signTogether(distinct, await life.findKey(keyId))) signed.set(text, whole);
  }
  return texts.map((each) => (each === null ? null : (signed.get(each.text) ?? null)));
}

/** What is signed of a statement, as of a JWS: header.payload. */
function toText({ typ, payload }: Statement): string {
  return `${toPart({ alg: 'EdDSA', typ, kid: payload.keyId })}.${toPart(payload)}`;
}

/** Each text with what makes a statement of it. */
function signTogether(texts: readonly string[], { privateKey }: SigningKey): (readonly [string, string])[] {
  const signOne = (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64url');
  const [first = ''] = texts;
  if (texts.length === 1) return [[first, `${first}.${signOne(first)}`]];
  const leaves = texts.map((text) => Buffer.from(text));
  const { root, ways } = growTree(leaves, sha256);
  const signature = signOne(toSignedRoot(Buffer.from(root).toString('base64url')));
  return texts.map((text, place) => {
    const way = Buffer.from(ways[place] ?? []).toString('base64url');
    return [text, `${text}.${way}.${signature}`];
  });
}

const sha256: HashOf = (...parts) => digest('sha256', Buffer.concat(parts), 'buffer');

function toPart(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
