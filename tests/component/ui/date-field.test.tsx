import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { DateField } from '../../../renderer/ui/date-field.tsx';
import { UiProvider } from '../../../renderer/ui/ui-provider.tsx';

function show(start: string | null = null) {
  const told = vi.fn();
  function Held() {
    const [value, setValue] = useState(start);
    const take = (next: string | null) => {
      told(next);
      setValue(next);
    };
    return (
      <UiProvider>
        <DateField label="Termin" value={value} onChange={take} />
        <button type="button" onClick={() => setValue('2027-01-31')}>
          z zewnątrz
        </button>
      </UiProvider>
    );
  }
  render(<Held />);
  return { told, field: screen.getByRole('textbox', { name: 'Termin' }), user: userEvent.setup() };
}

test('a date is told with the keystroke that completes it, before the field is left', async () => {
  const { told, field, user } = show();
  await user.type(field, '5.11.2026');
  expect(told).toHaveBeenLastCalledWith('2026-11-05');
  expect(field).toHaveProperty('value', '5.11.2026');
});

test('leaving the field writes the date with two digits', async () => {
  const { field, user } = show();
  await user.type(field, '5.11.2026');
  await user.tab();
  expect(field).toHaveProperty('value', '05.11.2026');
});

test('a pasted ISO date is understood', async () => {
  const { told, field, user } = show();
  await user.click(field);
  await user.paste('2026-11-05');
  expect(told).toHaveBeenLastCalledWith('2026-11-05');
});

test('a day that does not exist is said at once, kept as typed and never told as a date', async () => {
  const { told, field, user } = show();
  await user.type(field, '31.02.2026');
  expect(screen.getByText('Nie ma dnia 31.02.2026. Ostatni dzień tego miesiąca to 28.')).toBeDefined();
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(told).toHaveBeenLastCalledWith('31.02.2026');
});

test('a date on its way is no mistake until the field is left', async () => {
  const { field, user } = show();
  await user.type(field, '5.11');
  expect(field.getAttribute('aria-invalid')).toBeNull();
  await user.tab();
  expect(screen.getByText('Wpisz pełną datę: dzień, miesiąc i rok, np. 05.11.2026.')).toBeDefined();
  expect(field).toHaveProperty('value', '5.11');
});

test('emptying the field tells that there is no date', async () => {
  const { told, field, user } = show('2026-11-05');
  await user.clear(field);
  expect(told).toHaveBeenLastCalledWith(null);
});

test('a date set from outside replaces what was typed', async () => {
  const { field, user } = show();
  await user.type(field, '5.1');
  await user.click(screen.getByText('z zewnątrz'));
  expect(field).toHaveProperty('value', '31.01.2027');
});

test('the calendar opens in Polish on the typed month and gives the chosen day', async () => {
  const { told, field, user } = show('2026-11-05');
  await user.click(screen.getByRole('button', { name: 'Wybierz z kalendarza' }));
  await user.click(await screen.findByRole('button', { name: /środa, 18 listopada 2026/ }));
  expect(told).toHaveBeenLastCalledWith('2026-11-18');
  expect(field).toHaveProperty('value', '18.11.2026');
});
