// Who somebody is: a PESEL, or another document with birth date and sex.
import { type Answer, granted, refused } from './answer.ts';
import type { CalendarDate } from './calendar.ts';
import { type PeselContent, parsePesel } from './pesel.ts';
import type { Sex } from './vocabulary.ts';

export interface StatedIdentity {
  readonly pesel: string | null;
  readonly otherDocument: string | null;
  readonly birthDate: CalendarDate | null;
  readonly sex: Sex | null;
}

/** pesel: not a PESEL; document: neither PESEL nor a document with birth date and sex; contradiction: they disagree; future. */
const identityFaults = ['identity-pesel', 'identity-document', 'identity-contradiction', 'identity-future'] as const;
export type IdentityFault = (typeof identityFaults)[number];

export interface JudgedIdentity extends PeselContent {
  /** Two identities that share a key are one person. */
  readonly keys: readonly string[];
}

/** A bad PESEL is not healed by a good document. Nobody is born after `asOf`. */
export function judgeIdentity(stated: StatedIdentity, asOf: CalendarDate): Answer<JudgedIdentity, IdentityFault> {
  const content = stated.pesel === null ? readDocument(stated) : readPesel(stated, stated.pesel);
  if (!content.ok) return content;
  if (content.value.birthDate > asOf) return refused('identity-future');
  return granted({ ...content.value, keys: listKeys(stated, content.value.birthDate) });
}

function readPesel({ birthDate, sex }: StatedIdentity, pesel: string): Answer<PeselContent, IdentityFault> {
  const content = parsePesel(pesel);
  if (!content.ok) return refused('identity-pesel');
  const agrees =
    (birthDate === null || birthDate === content.value.birthDate) && (sex === null || sex === content.value.sex);
  return agrees ? content : refused('identity-contradiction');
}

function readDocument({ otherDocument, birthDate, sex }: StatedIdentity): Answer<PeselContent, IdentityFault> {
  if (otherDocument === null || birthDate === null || sex === null) return refused('identity-document');
  return granted({ birthDate, sex });
}

function listKeys({ pesel, otherDocument }: StatedIdentity, birthDate: CalendarDate): string[] {
  const keys = pesel === null ? [] : [`pesel ${pesel}`];
  return otherDocument === null ? keys : [...keys, `document ${birthDate} ${otherDocument}`];
}
