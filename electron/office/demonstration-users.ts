// Who works in an office of fictional people. The passphrases are printed wherever such an office is made: they protect nothing.
import type { Role } from '../../shared/domain/vocabulary.ts';

export type DemonstrationUser = {
  readonly login: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly passphrase: string;
};

export const demonstrationOffice = { name: 'Powiatowy Urząd Pracy w Olkuszu (dane zmyślone)', countyTeryt: '1212' };

export const demonstrationUsers = {
  administrator: {
    login: 'admin',
    displayName: 'Tadeusz Gacek',
    roles: ['administrator'],
    passphrase: 'klucze do starej szafy',
  },
  clerk: {
    login: 'halina',
    displayName: 'Halina Żurek',
    roles: ['clerk'],
    passphrase: 'niebieski wagon w Olkuszu',
  },
  secondClerk: {
    login: 'marek',
    displayName: 'Marek Imielak',
    roles: ['clerk'],
    passphrase: 'srebrna kopalnia pod lasem',
  },
  advisor: {
    login: 'dorota',
    displayName: 'Dorota Święcicka',
    roles: ['advisor'],
    passphrase: 'ciepły piasek na pustyni',
  },
  approver: {
    login: 'ryszard',
    displayName: 'Ryszard Ostrowski',
    roles: ['approver'],
    passphrase: 'cztery oczy i jeden podpis',
  },
  seniorClerk: {
    login: 'urszula',
    displayName: 'Urszula Ćwik',
    roles: ['clerk', 'approver'],
    passphrase: 'dwa klucze na jednym kółku',
  },
} as const satisfies Record<string, DemonstrationUser>;

export type DemonstrationPost = keyof typeof demonstrationUsers;

export function listDemonstrationUsers(): DemonstrationUser[] {
  return Object.values(demonstrationUsers);
}
