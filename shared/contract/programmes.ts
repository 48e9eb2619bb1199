// The rules as data, each figure with its source and certainty.
import { z } from 'zod';
import { programme } from '../domain/programme.ts';
import { query } from './operation.ts';

export const programmes = {
  list: query({
    permission: 'signed-in',
    input: z.strictObject({}),
    output: z.array(z.object({ programme, hash: z.string() })),
  }),
};
