import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Button, IconButton, LinkButton, TextLink } from '../ui/button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup } from '../ui/choices.tsx';
import { ComboBox } from '../ui/combo-box.tsx';
import { FieldRow } from '../ui/field.tsx';
import { Menu } from '../ui/menu.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Select } from '../ui/select.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import { Page, Section, Toolbar } from '../ui/surface.tsx';

const fruits = [
  { value: 'apple', label: 'Jabłko' },
  { value: 'pear', label: 'Gruszka', note: 'wczesna' },
  { value: 'plum', label: 'Śliwka', isDisabled: true },
] as const;

const villages = Array.from({ length: 2500 }, (_, index) => ({
  value: String(1_000_000 + index),
  label: `${['Łąka', 'Biecz', 'Żory', 'Ćwików', 'Świdnica'][index % 5]} ${index + 1}`,
  note: `powiat ${1 + (index % 40)}`,
}));

const nothing = () => undefined;

function Buttons() {
  return (
    <Section title="Przyciski">
      <Toolbar>
        <Button variant="primary">Zapisz</Button>
        <Button>Anuluj</Button>
        <Button variant="quiet">Pomiń</Button>
        <Button variant="danger">Usuń szkic</Button>
        <Button icon={IconPrinter}>Drukuj listę</Button>
        <Button variant="primary" icon={IconPlus} isPending>
          Zapisywanie
        </Button>
        <Button isDisabled>Niedostępny</Button>
        <Button variant="primary" isDisabled>
          Niedostępny
        </Button>
        <Button variant="quiet" isDisabled>
          Niedostępny
        </Button>
        <Button size="small">Mały</Button>
        <IconButton icon={IconPrinter} label="Drukuj" />
        <IconButton icon={IconPrinter} label="Drukuj stronę" variant="secondary" size="small" />
        <LinkButton href="#choices">Odsyłacz</LinkButton>
        <TextLink href="#choices">Zobacz zasady</TextLink>
        <Shortcut keys="Ctrl+K" />
        <Menu
          label="Więcej"
          items={[
            { id: 'print', label: 'Drukuj', icon: IconPrinter, onAction: nothing, shortcut: 'Ctrl+P' },
            { id: 'copy', label: 'Kopiuj', onAction: nothing, isDisabled: true },
            { id: 'delete', label: 'Usuń', onAction: nothing, tone: 'danger', startsGroup: true },
          ]}
        />
      </Toolbar>
    </Section>
  );
}

type Fruit = (typeof fruits)[number]['value'];

function Lists() {
  const [fruit, setFruit] = useState<Fruit | null>('apple');
  const [none, setNone] = useState<Fruit | null>(null);
  const [village, setVillage] = useState<string | null>('1000001');
  return (
    <Section title="Listy wyboru">
      <FieldRow>
        <Select label="Owoc" value={fruit} onChange={setFruit} options={fruits} />
        <Select label="Nie wybrano" value={none} onChange={setNone} options={fruits} errorMessage="Wybierz owoc." />
        <Select label="Filtr" value={none} onChange={setNone} options={fruits} emptyLabel="Wszystkie owoce" />
        <Select label="Wyłączony" value={fruit} onChange={setFruit} options={fruits} isDisabled />
        <ComboBox
          label="Miejscowość"
          hint="Wpisz kilka liter."
          value={village}
          onChange={setVillage}
          options={villages}
        />
      </FieldRow>
    </Section>
  );
}

function Marks() {
  const [fruit, setFruit] = useState<Fruit | null>('pear');
  const [many, setMany] = useState<readonly Fruit[]>(['apple']);
  const [isOn, setOn] = useState(true);
  return (
    <Section title="Zaznaczanie">
      <FieldRow>
        <RadioGroup label="Jeden owoc" hint="Tylko jeden." value={fruit} onChange={setFruit} options={fruits} />
        <RadioGroup
          label="Jeden owoc, z błędem"
          value={null}
          onChange={setFruit}
          options={fruits}
          errorMessage="Wybierz jedną z możliwości."
        />
        <CheckboxGroup label="Kilka owoców" value={many} onChange={setMany} options={fruits} />
        <div className="ui-choices">
          <Checkbox label="Zgoda na kontakt" hint="Można ją cofnąć." value={isOn} onChange={setOn} />
          <Checkbox label="Niezaznaczone" value={false} onChange={setOn} />
          <Checkbox label="Częściowo" value={false} isIndeterminate onChange={setOn} />
          <Checkbox label="Wyłączone" value isDisabled onChange={setOn} />
          <Checkbox label="Wymagane" value={false} onChange={setOn} errorMessage="Zaznacz, aby przejść dalej." />
        </div>
      </FieldRow>
      <RadioGroup
        label="W jednym rzędzie"
        orientation="horizontal"
        value={fruit}
        onChange={setFruit}
        options={fruits}
      />
    </Section>
  );
}

export function ChoiceGallery() {
  return (
    <Page>
      <PageHeader title="Przyciski i wybór" />
      <Buttons />
      <Lists />
      <Marks />
    </Page>
  );
}
