// What is wrong with the workplace itself: disk, file, clock, place, recovery sheet. Each says what to do.
export const health = {
  region: 'Stan stanowiska',
  diskFull: {
    title: 'Na dysku zabrakło miejsca',
    text: 'Teczkę można czytać, a odpowiedzi urzędu centralnego są nadal przyjmowane, ale zmian nie da się zapisać. Zwolnij miejsce na tym dysku, np. opróżnij kosz; zapisywanie wróci samo. Kopię na pendrive można zrobić mimo to: „Urząd”, „Kopie zapasowe”.',
  },
  damaged: {
    title: 'Teczka jest uszkodzona',
    text: 'Sprawdzenie z {{at}} znalazło uszkodzone dane. Niczego nie wpisuj; administrator powinien przywrócić ostatnią dobrą kopię zapasową na stronie „Urząd”.',
  },
  clock: {
    title: 'Zegar tego komputera nie zgadza się z teczką',
    text: 'Zegar wskazuje {{now}}, a według teczki było już {{latest}}. Od zegara zależą daty w dzienniku i daty podpowiadane w formularzach: popraw go, zanim coś wpiszesz.',
    textAhead:
      'Zegar wskazuje {{now}}, a ostatni wpis w teczce jest z {{latest}}. Od zegara zależą daty w dzienniku i daty podpowiadane w formularzach: sprawdź go, zanim coś wpiszesz.',
    confirm: 'Zegar jest dobry',
  },
  elsewhere: {
    title: 'Teczka była ostatnio otwarta gdzie indziej',
    text: 'Poprzednio: komputer {{computer}}, folder {{folder}}. Jeżeli to kopia, pracuj tylko w jednej z nich: tego, co wpisze się w drugiej, nie da się połączyć.',
    confirm: 'Rozumiem',
  },
  sheetUsed: {
    title: 'Kod z arkusza odzyskiwania został użyty',
    text: 'Ktoś ustalił nim nowe hasło. Wydrukuj nowy arkusz: stary kod działa, dopóki go nie zastąpisz.',
    action: 'Nowy arkusz',
  },
  file: {
    title: 'Stan teczki',
    lastCheck: 'Ostatnie sprawdzenie',
    never: 'jeszcze go nie było',
    intact: '{{at}} – bez zastrzeżeń',
    damaged: '{{at}} – teczka jest uszkodzona',
    hint: 'Program sam sprawdza całą teczkę raz na dobę, gdy nikt nie pracuje.',
    checkNow: 'Sprawdź teraz',
    checking: 'Sprawdzam całą teczkę…',
    checked: 'Teczka sprawdzona, bez zastrzeżeń.',
  },
  sheet: {
    title: 'Arkusz odzyskiwania',
    text: 'Kod z arkusza ustala nowe hasło każdemu użytkownikowi. Wydrukuj nowy, gdy stary został użyty, zaginął albo widział go ktoś niepowołany.',
    open: 'Wydrukuj nowy arkusz',
    dialogTitle: 'Nowy arkusz odzyskiwania',
    dialogText: 'Stary kod przestanie działać od razu. Nowy zostanie pokazany tylko raz: przygotuj drukarkę.',
    passphrase: 'Twoje hasło',
    submit: 'Zastąp arkusz',
    finish: 'Gotowe',
  },
} as const;
