import React from 'react';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { downloadText } from '../downloadText';
import { type Column } from './column';
import { EntityTable } from './EntityTable';

jest.mock('../downloadText', () => ({ downloadText: jest.fn() }));

interface Host {
  name: string;
  load?: number;
}

const HOSTS: Host[] = [{ name: 'web-2', load: 0.5 }, { name: 'db-1' }, { name: 'web-1', load: 2 }];

const COLUMNS: Array<Column<Host>> = [
  {
    id: 'name',
    header: 'Host',
    hint: 'By name',
    sort: { values: ({ name }) => [name], first: 'smallest' },
    cell: ({ name }) => <a href={`/host/${name}`}>{name}</a>,
    csv: { host: ({ name }) => name },
    isRowHeader: true,
  },
  {
    id: 'load',
    header: 'Load',
    hint: (isReverse) => (isReverse ? 'Idle first' : 'Busy first'),
    sort: { values: ({ load }) => [load], first: 'largest' },
    scale: (rows) => Math.max(...rows.map(({ load = 0 }) => load)),
    cell: ({ load = 0 }, most) => `${load} of ${most}`,
    csv: { load: ({ load }) => load },
  },
  { id: 'more', header: 'More', isHeaderHidden: true, cell: () => '…' },
];

type Props = Partial<React.ComponentProps<typeof EntityTable<Host>>>;
const table = (props: Props = {}) => (
  <EntityTable rows={HOSTS} columns={COLUMNS} keyOf={({ name }) => name} noun="host" label="Hosts" {...props} />
);
const names = () => screen.queryAllByRole('rowheader').map(({ textContent }) => textContent);
const head = (name: string) => screen.getByRole('columnheader', { name });

beforeEach(() => jest.mocked(downloadText).mockClear());

it('has a name, heads of columns, and rows that are called by what they are of', () => {
  render(table());
  const own = within(screen.getByRole('table', { name: 'Hosts' }));
  expect(own.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(['Host', 'Load', 'More']);
  expect(own.getByRole('row', { name: 'web-1 2 of 2 …' })).toBeInTheDocument();
  expect(own.getByRole('link', { name: 'db-1' })).toHaveAttribute('href', '/host/db-1');
  expect(own.queryByRole('caption')).not.toBeInTheDocument();
});

it('shows its name as a caption where that is wanted', () => {
  render(table({ isLabelShown: true }));
  expect(screen.getByRole('table', { name: 'Hosts' })).toContainElement(screen.getByText('Hosts'));
});

describe('order', () => {
  it('is that of the rows until a column is chosen, then that column’s and its reverse', async () => {
    render(table());
    expect(names()).toEqual(['web-2', 'db-1', 'web-1']);
    const button = within(head('Load')).getByRole('button');
    await userEvent.hover(button);
    expect(await screen.findByRole('tooltip')).toHaveTextContent('Busy first');
    await userEvent.click(button);
    expect(names()).toEqual(['web-1', 'web-2', 'db-1']);
    expect(head('Load')).toHaveAttribute('aria-sort', 'descending');
    expect(screen.getByRole('tooltip')).toHaveTextContent('Idle first');
    await userEvent.click(button);
    expect(names()).toEqual(['web-2', 'web-1', 'db-1']);
    expect(head('Load')).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.click(within(head('Host')).getByRole('button'));
    expect(names()).toEqual(['db-1', 'web-1', 'web-2']);
    expect(head('Load')).not.toHaveAttribute('aria-sort');
  });

  it('is the page’s where the page keeps it', async () => {
    const onSort = jest.fn();
    render(table({ sort: { by: 'name', isReverse: true }, onSort }));
    expect(names()).toEqual(['web-2', 'web-1', 'db-1']);
    await userEvent.click(within(head('Load')).getByRole('button'));
    expect(onSort).toHaveBeenCalledWith({ by: 'load', isReverse: false });
    expect(names()).toEqual(['web-2', 'web-1', 'db-1']);
  });

  it('is only offered where a column has one', () => {
    render(table());
    expect(within(head('More')).queryByRole('button')).not.toBeInTheDocument();
  });
});

it('draws bars against the rows that are shown, not against all', () => {
  render(table({ filter: 'WEB 2' }));
  expect(names()).toEqual(['web-2']);
  expect(screen.getByText('0.5 of 0.5')).toBeInTheDocument();
});

it('says that no row matches', () => {
  render(table({ filter: 'nas' }));
  expect(screen.getByText('No rows match “nas”')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Export/ })).not.toBeInTheDocument();
});

it('has something else to say where there are no rows at all', () => {
  render(table({ rows: [], empty: <p>No hosts yet</p> }));
  expect(screen.getByText('No hosts yet')).toBeInTheDocument();
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});

it('keeps the last rows, busy, while the next are loading', () => {
  const { rerender } = render(table({ empty: <p>No hosts</p> }));
  const busy = () => screen.getByRole('table').closest('[aria-busy]')?.getAttribute('aria-busy');
  const look = screen.getByRole('table').className;
  expect(busy()).toBe('false');
  rerender(table({ empty: <p>No hosts</p>, rows: [], isLoading: true }));
  expect(names()).toEqual(['web-2', 'db-1', 'web-1']);
  expect(busy()).toBe('true');
  expect(screen.getByRole('table').className).not.toBe(look);
  rerender(table({ empty: <p>No hosts</p>, rows: [{ name: 'new' }] }));
  expect(names()).toEqual(['new']);
  rerender(table({ empty: <p>No hosts</p>, rows: [] }));
  expect(screen.getByText('No hosts')).toBeInTheDocument();
});

it('goes by j and k from row link to row link, with the focus among them only', async () => {
  render(table({ sort: { by: 'name', isReverse: false } }));
  const link = (name: string) => screen.getByRole('link', { name });
  await userEvent.keyboard('j');
  expect(document.body).toHaveFocus();
  link('db-1').focus();
  await userEvent.keyboard('j');
  expect(link('web-1')).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}k');
  expect(link('web-1')).toHaveFocus();
  await userEvent.keyboard('{Control>}j{/Control}');
  expect(link('web-1')).toHaveFocus();
});

describe('export', () => {
  const choose = async (name: string) => {
    await userEvent.click(screen.getByRole('button', { name: 'Export CSV: Hosts' }));
    await userEvent.click(await screen.findByRole('menuitem', { name }));
    await waitFor(() => expect(downloadText).toHaveBeenCalledTimes(1));
    return jest.mocked(downloadText).mock.calls[0];
  };

  it('is of the rows that are shown, in their order, also of those beyond the limit', async () => {
    render(table({ filter: 'web', sort: { by: 'name', isReverse: false }, limit: 1 }));
    expect(names()).toEqual(['web-1']);
    expect(await choose('Personal data masked')).toEqual([
      'host,load\r\nweb-1,2\r\nweb-2,0.5\r\n',
      { name: 'hosts', extension: 'csv', type: 'text/csv' },
    ]);
  });

  it.each([
    ['Personal data masked', 'host,load\r\n[e-mail],\r\n'],
    ['Personal data included', 'host,load\r\njane.doe@example.com,\r\n'],
  ])('has “%s” where that is chosen', async (choice, text) => {
    render(table({ rows: [{ name: 'jane.doe@example.com' }] }));
    expect((await choose(choice))?.[0]).toBe(text);
  });

  it('is not offered where no column says what it exports', () => {
    render(table({ columns: COLUMNS.map(({ csv, ...column }) => column) }));
    expect(screen.queryByRole('button', { name: /^Export/ })).not.toBeInTheDocument();
  });
});
