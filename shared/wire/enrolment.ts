// How a workstation becomes known: a one-time code binds its key to a county.
import { z } from 'zod';
import { centreKey } from './receipt.ts';
import { countyTeryt, epoch, instant, line, programmeCode, publicKey } from './values.ts';

/** Agreement counters that this workstation alone may give out, both ends included. */
const numberBlock = z.object({ programme: programmeCode, first: z.int().min(1), last: z.int().min(1) });
export type NumberBlock = z.infer<typeof numberBlock>;

/** A key that the case file had before, which signs the new one: what was sent with it stays the file's own. */
const formerKey = z.strictObject({ workstationId: z.uuid(), signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/) });
export type FormerKey = z.infer<typeof formerKey>;

/** What a former key signs. */
export function toSuccessionText(workstationId: string, newPublicKey: string): string {
  return `teczka-succession/1 ${workstationId} ${newPublicKey}`;
}

/** The last agreement number that a file was ever granted: a central office restored from a backup may not know of it. */
const numberReached = z.strictObject({ programme: programmeCode, last: z.int().min(1) });
export type NumberReached = z.infer<typeof numberReached>;

export const formerKeysLimit = 20;

/** Signed by the key that it brings, with keyid "enrolment": whoever asks holds the key. */
export const enrolmentRequest = z.strictObject({
  schema: z.literal('enrolment/1'),
  /** Case, spaces and hyphens don't matter. */
  code: line(60).min(1),
  publicKey,
  /** Only of a file that was enrolled before, the latest first. */
  formers: z.array(formerKey).max(formerKeysLimit).optional(),
  numbersReached: z.array(numberReached).max(20).optional(),
});
export type EnrolmentRequest = z.infer<typeof enrolmentRequest>;

export const enrolmentResponse = z.object({
  workstationId: z.uuid(),
  countyTeryt,
  centreKeys: z.array(centreKey).min(1),
  epoch,
  numberBlocks: z.array(numberBlock),
  /** Granted to the former keys, and the file's still; missing where none of them is known. */
  formerBlocks: z.array(numberBlock).optional(),
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
