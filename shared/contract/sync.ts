// The way to the central office: enrolment of this workstation, what waits, what came back.
import { z } from 'zod';
import { query, task } from './operation.ts';
import { connectionCauses } from './problem.ts';
import { instant, line, pageRequest, requiredLine } from './values.ts';
import { deliveryRow, deliveryStates } from './vouchers.ts';

export const syncStatus = z.object({
  enrolled: z.boolean(),
  centralUrl: z.string().nullable(),
  workstationId: z.string().nullable(),
  waiting: z.int().min(0),
  refused: z.int().min(0),
  acknowledged: z.int().min(0),
  oldestWaitingAt: instant.nullable(),
  lastExchangeAt: instant.nullable(),
  lastFailure: z.object({ cause: z.enum(connectionCauses), at: instant }).nullable(),
  nextTryAt: instant.nullable(),
  inFlight: z.boolean(),
});
export type SyncStatus = z.infer<typeof syncStatus>;

export const sync = {
  status: task({ permission: 'signed-in', evenOnFullDisk: true, input: z.strictObject({}), output: syncStatus }),
  /** What was approved to travel, by the state of its delivery, the newest first. */
  listDeliveries: query({
    permission: 'signed-in',
    input: z.strictObject({ state: z.enum(deliveryStates).nullable(), ...pageRequest }),
    output: z.object({ rows: z.array(deliveryRow), next: z.string().nullable(), total: z.int() }),
  }),
  /** Binds this case file to the central office with a one-time code. */
  enrol: task({
    permission: ['administrator'],
    input: z.strictObject({ centralUrl: requiredLine(300), code: line(60).min(1) }),
    output: syncStatus,
  }),
  tryNow: task({ permission: 'signed-in', evenOnFullDisk: true, input: z.strictObject({}), output: syncStatus }),
};
