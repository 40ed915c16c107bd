import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AT, server, stackAnswer, STORES } from '../../analysis/stack/testing/stackAnswer';
import { PATHS } from '../../correlation/routes';
import { openStack } from '../../datasources/stack/stackSources';
import { type StackAnswer, type StackSurroundings } from '../../telemetry/questions/stack';
import { renderAtAddress } from '../../ui/testing/renderAtAddress';
import { createBody } from './page';

jest.mock('../../datasources/stack/stackSources');

const NOTHING: StackSurroundings = { sources: [], rules: { failing: [], notices: [] } };

async function open(answer: StackAnswer | Error, search = '', around: StackSurroundings = NOTHING): Promise<void> {
  jest.mocked(openStack).mockResolvedValue({
    stack: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
    surroundings: () => Promise.resolve(around),
  });
  await renderAtAddress(`${PATHS.stack}${search}`, createBody(), { from: AT - 3600_000, to: AT });
}

const verdict = () => screen.getByTestId('stack-verdict');
const cells = (name: string) =>
  [...screen.getByTestId(`server-${name}`).querySelectorAll('td, th')].map((cell) => cell.textContent?.trim());

it('says in a sentence that everything is fresh', async () => {
  await open(stackAnswer());
  expect(verdict()).toHaveTextContent(/^All data is fresh: oldest 12 s$/);
  for (const text of [
    'Fresh',
    'Newest sample 12 s old',
    '1,000 samples/s arrive at Prometheus',
    'Nothing lost in the last 5 minutes',
  ]) {
    expect(screen.getByTestId('stack-metrics')).toHaveTextContent(text);
  }
});

const BROKEN = stackAnswer({
  logs: { value: { newest: AT - 540_000 } },
  traces: { unanswered: { kind: 'absent', message: 'No Tempo data source', advice: 'Add one' } },
  metrics: {
    down: 1,
    targets: 9,
    someDown: [{ job: 'cart', instance: 'cart:80' }],
    servers: [
      server({
        product: 'loki',
        instance: 'loki:3100',
        version: '3.5.0',
        startedAt: AT - 3 * 3600_000,
        arriving: [{ of: 'lines', perSecond: 200 }],
        lost: [{ of: 'lines', perSecond: 24, reason: 'rate_limited', hasArrived: true }],
        failing: [{ reason: 'flush', perSecond: 0.1 }],
        querySeconds: 0.25,
        scrapeSeconds: 0.012,
      }),
      server({
        product: 'prometheus',
        instance: 'prom:9090',
        arriving: [{ of: 'samples', perSecond: 360 }],
        storedBytes: 3 * 1024 ** 3,
        keptSeconds: 30 * 86_400,
        oldestAt: AT - 20 * 86_400_000,
      }),
    ],
  },
});

const AROUND: StackSurroundings = {
  sources: [
    { uid: 'l', name: 'My Loki', type: 'loki', isHealthy: false, message: 'Unable to connect' },
    { uid: 'p', name: 'My Prometheus', type: 'prometheus', isHealthy: true, message: 'OK' },
  ],
  rules: {
    failing: [
      {
        name: 'job:errors:rate5m',
        group: 'g',
        folder: 'f',
        origin: { kind: 'prometheus', uid: 'p', name: 'My Prometheus' },
        problem: { state: 'error', text: 'many-to-many' },
        isRecording: true,
      },
    ],
    notices: [],
  },
};

it('says what not to trust, and why, the worst first', async () => {
  await open(BROKEN);
  expect(verdict()).toHaveTextContent(
    'Do not trust logs: the newest log line is 9 min old; Loki loses 12% of log lines (rate limit)'
  );
  expect(screen.getByTestId('stack-verdict-2')).toHaveTextContent(
    'Take care with metrics: 1 of 9 targets is down (cart cart:80)'
  );
  expect(screen.getByTestId('stack-verdict-3')).toHaveTextContent('Cannot tell about traces: No Tempo data source');
  expect(screen.getByTestId('stack-logs')).toHaveTextContent('Newest log line 9 min old');
});

it('shows each server with what it tells, and what is the matter with it', async () => {
  await open(BROKEN);
  expect(cells('Loki').slice(0, 10)).toEqual([
    'Critical',
    'Lokiloki:3100',
    '3.5.0',
    '3 h',
    '200 lines/s',
    '12%',
    '6/min',
    '–',
    '250 ms',
    '12.0 ms',
  ]);
  expect(cells('Prometheus').slice(4, 8)).toEqual(['360 samples/s', '0%', '0/min', '3.0 GiBkeeps 30 doldest 20 d']);
  expect(screen.getByText('Loki loses 12% of log lines (rate limit) · Writes to storage failed: 6/min')).toBeVisible();
});

