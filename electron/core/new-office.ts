// First set-up: key, key ring, empty file with its office and administrator.
import { randomBytes } from 'node:crypto';
import type { SignedInUser } from '../../shared/contract/session.ts';
import { appendAudit } from '../database/audit.ts';
import type { DerivationCost } from '../database/background-jobs.ts';
import type { WriteDatabase } from '../database/connection.ts';
import { createCaseFile } from '../database/create.ts';
import { formatVersion } from '../database/header.ts';
import { newKeyRing, ownerOf, recoveryOwner, wrapKey } from '../database/key-ring.ts';
import { insertOffice } from '../database/office.ts';
import { makeRecoveryCode } from '../database/recovery-code.ts';
import { insertUser } from '../database/users.ts';
import type { NewOffice } from './context.ts';
import type { World } from './world.ts';

export type Made = { readonly user: SignedInUser; readonly recoveryCode: string; readonly dataKey: Uint8Array };
type Place = { readonly folder: string; readonly world: World; readonly cost: DerivationCost };

/** Throws CaseFileFault case-file-exists, not-a-case-file or disk-full; then nothing is left behind. */
export async function makeCaseFile({ folder, world, cost }: Place, office: NewOffice): Promise<Made> {
  const dataKey = randomBytes(32);
  const recoveryCode = makeRecoveryCode();
  const { login, displayName, passphrase, roles } = office.administrator;
  const user = { id: world.newId(), login, displayName, roles };
  const fileId = world.newId();
  const ring = newKeyRing(fileId, {
    logins: [{ login, slot: await wrapKey(dataKey, passphrase, { fileId, owner: ownerOf(login), cost }) }],
    recovery: await wrapKey(dataKey, recoveryCode, { fileId, owner: recoveryOwner, cost }),
  });
  createCaseFile({
    folder,
    header: { format: 'teczka-case-file', formatVersion, fileId, cipher: 'aegis-256' },
    ring,
    dataKey,
    fill: (db) => fill(db, world, { office, user, fileId }),
  });
  return { user, recoveryCode, dataKey };
}

type FirstRows = { readonly office: NewOffice; readonly user: SignedInUser; readonly fileId: string };

function fill(db: WriteDatabase, world: World, { office, user, fileId }: FirstRows): void {
  const device = world.newId();
  const createdAt = world.now();
  insertOffice(db, { id: fileId, name: office.name, countyTeryt: office.countyTeryt, createdAt, device });
  insertUser(db, { ...user, createdAt, device });
  const about = { subjectId: fileId, details: null, salt: world.randomBytes(16) };
  appendAudit(db, { at: createdAt, userId: user.id, operation: 'office.create', ...about });
}
