// One-time codes that bind a workstation's key to a county.
import { randomInt } from 'node:crypto';
import type { Database } from './database.ts';
import type { Secrets } from './secrets.ts';

/** Without letters that are read wrong from paper (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 10;
const validMs = 10 * 60_000;

export type NewCode = { readonly code: string; readonly expiresAt: string };
type Desk = { readonly database: Database; readonly secrets: Secrets; readonly now: () => string };

/** A code for a county, valid for ten minutes. Throws a RangeError for what isn't a county's four digits. */
export async function createEnrolmentCode({ database, secrets, now }: Desk, countyTeryt: string): Promise<NewCode> {
  if (!/^\d{4}$/.test(countyTeryt)) throw new RangeError('a county has four digits of TERYT');
  const letters = Array.from({ length: codeLength }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  const expiresAt = new Date(Date.parse(now()) + validMs).toISOString();
  await database.query('INSERT INTO enrolment_code (code_hash, county, expires_at) VALUES ($1, $2, $3)', [
    secrets.toCodeHash(letters),
    countyTeryt,
    expiresAt,
  ]);
  return { code: `${letters.slice(0, 5)}-${letters.slice(5)}`, expiresAt };
}

/** As stored: spaces, hyphens and case don't matter, and the letters that are read as digits are those digits. */
export function normaliseCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
}
