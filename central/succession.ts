// A case file that is enrolled again under a new key goes on as the same one: what its former keys sent stays its own.
import type { EnrolmentRequest, FormerKey } from '../shared/wire/enrolment.ts';
import { toSuccessionText } from '../shared/wire/enrolment.ts';
import { getFirst, type Query } from './database.ts';
import { verifies } from './request-signature.ts';

export type Succession = {
  /** null for a file without a former key that is known here. */
  readonly line: string | null;
  /** What the line anchored last: a file that is older than that has to show at its first meeting. */
  readonly auditHead: string | null;
};

type Binding = { readonly county: string; readonly at: string; readonly request: EnrolmentRequest };
type Device = { id: string; public_key: string; line: string | null };

/** Ends the former keys that vouch for the new one, also those that were revoked before; others are passed over. */
export async function succeedTo(query: Query, { county, at, request }: Binding): Promise<Succession> {
  const { formers = [], publicKey } = request;
  const known = await lockDevices(query, formers, county);
  const proven = formers.flatMap(({ workstationId, signature }) => {
    const device = known.find(({ id }) => id === workstationId);
    const text = Buffer.from(toSuccessionText(workstationId, publicKey));
    return device !== undefined && verifies(text, device.public_key, Buffer.from(signature, 'base64url'))
      ? [device]
      : [];
  });
  const lines = proven.map(({ id, line }) => line ?? id);
  const [line] = lines;
  if (line === undefined) return { line: null, auditHead: null };
  await query(
    `UPDATE device SET line = $1, revoked_at = coalesce(revoked_at, $2) FROM (
        SELECT jsonb_array_elements_text($3::jsonb)::uuid AS id) AS joined
      WHERE joined.id IN (device.id, device.line)`,
    [line, at, JSON.stringify([...new Set(lines)])],
  );
  const sql = `SELECT (SELECT audit_head FROM device WHERE line = $1 AND audit_head IS NOT NULL
      ORDER BY enrolled_at DESC LIMIT 1) AS "auditHead"`;
  return { line, ...getFirst(await query<{ auditHead: string | null }>(sql, [line])) };
}

/** In the order of ids, as everybody takes them. */
function lockDevices(query: Query, formers: readonly FormerKey[], county: string): Promise<Device[]> {
  const sql = `SELECT id, public_key, line FROM device WHERE county = $2
      AND id IN (SELECT jsonb_array_elements_text($1::jsonb)::uuid) ORDER BY id FOR UPDATE`;
  return query<Device>(sql, [JSON.stringify(formers.map(({ workstationId }) => workstationId)), county]);
}
