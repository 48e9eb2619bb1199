import { IconFolder } from '@tabler/icons-react';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { AppFrame } from '../../../renderer/ui/app-frame.tsx';
import { SplitPane } from '../../../renderer/ui/split-pane.tsx';
import { ToastRegion } from '../../../renderer/ui/toast-region.tsx';
import { clearToasts, notify } from '../../../renderer/ui/toast-store.ts';

afterEach(() => act(clearToasts));

test('F6 walks the panes and comes back to where the focus was', async () => {
  const user = userEvent.setup();
  render(
    <AppFrame
      top={<button type="button">szukaj</button>}
      areas={[{ id: 'a', label: 'Dział', icon: IconFolder, href: '#a', isCurrent: true }]}
    >
      <SplitPane
        listLabel="Lista"
        detailLabel="Szczegóły"
        list={
          <>
            <button type="button">pierwszy</button>
            <button type="button">drugi</button>
          </>
        }
        detail={<button type="button">zmień</button>}
      />
    </AppFrame>,
  );
  const here = () => document.activeElement?.textContent;
  await user.click(screen.getByText('drugi'));
  await user.keyboard('{F6}');
  expect(here()).toBe('zmień');
  await user.keyboard('{F6}{F6}');
  expect(here()).toBe('Dział');
  await user.keyboard('{F6}');
  expect(here()).toBe('drugi');
  await user.keyboard('{Shift>}{F6}{/Shift}');
  expect(here()).toBe('Dział');
});

test('the current area is marked for those who do not see it', () => {
  render(
    <AppFrame areas={[{ id: 'a', label: 'Dział', icon: IconFolder, href: '#a', isCurrent: true }]}>treść</AppFrame>,
  );
  expect(screen.getByRole('link', { name: 'Dział' }).getAttribute('aria-current')).toBe('page');
});

test('a toast offers to undo and goes away when it was used', async () => {
  const user = userEvent.setup();
  const undo = vi.fn();
  render(<ToastRegion />);
  act(() => void notify({ text: 'Usunięto szkic.', action: { label: 'Cofnij', onPress: undo } }));
  await user.click(screen.getByRole('button', { name: 'Cofnij' }));
  expect(undo).toHaveBeenCalledOnce();
  expect(screen.queryByText('Usunięto szkic.')).toBeNull();
});

test('a muted region says nothing', () => {
  render(<ToastRegion isMuted />);
  act(() => void notify({ text: 'Zapisano zmiany.' }));
  expect(screen.queryByText('Zapisano zmiany.')).toBeNull();
});
