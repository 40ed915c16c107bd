import { type PanelData } from '@grafana/data';
import { SceneFlexItem, SceneFlexLayout } from '@grafana/scenes';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TelemetryError } from '../../../datasources/failure';
import { fakeClient } from '../../../datasources/testing/fakeClient';
import { type LogLine, type LogSource } from '../../../telemetry/questions/logs';
import { type FoundTrace, type TraceSource } from '../../../telemetry/questions/traces';
import { panelData, totalFrame } from '../../../ui/testing/frames';
import { installGrafana } from '../../../ui/testing/grafana';
import { renderWithData } from '../../../ui/testing/renderScene';
import { logLines } from '../../../ui/logLines/testing/lines';
import { ERROR_REFS } from '../errors/queries';
import { FactsHeader } from '../table/FactsHeader';
import { TABLE_REFS } from '../table/queries';
import { SlowestTraces } from './SlowestTraces';
import { TopErrors } from './TopErrors';

const CRITICAL = [
  totalFrame(TABLE_REFS.requests, { service: 'payments' }, 10_000),
  totalFrame(TABLE_REFS.requestsBefore, { service: 'payments' }, 10_000),
  totalFrame(TABLE_REFS.errorRatio, { service: 'payments' }, 0.3),
  totalFrame(TABLE_REFS.errorRatioBefore, { service: 'payments' }, 0.001),
];
const FAILED = panelData([
  ...CRITICAL,
  totalFrame(ERROR_REFS.errors, { route: '/charge', status: '503' }, 12),
  totalFrame(ERROR_REFS.errors, { route: '/refund', status: '500' }, 40),
]);
const lines = jest.fn<Promise<{ lines: LogLine[]; isCut: boolean; sent: [] }>, Parameters<LogSource['lines']>>();
const search = jest.fn<
  Promise<{ traces: FoundTrace[]; isCut: boolean; sent: [] }>,
  Parameters<TraceSource['search']>
>();
const client = () =>
  fakeClient({
    logs: { open: async () => ({ lines }) as unknown as LogSource },
    traces: { open: async () => ({ search }) as unknown as TraceSource },
  });

beforeAll(() => installGrafana());
beforeEach(() => {
  lines.mockReset();
  search.mockReset();
});

/** Shows a list below the header of its service, as the page does. */
function renderList(List: typeof TopErrors | typeof SlowestTraces, data: PanelData) {
  const header = new FactsHeader({ by: 'service', name: 'payments', service: 'payments' });
  const list = new List({ service: 'payments', header: header.getRef() });
  const children = [header, list].map((body) => new SceneFlexItem({ body }));
  return renderWithData(new SceneFlexLayout({ direction: 'column', children }), data, client());
}

const rows = () => screen.getAllByRole('row').map((row) => row.textContent);
const where = (link: HTMLElement) => new URL(link.getAttribute('href') ?? '', 'http://g').searchParams.getAll('where');

describe('TopErrors', () => {
  const errors = (...messages: string[]) =>
    logLines(messages.length, (index) => {
      const message = messages[index] ?? '';
      return { body: message, reading: { level: 'error', message, service: 'payments' } };
    });
  const show = (data = FAILED) => renderList(TopErrors, data);

  it('are groups of the latest error lines, the most frequent first, each a link to its own', async () => {
    lines.mockResolvedValue({ lines: errors('order 7 lost', 'card declined', 'order 8 lost'), isCut: false, sent: [] });
    await show();
    expect(lines.mock.calls[0]?.[0]).toMatchObject({
      where: [
        { field: 'service', op: 'in', values: ['payments'] },
        { field: 'level', op: 'in', values: ['error', 'fatal'] },
      ],
      order: 'newest',
    });
    expect(rows()).toEqual(['ErrorLog linesTrend', 'order <*> lost2', 'card declined1']);
    const link = screen.getByRole('link', { name: 'card declined' });
    expect(where(link)).toEqual(['service=payments']);
    expect(new URL(link.getAttribute('href') ?? '', 'http://g').searchParams.get('tab')).toBe('errors');
    expect(link).toHaveAttribute('href', expect.stringContaining('declined'));
    expect(screen.queryByText(/more exist/)).not.toBeInTheDocument();
  });

  it('say on demand which of them are new, by the time before', async () => {
    const found = errors('card declined', 'order 7 lost');
    lines
      .mockResolvedValueOnce({ lines: found, isCut: false, sent: [] })
      .mockResolvedValueOnce({ lines: errors('card declined'), isCut: false, sent: [] })
      .mockResolvedValue({ lines: [], isCut: false, sent: [] });
    await show();
    await userEvent.click(screen.getByRole('button', { name: 'Find new and growing errors' }));
    const added = (await screen.findByText('New')).closest('tr');
    expect(screen.queryByRole('button', { name: /^Find new/ })).not.toBeInTheDocument();
    expect(added).toHaveTextContent(/^order <\*> lost\s*New Not seen in the \d+ (?:hours|days) before/);
    expect(screen.getByRole('link', { name: 'card declined' }).closest('tr')).not.toHaveTextContent('New');
    expect(lines).toHaveBeenCalledTimes(3);
  });

  it('say what they were counted in where there are more', async () => {
    lines.mockResolvedValue({ lines: errors('a b c', 'a b c'), isCut: true, sent: [] });
    await show();
    expect(screen.getByText('In the latest 2 error log lines; more exist')).toBeInTheDocument();
  });

  it('are the routes that failed where no line tells of an error', async () => {
    lines.mockResolvedValue({ lines: [], isCut: false, sent: [] });
    await show();
    expect(rows()).toEqual(['RouteStatus codeRequests', '/refund50040', '/charge50312']);
    expect(where(screen.getByRole('link', { name: '/refund' }))).toEqual([
      'service=payments',
      'route=/refund',
      'status=500',
      'error=true',
    ]);
  });

  it('are the routes that failed below the reason why no line was read', async () => {
    lines.mockRejectedValue(
      new TelemetryError({ kind: 'failed', message: 'Loki timed out', advice: 'Choose a shorter time range' })
    );
    await show();
    expect(screen.getByTestId('absence-failed')).toHaveTextContent('Loki timed out');
    expect(rows()).toHaveLength(3);
  });

  it('say that there are none', async () => {
    lines.mockResolvedValue({ lines: [], isCut: false, sent: [] });
    await show(panelData(CRITICAL));
    expect(screen.getByTestId('absence-empty')).toHaveTextContent('No errors');
  });
});

