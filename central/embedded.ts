// A whole central office inside another process: for the demonstration, the journey and tests.
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { createCentral } from './app.ts';
import type { Database } from './database.ts';
import { revokeWorkstation } from './enrol-workstation.ts';
import { createEnrolmentCode, type NewCode } from './enrolment-codes.ts';
import { type HeldFolder, holdFolder } from './folder.ts';
import { keepMasterSecret } from './master-secret.ts';
import type { Funding, Limits, Office } from './office.ts';
import { imageFolder, openPglite } from './pglite.ts';
import { masterSecretBytes } from './secrets.ts';

export type EmbeddedOptions = {
  /** null keeps everything in memory. */
  readonly folder: string | null;
  readonly funding: Funding;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly now?: () => string;
  readonly limits?: Partial<Limits>;
  readonly log?: Logger;
};

export type EmbeddedCentral = {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly office: Office;
  createEnrolmentCode(countyTeryt: string): Promise<NewCode>;
  /** False when there is no such workstation. */
  revokeWorkstation(workstationId: string): Promise<boolean>;
  countVouchers(): Promise<{ accepted: number; refused: number; vouchers: number }>;
  stop(): Promise<void>;
};

/** One process serves one desk here: nobody has to be held off. */
const embeddedLimits = { requestsPerMinute: 100_000, enrolmentsPerMinute: 1_000 };

/** Listens on loopback only. Throws FolderInUse when another process has the folder. */
export async function startEmbeddedCentral(options: EmbeddedOptions): Promise<EmbeddedCentral> {
  const held = options.folder === null ? null : holdFolder(options.folder);
  try {
    const database = await openPglite({ folder: held?.databaseFolder ?? null, imageFolder });
    return await serve(options, database, held).catch(async (error: unknown) => {
      // The folder may be opened again at once, on another port: never twice at a time.
      await database.close();
      throw error;
    });
  } catch (error) {
    held?.release();
    throw error;
  }
}

async function serve(options: EmbeddedOptions, database: Database, held: HeldFolder | null): Promise<EmbeddedCentral> {
  const { folder: _, port = 0, limits, ...rest } = options;
  const masterSecret = held === null ? randomBytes(masterSecretBytes) : await keepMasterSecret(held.folder, database);
  const { app, office } = await createCentral({
    ...rest,
    database,
    masterSecret,
    limits: { ...embeddedLimits, ...limits },
  });
  const url = await app.listen({ host: '127.0.0.1', port }).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  return {
    url,
    app,
    database,
    office,
    createEnrolmentCode: (countyTeryt) => createEnrolmentCode(office, countyTeryt),
    revokeWorkstation: (workstationId) => revokeWorkstation(office, workstationId),
    countVouchers: () => countVouchers(database),
    stop: async () => {
      await app.close();
      await database.close();
      held?.release();
    },
  };
}

async function countVouchers({ query }: Database): Promise<{ accepted: number; refused: number; vouchers: number }> {
  const sql = `SELECT count(*) FILTER (WHERE outcome = 'accepted')::integer AS accepted,
      count(*) FILTER (WHERE outcome = 'refused')::integer AS refused,
      coalesce(sum(vouchers) FILTER (WHERE outcome = 'accepted'), 0)::integer AS vouchers FROM voucher`;
  const [counts] = await query<{ accepted: number; refused: number; vouchers: number }>(sql);
  return counts ?? { accepted: 0, refused: 0, vouchers: 0 };
}
