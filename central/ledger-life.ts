// What stands in the database once: this life of the ledger (its epoch) and the key that signs receipts.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import type { CentreKey } from '../shared/wire/receipt.ts';
import { type Database, getFirst, type Query } from './database.ts';
import type { Secrets } from './secrets.ts';

export type SigningKey = { readonly keyId: string; readonly privateKey: KeyObject };
export type LedgerLife = {
  readonly epoch: string;
  /** The newest, which signs what is accepted today. */
  readonly keyId: string;
  /** Former ones too, by id: an old receipt is given again as it was. */
  readonly signingKeys: ReadonlyMap<string, SigningKey>;
  readonly centreKeys: CentreKey[];
};

type StoredKey = { id: string; public_key: string; sealed_private_key: string };

/** Reads them, or makes them in a new database. Throws when the master secret is not the one the key was sealed under. */
export async function openLedgerLife(database: Database, secrets: Secrets, now: string): Promise<LedgerLife> {
  return database.transaction(async (query) => {
    await query('SELECT pg_advisory_xact_lock(7283452)');
    const epochs = await query<{ id: string }>('SELECT id FROM epoch ORDER BY number DESC LIMIT 1');
    const epoch = epochs[0]?.id ?? (await beginEpoch(query, now));
    let stored = await listKeys(query);
    if (stored.length === 0) {
      await createKey(query, secrets, now);
      stored = await listKeys(query);
    }
    const signingKeys = new Map(stored.map((key) => [key.id, unsealKey(secrets, key)]));
    const centreKeys = stored.map(({ id, public_key }) => ({ keyId: id, publicKey: public_key }));
    return { epoch, keyId: getFirst(stored).id, signingKeys, centreKeys };
  });
}

/** To be called after a restore from a backup: offices compare what they sent with what is left. */
export async function beginEpoch(query: Query, now: string): Promise<string> {
  const id = randomUUID();
  await query(
    'INSERT INTO epoch (id, begun_at, number) VALUES ($1, $2, (SELECT coalesce(max(number), 0) + 1 FROM epoch))',
    [id, now],
  );
  return id;
}

function listKeys(query: Query): Promise<StoredKey[]> {
  return query<StoredKey>('SELECT id, public_key, sealed_private_key FROM centre_key ORDER BY created_at DESC, id');
}

async function createKey(query: Query, secrets: Secrets, now: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const id = randomUUID();
  const sealed = secrets.seal(privateKey.export({ format: 'der', type: 'pkcs8' }), id);
  await query('INSERT INTO centre_key (id, public_key, sealed_private_key, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    toRawPublicKey(privateKey),
    sealed,
    now,
  ]);
}

function unsealKey(secrets: Secrets, { id, sealed_private_key }: StoredKey): SigningKey {
  const der = secrets.unseal(sealed_private_key, id);
  return { keyId: id, privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) };
}

/** The 32 bytes of an Ed25519 public key, base64url. */
function toRawPublicKey(privateKey: KeyObject): string {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (x === undefined) throw new Error('an Ed25519 key has an x');
  return x;
}
