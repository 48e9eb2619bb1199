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
} as const;
