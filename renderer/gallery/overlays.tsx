import { IconFolder, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CommandPalette } from '../ui/command-palette.tsx';
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx';
import { matchesWords } from '../ui/fold.ts';
import { useHotkey } from '../ui/hotkeys.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Page, Toolbar } from '../ui/surface.tsx';

const found = [
  { id: 'one', label: 'Brzęczyszczykiewicz Łukasz', note: 'numer sprawy', icon: IconUser },
  { id: 'two', label: 'Śliwa Bożena', note: 'nazwisko', icon: IconUser },
];
const commands = [{ id: 'new', label: 'Nowa sprawa', icon: IconFolder, shortcut: 'Ctrl+N' as const }];

function Palette({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const groups = [
    { id: 'people', label: 'Osoby', items: found.filter(({ label }) => matchesWords(label, text)) },
    { id: 'commands', label: 'Polecenia', items: commands.filter(({ label }) => matchesWords(label, text)) },
  ].filter(({ items }) => items.length > 0);
  return (
    <CommandPalette
      isOpen={isOpen}
      onClose={onClose}
      text={text}
      onTextChange={setText}
      groups={groups}
      onChoose={onClose}
      placeholder="Szukaj osób, spraw i poleceń"
    />
  );
}

type Open = 'none' | 'dialog' | 'confirm' | 'palette';

export function OverlayGallery() {
  const [open, setOpen] = useState<Open>('none');
  const close = () => setOpen('none');
  useHotkey('Ctrl+K', () => setOpen('palette'), { label: 'Polecenia' });
  const actions = (
    <>
      <Button onPress={close}>Anuluj</Button>
      <Button variant="primary" onPress={close}>
        Wyślij
      </Button>
    </>
  );
  return (
    <Page>
      <PageHeader title="Okna" />
      <Toolbar>
        <Button onPress={() => setOpen('dialog')}>Okno</Button>
        <Button onPress={() => setOpen('confirm')}>Pytanie</Button>
        <Button onPress={() => setOpen('palette')}>Polecenia</Button>
      </Toolbar>
      <Dialog isOpen={open === 'dialog'} onClose={close} title="Wysłać 3 zmiany?" actions={actions}>
        <p>Zmiany trafią do centrali.</p>
        <Notice tone="warning">Po wysłaniu nie można ich cofnąć.</Notice>
      </Dialog>
      <ConfirmDialog
        isOpen={open === 'confirm'}
        onClose={close}
        title="Usunąć szkic?"
        verb="Usuń szkic"
        tone="danger"
        onConfirm={close}
      >
        Szkic zniknie na zawsze.
      </ConfirmDialog>
      <Palette isOpen={open === 'palette'} onClose={close} />
    </Page>
  );
}
