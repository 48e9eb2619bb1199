// Addresses in powiat olkuski, each municipality as often as people live there; some people come from next door.
import type { PersonInput } from '../../shared/contract/people.ts';
import type { Chance } from './fictional-chance.ts';

type Municipality = { readonly teryt: string; readonly postalCode: string; readonly towns: readonly string[] };

const municipalities = {
  olkusz: { teryt: '1212053', postalCode: '32-300', towns: ['Olkusz', 'Olkusz', 'Olkusz', 'Sieniczno', 'Zederman'] },
  wolbrom: { teryt: '1212073', postalCode: '32-340', towns: ['Wolbrom', 'Wolbrom', 'Gołaczewy', 'Łobzów', 'Chełm'] },
  klucze: { teryt: '1212042', postalCode: '32-310', towns: ['Klucze', 'Jaroszowiec', 'Chechło', 'Kwaśniów Dolny'] },
  bukowno: { teryt: '1212011', postalCode: '32-332', towns: ['Bukowno'] },
  boleslaw: { teryt: '1212032', postalCode: '32-329', towns: ['Bolesław', 'Krążek', 'Małobądz'] },
  trzyciaz: { teryt: '1212062', postalCode: '32-353', towns: ['Trzyciąż', 'Jangrot', 'Zadroże', 'Sucha'] },
  miechow: { teryt: '1208053', postalCode: '32-200', towns: ['Miechów'] },
  krzeszowice: { teryt: '1206063', postalCode: '32-065', towns: ['Krzeszowice', 'Tenczynek'] },
} as const satisfies Record<string, Municipality>;

const weights: Readonly<Record<keyof typeof municipalities, number>> = {
  olkusz: 43,
  wolbrom: 20,
  klucze: 13,
  bukowno: 9,
  boleslaw: 7,
  trzyciaz: 6,
  miechow: 1,
  krzeszowice: 1,
};

const streets = ['Polna', 'Leśna', 'Szkolna', 'Słoneczna', 'Kolejowa', 'Ogrodowa', 'Łąkowa', 'Źródlana', 'Krótka'];

export function makeAddress(chance: Chance): PersonInput['address'] {
  const { teryt, postalCode, towns } = municipalities[chance.weigh(weights)];
  const isFlat = chance.isTrue(0.35);
  return {
    teryt,
    town: chance.pick<string>(towns),
    street: chance.pick(streets),
    building: String(chance.whole(1, isFlat ? 24 : 140)),
    flat: isFlat ? String(chance.whole(1, 60)) : '',
    postalCode,
  };
}
