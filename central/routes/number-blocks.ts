// POST /v1/number-blocks: a workstation's agreement numbers run low.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { numberBlocksRequest, numberBlocksResponse } from '../../shared/wire/enrolment.ts';
import { getWorkstation } from '../authentication.ts';
import { grantNumberBlocks, mostNumbers } from '../number-blocks.ts';
import type { Office } from '../office.ts';

export function addNumberBlocks(app: FastifyInstance, office: Office): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/v1/number-blocks',
    {
      schema: {
        summary: 'Grants further agreement numbers; programmes without vouchers get none',
        body: numberBlocksRequest,
        response: { 200: numberBlocksResponse },
      },
    },
    async (request) => {
      const wanted = request.body.wanted.filter(({ programme }) => Object.hasOwn(office.funding, programme));
      const grant = { deviceId: getWorkstation(request).id, at: office.now(), most: mostNumbers };
      const numberBlocks = await office.database.transaction((query) => grantNumberBlocks(query, wanted, grant));
      return { numberBlocks };
    },
  );
}
