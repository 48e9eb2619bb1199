// Small schemas that several areas share.
import { z } from 'zod';

/** UUIDv7, made on the device. */
export const id = z.uuidv7();
/** The version of a row that the writer saw; a row that has moved on is refused. */
export const seenVersion = z.int().min(1);
/** ISO 8601 in UTC. */
export const instant = z.iso.datetime();
/** Whole grosze. */
export const grosze = z.int();
export const programmeCode = z.string().regex(/^[A-Z]{2,8}$/);
export const category = z.string().regex(/^[a-z0-9-]{1,40}$/);
export const countyTeryt = z.string().regex(/^\d{4}$/);

/** One line of text a person typed: trimmed, without control characters and halves of letters, which no file keeps. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);
/** A line that may not be empty. */
export const requiredLine = (most: number) => line(most).min(1);
/** Several lines of text; new lines and tabs are allowed. */
export const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u);

/** Where a page of a list begins: what the previous page gave as `next`, null for the first. */
export const pageRequest = { after: z.string().max(400).nullable(), limit: z.int().min(1).max(200) };
