import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { Button } from '../../../renderer/ui/button.tsx';
import { ConfirmDialog, Dialog } from '../../../renderer/ui/dialog.tsx';
import { useActiveHotkeys, useHotkey } from '../../../renderer/ui/hotkeys.ts';

function Keys({ run, label }: { readonly run: () => void; readonly label: string }) {
  useHotkey('Ctrl+S', run, { label });
  return null;
}

function List() {
  return (
    <ul>
      {useActiveHotkeys().map(({ keys, label }) => (
        <li key={label}>{`${keys} ${label}`}</li>
      ))}
    </ul>
  );
}

function show(outer: () => void, inner: () => void, confirm: () => void = () => undefined) {
  function Held() {
    const [open, setOpen] = useState<'none' | 'dialog' | 'confirm'>('none');
    const close = () => setOpen('none');
    return (
      <>
        <Keys run={outer} label="zapisz stronę" />
        <List />
        <Button onPress={() => setOpen('dialog')}>Otwórz</Button>
        <Button onPress={() => setOpen('confirm')}>Usuń</Button>
        <Dialog isOpen={open === 'dialog'} onClose={close} title="Wysłać?">
          <Keys run={inner} label="zapisz okno" />
          Treść
        </Dialog>
        <ConfirmDialog
          isOpen={open === 'confirm'}
          onClose={close}
          title="Usunąć?"
          verb="Usuń szkic"
          onConfirm={confirm}
        >
          Szkic zniknie.
        </ConfirmDialog>
      </>
    );
  }
  render(<Held />);
  return userEvent.setup();
}

test('a dialog is named by its title, closes on Esc and gives the focus back', async () => {
  const user = show(vi.fn(), vi.fn());
  const opener = screen.getByRole('button', { name: 'Otwórz' });
  await user.click(opener);
  expect(screen.getByRole('dialog', { name: 'Wysłać?' })).toBeDefined();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(opener));
});

test('a question begins on the way back and acts only on its verb', async () => {
  const confirm = vi.fn();
  const user = show(vi.fn(), vi.fn(), confirm);
  await user.click(screen.getByRole('button', { name: 'Usuń' }));
  expect(screen.getByRole('alertdialog', { name: 'Usunąć?' })).toBeDefined();
  expect(document.activeElement?.textContent).toBe('Anuluj');
  await user.click(screen.getByRole('button', { name: 'Usuń szkic' }));
  expect(confirm).toHaveBeenCalledOnce();
});

test('keys of the page keep still under an open dialog, whose own keys work', async () => {
  const outer = vi.fn();
  const inner = vi.fn();
  const user = show(outer, inner);
  await user.keyboard('{Control>}s{/Control}');
  expect(outer).toHaveBeenCalledOnce();
  await user.click(screen.getByRole('button', { name: 'Otwórz' }));
  await user.keyboard('{Control>}s{/Control}');
  expect(inner).toHaveBeenCalledOnce();
  expect(outer).toHaveBeenCalledOnce();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.keyboard('{Control>}s{/Control}');
  expect(outer).toHaveBeenCalledTimes(2);
});

test('AltGr with S writes ś and is no shortcut', async () => {
  const outer = vi.fn();
  const user = show(outer, vi.fn());
  await user.keyboard('{Control>}{Alt>}s{/Alt}{/Control}');
  expect(outer).not.toHaveBeenCalled();
});

test('the keys that work now are listed', () => {
  show(vi.fn(), vi.fn());
  expect(screen.getByText('Ctrl+S zapisz stronę')).toBeDefined();
});
