// Who asks: every route but enrolment and the public ones wants a workstation's signature.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { signatureToleranceSeconds } from '../shared/wire/signature.ts';
import { HttpProblem } from './http-problem.ts';
import type { Office } from './office.ts';
import { judgeTime, type ReadSignature, readSignature } from './request-signature.ts';

export type Workstation = { readonly id: string; readonly county: string };

declare module 'fastify' {
  interface FastifyRequest {
    workstation: Workstation | null;
    signature: ReadSignature | null;
  }
}

const none = Buffer.alloc(0);
const noncesBetweenSweeps = 200;

/** What demandWorkstation keeps of a request; for the whole app. */
export function keepSigners(app: FastifyInstance): void {
  app.decorateRequest('workstation', null);
  app.decorateRequest('signature', null);
}

/** The signature of a request whose clock is right; throws the problem otherwise. */
export function getSignature(office: Office, request: FastifyRequest): ReadSignature {
  const origin = office.publicUrl ?? `${request.protocol}://${request.host}`;
  const signature = readSignature({
    method: request.method,
    targetUri: `${origin}${request.raw.url ?? ''}`,
    headers: request.headers,
  });
  if (signature === undefined) throw new HttpProblem('signature-missing');
  const untimely = judgeTime(signature, office.now());
  if (untimely !== null) throw new HttpProblem(untimely);
  return signature;
}

/** Whether the signed digest is that of the body as it came. */
export function isBodySigned({ bodyBytes }: FastifyRequest, signature: ReadSignature): boolean {
  return signature.covers(bodyBytes ?? none);
}

/**
 * Refuses requests of this scope that no enrolled workstation signed: before a body is read, because only digests are
 * signed, and once more when the body is there.
 */
export function demandWorkstation(app: FastifyInstance, office: Office): void {
  let sinceSweep = 0;
  /** By workstation. A key never changes; whether it still counts is asked each time. */
  const publicKeys = new Map<string, string>();
  app.addHook('preParsing', async (request) => {
    const signature = getSignature(office, request);
    const publicKey = publicKeys.get(signature.keyId) ?? (await findPublicKey(office, signature.keyId));
    if (publicKey === undefined) throw new HttpProblem('workstation-unknown');
    if (!signature.fits(publicKey)) throw new HttpProblem('signature-invalid');
    publicKeys.set(signature.keyId, publicKey);
    sinceSweep += 1;
    if (sinceSweep >= noncesBetweenSweeps) {
      sinceSweep = 0;
      await office.database.query('DELETE FROM nonce WHERE expires_at < $1', [office.now()]);
    }
    request.workstation = await admit(office, signature);
    request.signature = signature;
  });
  app.addHook('preValidation', async (request) => {
    if (request.signature === null || !isBodySigned(request, request.signature)) {
      throw new HttpProblem('signature-invalid');
    }
  });
}

/** The signer of a request behind demandWorkstation. */
export function getWorkstation({ workstation }: FastifyRequest): Workstation {
  if (workstation === null) throw new Error('a route outside demandWorkstation asked for its signer');
  return workstation;
}

async function findPublicKey({ database }: Office, keyId: string): Promise<string | undefined> {
  if (!z.uuid().safeParse(keyId).success) return undefined;
  const sql = 'SELECT public_key AS "publicKey" FROM device WHERE id = $1';
  const [device] = await database.query<{ publicKey: string }>(sql, [keyId]);
  return device?.publicKey;
}

type Signer = { readonly county: string; readonly revoked: boolean; readonly isFirstUse: boolean };

/** Uses the nonce up, which only a valid signature may; throws the problem of a signer who may not ask. */
async function admit({ database }: Office, { keyId, nonce, createdSeconds }: ReadSignature): Promise<Workstation> {
  // Double the tolerance: a request signed ahead of our clock stays timely that long.
  const expiresAt = new Date((createdSeconds + 2 * signatureToleranceSeconds) * 1000).toISOString();
  const sql = `WITH signer AS (SELECT id, county, revoked_at IS NOT NULL AS revoked FROM device WHERE id = $1),
    used AS (INSERT INTO nonce (device_id, nonce, expires_at)
      SELECT id, $2::text, $3::timestamptz FROM signer WHERE NOT revoked
      ON CONFLICT (device_id, nonce) DO NOTHING RETURNING nonce)
    SELECT county, revoked, EXISTS (SELECT FROM used) AS "isFirstUse" FROM signer`;
  const [signer] = await database.query<Signer>(sql, [keyId, nonce, expiresAt]);
  if (signer === undefined) throw new HttpProblem('workstation-unknown');
  if (signer.revoked) throw new HttpProblem('workstation-revoked');
  if (!signer.isFirstUse) throw new HttpProblem('nonce-replayed');
  return { id: keyId, county: signer.county };
}
