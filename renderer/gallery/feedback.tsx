import { IconInbox } from '@tabler/icons-react';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { Card, Page, Section, Toolbar } from '../ui/surface.tsx';
import { ToastRegion } from '../ui/toast-region.tsx';
import { notify } from '../ui/toast-store.ts';

const nothing = () => undefined;

function Notices() {
  return (
    <Section title="Uwagi">
      <Notice isBanner title="Praca bez sieci">
        Zmiany czekają na wysłanie.
      </Notice>
      <Notice title="Nowa wersja zasad">Obowiązuje od 01.01.2027.</Notice>
      <Notice tone="success">Zapisano wszystkie zmiany.</Notice>
      <Notice tone="warning" title="Sprawdź datę" actions={<Button size="small">Zmień</Button>}>
        Termin przypada w niedzielę.
      </Notice>
      <Notice tone="danger" title="Nie udało się zapisać" isLive>
        Dysk jest pełny. Zwolnij miejsce i spróbuj ponownie.
      </Notice>
    </Section>
  );
}

function States() {
  return (
    <Section title="Stany">
      <Toolbar>
        <Badge tone="new" label="Nowa" />
        <Badge tone="progress" label="W toku" />
        <Badge tone="waiting" label="Czeka" />
        <Badge tone="done" label="Przyjęta" />
        <Badge tone="refused" label="Odrzucona" />
        <Badge tone="neutral" label="Zamknięta" />
        <Spinner />
      </Toolbar>
      <ProgressBar
        label="Eksport listy"
        share={0.3}
        valueText="120 z 400"
        cancel={{ label: 'Anuluj', onPress: nothing }}
      />
      <ProgressBar label="Kopia zapasowa" />
    </Section>
  );
}

function Toasts() {
  const tell = () => {
    notify({ text: 'Zapisano zmiany.', tone: 'success' });
    notify({ text: 'Usunięto szkic.', action: { label: 'Cofnij', onPress: nothing } });
    notify({ text: 'Nie udało się wydrukować.', tone: 'danger' });
  };
  return (
    <Section title="Chwilowe wiadomości">
      <Toolbar>
        <Button onPress={tell}>Pokaż powiadomienia</Button>
      </Toolbar>
      <ToastRegion />
    </Section>
  );
}

export function FeedbackGallery() {
  return (
    <Page>
      <PageHeader title="Informacje zwrotne" />
      <Notices />
      <States />
      <Card title="Pusta lista">
        <EmptyState
          icon={IconInbox}
          title="Nie ma jeszcze żadnych wpisów"
          actions={<Button variant="primary">Dodaj wpis</Button>}
        >
          Wpisy pojawią się tutaj, gdy dodasz pierwszy.
        </EmptyState>
      </Card>
      <Toasts />
    </Page>
  );
}
