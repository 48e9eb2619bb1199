import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ProgrammesPage } from '../../../renderer/features/programmes/programmes-page.tsx';
import { startCore } from '../cases/fake-core.ts';
import { expectAccessible, show } from '../cases/show.tsx';

function openProgramme(code?: string) {
  startCore(['clerk']);
  return show(<ProgrammesPage code={code} />);
}

const plain = (text: string | null) => (text ?? '').replaceAll('\u00a0', ' ');
const rowOf = (table: HTMLElement, name: string) =>
  plain(within(table).getByRole('row', { name: new RegExp(name) }).textContent);

test('every figure has its source and how sure it is, and a sample says that it is one', async () => {
  const { user, container } = openProgramme('KK');
  const table = await screen.findByRole('table', { name: 'Bony' });
  expect(rowOf(table, 'Pula bonów na umowę')).toContain('180 bonów (razem 2 700,00 zł)');
  expect(rowOf(table, 'Pula bonów na umowę')).toContain('praktyka');
  expect(rowOf(table, 'Wartość bonu')).toContain('urzędowe');
  expect(rowOf(table, 'Czas trwania umowy')).toContain('wartość przykładowa');
  await user.click(screen.getByRole('button', { name: 'Skąd są te liczby i jak są pewne' }));
  expect(screen.getByText(/praktyka operatora bonów, nieurzędowa/)).toBeTruthy();
  await expectAccessible(container);
});

test('each path lists its conditions as sentences with their figures', async () => {
  const { user } = openProgramme('KK');
  await user.click(await screen.findByRole('button', { name: 'Osoby pracujące od 25 lat' }));
  expect(screen.getByText(/Osoba ukończyła 25 lat\./)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: /^Wiek: / }));
  expect(screen.getByText(/Dokumenty: Numer PESEL/)).toBeTruthy();
});

test('rates stand by the day from which they hold, the newest first', async () => {
  openProgramme('KK');
  const table = await screen.findByRole('table', { name: 'Stawki programu według daty' });
  const [, first, ...others] = within(table).getAllByRole('row');
  expect(plain(first?.textContent ?? '')).toContain('21.01.2022kursJęzyki obcew grupie');
  expect(others.some((row) => plain(row.textContent).includes('najwyżej 40 bonów (600,00 zł)'))).toBe(true);
});

test('no code of the rules reaches the screen', async () => {
  const { container } = openProgramme('KKZ');
  await screen.findByRole('table', { name: 'Bony' });
  const text = container.textContent ?? '';
  for (const code of ['per-hour', 'order-date', 'as-evidence', 'whole-price', 'requiredSections', '{{', 'undefined'])
    expect(text).not.toContain(code);
});

test('a programme that is not installed says so', async () => {
  openProgramme('XYZ');
  expect(await screen.findByText(/Nie ma reguł takiego programu/)).toBeTruthy();
});
