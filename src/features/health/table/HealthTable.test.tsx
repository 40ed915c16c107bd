import React from 'react';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { type HealthFacts, healthRows } from '../../../analysis/healthRows';
import { HealthTable } from './HealthTable';
import { type SortKey } from './sorts';

const fact = (name: string, measured: Partial<HealthFacts> = {}): HealthFacts => ({
  name,
  before: {},
  trend: {},
  ...measured,
});

const ROWS = healthRows(
  [
    fact('shop-api', { requests: 655_200, errorRatio: 0, p50: 0.04, p95: 0.1, p99: 0.2, timeSpent: 3 }),
    fact('payments', {
      requests: 7200,
      errorRatio: 0.14,
      p95: 0.61,
      timeSpent: 1,
      version: '1.8.2',
      before: { requests: 7200, errorRatio: 0.001, p95: 0.6 },
      trend: { requests: [1, 2], errorRatio: [0, 0.14], p95: [0.6, 0.61] },
    }),
    fact('flask', { requests: 3600, p95: 0.05 }),
    fact('silent'),
  ],
  3600
);

interface Options {
  rows?: typeof ROWS;
  sort?: SortKey;
  reverse?: boolean;
  filter?: string;
  onSort?: (sort: SortKey, reverse: boolean) => void;
}

function show({ rows = ROWS, sort = 'state', reverse = false, filter = '', onSort = () => undefined }: Options = {}) {
  return render(
    <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <input aria-label="elsewhere" />
      <HealthTable
        rows={rows}
        by="service"
        hrefOf={({ name }) => `/a/x/health/service?service=${name}`}
        linksOf={({ name }) => ({
          logs: `/logs?of=${name}`,
          traces: `/traces?of=${name}`,
          errors: `/traces?failed=${name}`,
          slow: `/traces?slow=${name}`,
        })}
        sort={{ by: sort, isReverse: reverse }}
        onSort={onSort}
        filter={filter}
        baseline={{ comparison: 'yesterday', seconds: 3600 }}
        showVersion
      />
    </MemoryRouter>
  );
}

const names = () =>
  screen.queryAllByTestId(/^health-row-/).map((row) => within(row).getAllByRole('link')[0]?.textContent);
const hrefs = (row: string) =>
  within(rowOf(row))
    .getAllByRole('link')
    .map((link) => link.getAttribute('href'));
const rowOf = (name: string) => screen.getByTestId(`health-row-${name}`);
const cellsOf = (name: string) => within(rowOf(name)).getAllByRole('cell');

it('has a row for each, the worst first, and each is a real link', () => {
  show();
  expect(names()).toEqual(['payments', 'silent', 'shop-api', 'flask']);
  expect(screen.getByRole('link', { name: 'payments' })).toHaveAttribute(
    'href',
    '/a/x/health/service?service=payments'
  );
});

it('leads from every number on, and to logs and traces', () => {
  show();
  expect(hrefs('payments')).toEqual([
    '/a/x/health/service?service=payments',
    '/traces?failed=payments',
    '/traces?slow=payments',
    '/logs?of=payments',
    '/traces?of=payments',
  ]);
  expect(screen.getByRole('link', { name: 'Logs of payments' })).toBeInTheDocument();
  expect(hrefs('flask')).not.toContain('/traces?failed=flask');
});

it('tells numbers with their units, their change and what they rest on', () => {
  show();
  const [state, , rate, errors, durations, share, version] = cellsOf('payments');
  expect(state).toHaveTextContent('Critical');
  expect(rate).toHaveTextContent('2.00 req/s±0%');
  expect(errors).toHaveTextContent('14%×140');
  expect(
    within(errors as HTMLElement).getByRole('link', { name: 'Failed requests of payments: 14%' })
  ).toHaveTextContent('14%');
  expect(durations).toHaveTextContent('– · 610 ms · –');
  expect(share).toHaveTextContent('25%');
  expect(version).toHaveTextContent('1.8.2');
});

it('calls mean and maximum what they are where there are no percentiles', () => {
  const rows = healthRows(
    [
      fact('spring', { requests: 241, mean: 0.0335, max: 0.301 }),
      fact('bare', { requests: 241, mean: 0.0335 }),
      fact('both', { requests: 241, p95: 0.1, mean: 0.0335, max: 0.301 }),
    ],
    3600
  );
  show({ rows });
  expect(cellsOf('spring')[4]).toHaveTextContent(/^mean 33.5 ms · max 301 ms$/);
  expect(cellsOf('bare')[4]).toHaveTextContent(/^mean 33.5 ms$/);
  expect(cellsOf('both')[4]).toHaveTextContent(/^– · 100 ms · –$/);
  expect(screen.getByRole('link', { name: 'Slow requests of spring: mean 33.5 ms · max 301 ms' })).toHaveAttribute(
    'href',
    '/traces?slow=spring'
  );
});

it('has a column of messages that wait where any service processes some', () => {
  show();
  expect(screen.queryByRole('columnheader', { name: /Messages waiting/ })).not.toBeInTheDocument();
  const rows = healthRows([fact('mailer', { requests: 3600, countsMessages: true, lag: 12_345 }), fact('cart')], 3600);
  show({ rows });
  expect(screen.getByRole('columnheader', { name: /Messages waiting/ })).toBeInTheDocument();
  expect(cellsOf('mailer')[2]).toHaveTextContent('1.00 msg/s');
  expect(cellsOf('mailer')[7]).toHaveTextContent('12.3 K');
  expect(cellsOf('cart')[7]).toHaveTextContent(/^$/);
});

