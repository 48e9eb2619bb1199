// Signing in, the locked window, a forgotten passphrase.
export const session = {
  title: 'Zaloguj się',
  office: '{{name}}',
  who: 'Użytkownik',
  passphrase: 'Hasło',
  signIn: 'Zaloguj',
  waiting: 'Sprawdzam hasło…',
  lockedNote: 'Okno jest zablokowane. To, co zostało wpisane, czeka jako szkic swojego autora.',
  forgotten: 'Nie pamiętam hasła',
  recover: {
    title: 'Nowe hasło z arkusza odzyskiwania',
    text: 'Arkusz wydrukowano przy zakładaniu urzędu; przechowuje go administrator. Wpisz kod z arkusza i ustal nowe hasło.',
    code: 'Kod z arkusza',
    codeHint: 'Wielkość liter i odstępy nie mają znaczenia.',
    newPassphrase: 'Nowe hasło',
    newPassphraseHint: 'Co najmniej 12 znaków, najlepiej cztery lub pięć słów.',
    submit: 'Ustal nowe hasło',
    done: 'Nowe hasło działa od teraz. Kod z arkusza został użyty: administrator powinien wydrukować nowy arkusz na stronie „Urząd”.',
  },
  change: {
    title: 'Zmiana hasła',
    current: 'Obecne hasło',
    submit: 'Zmień hasło',
    done: 'Hasło zmieniono.',
  },
  system: {
    unlock: 'Odblokuj kontem systemu ({{name}})',
    title: 'Odblokowanie kontem systemu',
    open: 'Odblokowuj kontem systemu na tym komputerze…',
    warning:
      'Po włączeniu teczkę otworzy w Twoim imieniu, bez hasła, każdy, kto jest zalogowany na to konto systemu na tym komputerze. Nie włączaj tego na koncie, z którego korzysta kilka osób. Hasło i arkusz odzyskiwania działają nadal.',
    submit: 'Włącz',
    enabled: 'Odblokowanie kontem systemu jest włączone.',
    onForYou:
      'Na tym komputerze teczkę otwiera w Twoim imieniu, bez hasła, każdy, kto jest zalogowany na to konto systemu.',
    onFor:
      'Na tym komputerze bez hasła, kontem systemu, loguje się {{name}}. Wyłączyć może to ta osoba albo administrator.',
    disable: 'Wyłącz odblokowanie kontem systemu',
    disabled: 'Odblokowanie kontem systemu jest wyłączone. Do teczki wchodzi się hasłem.',
  },
} as const;
