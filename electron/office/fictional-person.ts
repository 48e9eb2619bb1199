// A person who does not exist, as the front desk would register one, and what that person states when applying.
import type { CaseFacts } from '../../shared/contract/cases.ts';
import type { PersonInput } from '../../shared/contract/people.ts';
import { addDays, addMonths, type CalendarDate } from '../../shared/domain/calendar.ts';
import { foldForSearch } from '../../shared/domain/fold.ts';
import type { LabourStatus, Sex } from '../../shared/domain/vocabulary.ts';
import { makeAddress } from './fictional-address.ts';
import type { Chance } from './fictional-chance.ts';
import { makeName, makeUkrainianName } from './fictional-names.ts';
import { makePesel } from './fictional-pesel.ts';

export const fictionalProgrammes = ['KK', 'KKZ', 'NSM', 'MPK'] as const;
export type FictionalProgramme = (typeof fictionalProgrammes)[number];

export type FictionalApplicant = { readonly person: PersonInput; readonly facts: CaseFacts };

export type FictionalWish = {
  readonly programme: FictionalProgramme;
  readonly submittedOn: CalendarDate;
  /** eligible fits the programme's rules as shipped; the others miss them, or leave something open. */
  readonly outcome: 'eligible' | 'not-eligible' | 'incomplete';
};

const occupations: Readonly<Partial<Record<LabourStatus, readonly string[]>>> = {
  'employment-contract': ['sprzedawca', 'magazynier', 'kierowca', 'operator maszyn', 'pracownik biurowy', 'kucharz'],
  'civil-contract': ['opiekun osób starszych', 'kurier', 'konsultant telefoniczny', 'pracownik ochrony'],
  'sole-trader': ['fryzjer', 'mechanik samochodowy', 'elektryk', 'krawcowa'],
  'farmer-krus': ['rolnik'],
};
const employers = [
  'Zakład Jurajski',
  'Hurtownia Srebrna',
  'Piekarnia Rabsztyn',
  'Transport Olkusz Południe',
  'Tartak Pustynia',
];

/** Makes an applicant; `taken` holds the PESELs and documents given out so far. */
export function makeApplicant(chance: Chance, wish: FictionalWish, taken: Set<string>): FictionalApplicant {
  const sex = chance.pick<Sex>(['female', 'male']);
  const isForeign = wish.programme !== 'NSM' && chance.isTrue(0.04);
  const name = isForeign ? makeUkrainianName(chance, sex) : makeName(chance, sex);
  const birthDate = makeBirthDate(chance, wish);
  const facts = makeFacts(chance, wish, isForeign);
  const occupation = chance.pick(occupations[facts.labourStatus ?? 'inactive'] ?? ['']);
  const hasEmployer = facts.labourStatus === 'employment-contract' || facts.labourStatus === 'civil-contract';
  const person: PersonInput = {
    identity: isForeign ? makeDocument(chance, { birthDate, sex }, taken) : toPesel(chance, { birthDate, sex }, taken),
    ...name,
    citizenship: isForeign ? 'UA' : 'PL',
    address: makeAddress(chance),
    phone: chance.isTrue(0.92) ? makePhone(chance) : '',
    email: chance.isTrue(0.7) ? makeEmail(chance, name) : '',
    educationIsced: facts.educationIsced,
    labourStatus: facts.labourStatus,
    occupation,
    employer: hasEmployer ? chance.pick(employers) : '',
  };
  return { person, facts };
}

type Born = { readonly birthDate: CalendarDate; readonly sex: Sex };

function toPesel(chance: Chance, born: Born, taken: Set<string>): PersonInput['identity'] {
  return { kind: 'pesel', pesel: makePesel(chance, born, taken) };
}

function makeDocument(chance: Chance, born: Born, taken: Set<string>): PersonInput['identity'] {
  for (;;) {
    const number = `F${chance.pick(['A', 'B', 'E', 'T'])}${String(chance.whole(0, 999_999)).padStart(6, '0')}`;
    if (taken.has(number)) continue;
    taken.add(number);
    return { kind: 'document', documentType: 'passport', country: 'UA', number, ...born };
  }
}

/** From 26 to 63 fits every programme; a minor fits none. */
function makeBirthDate(chance: Chance, { submittedOn, outcome }: FictionalWish): CalendarDate {
  const isMinor = outcome === 'not-eligible' && chance.isTrue(0.1);
  const years = isMinor ? 17 : chance.whole(26, 63);
  return addDays(addMonths(submittedOn, -12 * years), -chance.whole(1, 360));
}

function makeFacts(chance: Chance, wish: FictionalWish, isForeign: boolean): CaseFacts {
  const fitting = makeFittingFacts(chance, wish, isForeign);
  switch (wish.outcome) {
    case 'eligible':
      return fitting;
    case 'not-eligible':
      return { ...fitting, ...unfitting[wish.programme] };
    case 'incomplete':
      return { ...fitting, ...unknown[wish.programme] };
  }
}

/** What makes each programme refuse, whatever else is true. */
const unfitting: Readonly<Record<FictionalProgramme, Partial<CaseFacts>>> = {
  KK: { labourStatus: 'unemployed-registered', disability: 'no' },
  KKZ: { kkBalanceOn: null },
  NSM: { labourStatus: 'employment-contract' },
  MPK: { labourStatus: 'other-business' },
};

/** What leaves each programme's answer open. */
const unknown: Readonly<Record<FictionalProgramme, Partial<CaseFacts>>> = {
  KK: { placeLink: null },
  KKZ: { placeLink: null },
  NSM: { returnedOn: null },
  MPK: { legalStay: null },
};

function makeFittingFacts(chance: Chance, { programme, submittedOn }: FictionalWish, isForeign: boolean): CaseFacts {
  const working = chance.weigh({ 'employment-contract': 60, 'civil-contract': 25, 'farmer-krus': 15 });
  const returnedOn = addDays(submittedOn, -chance.whole(10, 150));
  const isReturnee = programme === 'NSM';
  return {
    legalStay: isForeign ? chance.pick(['permit', 'visa'] as const) : 'polish',
    polishLanguage: 'yes',
    placeLink: chance.pick(['lives', 'lives', 'lives', 'works'] as const),
    labourStatus: isReturnee ? chance.pick(['unemployed-registered', 'unemployed'] as const) : working,
    educationIsced: programme === 'KK' ? chance.whole(1, 3) : chance.whole(2, 7),
    disability: chance.weigh({ no: 90, yes: 6, refused: 4 }),
    kkBalanceOn: programme === 'KKZ' ? addDays(submittedOn, -chance.whole(20, 200)) : null,
    abroadFrom: isReturnee ? addMonths(returnedOn, -chance.whole(12, 90)) : null,
    abroadTo: isReturnee ? returnedOn : null,
    returnedOn: isReturnee ? returnedOn : null,
  };
}

/** No subscriber in Poland has a number that begins with 19. */
function makePhone(chance: Chance): string {
  const digits = String(chance.whole(0, 9_999_999)).padStart(7, '0');
  return `19${digits.slice(0, 1)} ${digits.slice(1, 4)} ${digits.slice(4)}`;
}

function makeEmail(chance: Chance, { firstName, lastName }: { firstName: string; lastName: string }): string {
  const name = foldForSearch(`${firstName} ${lastName}`).replaceAll(' ', '.');
  return `${name}${chance.whole(1, 999)}@example.pl`;
}
