// Small schemas that several messages of the agreement share.
import { z } from 'zod';

/** UUIDv7 made on the workstation that approved. */
export const voucherId = z.uuidv7();
/** SHA-256 as 64 hex digits. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** 32 bytes of an Ed25519 public key. */
export const publicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** ISO 8601 in UTC. */
export const instant = z.iso.datetime();
export const programmeCode = z.string().regex(/^[A-Z]{2,8}$/);
/** Four digits of TERYT. */
export const countyTeryt = z.string().regex(/^\d{4}$/);
/** Place in a county's feed: dense, from 1; 0 stands before the first. */
export const seq = z.int().min(0);
/** Names one life of the central office's ledger; a new one begins when it is restored from a backup. */
export const epoch = z.uuid();

export const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** A line of text without control characters. */
export const line = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^\P{Cc}*$/u);
