// POST /v1/vouchers:batch takes items in; GET /v1/vouchers/ids says what is held of this workstation, …/item gives one back.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { batchRequest, batchResponse, heldItem, heldVouchers } from '../../shared/wire/batch.ts';
import { getWorkstation } from '../authentication.ts';
import { findHeldItem, listHeld } from '../held-items.ts';
import { HttpProblem } from '../http-problem.ts';
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
        summary: 'Takes approved vouchers and withdrawals in, each exactly once; one result an item',
        body: batchRequest,
        response: { 200: batchResponse },
      },
    },
    async (request) => office.gate.inTurn(() => ingest(office, getWorkstation(request), request.body)),
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
      return listHeld(office, getWorkstation(request), { after: after ?? null, limit });
    },
  );
  routes.get(
    '/v1/vouchers/:id/item',
    {
      schema: {
        summary: 'An accepted item as this workstation sent it, and its receipt',
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: heldItem },
      },
    },
    async (request) => {
      const item = await findHeldItem(office, getWorkstation(request), request.params.id);
      if (item === undefined) throw new HttpProblem('not-found');
      return item;
    },
  );
}
