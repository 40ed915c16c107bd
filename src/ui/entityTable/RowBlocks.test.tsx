import React from 'react';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { downloadText } from '../downloadText';
import { type Column } from './column';
import { EntityTable } from './EntityTable';
import { DRAWN_AT_ONCE } from './useRowBlocks';

jest.mock('../downloadText');

interface Host {
  name: string;
  load: number;
}

const COLUMNS: Array<Column<Host>> = [
  {
    id: 'name',
    header: 'Host',
    cell: ({ name }) => <a href={`/${name}`}>{name}</a>,
    sort: { values: ({ name }) => [name], first: 'smallest' },
    csv: { host: ({ name }) => name },
  },
  { id: 'load', header: 'Load', cell: ({ load }) => load, sort: { values: ({ load }) => [load], first: 'largest' } },
];
const hosts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `host-${String(index).padStart(4, '0')}`, load: index }));

/** What blocks tell whether they are in sight. */
const watched = new Map<Element, (isIntersecting: boolean) => void>();

class FakeObserver {
  constructor(private tell: (entries: Array<{ isIntersecting: boolean }>) => void) {}
  observe(block: Element) {
    watched.set(block, (isIntersecting) => this.tell([{ isIntersecting }]));
  }
  disconnect() {}
}

const real = globalThis.IntersectionObserver;
beforeAll(() => Object.assign(globalThis, { IntersectionObserver: FakeObserver }));
afterAll(() => Object.assign(globalThis, { IntersectionObserver: real }));
beforeEach(() => {
  watched.clear();
  jest.mocked(downloadText).mockClear();
});

const table = (rows: Host[], more: Partial<React.ComponentProps<typeof EntityTable<Host>>> = {}) => (
  <EntityTable rows={rows} columns={COLUMNS} keyOf={({ name }) => name} noun="host" label="Hosts" {...more} />
);
/** Draws it, and waits for what draws rows in sight. */
async function show(element: React.ReactElement) {
  const shown = render(element);
  await act(() => import('./RowBlocks'));
  return shown;
}

const links = () => screen.getAllByRole('link').map(({ textContent }) => textContent);
const blocks = () => [...document.querySelectorAll('tbody')];
const scroll = (from: number, to: number) =>
  act(() => blocks().forEach((block, index) => watched.get(block)?.(index >= from && index < to)));

it('draws all of as many rows as fit', async () => {
  await show(table(hosts(DRAWN_AT_ONCE)));
  expect(links()).toHaveLength(DRAWN_AT_ONCE);
  expect(blocks()).toHaveLength(1);
});

it('draws of a thousand only those in sight, and tells which', async () => {
  const onSeen = jest.fn();
  await show(table(hosts(1000), { onSeen }));
  expect(document.querySelectorAll('*').length).toBeLessThan(1000);
  expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '1001');
  scroll(50, 53);
  expect(links()).toEqual(
    hosts(530)
      .slice(500)
      .map(({ name }) => name)
  );
  expect(screen.getByRole('link', { name: 'host-0500' }).closest('tr')).toHaveAttribute('aria-rowindex', '502');
  const seen = onSeen.mock.calls.flatMap(([rows]: [Host[]]) => rows.map(({ name }) => name));
  expect(seen).toHaveLength(60);
  expect(seen).toContain('host-0529');
  expect(seen).not.toContain('host-0530');
});

it('orders and filters all of them', async () => {
  const { rerender } = await show(table(hosts(1000)));
  await userEvent.click(screen.getByRole('button', { name: 'Load' }));
  expect(links()[0]).toBe('host-0999');
  rerender(table(hosts(1000), { filter: '077' }));
  expect(links()).toHaveLength(11);
});

it('exports all of them', async () => {
  await show(table(hosts(1000)));
  await userEvent.click(screen.getByRole('button', { name: 'Export CSV: Hosts' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Personal data masked' }));
  await waitFor(() => expect(downloadText).toHaveBeenCalledTimes(1));
  expect(jest.mocked(downloadText).mock.calls[0]?.[0].trim().split('\r\n')).toHaveLength(1001);
});

it('is gone through by keys over the edges of blocks, and keeps what has the focus', async () => {
  await show(table(hosts(1000)));
  screen.getByRole('link', { name: 'host-0029' }).focus();
  scroll(1, 5);
  await userEvent.keyboard('j');
  expect(screen.getByRole('link', { name: 'host-0030' })).toHaveFocus();
  scroll(80, 83);
  expect(screen.getByRole('link', { name: 'host-0030' })).toHaveFocus();
  expect(screen.queryByRole('link', { name: 'host-0029' })).not.toBeInTheDocument();
  expect(within(screen.getByRole('table')).getAllByRole('link')).toHaveLength(40);
});