it('prints below a row why it is not well, and below no other', () => {
  show();
  const below = (name: string) => rowOf(name).nextElementSibling;
  expect(below('payments')).toHaveTextContent(/^Error rate 14%, was 0.1% yesterday$/);
  expect(below('silent')).toHaveTextContent(/^No requests in this time range$/);
  expect(below('shop-api')).toBe(rowOf('flask'));
});

it('colours what got worse only where the row is not well', () => {
  const slower = { before: { requests: 1000, errorRatio: 0.001, p95: 0.01 }, requests: 1000 };
  const [critical, well] = healthRows(
    [fact('a', { ...slower, errorRatio: 0.2, p95: 0.02 }), fact('b', { ...slower, errorRatio: 0.0012, p95: 0.02 })],
    3600
  );
  show({ rows: [critical!, well!] });
  const colorOf = (name: string, text: string) => within(rowOf(name)).getByText(text).className;
  expect(colorOf('a', '+100%')).toBe(colorOf('a', '×200'));
  expect(colorOf('b', '+100%')).toBe(colorOf('b', '+20%'));
  expect(colorOf('b', '+100%')).not.toBe(colorOf('a', '+100%'));
});

it('shows unknown errors as unknown and what is silent as not measured, never as zero', () => {
  show();
  expect(cellsOf('flask')[3]).toHaveTextContent(/^unknown$/);
  expect(cellsOf('shop-api')[3]).toHaveTextContent(/^0%$/);
  expect(cellsOf('silent')[0]).toHaveTextContent('Unknown');
  expect(cellsOf('silent')[2]).toHaveTextContent(/^–$/);
  expect(cellsOf('silent')[4]).toHaveTextContent(/^not available$/);
  expect(cellsOf('silent')[5]).toBeEmptyDOMElement();
});

describe('order', () => {
  const header = (name: RegExp) => screen.getByRole('columnheader', { name });

  it.each<[SortKey, reverse: boolean, RegExp, direction: string]>([
    ['state', false, /^State/, 'descending'],
    ['name', false, /^Service/, 'ascending'],
    ['name', true, /^Service/, 'descending'],
    ['rate', false, /^Requests/, 'descending'],
    ['rate', true, /^Requests/, 'ascending'],
  ])('by %s (reversed: %p) is told on that column alone', (sort, reverse, column, direction) => {
    show({ sort, reverse });
    expect(header(column)).toHaveAttribute('aria-sort', direction);
    expect(screen.getAllByRole('columnheader').filter((one) => one.hasAttribute('aria-sort'))).toHaveLength(1);
  });

  it('changes on a column’s button: another column as usual, the same one the other way round', async () => {
    const onSort = jest.fn();
    show({ sort: 'rate', reverse: true, onSort });
    await userEvent.click(screen.getByRole('button', { name: /Error rate/ }));
    await userEvent.click(screen.getByRole('button', { name: /Requests/ }));
    expect(onSort.mock.calls).toEqual([
      ['errors', false],
      ['rate', false],
    ]);
  });

  it('is followed by the rows', () => {
    show({ sort: 'rate' });
    expect(names()).toEqual(['shop-api', 'payments', 'flask', 'silent']);
  });
});

describe('filter', () => {
  it('keeps what fits', () => {
    show({ filter: 'PAY' });
    expect(names()).toEqual(['payments']);
  });

  it('says that nothing fits', () => {
    show({ filter: 'nothing such' });
    expect(names()).toEqual([]);
    expect(screen.getByText('No services match “nothing such”')).toBeInTheDocument();
  });
});

describe('keys', () => {
  const focused = () => document.activeElement?.textContent;

  const focusRow = (name: string) => act(() => screen.getByRole('link', { name }).focus());

  it('j and k go from row to row, and stay at the ends', async () => {
    show();
    focusRow('payments');
    await userEvent.keyboard('jj');
    expect(focused()).toBe('shop-api');
    await userEvent.keyboard('jjj');
    expect(focused()).toBe('flask');
    await userEvent.keyboard('k');
    expect(focused()).toBe('shop-api');
  });

  it('begin at the end that they come from, where the focus is on no row', async () => {
    show();
    act(() => screen.getByRole('link', { name: 'Logs of shop-api' }).focus());
    await userEvent.keyboard('k');
    expect(focused()).toBe('flask');
  });

  it('arrows do the same, and neither does anything outside of the table', async () => {
    show();
    await userEvent.keyboard('{ArrowDown}j');
    expect(document.body).toHaveFocus();
    focusRow('payments');
    await userEvent.keyboard('{ArrowDown}');
    expect(focused()).toBe('silent');
    await userEvent.keyboard('{ArrowUp}');
    expect(focused()).toBe('payments');
  });

  it('do nothing while somebody types, nor with a modifier, nor once the table is gone', async () => {
    const { unmount } = show();
    const elsewhere = screen.getByRole('textbox', { name: 'elsewhere' });
    await userEvent.click(elsewhere);
    await userEvent.keyboard('jk');
    expect(elsewhere).toHaveValue('jk');
    expect(elsewhere).toHaveFocus();
    await userEvent.click(document.body);
    await userEvent.keyboard('{Control>}j{/Control}');
    expect(document.body).toHaveFocus();
    unmount();
    await userEvent.keyboard('j');
    expect(document.body).toHaveFocus();
  });
});
