// What is to be done today, by the work that waits.
import { z } from 'zod';
import { caseRow } from './cases.ts';
import { query } from './operation.ts';
import { deliveryRow, voucher } from './vouchers.ts';

const worklist = <Row extends z.ZodType>(row: Row) => z.object({ total: z.int().min(0), rows: z.array(row).max(10) });

export const reports = {
  today: query({
    permission: 'signed-in',
    input: z.strictObject({}),
    output: z.object({
      people: z.int(),
      cases: z.int(),
      /** Submitted by others: I may approve them. */
      toApprove: worklist(voucher),
      /** Others ask to take an approved one back: I may decide. */
      withdrawalsToDecide: worklist(voucher),
      /** Mine that a colleague sent back. */
      sentBack: worklist(voucher),
      toDecide: worklist(caseRow),
      balancesToDo: worklist(caseRow),
      agreementsToSign: worklist(caseRow),
      /** Refused by the central office. */
      refused: worklist(deliveryRow),
    }),
  }),
};
