// One sentence for each thing that can go wrong: what happened and what to do. Kinds and reasons are the contract's.
export const problems = {
  unknownOperation: 'Program nie zna tego polecenia. Zamknij okno i uruchom program ponownie.',
  noCaseFile: 'Na tym komputerze nie ma jeszcze teczki urzędu. Załóż ją albo wskaż właściwy folder.',
  caseFileExists: 'Teczka urzędu już istnieje. Zaloguj się do niej.',
  notACaseFile:
    'Ten folder nie jest teczką urzędu. Niczego w nim nie zmieniono. Wskaż folder, którego nazwa kończy się na .teczka.',
  newerCaseFile:
    'Teczkę zapisała nowsza wersja programu (wersja danych {{fileVersion}}, ten program zna {{programVersion}}). Zaktualizuj program; niczego nie zmieniono.',
  caseFileInUse: 'Teczka jest już otwarta w innym programie. Zamknij tamten program albo pracuj w nim.',
  caseFileInUseBy:
    'Teczka jest już otwarta w innym programie: komputer {{computer}}, od {{since}} (proces {{pid}}). Zamknij tamten program albo pracuj w nim.',
  caseFileInUseAt:
    'Teczka jest już otwarta w innym programie: komputer {{computer}}, od {{since}} (proces {{pid}}), adres {{address}}. Pracuj tam albo zamknij tamten program.',
  caseFileDamaged:
    'Teczki nie da się odczytać: plik jest uszkodzony albo niepełny. Niczego nie zmieniono. Przywróć kopię zapasową.',
  diskFull: 'Na dysku zabrakło miejsca. Zmiany nie zapisano; zwolnij miejsce i spróbuj jeszcze raz.',
  notSignedIn: 'Okno jest zablokowane. Zaloguj się; wpisane dane czekają jako szkic.',
  forbidden: 'Do tej czynności potrzebna jest rola: {{roles}}.',
  wrongPassphrase: 'Hasło nie pasuje do tego użytkownika. Sprawdź Caps Lock i układ klawiatury.',
  wrongPassphraseWait_one: 'Hasło nie pasuje. Następna próba będzie możliwa za {{count}} sekundę.',
  wrongPassphraseWait_few: 'Hasło nie pasuje. Następna próba będzie możliwa za {{count}} sekundy.',
  wrongPassphraseWait_many: 'Hasło nie pasuje. Następna próba będzie możliwa za {{count}} sekund.',
  wrongPassphraseWait_other: 'Hasło nie pasuje. Następna próba będzie możliwa za {{count}} sekundy.',
  wrongRecoveryCode: 'Kod z arkusza odzyskiwania jest nieprawidłowy. Przepisz go jeszcze raz, grupa po grupie.',
  notFound: 'Nie ma już takiej pozycji. Odśwież listę.',
  changedMeanwhile:
    'Ktoś zmienił tę pozycję w międzyczasie. Niczego nie nadpisano; odśwież i wprowadź zmianę ponownie.',
  invalidInput: 'Część pól jest wypełniona nieprawidłowo. Popraw zaznaczone pola; niczego nie zapisano.',
  tooLarge: 'Wpisany tekst jest za długi. Skróć go; niczego nie zapisano.',
  hostUnreachable: 'Okno straciło połączenie z programem. Uruchom program ponownie; zapisane dane są bezpieczne.',
  internal: 'Wystąpił błąd programu. Niczego nie zapisano. Podaj administratorowi numer: {{reference}}.',
  central: {
    offline: 'Urząd centralny jest nieosiągalny: brak sieci. Wysyłka powtórzy się sama.',
    tls: 'Bezpieczne połączenie z urzędem centralnym nie powiodło się (certyfikat). Zgłoś to administratorowi.',
    auth: 'Urząd centralny nie rozpoznał tego stanowiska. Administrator może je zarejestrować ponownie na stronie „Urząd”.',
    http: 'Urząd centralny odpowiedział błędem. Wysyłka powtórzy się sama.',
    timeout: 'Urząd centralny nie odpowiedział na czas. Wysyłka powtórzy się sama.',
    protocol:
      'Odpowiedź urzędu centralnego jest niezrozumiała (np. strona logowania do sieci). Wysyłka powtórzy się sama.',
  },
  centralRefused: 'Urząd centralny odmówił. Jeżeli to się powtarza, zgłoś to administratorowi.',
  reason: {
    'same-person': 'Zamówienie musi zatwierdzić inna osoba niż ta, która je przygotowała.',
    'over-two-orders':
      'Ta umowa ma już wszystkie dozwolone zamówienia. Kolejne można złożyć, gdy któreś przestanie się liczyć: po odmowie, wycofaniu albo cofnięciu.',
    'not-funded': 'Program nie finansuje takiego zamówienia w tym dniu: sprawdź kategorię, tryb i datę.',
    unusable: 'Z tych danych nie wychodzi żaden bon: sprawdź liczbę godzin, cenę i to, co zostało w puli.',
    'not-eligible': 'Osoba nie spełnia warunków programu, dlatego ten krok nie jest możliwy.',
    'not-decided': 'Brakuje danych do decyzji. Uzupełnij pola zaznaczone jako nieznane.',
    'case-already-open': 'Ta osoba ma już sprawę w tym programie. Otwórz tamtą sprawę.',
    'balance-not-finished': 'Najpierw trzeba zakończyć i podpisać Bilans Kariery.',
    'balance-incomplete': 'Bilans nie jest jeszcze pełny. Uzupełnij wskazane części.',
    'balance-finished': 'Podpisany bilans jest niezmienny. Aby coś poprawić, utwórz jego nową wersję.',
    'category-not-recommended': 'Tej kategorii nie ma w umowie. Bilans Kariery jej nie rekomenduje.',
    'no-vouchers-in-programme': 'Ten program nie przewiduje bonów szkoleniowych.',
    'agreement-exists': 'Umowa w tej sprawie już istnieje.',
    'agreement-not-signed': 'Umowa nie jest jeszcze podpisana.',
    'agreement-term': 'Data nie mieści się w terminie obowiązywania umowy.',
    'number-block-empty':
      'Zabrakło numerów umów przydzielonych przez urząd centralny. Umowa pozostaje projektem; połącz się z siecią, aby pobrać nowe numery.',
    'pool-exhausted': 'W puli umowy nie ma już tylu bonów.',
    'withdrawal-open': 'Wycofanie tego zamówienia już złożono. Odśwież stronę i sprawdź, na czym stoi.',
    'nothing-to-withdraw': 'To zamówienie już się nie liczy, a jego bony są w puli. Nie ma czego wycofać.',
    'not-requester': 'Prośbę o wycofanie może cofnąć tylko osoba, która ją złożyła. Zatwierdzający może jej odmówić.',
    'wrong-state': 'W obecnym stanie tej pozycji nie można tego zrobić. Odśwież widok.',
    'person-exists': 'Osoba o tym numerze jest już zarejestrowana. Otwórz jej kartę.',
    'login-taken': 'Taki login już istnieje. Wybierz inny.',
    'last-administrator': 'To ostatni czynny administrator. Najpierw nadaj tę rolę komuś innemu.',
    'weak-passphrase': 'Hasło jest za krótkie lub zbyt łatwe. Użyj co najmniej 12 znaków, najlepiej kilku słów.',
    'identity-pesel': 'Numer PESEL jest nieprawidłowy. Sprawdź cyfry z dokumentem.',
    'identity-document': 'Podaj dokument, datę urodzenia i płeć albo numer PESEL.',
    'identity-contradiction': 'Data urodzenia lub płeć nie zgadza się z numerem PESEL.',
    'identity-future': 'Data urodzenia jest w przyszłości.',
    'unknown-programme': 'Nie ma reguł takiego programu.',
    'not-in-programme-period': 'Program nie działał w tym dniu.',
    'already-enrolled': 'To stanowisko jest już zarejestrowane w urzędzie centralnym.',
    'not-enrolled': 'To stanowisko nie jest zarejestrowane w urzędzie centralnym. Administrator może je zarejestrować.',
    'other-centre':
      'Pod tym adresem odpowiada inny urząd centralny niż ten, który potwierdzał zamówienia z tej teczki. Niczego nie zmieniono. Sprawdź adres w piśmie urzędu centralnego.',
    'other-county':
      'Ten kod jest dla innego powiatu niż powiat tej teczki. Niczego nie zmieniono. Poproś urząd centralny o właściwy kod.',
    'centre-unproven':
      'Urząd centralny pod tym adresem nie pokazał ostatniego potwierdzenia z tej teczki, więc nie wiadomo, czy to ten sam. Adresu nie zmieniono. Poproś o jednorazowy kod i zarejestruj stanowisko ponownie.',
    'backup-no-folder': 'Nie wybrano jeszcze folderu na kopie zapasowe. Administrator wskazuje go na stronie „Urząd”.',
    'backup-folder-inside': 'Ten folder leży wewnątrz teczki. Wskaż inny, najlepiej na innym dysku lub w sieci.',
    'backup-folder-missing':
      'Nie ma takiego folderu albo nie jest teraz podłączony. Wpisz pełną ścieżkę, np. do udziału sieciowego lub pendrive’a.',
    'backup-folder-not-writable':
      'W tym folderze nie wolno zapisywać. Poproś informatyka o prawo zapisu albo wskaż inny.',
    'backup-folder-full': 'W folderze kopii zabrakło miejsca. Zwolnij je albo wskaż inny folder.',
    'backup-folder-failed': 'Folder kopii przestał odpowiadać. Sprawdź połączenie z siecią albo pendrive.',
    'backup-damaged':
      'Kopia jest uszkodzona albo ktoś ją zmienił, dlatego się nie liczy. Niczego nie zmieniono. Wybierz inną kopię.',
    'backup-source-damaged':
      'Teczki nie udało się skopiować, bo sama jest uszkodzona. Nie czekaj: przywróć ostatnią dobrą kopię.',
    'backup-not-found': 'W tym miejscu nie ma kopii teczki. Wskaż folder, którego nazwa kończy się na .teczka.',
    'backup-other-office':
      'To kopia teczki innego urzędu. Można ją przywrócić tylko tam, gdzie nie ma jeszcze żadnej teczki.',
    'case-file-intact':
      'Obecna teczka jest cała, więc nie trzeba jej zastępować. Kopię może przywrócić zalogowany administrator na stronie „Urząd”.',
    'no-system-key-store':
      'Ten komputer nie ma magazynu kluczy, z którego program mógłby skorzystać. Zaloguj się hasłem.',
    'system-unlock-taken':
      'Na tym komputerze kontem systemu odblokowuje już kto inny. Najpierw ta osoba albo administrator musi to wyłączyć.',
    'system-unlock-off': 'Odblokowanie kontem systemu jest wyłączone. Zaloguj się hasłem.',
    'system-unlock-unreadable':
      'System nie oddał klucza do teczki. Zaloguj się hasłem; odblokowanie kontem systemu można potem wyłączyć i włączyć od nowa na stronie „Urząd”.',
  },
} as const;
