// POST /v1/enrolments: a workstation becomes known.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { enrolmentRequest, enrolmentResponse } from '../../shared/wire/enrolment.ts';
import { enrolmentKeyId } from '../../shared/wire/signature.ts';
import { getSignature, isBodySigned } from '../authentication.ts';
import { enrolWorkstation } from '../enrol-workstation.ts';
import { HttpProblem } from '../http-problem.ts';
import type { Office } from '../office.ts';

export function addEnrolments(app: FastifyInstance, office: Office): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/v1/enrolments',
    {
      config: { rateLimit: { max: office.limits.enrolmentsPerMinute, timeWindow: '1 minute' } },
      schema: {
        summary: 'Binds a workstation’s key to the county of a one-time code',
        body: enrolmentRequest,
        response: { 200: enrolmentResponse },
      },
    },
    async (request) => {
      const signature = getSignature(office, request);
      // Whoever enrols a key has it: the request is signed by the key that it brings.
      const isOwnKey = signature.keyId === enrolmentKeyId && signature.fits(request.body.publicKey);
      if (!isOwnKey || !isBodySigned(request, signature)) throw new HttpProblem('signature-invalid');
      return enrolWorkstation(office, request.body);
    },
  );
}
