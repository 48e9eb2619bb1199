// How a workstation becomes known: a one-time code binds its key to a county.
import { z } from 'zod';
import { centreKey } from './receipt.ts';
import { countyTeryt, epoch, instant, line, programmeCode, publicKey } from './values.ts';

/** Agreement counters that this workstation alone may give out, both ends included. */
const numberBlock = z.object({ programme: programmeCode, first: z.int().min(1), last: z.int().min(1) });
export type NumberBlock = z.infer<typeof numberBlock>;

/** Signed by the key that it brings, with keyid "enrolment": whoever asks holds the key. */
export const enrolmentRequest = z.strictObject({
  schema: z.literal('enrolment/1'),
  /** Case, spaces and hyphens don't matter. */
  code: line(60).min(1),
  publicKey,
});
export type EnrolmentRequest = z.infer<typeof enrolmentRequest>;

export const enrolmentResponse = z.object({
  workstationId: z.uuid(),
  countyTeryt,
  centreKeys: z.array(centreKey).min(1),
  epoch,
  numberBlocks: z.array(numberBlock),
  serverTime: instant,
});
export type EnrolmentResponse = z.infer<typeof enrolmentResponse>;

const numberRequest = z.strictObject({ programme: programmeCode, count: z.int().min(1).max(100_000) });
export type NumberRequest = z.infer<typeof numberRequest>;

export const numberBlocksRequest = z.strictObject({
  schema: z.literal('number-blocks/1'),
  wanted: z.array(numberRequest).min(1).max(20),
});
export const numberBlocksResponse = z.object({ numberBlocks: z.array(numberBlock) });
