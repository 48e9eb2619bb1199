import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { ComboBox } from '../../../renderer/ui/combo-box.tsx';
import type { Option } from '../../../renderer/ui/select.tsx';
import { UiProvider } from '../../../renderer/ui/ui-provider.tsx';
import type { FindOptions } from '../../../renderer/ui/use-found-options.ts';

const places: readonly Option[] = [
  { value: '1205011', label: 'Biecz', note: 'gorlicki' },
  { value: '1001011', label: 'Łęczyca', note: 'łęczycki' },
  ...Array.from({ length: 300 }, (_, index): Option => ({ value: `x${index}`, label: `Żory ${index}` })),
];

function show(start: string | null, find?: FindOptions) {
  const told = vi.fn();
  function Held() {
    const [value, setValue] = useState(start);
    const take = (next: string | null) => {
      told(next);
      setValue(next);
    };
    const source = find ? { find, valueLabel: 'Biecz' } : { options: places };
    return (
      <UiProvider>
        <ComboBox label="Gmina" value={value} onChange={take} {...source} />
        <button type="button">dalej</button>
      </UiProvider>
    );
  }
  render(<Held />);
  return { told, field: screen.getByRole('combobox', { name: 'Gmina' }), user: userEvent.setup() };
}

const listed = () => screen.getAllByRole('option').map((option) => option.textContent);

test('letters without diacritics find the place and Enter chooses it', async () => {
  const { told, field, user } = show(null);
  await user.type(field, 'leczyc');
  expect(listed()).toEqual(['Łęczyca łęczycki']);
  await user.keyboard('{ArrowDown}{Enter}');
  expect(told).toHaveBeenLastCalledWith('1001011');
  expect(field).toHaveProperty('value', 'Łęczyca');
});

test('leaving without choosing puts the chosen value back', async () => {
  const { told, field, user } = show('1205011');
  await user.tripleClick(field);
  await user.keyboard('zory');
  await user.tab();
  await waitFor(() => expect(field).toHaveProperty('value', 'Biecz'));
  expect(told.mock.calls.every(([value]) => value === '1205011')).toBe(true);
});

test('no more than a hundred are drawn, and a note asks for more letters', async () => {
  const { field, user } = show(null);
  await user.type(field, 'zory');
  expect(screen.getAllByRole('option')).toHaveLength(100);
  expect(screen.getByText('Pokazano 100. Dopisz więcej liter, aby zawęzić listę.')).toBeDefined();
});

test('a list that is asked for shows the answer to the last text only', async () => {
  const waiting = new Map<string, (options: readonly Option[]) => void>();
  const { field, user } = show(null, (text) => new Promise((resolve) => waiting.set(text, resolve)));
  await user.type(field, 'b');
  await waitFor(() => expect(waiting.has('b')).toBe(true));
  await user.type(field, 'i');
  await waitFor(() => expect(waiting.has('bi')).toBe(true));
  waiting.get('bi')?.([{ value: '1205011', label: 'Biecz' }]);
  await waitFor(() => expect(listed()).toEqual(['Biecz']));
  waiting.get('b')?.([{ value: '9', label: 'Bochnia' }]);
  await user.keyboard('{ArrowDown}');
  expect(listed()).toEqual(['Biecz']);
});

test('emptying the field and leaving it means that nothing is chosen', async () => {
  const { told, field, user } = show('1205011');
  await user.clear(field);
  await user.tab();
  await waitFor(() => expect(told).toHaveBeenLastCalledWith(null));
  expect(field).toHaveProperty('value', '');
});
