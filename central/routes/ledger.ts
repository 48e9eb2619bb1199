// What an office reads of the ledger: its state, its county's decisions, a person's pool.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { decisions, personPool, personPoolRequest, syncState } from '../../shared/wire/ledger.ts';
import { getWorkstation } from '../authentication.ts';
import { contentCodings } from '../bodies.ts';
import { getFirst } from '../database.ts';
import { listDecisions } from '../decisions.ts';
import type { Office } from '../office.ts';
import { findPersonPool } from '../person-pool.ts';
import { itemSchemas } from '../read-item.ts';

const decisionsLimit = 500;

export function addLedger(app: FastifyInstance, office: Office): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/v1/sync-state',
    { schema: { summary: 'Where the ledger and this workstation stand', response: { 200: syncState } } },
    async (request) => {
      const sql = `SELECT feed_head.seq AS head, sent.accepted, sent.refused, device.audit_head AS "auditHead"
        FROM device JOIN feed_head USING (county) CROSS JOIN (
          SELECT sum(accepted)::integer AS accepted, sum(refused)::integer AS refused FROM device
          WHERE id = ANY (own_devices($1))) AS sent
        WHERE device.id = $1`;
      type Row = { head: number; accepted: number; refused: number; auditHead: string | null };
      const row = getFirst(await office.database.query<Row>(sql, [getWorkstation(request).id]));
      const { head, ...workstation } = row;
      const { epoch, centreKeys } = await office.life.current();
      return {
        epoch,
        head,
        workstation,
        centreKeys,
        voucherSchemas: itemSchemas,
        encodings: contentCodings,
        serverTime: office.now(),
      };
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
