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
  app.addHook('preParsing', async (request) => {
    const signature = getSignature(office, request);
    const device = await findDevice(office, signature.keyId);
    if (device === undefined) throw new HttpProblem('workstation-unknown');
    if (!signature.fits(device.public_key)) throw new HttpProblem('signature-invalid');
    if (device.revoked) throw new HttpProblem('workstation-revoked');
    sinceSweep += 1;
    if (sinceSweep >= noncesBetweenSweeps) {
      sinceSweep = 0;
      await office.database.query('DELETE FROM nonce WHERE expires_at < $1', [office.now()]);
    }
    if (!(await isFirstUse(office, signature))) throw new HttpProblem('nonce-replayed');
    request.workstation = { id: signature.keyId, county: device.county };
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

type Device = { county: string; public_key: string; revoked: boolean };

async function findDevice({ database }: Office, keyId: string): Promise<Device | undefined> {
  if (!z.uuid().safeParse(keyId).success) return undefined;
  const sql = 'SELECT county, public_key, revoked_at IS NOT NULL AS revoked FROM device WHERE id = $1';
  const [device] = await database.query<Device>(sql, [keyId]);
  return device;
}

async function isFirstUse({ database }: Office, { keyId, nonce, createdSeconds }: ReadSignature): Promise<boolean> {
  // Double the tolerance: a request signed ahead of our clock stays timely that long.
  const expiresAt = new Date((createdSeconds + 2 * signatureToleranceSeconds) * 1000).toISOString();
  const sql = `INSERT INTO nonce (device_id, nonce, expires_at) VALUES ($1, $2, $3)
    ON CONFLICT (device_id, nonce) DO NOTHING RETURNING nonce`;
  return (await database.query(sql, [keyId, nonce, expiresAt])).length === 1;
}
