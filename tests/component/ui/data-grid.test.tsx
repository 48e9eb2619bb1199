import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { DataGrid } from '../../../renderer/ui/data-grid.tsx';
import type { DataGridProps, GridColumn } from '../../../renderer/ui/grid-column.ts';

type Line = { readonly id: string; readonly name: string };

const columns: readonly GridColumn<Line>[] = [
  { id: 'id', header: 'Numer', cell: ({ id }) => id, widthRem: 6, canSort: true },
  { id: 'name', header: 'Nazwa', cell: ({ name }) => name, widthRem: 10, grows: true },
];
const lines = Array.from({ length: 1000 }, (_, index): Line => ({ id: `n${index}`, name: `wiersz ${index}` }));
const rowId = ({ id }: Line) => id;

function show(props: Partial<DataGridProps<Line>> = {}) {
  const view = (more: Partial<DataGridProps<Line>>) => (
    <DataGrid label="Wiersze" columns={columns} rows={lines} rowId={rowId} {...props} {...more} />
  );
  const { rerender } = render(view({}));
  return { user: userEvent.setup(), again: (more: Partial<DataGridProps<Line>>) => rerender(view(more)) };
}

const here = () => document.activeElement?.getAttribute('data-row');

test('the whole grid is one tab stop and arrows walk its rows', async () => {
  const { user } = show();
  await user.tab();
  expect(here()).toBe('0');
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(here()).toBe('1');
  await user.tab();
  expect(document.activeElement).toBe(document.body);
});

test('End goes to the last of all rows, Home back to the first, PageDown a page further', async () => {
  const { user } = show();
  await user.tab();
  await user.keyboard('{End}');
  expect(here()).toBe('999');
  await user.keyboard('{Home}');
  expect(here()).toBe('0');
  await user.keyboard('{PageDown}');
  expect(Number(here())).toBeGreaterThan(10);
});

test('the right arrow enters the cells and the left one comes out again', async () => {
  const { user } = show();
  await user.tab();
  await user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
  expect(document.activeElement?.textContent).toBe('wiersz 1');
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(here()).toBe('1');
});

test('Enter opens, the space bar and a click select, walking does neither', async () => {
  const onOpen = vi.fn();
  const onSelect = vi.fn();
  const { user } = show({ onOpen, onSelect });
  await user.tab();
  await user.keyboard('{ArrowDown}');
  expect(onSelect).not.toHaveBeenCalled();
  await user.keyboard('{Enter} ');
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(lines[1]);
  expect(onSelect).toHaveBeenCalledExactlyOnceWith(lines[1]);
  await user.click(screen.getByText('wiersz 3'));
  expect(onSelect).toHaveBeenLastCalledWith(lines[3]);
});

test('only the rows in view are drawn, and always the one that has the keyboard', async () => {
  const { user } = show();
  const grid = screen.getByRole('grid', { name: 'Wiersze' });
  expect(within(grid).getAllByRole('row').length).toBeLessThan(60);
  await user.tab();
  const scroller = grid.parentElement;
  scroller?.scrollTo({ top: 20_000 });
  expect(here()).toBe('0');
  expect(document.activeElement?.isConnected).toBe(true);
});

test('assistive technology hears of all rows and columns, of the chosen row and of the order', () => {
  show({ selectedId: 'n2', totalCount: 100_000, sort: { columnId: 'id', direction: 'ascending' }, onSort: vi.fn() });
  const grid = screen.getByRole('grid');
  expect(grid.getAttribute('aria-rowcount')).toBe('100001');
  expect(grid.getAttribute('aria-colcount')).toBe('2');
  expect(screen.getByRole('row', { selected: true }).getAttribute('aria-rowindex')).toBe('4');
  expect(screen.getByRole('columnheader', { name: 'Numer' }).getAttribute('aria-sort')).toBe('ascending');
});

test('a header asks for the other order', async () => {
  const onSort = vi.fn();
  const { user } = show({ onSort, sort: { columnId: 'id', direction: 'ascending' } });
  await user.click(screen.getByRole('button', { name: 'Numer' }));
  expect(onSort).toHaveBeenCalledExactlyOnceWith({ columnId: 'id', direction: 'descending' });
});

test('the next page is asked for near the end, once, and not while one is on its way', async () => {
  const loadMore = vi.fn();
  const { user, again } = show({ rows: lines.slice(0, 100), hasMore: true, loadMore });
  expect(loadMore).not.toHaveBeenCalled();
  await user.tab();
  await user.keyboard('{End}');
  expect(loadMore).toHaveBeenCalledOnce();
  again({ rows: lines.slice(0, 100), isLoading: true });
  expect(loadMore).toHaveBeenCalledOnce();
  again({ rows: lines.slice(0, 200), isLoading: false });
  expect(here()).toBe('99');
});

test('hidden columns are left out and an empty list says what to do', () => {
  show({ rows: [], hiddenColumns: ['name'], empty: 'Nic tu nie ma. Dodaj pierwszy wpis.' });
  expect(screen.getAllByRole('columnheader')).toHaveLength(1);
  expect(screen.getByText('Nic tu nie ma. Dodaj pierwszy wpis.')).toBeDefined();
});
