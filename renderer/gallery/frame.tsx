import {
  IconBriefcase,
  IconCalendar,
  IconCloudOff,
  IconDeviceFloppy,
  IconReport,
  IconUsers,
} from '@tabler/icons-react';
import { useState } from 'react';
import { AppFrame } from '../ui/app-frame.tsx';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { DataGrid } from '../ui/data-grid.tsx';
import { DefinitionList } from '../ui/definition-list.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatCount, formatDate, formatMoney } from '../ui/format.ts';
import type { GridColumn, GridSort } from '../ui/grid-column.ts';
import { type ListLook, ListLookMenu, useListLook } from '../ui/list-look.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import { SplitPane } from '../ui/split-pane.tsx';

type Line = {
  readonly id: string;
  readonly name: string;
  readonly tone: Tone;
  readonly day: string;
  readonly grosze: number;
};

const tones: readonly Tone[] = ['new', 'progress', 'waiting', 'done', 'refused', 'neutral'];
const names = ['Wróblewski Stanisław', 'Ćwik Anna', 'Brzęczyszczykiewicz Łukasz', 'Źródłowska Grażyna'];
const total = 100_000;

const toLine = (index: number): Line => ({
  id: String(index + 1).padStart(6, '0'),
  name: names[index % names.length] ?? '',
  tone: tones[index % tones.length] ?? 'neutral',
  day: `2026-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
  grosze: 12345 + index * 731,
});

const toneLabels = {
  new: 'Nowa',
  progress: 'W toku',
  waiting: 'Czeka na klienta',
  done: 'Przyjęta',
  refused: 'Odrzucona',
  neutral: 'Zamknięta',
};

const columns: readonly GridColumn<Line>[] = [
  {
    id: 'number',
    header: 'Numer',
    cell: ({ id }) => `CAZ.5512.${id}.2026`,
    widthRem: 11,
    isNumeric: true,
    canSort: true,
  },
  { id: 'name', header: 'Osoba', cell: ({ name }) => name, widthRem: 12, grows: true, canSort: true },
  { id: 'tone', header: 'Stan', cell: ({ tone }) => <Badge tone={tone} label={toneLabels[tone]} />, widthRem: 9.5 },
  { id: 'day', header: 'Termin', cell: ({ day }) => formatDate(day), widthRem: 6, isNumeric: true },
  { id: 'amount', header: 'Kwota', cell: ({ grosze }) => formatMoney(grosze), widthRem: 8, align: 'end' },
];

function List({
  selectedId,
  onSelect,
}: {
  readonly selectedId: string | null;
  readonly onSelect: (line: Line) => void;
}) {
  const [count, setCount] = useState(200);
  const [text, setText] = useState('');
  const [look, setLook] = useListLook('gallery');
  const [sort, setSort] = useState<GridSort>({ columnId: 'number', direction: 'ascending' });
  const [rows, setRows] = useState(() => Array.from({ length: 200 }, (_, index) => toLine(index)));
  const loadMore = () => {
    setRows([...rows, ...Array.from({ length: 200 }, (_, index) => toLine(count + index))]);
    setCount(count + 200);
  };
  return (
    <>
      <PageHeader
        title="Sprawy"
        note={`${formatCount(total)} spraw`}
        actions={<ListActions look={look} setLook={setLook} />}
      />
      <SearchField label="Szukaj: nazwisko lub numer" value={text} onChange={setText} />
      <DataGrid
        label="Sprawy"
        columns={columns}
        rows={text === '' ? rows : []}
        rowId={({ id }) => id}
        selectedId={selectedId}
        {...look}
        onSelect={onSelect}
        sort={sort}
        onSort={setSort}
        hasMore={rows.length < total}
        loadMore={loadMore}
        totalCount={total}
        empty={<EmptyState title="Nic nie znaleziono">Sprawdź pisownię.</EmptyState>}
      />
    </>
  );
}

function ListActions({ look, setLook }: { readonly look: ListLook; readonly setLook: (look: ListLook) => void }) {
  return (
    <>
      <Button>Drukuj listę</Button>
      <ListLookMenu columns={columns} fixedColumns={['number']} look={look} onChange={setLook} />
    </>
  );
}

const areas = [
  { id: 'cases', label: 'Sprawy', icon: IconBriefcase, href: '#frame', isCurrent: true, count: 12 },
  { id: 'people', label: 'Osoby', icon: IconUsers, href: '#fields', isCurrent: false },
  { id: 'calendar', label: 'Kalendarz', icon: IconCalendar, href: '#choices', isCurrent: false },
  { id: 'reports', label: 'Raporty', icon: IconReport, href: '#surfaces', isCurrent: false },
];

const status = (
  <>
    <span>
      <IconDeviceFloppy size="0.875rem" aria-hidden /> Zapisano 14:32
    </span>
    <span>
      <IconCloudOff size="0.875rem" aria-hidden /> Praca bez sieci. Czekają 3 wysyłki
    </span>
    <span>
      Polecenia <Shortcut keys="Ctrl+K" />
    </span>
  </>
);

export function FrameGallery() {
  const [line, setLine] = useState<Line | null>(toLine(3));
  const detail = line && (
    <>
      <h2>{line.name}</h2>
      <DefinitionList
        items={[
          { label: 'Numer', value: line.id, isNumeric: true },
          { label: 'Kwota', value: formatMoney(line.grosze) },
        ]}
      />
      <Button onPress={() => setLine(null)}>Zamknij</Button>
    </>
  );
  return (
    <AppFrame areas={areas} top={<strong>Teczka</strong>} status={status}>
      <SplitPane
        listLabel="Lista spraw"
        detailLabel="Sprawa"
        detailWidthRem={20}
        list={<List selectedId={line?.id ?? null} onSelect={setLine} />}
        detail={detail}
      />
    </AppFrame>
  );
}
