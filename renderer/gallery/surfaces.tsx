import { useState } from 'react';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { DefinitionList } from '../ui/definition-list.tsx';
import { Arithmetic, Disclosure } from '../ui/disclosure.tsx';
import { formatDate, formatMoney } from '../ui/format.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Card, Page, Section } from '../ui/surface.tsx';
import { Table } from '../ui/table.tsx';
import { TabLinks, Tabs } from '../ui/tabs.tsx';

const identity = [
  { label: 'Numer', value: 'CAZ.5512.000004.2026', isNumeric: true },
  { label: 'Prowadzi', value: 'M. Góra' },
  { label: 'Termin', value: formatDate('2026-10-25'), isNumeric: true },
  { label: 'Stan', value: <Badge tone="progress" label="W toku" /> },
];

const lines = [
  { id: '1', name: 'Zajęcia', count: 24, amountGrosze: 288_000_00 },
  { id: '2', name: 'Materiały', count: 1, amountGrosze: 1_234_50 },
];

function Lists() {
  return (
    <>
      <DefinitionList layout="bar" items={identity} />
      <Card title="Dane" note="Zmienione dzisiaj" actions={<Button size="small">Zmień</Button>}>
        <DefinitionList items={identity} />
      </Card>
    </>
  );
}

function Sums() {
  return (
    <Section title="Kwota">
      <Disclosure summary={<span className="ui-numeric">{formatMoney(28_923_450)}</span>} startsOpen>
        <Arithmetic
          caption="Jak obliczono kwotę"
          steps={[
            { label: 'Zajęcia', how: '24 × 12 000,00 zł', value: formatMoney(28_800_000) },
            { label: 'Materiały', value: formatMoney(123_450) },
          ]}
          total={{ label: 'Razem', value: formatMoney(28_923_450) }}
        />
      </Disclosure>
      <Disclosure summary="Zwinięte">Tego nie widać.</Disclosure>
    </Section>
  );
}

function ShortTable() {
  return (
    <Table
      caption="Pozycje"
      rows={lines}
      rowId={(line) => line.id}
      columns={[
        { id: 'name', header: 'Nazwa', cell: (line) => line.name, isRowHeader: true },
        { id: 'count', header: 'Liczba', cell: (line) => line.count, align: 'end' },
        { id: 'amount', header: 'Kwota', cell: (line) => formatMoney(line.amountGrosze), align: 'end' },
      ]}
    />
  );
}

export function SurfaceGallery() {
  const [tab, setTab] = useState('data');
  return (
    <Page>
      <PageHeader
        title="Kowalska Łucja"
        note={<Badge tone="waiting" label="Czeka na klienta" />}
        actions={<Button>Drukuj</Button>}
      />
      <TabLinks
        label="Widoki"
        links={[
          { href: '#surfaces', label: 'Dane', isCurrent: true },
          { href: '#fields', label: 'Zadania', isCurrent: false, count: 3 },
        ]}
      />
      <Lists />
      <Tabs
        label="Na tej stronie"
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: 'data', label: 'Kwota', content: <Sums /> },
          { id: 'rows', label: 'Pozycje', count: 2, content: <ShortTable /> },
          { id: 'off', label: 'Niedostępne', isDisabled: true, content: null },
        ]}
      />
      <ShortTable />
    </Page>
  );
}