it('leads to the own lines of a server', async () => {
  await open(BROKEN);
  const link = within(screen.getByTestId('server-Loki')).getByRole('link', { name: 'Logs of Loki' });
  expect(new URL(link.getAttribute('href') ?? '', 'http://grafana.test').pathname).toBe(PATHS.logs);
});

it('keeps order and filter in the address', async () => {
  await open(BROKEN, '?filter=prom');
  expect(screen.queryByTestId('server-Loki')).toBeNull();
  await userEvent.clear(screen.getByRole('textbox', { name: 'Filter servers' }));
  expect(screen.getByTestId('server-Loki')).toBeVisible();
});

it('shows tests of data sources, rules that fail, and what to add', async () => {
  await open(BROKEN, '', AROUND);
  expect(screen.getByTestId('stack-source-My Loki')).toHaveTextContent(/Test failed.*My Loki.*Unable to connect/);
  expect(screen.getByText('records, in g of My Prometheus')).toBeVisible();
  expect(screen.getByText('many-to-many')).toBeVisible();
  expect(screen.getByLabelText('Scrape configuration')).toHaveTextContent('job_name: alloy');
  expect(screen.getByText(/^No collector scraped/)).toBeVisible();
});

it('goes on without metrics: freshness of the others, and what is missing', async () => {
  await open({
    ...stackAnswer(),
    metrics: { unanswered: { kind: 'failed', message: 'Prometheus timed out', advice: 'Try later' } },
  });
  expect(verdict()).toHaveTextContent('Do not trust metrics: Prometheus timed out');
  expect(verdict()).toHaveTextContent('Nothing is wrong with logs, traces');
  expect(screen.getByTestId('stack-logs')).toHaveTextContent('Newest log line 2 s old');
  expect(screen.getByTestId('stack-logs')).toHaveTextContent('Cannot tell what is lost: no store is scraped');
  expect(screen.getByText('Try later')).toBeVisible();
});

it('says where no server is scraped that nobody can tell what is lost, and what to add', async () => {
  const sources = ['prometheus', 'loki', 'tempo'].map((type) => ({ uid: type, name: type, type, message: '' }));
  await open(stackAnswer({ metrics: { servers: [] } }), '', { ...NOTHING, sources });
  expect(verdict()).toHaveTextContent('All data is fresh: oldest 12 s');
  expect(verdict()).toHaveTextContent('Cannot tell whether metrics, logs, traces are lost');
  expect(screen.getByText('Prometheus scrapes no server of the monitoring stack')).toBeVisible();
  expect(screen.getByText('Loki not scraped: log lines that it refuses are not known')).toBeVisible();
});

it('shows a distributed store by its parts', async () => {
  const part = (component: string, at: number, isUp = true) =>
    server({
      product: 'tempo',
      component,
      namespace: 'obs',
      job: `obs/${component}`,
      instance: `${component}-${at}`,
      isUp,
    });
  const servers = [...STORES.slice(0, 2), part('ingester', 1), part('ingester', 2, false), part('querier', 1)];
  await open(stackAnswer({ metrics: { servers } }));
  expect(verdict()).toHaveTextContent('Take care with traces: 1 of 2 processes of Tempo ingester are down');
  expect(cells('Tempo ingester')[1]).toBe('Tempo ingester1 of 2 processes of obs/ingester up in obs');
  expect(cells('Tempo querier')[0]).toBe('OK');
});

it('says that servers know the present only', async () => {
  await open({ ...stackAnswer(), at: AT + 3600_000 });
  expect(verdict()).toHaveTextContent('As of now, not at the end of the time range');
});

it('says what a collector loses by pipeline', async () => {
  const lost = (of: 'spans' | 'lines', perSecond: number, reason: string) => ({ of, perSecond, reason });
  const collector = server({
    product: 'collector',
    arriving: [{ of: 'spans', perSecond: 100 }],
    lost: [lost('spans', 2, 'refused otlp'), lost('spans', 1, 'send_failed otlp/tempo')],
  });
  await open(stackAnswer({ metrics: { servers: [...STORES, collector] } }));
  expect(screen.getByTestId('server-OpenTelemetry Collector').nextElementSibling).toHaveTextContent(
    '2 spans/s lost: refused otlp · 1 spans/s lost: send failed otlp/tempo'
  );
});

it('says what failed where nobody answers', async () => {
  await open(new Error('Failed to fetch'));
  expect(screen.getByRole('alert')).toHaveTextContent('Grafana did not respond');
});
