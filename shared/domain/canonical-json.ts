import { z } from 'zod';

/** Anything that JSON can hold, as zod sees it. */
export const jsonValue = z.json();

/**
 * JSON with sorted keys and no spaces: equal values give equal text, so that a hash of it names the value.
 * Properties that are undefined are left out. Throws a TypeError for what JSON cannot hold.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  // Typed so that its members can be read by name; what they are is asked of each.
  if (value !== null && typeof value === 'object') return writeMembers(value as Record<string, unknown>);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('JSON holds finite numbers only');
  const written = JSON.stringify(value);
  if (written === undefined) throw new TypeError('JSON cannot hold this value');
  return written;
}

/** One text that grows: every approval writes several of these, and lists of entries took twice as long. */
function writeMembers(value: Readonly<Record<string, unknown>>): string {
  let written = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    written += `${written === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${written}}`;
}
