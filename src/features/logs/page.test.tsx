import React from 'react';
import { dateTime } from '@grafana/data';
import { locationService, LocationServiceProvider } from '@grafana/runtime';
import { sceneGraph, type SceneObject } from '@grafana/scenes';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { registeredPage } from '../../app/testing/registeredPage';
import { PATHS } from '../../correlation/routes';
import { fakeClient } from '../../datasources/testing/fakeClient';
import { FakeShopPrometheus } from '../../ui/testing/fakeShopPrometheus';
import { installGrafana } from '../../ui/testing/grafana';
import { openPage, type OpenPage } from '../../ui/testing/openPage';
import { type LogCountQuestion, type LogLinesQuestion } from '../../telemetry/questions/logs';
import { giveLayout } from '../../ui/logLines/testing/layout';
import { logLine, logLines } from '../../ui/logLines/testing/lines';
import { withClient } from '../../ui/testing/withClient';
import { FakeLogs } from './testing/fakeLogs';

const RANGE = 'from=2026-01-15T11:00:00.000Z&to=2026-01-15T12:00:01.000Z&timezone=utc';
const TRACE = 'a'.repeat(32);
let page: OpenPage | undefined;
/** Whether something lies over a button cannot be told without layout, and to look for it takes long. */
const user = userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never });

/** Two services; every tenth line is an error of payments. */
const shop = (count: number) =>
  logLines(count, (index) => ({
    reading:
      index % 10 === 0
        ? { level: 'error', service: 'payments', traceId: TRACE, requestId: `r-${index}` }
        : { service: 'shop-api', fields: { plan: index % 3 === 0 ? 'free' : 'paid' } },
  }));

async function visit(logs: FakeLogs, search = ''): Promise<void> {
  const client = fakeClient({ logs: { open: async () => logs } });
  installGrafana(new FakeShopPrometheus([]));
  const opened = await openPage(
    registeredPage(PATHS.logs, { client, refresh: '', metrics: '' }),
    `${PATHS.logs}?${RANGE}${search}`
  );
  page = opened;
  await act(async () => {
    render(
      <LocationServiceProvider service={locationService}>
        <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
          <opened.scene.Component model={opened.scene} />
        </MemoryRouter>
      </LocationServiceProvider>,
      { wrapper: withClient(client) }
    );
  });
}

/** What is announced says the same again. */
const VISIBLE = { ignore: '[role=status]' };
const list = () => screen.getByLabelText('Log lines');
const lines = () => within(list()).getAllByRole('listitem');
const search = () => new URLSearchParams(locationService.getLocation().search);
const facets = () => within(screen.getByLabelText('Facets'));

beforeAll(giveLayout);
afterEach(() => {
  page?.leave();
  page = undefined;
});

describe('what it asks', () => {
  it('is three questions, however many lines there are', async () => {
    const logs = new FakeLogs(shop(3000));
    await visit(logs);
    expect(logs.asked.map(({ what }) => what).sort()).toEqual(['lines', 'series', 'total']);
    expect(await screen.findByText('Newest 1,000 of 3,000 log lines', VISIBLE)).toBeInTheDocument();
    expect(screen.getByText(/^Scanned 1 kB · 3,000 lines/)).toBeInTheDocument();
  });

  it('is what the address says', async () => {
    const logs = new FakeLogs(shop(100));
    await visit(logs, '&where=service%3Dpayments&text=-t:90&order=oldest');
    expect(logs.questions<LogLinesQuestion>('lines')[0]).toMatchObject({
      where: [{ field: 'service', op: 'in', values: ['payments'] }],
      lines: [{ text: '90', kind: 'text', caseSensitive: false, op: 'exclude' }],
      order: 'oldest',
    });
    expect(lines()).toHaveLength(9);
    expect(screen.getByText('service = payments')).toBeInTheDocument();
    expect(screen.getByText('does not contain “90”')).toBeInTheDocument();
  });

  it('counts services and levels without their own conditions, so that others can be chosen', async () => {
    const logs = new FakeLogs(shop(100));
    await visit(logs, '&where=service%3Dpayments&where=field%3Aplan!%3Dfree');
    expect(logs.questions<LogCountQuestion>('total')[0]?.where.map(({ field }) => field)).toEqual(['field:plan']);
    expect(facets().getByRole('button', { name: /^shop-api / })).toBeInTheDocument();
    expect(facets().getByRole('button', { name: /^payments 10/ })).toHaveAttribute('aria-pressed', 'true');
  });
});

