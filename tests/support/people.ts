// Eight fictional people with names that are hard to find, and what tests of people ask again and again.
import type { Person, PersonInput, PersonRow } from '../../shared/contract/people.ts';
import { answered, day, type OfficeDay, syntheticPesel } from './office-day.ts';

/** Everything but who it is. */
export const nobody: Omit<PersonInput, 'identity' | 'firstName' | 'lastName'> = {
  citizenship: 'PL',
  address: { teryt: '1212053', town: 'Olkusz', street: 'Rynek', building: '1', flat: '', postalCode: '32-300' },
  phone: '',
  email: '',
  educationIsced: null,
  labourStatus: null,
  occupation: '',
  employer: '',
};

export const passport = {
  kind: 'document',
  documentType: 'passport',
  country: 'UA',
  number: 'FE 123456',
  birthDate: day('1990-07-01'),
  sex: 'male',
} as const;

let ordinal = 0;

/** A new synthetic PESEL of a woman born on this day. */
export function bornOn(birthDate: string) {
  ordinal += 1;
  return { kind: 'pesel', pesel: syntheticPesel(birthDate, ordinal) } as const;
}

/** `name` is "first last". */
export async function register(office: OfficeDay, name: string, changed: Partial<PersonInput> = {}): Promise<Person> {
  const [firstName = '', lastName = ''] = name.split(' ');
  const input = { identity: bornOn('1980-02-03'), firstName, lastName, ...nobody, ...changed };
  return answered(await office.clerk.people.register(input));
}

/** Their ids by name. */
export async function registerEight(office: OfficeDay): Promise<(name: string) => string> {
  const ids = new Map<string, string>();
  const eight: [string, Partial<PersonInput>][] = [
    ['Łukasz Źdźbło', { phone: '+48 601 222 333' }],
    ['Anna Nowak-Kowalska', { phone: '(32) 643 21 00' }],
    ['Anna Kowalska', {}],
    ['Jan Kowalski', {}],
    ['Kowal Janicki', {}],
    ["Siobhán O'Brien", {}],
    ['Wołodymyr Szewczenko', { identity: passport, citizenship: 'UA' }],
    ['Żaneta Ćwik', { identity: bornOn('2001-11-30') }],
  ];
  for (const [name, changed] of eight) ids.set(name, (await register(office, name, changed)).id);
  return (name) => ids.get(name) ?? '';
}

export async function search(office: OfficeDay, text: string) {
  return answered(await office.clerk.people.search({ text, after: null, limit: 200 }));
}

export function namesOf(rows: readonly PersonRow[]): string[] {
  return rows.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
}
