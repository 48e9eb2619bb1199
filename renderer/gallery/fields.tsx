import { useState } from 'react';
import { DateField } from '../ui/date-field.tsx';
import { FieldRow } from '../ui/field.tsx';
import { MoneyField, NumberField } from '../ui/number-field.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { PassphraseField } from '../ui/passphrase-field.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Page, Section } from '../ui/surface.tsx';
import { TextArea, TextField } from '../ui/text-field.tsx';

function Text({
  start = '',
  ...props
}: Omit<Parameters<typeof TextField>[0], 'value' | 'onChange'> & { start?: string }) {
  const [value, setValue] = useState(start);
  return <TextField {...props} value={value} onChange={setValue} />;
}

function Day({
  start = null,
  ...props
}: {
  start?: string | null;
  label: string;
  hint?: string;
  isDisabled?: boolean;
}) {
  const [value, setValue] = useState(start);
  return <DateField {...props} value={value} onChange={setValue} />;
}

function Amount({ start = null, ...props }: { start?: number | null; label: string; warning?: string }) {
  const [value, setValue] = useState(start);
  return <MoneyField {...props} value={value} onChange={setValue} />;
}

function TextFields() {
  return (
    <Section title="Tekst">
      <FieldRow>
        <Text label="Imię" isRequired start="Łucja" />
        <Text label="Nazwisko" hint="Jak w dokumencie." />
        <Text label="Telefon" isOptional start="+48 600 100 200" />
      </FieldRow>
      <FieldRow>
        <Text label="Kod pocztowy" start="0-950" errorMessage="Wpisz kod w postaci 00-000." />
        <Text label="Miejscowość" start="Brzęczyszczykiewiczowo" warning="Nie ma takiej miejscowości w wykazie." />
        <Text label="Numer" isDisabled start="niedostępny" />
      </FieldRow>
      <FieldRow>
        <Text label="Tylko do odczytu" isReadOnly start="CAZ.5512.000004.2026" />
        <Text label="Adres e-mail" type="email" placeholder="nazwa@domena.pl" />
        <Note />
      </FieldRow>
    </Section>
  );
}

function Note() {
  const [value, setValue] = useState('');
  return <TextArea label="Notatka" hint="Bez danych o zdrowiu." value={value} onChange={setValue} rows={3} />;
}

function NumberFields() {
  const [count, setCount] = useState<number | null>(12345);
  const [share, setShare] = useState<number | null>(12.5);
  return (
    <Section title="Liczby i daty">
      <FieldRow>
        <Day label="Data urodzenia" hint="Dzień, miesiąc, rok." start="1984-11-05" />
        <Day label="Termin" start="31.02.2026" />
        <Day label="Bez daty" />
        <Day label="Wyłączona" isDisabled start="2026-01-01" />
      </FieldRow>
      <FieldRow>
        <Amount label="Kwota" start={123450} />
        <Amount label="Kwota z uwagą" start={250000000} warning="To więcej niż zwykle." />
        <NumberField label="Liczba" value={count} onChange={setCount} />
        <NumberField label="Udział" value={share} onChange={setShare} decimals={2} suffix="%" />
      </FieldRow>
    </Section>
  );
}

function Secrets() {
  const [old, setOld] = useState('');
  const [weak, setWeak] = useState('Haslo1234!');
  const [strong, setStrong] = useState('cztery zielone rowery w Bieczu');
  const [text, setText] = useState('kowalski łucja');
  return (
    <Section title="Hasła i szukanie">
      <FieldRow>
        <PassphraseField label="Hasło" value={old} onChange={setOld} />
        <PassphraseField label="Nowe hasło" isNew value={weak} onChange={setWeak} />
        <PassphraseField label="Powtórzone nowe hasło" isNew value={strong} onChange={setStrong} />
        <SearchField label="Szukaj" value={text} onChange={setText} placeholder="np. lukasz kowalski" />
      </FieldRow>
    </Section>
  );
}

export function FieldGallery() {
  return (
    <Page>
      <PageHeader title="Pola" note="każdy stan" />
      <TextFields />
      <NumberFields />
      <Secrets />
    </Page>
  );
}
