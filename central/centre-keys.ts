// The keys that sign receipts and revocations. A new one carries the word of all former ones, and signs only after an
// overlap: by then every office has seen it.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { type CentreKey, toEndorsedText } from '../shared/wire/receipt.ts';
import type { Query } from './database.ts';
import type { Secrets } from './secrets.ts';

export type SigningKey = { readonly keyId: string; readonly privateKey: KeyObject };
export type StoredKey = SigningKey & { readonly signsFromMs: number; readonly centreKey: CentreKey };

type Row = {
  id: string;
  public_key: string;
  sealed_private_key: string;
  signs_from: Date;
  endorsements: NonNullable<CentreKey['endorsements']>;
};

/** The newest, which has most words for it, first. Throws when the master secret is not the one they were sealed under. */
export async function listCentreKeys(query: Query, secrets: Secrets): Promise<StoredKey[]> {
  const sql = `SELECT id, public_key, sealed_private_key, signs_from, endorsements FROM centre_key
    ORDER BY jsonb_array_length(endorsements) DESC, created_at DESC, id`;
  return (await query<Row>(sql)).map(({ id, public_key, sealed_private_key, signs_from, endorsements }) => {
    const der = secrets.unseal(Buffer.from(sealed_private_key, 'base64'), id);
    return {
      keyId: id,
      privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
      signsFromMs: signs_from.getTime(),
      centreKey: { keyId: id, publicKey: public_key, ...(endorsements.length === 0 ? {} : { endorsements }) },
    };
  });
}

/** When it is made, and when it begins to sign. */
export type KeyTimes = { readonly at: string; readonly signsFrom: string };

/** Its id. */
export async function createCentreKey(query: Query, secrets: Secrets, { at, signsFrom }: KeyTimes): Promise<string> {
  const former = await listCentreKeys(query, secrets);
  const { privateKey } = generateKeyPairSync('ed25519');
  const centreKey = { keyId: randomUUID(), publicKey: toRawPublicKey(privateKey) };
  const endorsed = Buffer.from(toEndorsedText(centreKey));
  const endorsements = former.map((key) => ({
    keyId: key.keyId,
    signature: sign(null, endorsed, key.privateKey).toString('base64url'),
  }));
  const sealed = secrets.seal(privateKey.export({ format: 'der', type: 'pkcs8' }), centreKey.keyId).toString('base64');
  await query(
    `INSERT INTO centre_key (id, public_key, sealed_private_key, created_at, signs_from, endorsements)
      VALUES ($1, $2, $3, $4, $5, $6::jsonb)`,
    [centreKey.keyId, centreKey.publicKey, sealed, at, signsFrom, JSON.stringify(endorsements)],
  );
  return centreKey.keyId;
}

/** The id of the key that signs at a moment: of those whose overlap is over, the one that began last. */
export function findSignerAt(keys: readonly StoredKey[], now: string): string {
  const atMs = Date.parse(now);
  const newestFirst = keys.toSorted((a, b) => b.signsFromMs - a.signsFromMs);
  const signer = newestFirst.find(({ signsFromMs }) => signsFromMs <= atMs) ?? newestFirst.at(-1);
  if (signer === undefined) throw new Error('a central office has a key');
  return signer.keyId;
}

/** The 32 bytes of an Ed25519 public key, base64url. */
function toRawPublicKey(privateKey: KeyObject): string {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (x === undefined) throw new Error('an Ed25519 key has an x');
  return x;
}
