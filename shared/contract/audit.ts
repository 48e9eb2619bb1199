// Who read or changed what, and when.
import { z } from 'zod';
import { query } from './operation.ts';
import { id, instant, pageRequest } from './values.ts';

const auditRow = z.object({
  sequence: z.int().min(1),
  at: instant,
  userId: id.nullable(),
  userName: z.string().nullable(),
  operation: z.string(),
  subjectId: z.string().nullable(),
});

export const audit = {
  list: query({
    permission: ['administrator'],
    input: z.strictObject({ subjectId: id.nullable(), ...pageRequest }),
    output: z.object({ rows: z.array(auditRow), next: z.string().nullable() }),
  }),
};