describe('of a service that is well', () => {
  const WELL = panelData([
    totalFrame(TABLE_REFS.requests, { service: 'payments' }, 10_000),
    totalFrame(TABLE_REFS.requestsBefore, { service: 'payments' }, 10_000),
    totalFrame(TABLE_REFS.errorRatio, { service: 'payments' }, 0.001),
    totalFrame(TABLE_REFS.errorRatioBefore, { service: 'payments' }, 0.001),
    totalFrame(ERROR_REFS.errors, { route: '/charge', status: '503' }, 10),
  ]);

  it('errors in logs are asked for on demand; the routes that failed are there', async () => {
    const reading = { level: 'error', message: 'lost', service: 'payments' } as const;
    lines.mockResolvedValue({ lines: logLines(1, () => ({ body: 'lost', reading })), isCut: false, sent: [] });
    await renderList(TopErrors, WELL);
    const ask = await screen.findByRole('button', { name: 'Group errors in logs' });
    expect(rows()).toEqual(['RouteStatus codeRequests', '/charge50310']);
    expect(lines).not.toHaveBeenCalled();
    await userEvent.click(ask);
    expect(await screen.findByRole('link', { name: 'lost' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Group errors in logs' })).not.toBeInTheDocument();
  });

  it('traces are searched on demand', async () => {
    search.mockResolvedValue({ traces: [], isCut: false, sent: [] });
    await renderList(SlowestTraces, WELL);
    const ask = await screen.findByRole('button', { name: 'Find slowest traces' });
    expect(search).not.toHaveBeenCalled();
    await userEvent.click(ask);
    expect(await screen.findByText('No traces of payments in this time range')).toBeInTheDocument();
  });
});

describe('SlowestTraces', () => {
  const trace = (traceId: string, duration: number): FoundTrace => ({
    traceId,
    rootService: 'storefront',
    rootName: 'POST /checkout',
    start: Date.UTC(2026, 0, 15, 11, 30),
    duration: 9000,
    matched: {
      spanId: '00f067aa0ba902b7',
      service: 'payments',
      name: 'POST /charges',
      start: Date.UTC(2026, 0, 15, 11, 30, 5),
      duration,
      status: 'ok',
      attributes: {},
    },
  });
  const show = () => renderList(SlowestTraces, panelData(CRITICAL));

  it('name what the service was asked for and how long that took, and lead to its span', async () => {
    search.mockResolvedValue({ traces: [trace('a', 120), trace('b', 1800)], isCut: false, sent: [] });
    await show();
    expect(
      within(screen.getByTestId('slow-trace-b'))
        .getAllByRole('cell')
        .map((cell) => cell.textContent)
    ).toEqual(['1.80 s', 'POST /charges', expect.stringMatching(/^01-15 \d\d:30:05$/)]);
    expect(rows()).toHaveLength(3);
    expect(within(screen.getByTestId('slow-trace-b')).getByRole('link').getAttribute('href')).toMatch(
      /\/traces\/b\?.*span=00f067aa0ba902b7/
    );
  });

  it('say why there are none', async () => {
    search.mockResolvedValue({ traces: [], isCut: false, sent: [] });
    await show();
    expect(screen.getByTestId('absence-empty')).toHaveTextContent('No traces of payments in this time range');
  });

  it('say that the search failed, in their own place', async () => {
    search.mockRejectedValue(
      new TelemetryError({ kind: 'forbidden', message: 'You cannot query Tempo', advice: 'Ask an admin' })
    );
    await show();
    expect(screen.getByTestId('absence-forbidden')).toHaveTextContent('You cannot query Tempo');
    expect(screen.getByRole('link', { name: 'All traces' })).toBeInTheDocument();
  });
});
