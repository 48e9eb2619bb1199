// POST /v1/vouchers:batch takes vouchers in; GET /v1/vouchers/ids says what is held of this workstation.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { batchRequest, batchResponse, type HeldVouchers, heldVouchers } from '../../shared/wire/batch.ts';
import { getWorkstation } from '../authentication.ts';
import { ingest } from '../ingest.ts';
import type { Office } from '../office.ts';

const heldLimit = 2000;

export function addVouchers(app: FastifyInstance, office: Office): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(
    // Two colons: to the router one begins a parameter.
    '/v1/vouchers::batch',
    {
      schema: {
        summary: 'Takes approved vouchers in, each exactly once; one result an item',
        body: batchRequest,
        response: { 200: batchResponse },
      },
    },
    async (request) => ({
      results: await office.gate.inTurn(() => ingest(office, getWorkstation(request), request.body)),
    }),
  );
  routes.get(
    '/v1/vouchers/ids',
    {
      schema: {
        summary: 'What is held of this workstation, by id',
        querystring: z.strictObject({
          after: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(heldLimit).default(heldLimit),
        }),
        response: { 200: heldVouchers },
      },
    },
    async (request) => {
      const { after, limit } = request.query;
      const sql = `SELECT voucher.id, voucher.hash, voucher.outcome, voucher.code, voucher.support_id AS "supportId",
          entry.seq FROM voucher LEFT JOIN entry ON entry.voucher_id = voucher.id
        WHERE voucher.device_id = $1 AND ($2::uuid IS NULL OR voucher.id > $2::uuid) ORDER BY voucher.id LIMIT $3`;
      const vouchers = await office.database.query<HeldVouchers['vouchers'][number]>(sql, [
        getWorkstation(request).id,
        after ?? null,
        limit,
      ]);
      return { vouchers, next: vouchers.length < limit ? null : (vouchers.at(-1)?.id ?? null) };
    },
  );
}
