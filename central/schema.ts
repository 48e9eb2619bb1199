// The central office's tables. Migrations go forward only; a newer database is refused.
import type { Database } from './database.ts';
import { ingestSql } from './ingest-sql.ts';

const tablesSql = `
CREATE TABLE epoch (
  id uuid PRIMARY KEY,
  begun_at timestamptz NOT NULL,
  number integer NOT NULL UNIQUE
);

-- Private keys are sealed with a key that is not in this database.
CREATE TABLE centre_key (
  id text PRIMARY KEY,
  public_key text NOT NULL,
  sealed_private_key text NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE enrolment_code (
  code_hash text PRIMARY KEY,
  county text NOT NULL CHECK (county ~ '^[0-9]{4}$'),
  expires_at timestamptz NOT NULL,
  device_id uuid
);

CREATE TABLE device (
  id uuid PRIMARY KEY,
  county text NOT NULL,
  public_key text NOT NULL,
  enrolled_at timestamptz NOT NULL,
  revoked_at timestamptz,
  audit_head text,
  accepted integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0
);

-- A nonce only has to outlive the tolerated clock difference: losing this table in a crash loses nothing that counts.
CREATE UNLOGGED TABLE nonce (
  device_id uuid NOT NULL,
  nonce text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (device_id, nonce)
);
CREATE INDEX nonce_by_expiry ON nonce (expires_at);

CREATE TABLE number_counter (programme text PRIMARY KEY, next integer NOT NULL CHECK (next >= 1));
CREATE TABLE number_block (
  programme text NOT NULL,
  first integer NOT NULL,
  last integer NOT NULL CHECK (last >= first),
  device_id uuid NOT NULL REFERENCES device (id),
  granted_at timestamptz NOT NULL,
  PRIMARY KEY (programme, first)
);
CREATE INDEX number_block_by_device ON number_block (device_id);

-- Without anybody's identity: a person is an HMAC here.
CREATE TABLE voucher (
  id uuid PRIMARY KEY,
  hash text NOT NULL,
  device_id uuid NOT NULL REFERENCES device (id),
  county text NOT NULL,
  programme text NOT NULL,
  person_key text NOT NULL,
  agreement_number text NOT NULL,
  order_number integer NOT NULL,
  vouchers integer NOT NULL CHECK (vouchers > 0),
  outcome text NOT NULL CHECK (outcome IN ('accepted', 'refused')),
  code text,
  facts jsonb NOT NULL,
  received_at timestamptz NOT NULL,
  receipt_id uuid,
  support_id text,
  epoch uuid NOT NULL REFERENCES epoch (id),
  key_id text NOT NULL REFERENCES centre_key (id),
  CHECK ((outcome = 'accepted') = (support_id IS NOT NULL)),
  CHECK ((outcome = 'accepted') = (receipt_id IS NOT NULL)),
  CHECK ((outcome = 'accepted') = (code IS NULL))
);
CREATE UNIQUE INDEX voucher_order ON voucher (programme, agreement_number, order_number) WHERE outcome = 'accepted';
CREATE INDEX voucher_by_device ON voucher (device_id, id);

-- The accepted body as received, sealed: AES-256-GCM under a key that is not in this database.
CREATE TABLE identity (
  voucher_id uuid PRIMARY KEY REFERENCES voucher (id),
  sealed text NOT NULL
);

CREATE TABLE person_fund (
  person_key text NOT NULL,
  programme text NOT NULL,
  spent integer NOT NULL DEFAULT 0,
  cap integer NOT NULL,
  PRIMARY KEY (person_key, programme),
  CHECK (spent <= cap)
);

CREATE TABLE person_admission (
  person_key text NOT NULL,
  programme text NOT NULL,
  agreement_number text NOT NULL,
  county text NOT NULL,
  voucher_id uuid NOT NULL REFERENCES voucher (id),
  PRIMARY KEY (person_key, programme),
  UNIQUE (programme, agreement_number)
);

CREATE TABLE feed_head (county text PRIMARY KEY, seq integer NOT NULL DEFAULT 0);

-- Ledger and feed in one: dense and in the order of commits, because feed_head is taken last.
CREATE TABLE entry (
  county text NOT NULL,
  seq integer NOT NULL,
  kind text NOT NULL,
  voucher_id uuid NOT NULL UNIQUE REFERENCES voucher (id),
  person_key text NOT NULL,
  programme text NOT NULL,
  vouchers integer NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (county, seq)
);
CREATE FUNCTION entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is only ever appended to';
END $$;
CREATE TRIGGER entry_is_append_only BEFORE UPDATE OR DELETE ON entry
  FOR EACH ROW EXECUTE FUNCTION entry_is_append_only();
`;

export const migrations: readonly string[] = [tablesSql + ingestSql];

/** Takes the schema from whatever it is to the newest. Throws for a database that a newer program made. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (query) => {
    await query('SELECT pg_advisory_xact_lock(7283451)');
    await query('CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY)');
    const [row] = await query<{ version: number }>('SELECT max(version) AS version FROM schema_version');
    const version = row?.version ?? 0;
    if (version > migrations.length) throw new Error('this database was made by a newer central office');
    for (const [index, sql] of migrations.entries()) {
      if (index < version) continue;
      await query(`DO $migration$ BEGIN EXECUTE $sql$${sql}$sql$; END $migration$`);
      await query('INSERT INTO schema_version VALUES ($1)', [index + 1]);
    }
  });
}
