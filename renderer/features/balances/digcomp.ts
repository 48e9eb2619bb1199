// Levels and competences as the frameworks name them. Proper names of DigComp 2.2 in its Polish edition.

/** CEFR 2020 with the two levels between. */
export const cefrLevels = ['A1', 'A2', 'A2+', 'B1', 'B1+', 'B2', 'C1', 'C2'] as const;
export const cefrVersion = '2020';

export const digcompLevels = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export const digcompVersion = '2.2';

type DigcompArea = { readonly name: string; readonly competences: readonly string[] };

const digcompAreas: readonly DigcompArea[] = [
  {
    name: 'Informacja i dane',
    competences: [
      '1.1 Przeglądanie, wyszukiwanie i filtrowanie danych, informacji i treści cyfrowych',
      '1.2 Ocena danych, informacji i treści cyfrowych',
      '1.3 Zarządzanie danymi, informacjami i treściami cyfrowymi',
    ],
  },
  {
    name: 'Komunikacja i współpraca',
    competences: [
      '2.1 Komunikacja z użyciem technologii cyfrowych',
      '2.2 Udostępnianie z użyciem technologii cyfrowych',
      '2.3 Aktywność obywatelska z użyciem technologii cyfrowych',
      '2.4 Współpraca z użyciem technologii cyfrowych',
      '2.5 Netykieta',
      '2.6 Zarządzanie tożsamością cyfrową',
    ],
  },
  {
    name: 'Tworzenie treści cyfrowych',
    competences: [
      '3.1 Tworzenie treści cyfrowych',
      '3.2 Integrowanie i przetwarzanie treści cyfrowych',
      '3.3 Prawo autorskie i licencje',
      '3.4 Programowanie',
    ],
  },
  {
    name: 'Bezpieczeństwo',
    competences: [
      '4.1 Ochrona urządzeń',
      '4.2 Ochrona danych osobowych i prywatności',
      '4.3 Ochrona zdrowia i dobrostanu',
      '4.4 Ochrona środowiska',
    ],
  },
  {
    name: 'Rozwiązywanie problemów',
    competences: [
      '5.1 Rozwiązywanie problemów technicznych',
      '5.2 Rozpoznawanie potrzeb i dobór rozwiązań technologicznych',
      '5.3 Twórcze korzystanie z technologii cyfrowych',
      '5.4 Rozpoznawanie braków w kompetencjach cyfrowych',
    ],
  },
];

/** The 21 competences as options, each with its area as the note. */
export const digcompOptions = digcompAreas.flatMap(({ name, competences }) =>
  competences.map((competence) => ({ value: competence, label: competence, note: name })),
);