describe('filters', () => {
  it('are set, widened and removed by clicks, and the back button undoes them', async () => {
    const logs = new FakeLogs(shop(100));
    await visit(logs);
    await user.click(await facets().findByRole('button', { name: /^payments / }));
    await waitFor(() => expect(lines()).toHaveLength(10));
    expect(search().getAll('where')).toEqual(['service=payments']);
    await user.click(facets().getByRole('button', { name: /^shop-api / }));
    expect(search().getAll('where')).toEqual(['service=payments|shop-api']);
    await act(async () => page?.go(`${PATHS.logs}?${RANGE}&where=service%3Dpayments`));
    await waitFor(() => expect(lines()).toHaveLength(10));
    await user.click(screen.getByLabelText('Remove: service = payments'));
    expect(search().has('where')).toBe(false);
  });

  it('leave a value out by the other control', async () => {
    await visit(new FakeLogs(shop(100)));
    await user.click(await facets().findByLabelText('Exclude info'));
    expect(search().getAll('where')).toEqual(['level!=info']);
    await waitFor(() => expect(lines()).toHaveLength(10));
  });

  it('are skipped by the first key, and the chart is next', async () => {
    await visit(new FakeLogs(shop(4)));
    const skip = screen.getByRole('button', { name: 'Skip facets' });
    await user.click(skip);
    expect(facets().queryByRole('button', { name: 'Skip facets' })).toBeNull();
    const chart = screen.getByTestId('log-volume');
    expect(document.activeElement).not.toBe(skip);
    expect(document.activeElement).toContainElement(chart);
  });

  it('take a text from the keyboard', async () => {
    await visit(new FakeLogs(shop(100)));
    await user.keyboard('/');
    await user.keyboard('line 42{Enter}');
    expect(search().getAll('text')).toEqual(['+t:line 42']);
    await waitFor(() => expect(lines()).toHaveLength(1));
  });

  it('are set by level in the chart', async () => {
    await visit(new FakeLogs(shop(20)));
    await user.click(await screen.findByRole('button', { name: /^E error/ }));
    expect(search().getAll('where')).toEqual(['level=error']);
  });
});

it('a drag over the chart chooses the time range', async () => {
  await visit(new FakeLogs(shop(100)));
  const chart = await screen.findByTestId('log-volume');
  chart.getBoundingClientRect = () => ({ left: 0, width: 3601 }) as DOMRect;
  const pointer = (type: string, clientX: number) =>
    fireEvent(chart, new MouseEvent(type, { bubbles: true, clientX, button: 0 }));
  pointer('pointerdown', 600);
  pointer('pointerup', 1200);
  expect(search().get('from')).toBe('2026-01-15T11:10:00.000Z');
  expect(search().get('to')).toBe('2026-01-15T11:20:00.000Z');
});

describe('a line', () => {
  it('leads to the story of its trace, with its time and the shared part of the address', async () => {
    await visit(new FakeLogs(shop(20)));
    const [link] = await within(list()).findAllByRole('link', { name: /trace aaaaaaaa/ });
    const url = new URL(link?.getAttribute('href') ?? '', 'http://x');
    expect(url.pathname).toBe(`${PATHS.traces}/${TRACE}`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      near: String(Date.UTC(2026, 0, 15, 12)),
      line: 'line-0',
      from: '2026-01-15T11:00:00.000Z',
    });
  });

  it('that the address names is opened', async () => {
    await visit(new FakeLogs(shop(20)), '&line=line-4');
    expect(await screen.findByLabelText('Full log line')).toHaveTextContent('line 4');
  });

  it('that the address names and is not there is told', async () => {
    await visit(new FakeLogs(shop(5)), '&line=other');
    expect(screen.getByText(/The linked log line is not loaded/)).toBeInTheDocument();
  });

  it('shows what came before, and what its field counts', async () => {
    const logs = new FakeLogs(shop(12));
    await visit(logs, '&line=line-10');
    await user.click(await screen.findByText('Show context'));
    const context = await screen.findByRole('list', { name: 'Context: same log stream' });
    expect(within(context).getAllByRole('listitem')).toHaveLength(2);
    await user.click(screen.getAllByLabelText('Count by service')[0] as HTMLElement);
    const counts = within(await screen.findByLabelText('Log lines by service'));
    expect(await counts.findByRole('button', { name: 'shop-api 10 83%' })).toBeInTheDocument();
    expect(logs.questions<LogCountQuestion>('total').at(-1)).toMatchObject({ by: ['service'], where: [] });
  });
});

it('more lines come at the end, none twice', async () => {
  const logs = new FakeLogs(shop(1500));
  await visit(logs);
  fireEvent.scroll(list(), { target: { scrollTop: 990 * 25 } });
  expect(await screen.findByText('All 1,500 log lines', VISIBLE)).toBeInTheDocument();
  expect(logs.questions('lines')).toHaveLength(2);
});

