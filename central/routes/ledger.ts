// What an office reads of the ledger: its state, its county's decisions, a person's pool.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Decisions, decisions, personPool, personPoolRequest, syncState } from '../../shared/wire/ledger.ts';
import { getWorkstation, type Workstation } from '../authentication.ts';
import { contentCodings } from '../bodies.ts';
import { getFirst } from '../database.ts';
import { voucherSchemas } from '../ingest.ts';
import type { Office } from '../office.ts';
import { findPersonPool } from '../person-pool.ts';

const decisionsLimit = 500;

export function addLedger(app: FastifyInstance, office: Office): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/v1/sync-state',
    { schema: { summary: 'Where the ledger and this workstation stand', response: { 200: syncState } } },
    async (request) => {
      const sql = `SELECT feed_head.seq AS head, device.accepted, device.refused, device.audit_head AS "auditHead"
        FROM device JOIN feed_head USING (county) WHERE device.id = $1`;
      type Row = { head: number; accepted: number; refused: number; auditHead: string | null };
      const row = getFirst(await office.database.query<Row>(sql, [getWorkstation(request).id]));
      const { head, ...workstation } = row;
      const { epoch, centreKeys } = office.life;
      return { epoch, head, workstation, centreKeys, voucherSchemas, encodings: contentCodings, serverTime: office.now() };
    },
  );
  routes.get(
    '/v1/decisions',
    {
      schema: {
        summary: 'The county’s feed: dense, in the order of commits',
        querystring: z.strictObject({
          after: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
          limit: z.coerce.number().int().min(1).max(decisionsLimit).default(decisionsLimit),
        }),
        response: { 200: decisions },
      },
    },
    async (request) => {
      const { after, limit } = request.query;
      return listDecisions(office, getWorkstation(request), { after, limit });
    },
  );
  routes.post(
    '/v1/person-pool',
    {
      schema: {
        summary: 'What is left of a person’s pool in a programme; the identity travels in the signed body',
        body: personPoolRequest,
        response: { 200: personPool },
      },
    },
    async (request) => findPersonPool(office, getWorkstation(request).county, request.body),
  );
}

type Page = { readonly after: number; readonly limit: number };
type DecisionRow = Omit<Decisions['decisions'][number], 'at'> & { at: Date };

async function listDecisions(
  { database, life }: Office,
  { id, county }: Workstation,
  { after, limit }: Page,
): Promise<Decisions> {
  // The head first: an entry that comes in between is then read now or next time, never skipped.
  const [head] = await database.query<{ seq: number }>('SELECT seq FROM feed_head WHERE county = $1', [county]);
  const sql = `SELECT entry.seq, entry.kind, entry.voucher_id AS "voucherId", entry.voucher_id AS "itemId", voucher.hash,
      voucher.device_id = $4 AS "isOwn", entry.programme, entry.vouchers, entry.at, voucher.code, voucher.facts,
      voucher.support_id AS "supportId", NULL AS statement FROM entry JOIN voucher ON voucher.id = entry.voucher_id
    WHERE entry.county = $1 AND entry.seq > $2 ORDER BY entry.seq LIMIT $3`;
  const rows = await database.query<DecisionRow>(sql, [county, after, limit, id]);
  const listed = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  return { epoch: life.epoch, head: head?.seq ?? 0, decisions: listed };
}
