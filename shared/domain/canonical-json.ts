import { z } from 'zod';

/** Anything that JSON can hold, as zod sees it. */
export const jsonValue = z.json();

/**
 * JSON with sorted keys and no spaces: equal values give equal text, so that a hash of it names the value.
 * Properties that are undefined are left out. Throws a TypeError for what JSON cannot hold.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') return `{${listMembers(value).join(',')}}`;
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('JSON holds finite numbers only');
  const written = JSON.stringify(value);
  if (written === undefined) throw new TypeError('JSON cannot hold this value');
  return written;
}

function listMembers(value: object): string[] {
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
}