it('lines that stay because a new question failed are not mixed with its own', async () => {
  const logs = new FakeLogs(shop(1500));
  await visit(logs);
  logs.failing.set('lines', { status: 504 });
  await user.click(facets().getByRole('button', { name: /^payments / }));
  await waitFor(() => expect(logs.questions('lines')).toHaveLength(2));
  logs.failing.clear();
  fireEvent.scroll(list(), { target: { scrollTop: 990 * 25 } });
  await act(async () => new Promise((resolve) => setTimeout(resolve, 100)));
  expect(logs.questions('lines')).toHaveLength(2);
});

it('a refresh moves no lines that somebody reads, and brings new ones again once the list is gone', async () => {
  const logs = new FakeLogs(shop(100));
  await visit(logs);
  const refresh = (seconds: number) =>
    act(async () => {
      const from = dateTime(Date.UTC(2026, 0, 15, 11, 0, seconds));
      const to = dateTime(Date.UTC(2026, 0, 15, 12, 0, 1 + seconds));
      sceneGraph.getTimeRange(page?.scene as SceneObject).onTimeRangeChange({ from, to, raw: { from, to } });
    });
  fireEvent.scroll(list(), { target: { scrollTop: 50 * 25 } });
  await within(list()).findByText('line 55');
  expect(screen.getByRole('status')).toHaveTextContent('All 100 log lines');
  await refresh(5);
  expect(logs.questions('lines')).toHaveLength(1);
  await user.click(screen.getByRole('combobox', { name: 'Columns' }));
  await user.click(await screen.findByRole('option', { name: 'service' }));
  expect(screen.getByLabelText('Log lines as a table')).toBeInTheDocument();
  await refresh(10);
  expect(logs.asked.filter(({ what }) => what === 'lines').at(-1)?.span?.to).toBe(Date.UTC(2026, 0, 15, 12, 0, 11));
});

describe('live', () => {
  it('shows lines as they arrive, the newest first, until it is stopped', async () => {
    const logs = new FakeLogs(shop(3));
    await visit(logs);
    await user.click(screen.getByText('Live'));
    expect(await screen.findByText('Live')).toBeInTheDocument();
    logs.write(logLine({ id: 'new', time: Date.UTC(2026, 0, 15, 13), body: 'just now' }));
    expect(await screen.findByText('just now')).toBeInTheDocument();
    expect(lines()[0]).toHaveTextContent('just now');
    expect(lines()).toHaveLength(4);
    await user.click(screen.getByText('Stop'));
    await waitFor(() => expect(lines()).toHaveLength(3));
  });

  it('waits while one reads further down, and a button leads to what arrived', async () => {
    const logs = new FakeLogs(shop(100));
    await visit(logs);
    await user.click(screen.getByText('Live'));
    await waitFor(() => expect(lines().length).toBeGreaterThan(10));
    fireEvent.scroll(list(), { target: { scrollTop: 50 * 25 } });
    await within(list()).findByText('line 55');
    logs.write(logLine({ id: 'new', time: Date.UTC(2026, 0, 15, 13), body: 'just now' }));
    await user.click(await screen.findByText('Paused while scrolled: 1 new log line'));
    expect(await screen.findByText('just now')).toBeInTheDocument();
    expect(list()).toHaveFocus();
    expect(screen.queryByText(/^Paused while/)).not.toBeInTheDocument();
  });

  it('begins anew with the lines of a filter that is set meanwhile, and no others', async () => {
    const logs = new FakeLogs(shop(20));
    await visit(logs);
    await user.click(screen.getByText('Live'));
    await waitFor(() => expect(lines()).toHaveLength(20));
    await user.click(facets().getByRole('button', { name: /^payments / }));
    await waitFor(() => expect(lines()).toHaveLength(2));
    expect(within(list()).queryByText('line 1')).not.toBeInTheDocument();
  });

  it('goes on with a filter that is set while one reads further down', async () => {
    const logs = new FakeLogs(shop(100));
    await visit(logs);
    await user.click(screen.getByText('Live'));
    await waitFor(() => expect(lines().length).toBeGreaterThan(10));
    fireEvent.scroll(list(), { target: { scrollTop: 50 * 25 } });
    await within(list()).findByText('line 55');
    await user.click(facets().getByRole('button', { name: /^payments / }));
    await waitFor(() => expect(lines()).toHaveLength(10));
    logs.write(logLine({ id: 'new', time: Date.UTC(2026, 0, 15, 13), body: 'just now' }));
    expect(await screen.findByText('just now')).toBeInTheDocument();
  });
});

