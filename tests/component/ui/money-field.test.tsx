import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { MoneyField } from '../../../renderer/ui/number-field.tsx';

function show(start: number | null = null) {
  const told = vi.fn();
  function Held() {
    const [grosze, setGrosze] = useState(start);
    const take = (next: number | null) => {
      told(next);
      setGrosze(next);
    };
    return <MoneyField label="Kwota" value={grosze} onChange={take} />;
  }
  render(<Held />);
  return { told, field: screen.getByRole('textbox', { name: 'Kwota' }), user: userEvent.setup() };
}

test('an amount is held in grosze and follows each keystroke', async () => {
  const { told, field, user } = show();
  await user.type(field, '1234,5');
  expect(told.mock.calls.map(([grosze]) => grosze)).toEqual([100, 1200, 12300, 123400, 123450]);
});

test('leaving the field groups the amount and writes both grosze', async () => {
  const { told, field, user } = show();
  await user.type(field, '1 234,5 zł');
  await user.tab();
  expect(field).toHaveProperty('value', '1\u00a0234,50');
  expect(told).toHaveBeenLastCalledWith(123450);
});

test('what is no amount stays as typed, is refused and explained after leaving', async () => {
  const { told, field, user } = show();
  await user.type(field, 'sto');
  expect(told).toHaveBeenLastCalledWith(Number.NaN);
  await user.tab();
  expect(field).toHaveProperty('value', 'sto');
  expect(screen.getByText('To nie jest kwota. Wpisz złote i grosze po przecinku, np. 1234,50.')).toBeDefined();
});

test('an emptied field has no amount', async () => {
  const { told, field, user } = show(5000);
  expect(field).toHaveProperty('value', '50,00');
  await user.clear(field);
  expect(told).toHaveBeenLastCalledWith(null);
});
