// One person, one text: what the pepper is applied to.
import type { WireIdentity } from '../shared/wire/voucher.ts';

/**
 * PESEL, or document type, country, number and birth date: two birth dates under one document number are two people,
 * as they are in the offices. Spaces, hyphens and case never matter.
 */
export function normaliseIdentity(identity: WireIdentity, birthDate: string): string {
  switch (identity.kind) {
    case 'pesel':
      return `pesel ${identity.pesel}`;
    case 'document':
      return `document ${squeeze(identity.type)} ${identity.country} ${squeeze(identity.number)} ${birthDate}`;
  }
}

function squeeze(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-./]/g, '');
}
