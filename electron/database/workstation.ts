// This file's own identity at the central office.
import { z } from 'zod';
import { type CentreKey, centreKey } from '../../shared/wire/receipt.ts';
import { countyTeryt, epoch } from '../../shared/wire/values.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';

export type StoredEnrolment = {
  readonly centralUrl: string;
  readonly workstationId: string;
  readonly countyTeryt: string;
  /** Whose receipts are believed. */
  readonly centreKeys: readonly CentreKey[];
  readonly epoch: string;
  /** PKCS #8, DER. */
  readonly privateKey: Uint8Array;
  /** The keys that it had before, the latest first: what they sent is this file's own. */
  readonly formers?: readonly StoredKey[] | undefined;
};

/** PKCS #8, DER, in base64. */
type StoredKey = { readonly workstationId: string; readonly privateKey: string };

type EnrolmentColumns = Pick<StoredEnrolment, 'centralUrl' | 'workstationId' | 'privateKey'> & {
  readonly enrolment: string;
};

const formers = z.array(z.object({ workstationId: z.uuid(), privateKey: z.string() }));
const enrolmentJson = z.object({
  countyTeryt,
  centreKeys: z.array(centreKey),
  epoch,
  formers: formers.optional(),
});

/** undefined until the central office knows this workstation. */
export function findEnrolment(db: ReadDatabase): StoredEnrolment | undefined {
  const row = db.get<EnrolmentColumns>(
    `SELECT central_url AS centralUrl, workstation_id AS workstationId, private_key AS privateKey, enrolment
     FROM workstation WHERE id = 1 AND workstation_id IS NOT NULL`,
  );
  if (row === undefined) return undefined;
  const { enrolment, ...rest } = row;
  return { ...rest, ...readEnrolment(enrolment) };
}

let lastRead: { readonly text: string; readonly enrolment: z.infer<typeof enrolmentJson> } | null = null;

/** Asked with every answer and every change of the status, and written once or twice in the life of a file. */
function readEnrolment(text: string): z.infer<typeof enrolmentJson> {
  if (lastRead?.text !== text) lastRead = { text, enrolment: enrolmentJson.parse(JSON.parse(text)) };
  return lastRead.enrolment;
}

export function storeEnrolment(db: WriteDatabase, enrolled: StoredEnrolment): void {
  const { centralUrl, workstationId, privateKey, ...rest } = enrolled;
  db.run(
    `UPDATE workstation SET central_url = :centralUrl, workstation_id = :workstationId, private_key = :privateKey,
       enrolment = :enrolment WHERE id = 1`,
    { centralUrl, workstationId, privateKey, enrolment: JSON.stringify(rest) },
  );
}

/** The keys that this file has had, today's first. */
export function listOwnKeys({ workstationId, privateKey, formers = [] }: StoredEnrolment): StoredKey[] {
  return [{ workstationId, privateKey: Buffer.from(privateKey).toString('base64') }, ...formers];
}

export function storeCentralUrl(db: WriteDatabase, centralUrl: string): void {
  db.run('UPDATE workstation SET central_url = :centralUrl WHERE id = 1', { centralUrl });
}

/** The keys that are believed from now on: those that were, and newer ones that one of them vouched for. */
export function storeCentreKeys(db: WriteDatabase, centreKeys: readonly CentreKey[]): void {
  db.run("UPDATE workstation SET enrolment = json_set(enrolment, '$.centreKeys', json(:keys)) WHERE id = 1", {
    keys: JSON.stringify(centreKeys),
  });
}

/** When the central office last answered, null if it never did. */
export function findLastExchange(db: ReadDatabase): string | null {
  const row = db.get<{ at: string | null }>('SELECT last_exchange_at AS at FROM workstation WHERE id = 1');
  return row?.at ?? null;
}

export function noteExchange(db: WriteDatabase, at: string): void {
  db.run('UPDATE workstation SET last_exchange_at = :at WHERE id = 1', { at });
}
