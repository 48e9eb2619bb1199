// Binds a workstation's key to the county of a one-time code.
import { randomUUID } from 'node:crypto';
import type { EnrolmentRequest, EnrolmentResponse } from '../shared/wire/enrolment.ts';
import { persistently, type Query } from './database.ts';
import { normaliseCode } from './enrolment-codes.ts';
import { HttpProblem } from './http-problem.ts';
import { grantNumberBlocks, listFormerBlocks, listNumberBlocks, passOver } from './number-blocks.ts';
import type { Office } from './office.ts';
import { succeedTo } from './succession.ts';

type StoredCode = { county: string; expires_at: Date; device_id: string | null; bound_key: string | null };

/** The same key may ask again with its code: an answer that got lost is given once more. Throws HttpProblem. */
export async function enrolWorkstation(office: Office, request: EnrolmentRequest): Promise<EnrolmentResponse> {
  const serverTime = office.now();
  const codeHash = office.secrets.toCodeHash(normaliseCode(request.code));
  const enrolled = await persistently(office.database, async (query) => {
    const code = await lockCode(query, codeHash);
    if (code === undefined) throw new HttpProblem('code-unknown');
    if (code.device_id !== null && code.bound_key !== request.publicKey) throw new HttpProblem('code-used');
    if (code.expires_at.toISOString() < serverTime) throw new HttpProblem('code-expired');
    const workstationId = code.device_id ?? (await bind(office, query, { codeHash, county: code.county, request }));
    const numberBlocks = await listNumberBlocks(query, workstationId);
    const formerBlocks = await listFormerBlocks(query, workstationId);
    return {
      workstationId,
      countyTeryt: code.county,
      numberBlocks,
      ...(formerBlocks === null ? {} : { formerBlocks }),
    };
  });
  office.log.info({ workstation: enrolled.workstationId, county: enrolled.countyTeryt }, 'workstation enrolled');
  const { epoch, centreKeys } = await office.life.current();
  return { ...enrolled, epoch, centreKeys, serverTime };
}

async function lockCode(query: Query, codeHash: string): Promise<StoredCode | undefined> {
  const sql = `SELECT code.county, code.expires_at, code.device_id, device.public_key AS bound_key
    FROM enrolment_code AS code LEFT JOIN device ON device.id = code.device_id
    WHERE code.code_hash = $1 FOR UPDATE OF code`;
  const [code] = await query<StoredCode>(sql, [codeHash]);
  return code;
}

type Binding = { readonly codeHash: string; readonly county: string; readonly request: EnrolmentRequest };

async function bind(office: Office, query: Query, { codeHash, county, request }: Binding): Promise<string> {
  const id = randomUUID();
  const at = office.now();
  const { line, auditHead } = await succeedTo(query, { county, at, request });
  await query(
    'INSERT INTO device (id, county, public_key, enrolled_at, line, audit_head) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, county, request.publicKey, at, line, auditHead],
  );
  await query('UPDATE enrolment_code SET device_id = $2 WHERE code_hash = $1', [codeHash, id]);
  await query('INSERT INTO feed_head (county) VALUES ($1) ON CONFLICT (county) DO NOTHING', [county]);
  const count = office.limits.numbersAtEnrolment;
  const wanted = Object.keys(office.funding).map((programme) => ({ programme, count }));
  await passOver(
    query,
    (request.numbersReached ?? []).filter(({ programme }) => Object.hasOwn(office.funding, programme)),
  );
  await grantNumberBlocks(query, wanted, { deviceId: id, at, most: count });
  return id;
}

/** From now on its requests are refused; what it delivered stays. False when there is no such workstation. */
export async function revokeWorkstation({ database, now }: Pick<Office, 'database' | 'now'>, id: string) {
  const sql = 'UPDATE device SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1 RETURNING id';
  return (await database.query(sql, [id, now()])).length === 1;
}