describe('when something fails', () => {
  it.each([
    ['lines', { status: 403 }, 'Access denied'],
    ['series', { status: 504 }, 'Query failed'],
    ['total', { status: 502 }, 'Query failed'],
  ])('%s: that part says so, and the others are there', async (what, error, title) => {
    const logs = new FakeLogs(shop(20));
    logs.failing.set(what, error);
    await visit(logs);
    const box = await screen.findByRole('alert');
    expect(box).toHaveTextContent(title);
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    expect(screen.queryAllByLabelText('Log lines')).toHaveLength(what === 'lines' ? 0 : 1);
    expect(screen.queryAllByTestId('log-volume')).toHaveLength(what === 'series' ? 0 : 1);
  });

  it('says the same failure once, not in each part of the page', async () => {
    const logs = new FakeLogs(shop(20));
    ['lines', 'series', 'total'].forEach((what) => logs.failing.set(what, { status: 504 }));
    await visit(logs);
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(1));
  });

  it('says that there is nothing, and what to do', async () => {
    await visit(new FakeLogs([]), '&where=service%3Dnobody');
    expect(await screen.findByText('No log lines match these filters')).toBeInTheDocument();
    expect(screen.getByText(/Remove a filter/)).toBeInTheDocument();
  });
});

it('is a table of the columns that one chooses', async () => {
  await visit(new FakeLogs(shop(12)), '&column=service&column=field:plan');
  const table = await screen.findByLabelText('Log lines as a table');
  expect([...table.querySelectorAll('th')].map(({ textContent }) => textContent)).toEqual([
    'time',
    'service',
    'plan',
    'message',
  ]);
  await user.click(within(table).getAllByText('paid')[0] as HTMLElement);
  expect(search().getAll('where')).toEqual(['field:plan=paid']);
});

it('shows the query, to copy and to open in Explore', async () => {
  await visit(new FakeLogs(shop(3)));
  await user.click(await screen.findByText('Show query'));
  expect(screen.getByLabelText('Query sent to Loki')).toHaveTextContent('{service="shop"}');
  const panes = new URL(
    screen.getByRole('link', { name: 'Explore' }).getAttribute('href') ?? '',
    'http://x'
  ).searchParams.get('panes');
  expect(JSON.parse(panes ?? '')).toMatchObject({
    tillwatch: { datasource: 'loki', queries: [{ expr: '{service="shop"}' }] },
  });
});

it('finds patterns, compares them with the previous period, and filters by one', async () => {
  const now = logLines(40, (index) => ({
    body: index % 2 === 0 ? `order ${index} placed` : `card of ${index} declined`,
  }));
  const before = logLines(40, (index) => ({
    id: `b-${index}`,
    time: Date.UTC(2026, 0, 15, 10, 30) - index,
    body: `order ${index} placed`,
  }));
  await visit(new FakeLogs([...now, ...before]), '&tab=patterns');
  expect(
    await screen.findByText('2 patterns · 40 log lines · compared with 40 of the previous period')
  ).toBeInTheDocument();
  const row = screen.getByRole('row', { name: /declined/ });
  expect(row).toHaveTextContent('New');
  await user.click(within(row).getByRole('button', { name: 'Include pattern' }));
  expect(search().get('tab')).toBeNull();
  expect(search().getAll('text')).toHaveLength(1);
  expect(search().get('text')).toMatch(/^\+R:.*declined/);
});

it('groups errors by template, tells the new ones, and leads from a group to its latest line and to a story', async () => {
  const errors = logLines(6, (index) => ({
    body: `charge ${index} failed`,
    reading: { level: 'error', service: 'payments', traceId: index === 1 ? TRACE : undefined },
  }));
  const before = [7, 8].map((index) =>
    logLine({
      id: `before-${index}`,
      time: Date.UTC(2026, 0, 15, 10, 30),
      body: `order ${index} lost`,
      reading: { level: 'error' },
    })
  );
  const lost = logLine({ id: 'lost', body: 'order 9 lost', reading: { level: 'error' } });
  const logs = new FakeLogs([...errors, lost, ...before, logLine({ id: 'fine', body: 'order placed' })]);
  await visit(logs, '&tab=errors');
  const found = '2 distinct errors · 7 error and fatal log lines · 1 new';
  expect(await screen.findByText(found)).toBeInTheDocument();
  expect(screen.getByRole('row', { name: /order <\*> lost/ })).not.toHaveTextContent('New');
  const row = screen.getByRole('row', { name: /charge <\*> failed/ });
  expect(row).toHaveTextContent(/New.*Not seen in the 25 hours before/);
  expect(within(row).getByRole('link', { name: 'Trace' })).toHaveAttribute('href', expect.stringContaining(TRACE));
  await user.click(screen.getByRole('button', { name: 'New 1' }));
  expect(search().get('errors')).toBe('new');
  await user.click(within(row).getByRole('button', { name: 'Log' }));
  expect(search().get('line')).toBe('line-0');
  expect(search().getAll('where')).toEqual(['level=error|fatal']);
  expect(await screen.findByLabelText('Full log line')).toHaveTextContent('charge 0 failed');
});
