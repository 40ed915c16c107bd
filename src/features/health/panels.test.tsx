import { dateTime, EventBusSrv, LoadingState, type PanelData, type TimeRange } from '@grafana/data';
import { config, setAppEvents, locationService } from '@grafana/runtime';
import { SceneFlexItem, SceneFlexLayout, sceneGraph, type SceneObject, VizPanel } from '@grafana/scenes';
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { notSupportedFrame } from '../../datasources/answer';
import { is } from '../../telemetry/questions/metric';
import { type KnownService } from '../../datasources/services';
import { fakeClient } from '../../datasources/testing/fakeClient';
import { ErrorsTable } from './errors/ErrorsTable';
import { ERROR_REFS } from './errors/queries';
import { KpiTilesPanel } from './kpiTiles/KpiTilesPanel';
import { beforeRef, totalRef, trendRef } from './kpiTiles/queries';
import { FactsHeader } from './table/FactsHeader';
import { HealthTablePanel } from './table/HealthTablePanel';
import { EDGE_REFS, TABLE_REFS as REFS } from './table/queries';
import { HealthVerdictPanel } from './verdict/HealthVerdictPanel';
import { QuestionPanel } from '../../ui/charts/questionPanel';
import { failure, LAST_HOUR, NOW, panelData, seriesFrame, totalFrame } from '../../ui/testing/frames';
import { installGrafana } from '../../ui/testing/grafana';
import { renderWithData as renderWithClient } from '../../ui/testing/renderScene';

const OBJECTIVES = [
  { service: '*', p95: 0.3 },
  { service: 'batch', p95: 60 },
];

/** Shows an object with data as a page does that knows these services. */
function renderWithData(body: SceneObject, data?: PanelData, services: KnownService[] = []) {
  const client = fakeClient(
    { metrics: { services: async () => services } },
    { provisioned: { objectives: OBJECTIVES } }
  );
  return renderWithClient(body, data, client);
}

const LOADING = { state: LoadingState.Loading };
const lastHours = (hours: number): TimeRange => {
  const range = { from: dateTime(NOW - hours * 3_600_000), to: dateTime(NOW) };
  return { ...range, raw: range };
};

beforeAll(() => {
  installGrafana();
  setAppEvents(new EventBusSrv());
});
beforeEach(() => locationService.replace('/a/tillwatch-shop-app/health?from=now-1h&to=now'));

const requests = (service: string, count: number) => totalFrame(REFS.requests, { service }, count);
const p95 = (service: string, seconds: number) => totalFrame(REFS.p95, { service }, seconds);
const before = (service: string, count: number) => totalFrame(REFS.requestsBefore, { service }, count);

describe('HealthTablePanel', () => {
  const table = () =>
    new HealthTablePanel({
      by: 'service',
      linkTo: ({ name }, search) => `/service/${name}${search}`,
    });
  const row = (name: string) => screen.getByTestId(`health-row-${name}`);

  it('says that it loads, that nothing is there, or why nothing can be', async () => {
    const show = await renderWithData(table());
    expect(screen.getByText('Loading services')).toBeInTheDocument();
    show(panelData([]));
    expect(screen.getByTestId('absence-empty')).toHaveTextContent('No services with HTTP metrics in this time range');
    show(panelData([], { state: LoadingState.Error, errors: [failure('forbidden', 'You may not query it')] }));
    expect(screen.getByTestId('absence-forbidden')).toHaveTextContent('You may not query it');
  });

  it('links each row with what the page is looking at', async () => {
    await renderWithData(table(), panelData([requests('shop-api', 10)]));
    expect(screen.getByRole('link', { name: 'shop-api' })).toHaveAttribute(
      'href',
      '/service/shop-api?from=now-1h&to=now'
    );
    expect(screen.getByRole('heading', { name: '1 service' })).toBeInTheDocument();
    expect(screen.getByText('Changes vs yesterday')).toBeInTheDocument();
  });

  it('keeps rates by the range that they belong to while another range is loading', async () => {
    const show = await renderWithData(table(), panelData([requests('shop-api', 7200)]));
    expect(row('shop-api')).toHaveTextContent('2.00 req/s');
    const longer = { timeRange: lastHours(2) };
    show(panelData([requests('shop-api', 7200)], { ...LOADING, ...longer }));
    expect(row('shop-api')).toHaveTextContent('2.00 req/s');
    show(panelData([requests('shop-api', 7200)], longer));
    expect(row('shop-api')).toHaveTextContent('1.00 req/s');
  });

  it('calls a service critical that fell silent, and unknown where that could not be asked', async () => {
    const frames = [before('payments', 500)];
    const show = await renderWithData(table(), panelData(frames));
    expect(row('payments')).toHaveTextContent('Critical');
    show(panelData(frames, { state: LoadingState.Error, errors: [failure('failed', 'took too long', REFS.requests)] }));
    expect(row('payments')).toHaveTextContent('Unknown');
    expect(screen.getByTestId('absence-failed')).toHaveTextContent('took too long');
    expect(screen.getAllByText('took too long')).toHaveLength(1);
  });

  it('tells once what went wrong, however many queries it cost', async () => {
    const errors = [REFS.p50, REFS.p95, REFS.p99].map((ref) => failure('failed', 'took too long', ref));
    await renderWithData(table(), panelData([requests('a', 5)], { state: LoadingState.Error, errors }));
    expect(screen.getAllByText('took too long')).toHaveLength(1);
  });

  it('judges by the objective of the service, else by that of all', async () => {
    await renderWithData(
      table(),
      panelData([requests('shop-api', 500), p95('shop-api', 1), requests('batch', 500), p95('batch', 1)])
    );
    expect(await within(row('shop-api')).findByText('Critical')).toBeInTheDocument();
    expect(row('batch')).toHaveTextContent('OK');
  });

  it('says once since when there is data where that is so of all, else below each', async () => {
    const since = (service: string, minutes: number) =>
      seriesFrame(REFS.requestsTrend, { service }, new Array<number>(minutes).fill(1));
    const both = [requests('shop-api', 1200), requests('payments', 1200)];
    const show = await renderWithData(table(), panelData([...both, since('shop-api', 10), since('payments', 10)]));
    expect(row('shop-api')).toHaveTextContent('2.00 req/s');
    expect(screen.getByText('Changes vs yesterday · data since 11:50')).toBeInTheDocument();
    show(panelData([...both, since('shop-api', 10), since('payments', 61)]));
    expect(screen.getAllByText(/data since/).map(({ textContent }) => textContent)).toEqual([
      'The metrics carry neither status code nor latency · data since 11:50',
    ]);
    expect(row('payments')).toHaveTextContent('0.33 req/s');
  });

  it('keeps filter and order in its state, where the address takes them from', async () => {
    const panel = table();
    await renderWithData(panel, panelData([requests('shop-api', 5), requests('payments', 9)]));
    await userEvent.type(screen.getByRole('textbox', { name: 'Filter services by name' }), 'pay');
    await userEvent.click(screen.getByRole('button', { name: /Requests/ }));
    expect(panel.urlSync?.getUrlState()).toEqual({ sort: ['rate'], filter: ['pay'] });
    await userEvent.click(screen.getByRole('button', { name: /Requests/ }));
    expect(panel.urlSync?.getUrlState()).toEqual({ sort: ['-rate'], filter: ['pay'] });
    expect(screen.getAllByTestId(/^health-row-/).map(({ dataset }) => dataset.testid)).toEqual(['health-row-payments']);
  });
});

describe('HealthVerdictPanel', () => {
  const page = () => {
    const table = new HealthTablePanel({ by: 'service', linkTo: ({ name }, search) => `/service/${name}${search}` });
    const verdict = new HealthVerdictPanel({ table: table.getRef() });
    return new SceneFlexLayout({ children: [verdict, table].map((body) => new SceneFlexItem({ body })) });
  };
  const said = () => screen.getByTestId('health-verdict');

  it('names the worst service, what is wrong with it and since when, and leads to it', async () => {
    const slow = [...Array<number>(31).fill(0.1), ...Array<number>(30).fill(0.6)];
    await renderWithData(
      page(),
      panelData([
        requests('shop-api', 500),
        p95('shop-api', 0.4),
        seriesFrame(REFS.p95Trend, { service: 'shop-api' }, slow),
        requests('payments', 500),
        p95('payments', 0.1),
      ])
    );
    expect(said()).toHaveTextContent(
      /^1 of 2 services critical: shop-api, p95 latency 400 ms, objective under 300 ms, since 11:31$/
    );
    expect(within(said()).getByRole('link', { name: 'shop-api' })).toHaveAttribute(
      'href',
      '/service/shop-api?from=now-1h&to=now'
    );
  });

  it('says that all is well, what is unknown, and nothing where there is nothing', async () => {
    const show = await renderWithData(page(), panelData([requests('shop-api', 500), p95('shop-api', 0.1)]));
    expect(said()).toHaveTextContent(/^1 service OK$/);
    show(panelData([requests('shop-api', 500), p95('shop-api', 0.1), before('cart', 5)]));
    expect(said()).toHaveTextContent(/^1 of 2 services OK1 unknown$/);
    show(panelData([]));
    expect(screen.queryByTestId('health-verdict')).not.toBeInTheDocument();
  });
});

describe('FactsHeader', () => {
  const header = () => new FactsHeader({ by: 'service', name: 'shop-api', service: 'shop-api' });

  it('tells in a line how the one service is doing, by the same objective as the table', async () => {
    await renderWithData(
      header(),
      panelData([requests('shop-api', 7200), p95('shop-api', 1), requests('payments', 5)])
    );
    expect(await screen.findByText('Critical')).toBeInTheDocument();
    expect(screen.getByTestId('facts-header')).toHaveTextContent(
      '2.00 req/s · error rate unknown · p95 1.00 s · 7,200 requests'
    );
  });

  it.each<[convention: string, words: string]>([
    [
      'micrometer',
      'No percentiles: latency is a summary. In Spring Boot set ' +
        'management.metrics.distribution.percentiles-histogram.http.server.requests=true',
    ],
    ['prometheus-http', 'No percentiles: latency is a summary. Measure it with a histogram'],
  ])('tells mean and maximum of a summary of %s, and what brings percentiles', async (convention, words) => {
    const of = { service: 'shop-api' };
    await renderWithData(
      header(),
      panelData([requests('shop-api', 7200), totalFrame(REFS.mean, of, 0.0335), totalFrame(REFS.max, of, 0.301)]),
      [{ service: 'shop-api', convention, hasStatus: true, hasDuration: true, environments: [] }]
    );
    expect(screen.getByTestId('facts-header')).toHaveTextContent(
      '2.00 req/s · error rate unknown · mean 33.5 ms · max 301 ms · 7,200 requests'
    );
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  describe('of a service behind a proxy', () => {
    const known = (more: Partial<KnownService>): KnownService[] => [
      {
        service: 'shop-api',
        convention: 'prometheus-http',
        hasStatus: true,
        hasDuration: true,
        environments: [],
        ...more,
      },
    ];
    const frames = [
      requests('shop-api', 7200),
      totalFrame(REFS.errorRatio, { service: 'shop-api' }, 0.003),
      totalFrame(EDGE_REFS.requests, {}, 7200),
      totalFrame(EDGE_REFS.errorRatio, {}, 0.012),
    ];

    it('has what the proxy counts beside what the service does', async () => {
      await renderWithData(header(), panelData(frames), known({ edge: 'traefik' }));
      expect(await screen.findByTestId('edge-facts')).toHaveTextContent(
        'At Traefik 2.00 req/s · 1.2% fail there, 0.30% at the service · requests fail before the service answers'
      );
      expect(screen.getByTestId('facts-header')).toHaveTextContent('2.00 req/s · error rate 0.30%');
    });

    it('says that only the proxy counts it', async () => {
      await renderWithData(header(), panelData(frames), known({ convention: 'traefik', isEdgeOnly: true }));
      expect(await screen.findByText(/^Measured at Traefik only/)).toBeInTheDocument();
      expect(screen.queryByTestId('edge-facts')).not.toBeInTheDocument();
    });

    it('says nothing where the proxy had no requests', async () => {
      await renderWithData(header(), panelData(frames.slice(0, 2)), known({ edge: 'traefik' }));
      expect(await screen.findByRole('img', { name: /^Metrics: / })).toBeInTheDocument();
      expect(screen.queryByTestId('edge-facts')).not.toBeInTheDocument();
    });
  });

  it('counts by the time that there is data of, and says since when', async () => {
    const line = seriesFrame(REFS.requestsTrend, { service: 'shop-api' }, new Array<number>(30).fill(4));
    await renderWithData(header(), panelData([requests('shop-api', 7200), line]));
    expect(screen.getByTestId('facts-header')).toHaveTextContent(/^.*4\.00 req\/s.* 7,200 requests · data since 11:30/);
  });

  it('says that there is no data, or why it could not be asked', async () => {
    const show = await renderWithData(header(), panelData([requests('payments', 5)]));
    expect(screen.getByText('No data for shop-api in this time range')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try with sample data' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Check setup' })).toHaveAttribute(
      'href',
      '/a/tillwatch-shop-app/setup?from=now-1h&to=now'
    );
    show(panelData([], { state: LoadingState.Error, errors: [failure('failed', 'cannot be reached')] }));
    expect(screen.getByText('cannot be reached')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});

describe('KpiTilesPanel', () => {
  const glance = () => new KpiTilesPanel({ linkTo: (sort, search) => `/health${search}&sort=${sort}` });
  const tile = (key: string) => screen.getByTestId(`glance-${key}`);

  it('gives no reasons before there is an answer, and one for each number afterwards', async () => {
    const show = await renderWithData(glance(), panelData([], LOADING));
    expect(tile('orders')).toHaveTextContent(/^Orders–$/);
    show(
      panelData([
        notSupportedFrame(totalRef('orders'), 'orders_total has no label for environment'),
        totalFrame(totalRef('requests'), {}, 7200),
      ])
    );
    expect(tile('orders')).toHaveTextContent('orders_total has no label for environment');
    expect(tile('p95')).toHaveTextContent('No data');
    expect(tile('requests')).toHaveTextContent('2.00 req/s');
  });

  it('says so where all is empty', async () => {
    await renderWithData(glance(), panelData([]));
    expect(tile('requests')).toHaveTextContent('No data');
  });

  it('says since when there is data', async () => {
    await renderWithData(
      glance(),
      panelData([
        totalFrame(totalRef('requests'), {}, 1200),
        seriesFrame(trendRef('requests'), {}, new Array<number>(10).fill(2)),
      ])
    );
    expect(tile('requests')).toHaveTextContent(/^Requests2\.00 req\/s.*data since 11:50$/);
  });

  it('leads from a number to the table in its order', async () => {
    await renderWithData(glance(), panelData([]));
    expect(screen.getByRole('link', { name: 'p95 latency' })).toHaveAttribute(
      'href',
      '/health?from=now-1h&to=now&sort=duration'
    );
    expect(screen.queryByRole('link', { name: 'Orders' })).not.toBeInTheDocument();
  });

  it('shows each currency with its change and its line', async () => {
    const revenue = (ref: string, currency: string, amount: number) => totalFrame(ref, { currency }, amount);
    await renderWithData(
      glance(),
      panelData([
        revenue(totalRef('revenue'), 'EUR', 1200),
        revenue(beforeRef('revenue'), 'EUR', 1000),
        seriesFrame(trendRef('revenue'), { currency: 'EUR' }, new Array<number>(61).fill(1)),
        revenue(totalRef('revenue'), 'USD', 90),
        totalFrame(totalRef('lowStock'), {}, 5),
        totalFrame(beforeRef('lowStock'), {}, 3),
      ])
    );
    expect(tile('revenue')).toHaveTextContent(/^Revenue1,200 EUR\+20%90 USD$/);
    expect(
      within(tile('revenue'))
        .getAllByRole('img')
        .map((line) => line.getAttribute('aria-label'))
    ).toEqual(['Revenue in EUR over time']);
    expect(tile('lowStock')).toHaveTextContent(/^Low stock5was 3$/);
  });

  describe('without a metric for the business', () => {
    const undetected = (...keys: string[]) =>
      panelData([
        totalFrame(totalRef('requests'), {}, 7200),
        ...keys.map((key) => notSupportedFrame(totalRef(key), { notSupported: 'No metric found', isUndetected: true })),
      ]);
    const hint = () => screen.queryByTestId('undetected');
    const signInAs = (orgRole: string) => {
      config.bootData = { user: { orgRole } } as typeof config.bootData;
    };

    beforeEach(() => signInAs('Admin'));
    afterEach(() => window.localStorage.clear());

    it('tells Admins once, with the way to map them', async () => {
      await renderWithData(glance(), undetected('orders', 'revenue', 'lowStock'));
      expect(hint()).toHaveTextContent('Orders, revenue and stock: not detected. Map them on Setup');
      expect(screen.getByRole('link', { name: 'Map them on Setup' })).toHaveAttribute(
        'href',
        '/a/tillwatch-shop-app/setup?from=now-1h&to=now'
      );
      expect(screen.getAllByTestId(/^glance-/).map(({ dataset }) => dataset.testid)).toEqual([
        'glance-requests',
        'glance-errors',
        'glance-p95',
      ]);
    });

    it('names those that are missing where others are there', async () => {
      await renderWithData(glance(), undetected('revenue', 'lowStock'));
      expect(hint()).toHaveTextContent('Revenue, Low stock: not detected.');
      expect(tile('orders')).toBeInTheDocument();
    });

    it('is put away by those whom it does not concern, for good', async () => {
      await renderWithData(glance(), undetected('orders'));
      await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
      expect(hint()).not.toBeInTheDocument();
      cleanup();
      await renderWithData(glance(), undetected('orders'));
      expect(hint()).not.toBeInTheDocument();
    });

    it.each(['Viewer', 'Editor'])('tells a %s nothing, who cannot change it', async (role) => {
      signInAs(role);
      await renderWithData(glance(), undetected('orders', 'revenue', 'lowStock'));
      expect(hint()).not.toBeInTheDocument();
      expect(screen.queryByTestId('glance-orders')).not.toBeInTheDocument();
    });
  });

  it.each(['failed', 'forbidden'] as const)('says once that it %s where nothing was answered', async (kind) => {
    await renderWithData(
      glance(),
      panelData([], { state: LoadingState.Error, errors: [failure(kind, 'Prometheus says no')] })
    );
    expect(screen.getByTestId(`absence-${kind}`)).toHaveTextContent('Prometheus says no');
    expect(screen.queryByTestId('glance-requests')).not.toBeInTheDocument();
  });

  it('leaves it to the services below it to say that there is nothing to ask', async () => {
    await renderWithData(
      glance(),
      panelData([], { state: LoadingState.Error, errors: [failure('absent', 'There is no Prometheus')] })
    );
    expect(screen.queryByText('There is no Prometheus')).not.toBeInTheDocument();
    expect(screen.queryByTestId('glance-requests')).not.toBeInTheDocument();
  });
});

describe('ErrorsTable', () => {
  const errors = () =>
    new ErrorsTable({ where: [is('service', 'shop')], linkTo: (route, search) => `/route${route}${search}` });

  it('lists what failed, and says that nothing did', async () => {
    const show = await renderWithData(
      errors(),
      panelData([
        totalFrame(ERROR_REFS.errors, { route: '/charge', status: '503' }, 12),
        totalFrame(ERROR_REFS.requests, { route: '/charge' }, 48),
      ])
    );
    const [, only] = screen.getAllByRole('row');
    expect(only).toHaveTextContent('/charge5031225%');
    const traces = screen.getByRole('link', { name: 'Traces of /charge, 503' }).getAttribute('href');
    expect(new URLSearchParams(traces?.split('?')[1]).getAll('where')).toEqual([
      'service=shop',
      'route=/charge',
      'status=503',
      'error=true',
    ]);
    show(panelData([totalFrame(ERROR_REFS.errors, { route: '/charge', status: '503' }, 0)]));
    expect(screen.getByTestId('absence-empty')).toHaveTextContent('No failed requests');
  });

  it('keeps what failed while the next answer is loading, and loads only once without any', async () => {
    const show = await renderWithData(errors());
    expect(screen.getByText('Loading errors')).toBeInTheDocument();
    show(panelData([totalFrame(ERROR_REFS.errors, { route: '/charge', status: '503' }, 12)]));
    show(panelData([], LOADING));
    expect(screen.getByRole('link', { name: '/charge' })).toBeInTheDocument();
    show(panelData([]));
    expect(screen.getByTestId('absence-empty')).toHaveTextContent('No failed requests');
  });

  it('does not take "no status" for "no errors"', async () => {
    await renderWithData(errors(), panelData([notSupportedFrame(ERROR_REFS.errors, 'flask: no status')]));
    expect(screen.getByTestId('absence-not-supported')).toHaveTextContent('flask: no status');
  });
});

describe('QuestionPanel', () => {
  const panel = () =>
    new QuestionPanel({
      refIds: ['p95'],
      body: new VizPanel({ pluginId: 'timeseries', title: 'Latency' }),
    });
  const others = seriesFrame('rate', {}, [1]);

  it.each<[string, PanelData, string, string]>([
    ['empty', panelData([others]), 'empty', 'No data in this time range'],
    ['not measured', panelData([others, notSupportedFrame('p95', 'a summary')]), 'not-supported', 'a summary'],
    ['failing', panelData([others], { errors: [failure('failed', 'broken', 'p95')] }), 'failed', 'broken'],
    ['failing with all', panelData([], { errors: [failure('forbidden', 'You may not')] }), 'forbidden', 'You may not'],
  ])('says in its own place that it is %s', async (_, data, kind, message) => {
    await renderWithData(panel(), data);
    expect(screen.getByText('Latency')).toBeInTheDocument();
    expect(screen.getByTestId(`absence-${kind}`)).toHaveTextContent(message);
  });

  it('asks what is wanted of a time that was dragged over', async () => {
    const dragged = panel();
    await renderWithData(dragged, panelData([seriesFrame('p95', {}, [1])]));
    const range = () => sceneGraph.getTimeRange(dragged).state.value;
    const [from, to] = [range().from.valueOf() + 60_000, range().to.valueOf() - 60_000];
    const drag = () => act(() => dragged.state.body.onTimeRangeChange({ from, to }));

    drag();
    expect(range().from.valueOf()).toBe(from - 60_000);
    expect(screen.getByRole('menuitem', { name: 'Show logs for this range' })).toHaveAttribute(
      'href',
      expect.stringContaining(`from=${from}&to=${to}`)
    );
    expect(screen.getByRole('menuitem', { name: 'Find what stands out here' })).toHaveAttribute(
      'href',
      expect.stringContaining(`selected=${from}%2C${to}`)
    );
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('menuitem')).not.toBeInTheDocument();

    drag();
    await userEvent.click(screen.getByRole('menuitem', { name: 'Zoom in' }));
    expect(range().from.valueOf()).toBe(from);
    expect(range().to.valueOf()).toBe(to);
    expect(screen.queryByRole('menuitem')).not.toBeInTheDocument();
  });

  it('moves along the axis and zooms out at once', async () => {
    const moved = panel();
    await renderWithData(moved, panelData([seriesFrame('p95', {}, [1])]));
    const range = () => sceneGraph.getTimeRange(moved).state.value;
    const [from, to] = [range().from.valueOf(), range().to.valueOf()];
    act(() => moved.state.body.onTimeRangeChange({ from: from - 60_000, to: to - 60_000 }));
    expect(range().from.valueOf()).toBe(from - 60_000);
    act(() => moved.state.body.onTimeRangeChange({ from: from - 120_000, to }));
    expect(range().from.valueOf()).toBe(from - 120_000);
    expect(screen.queryByRole('menuitem')).not.toBeInTheDocument();
  });

  it('is not touched by the failure of another', async () => {
    await renderWithData(
      panel(),
      panelData([seriesFrame('p95', {}, [1])], {
        errors: [failure('failed', 'broken', 'rate')],
        state: LoadingState.Error,
      })
    );
    expect(screen.queryByTestId(/absence/)).not.toBeInTheDocument();
    expect(screen.queryByText(/broken/)).not.toBeInTheDocument();
  });
});

it('lists a service that is known though it says nothing', async () => {
  await renderWithData(
    new HealthTablePanel({ by: 'service', linkTo: ({ name }) => name }),
    panelData([], { timeRange: LAST_HOUR }),
    [{ service: 'silent', convention: 'prometheus-http', hasStatus: true, hasDuration: true, environments: [] }]
  );
  expect(screen.getByTestId('health-row-silent')).toHaveTextContent('Unknown');
});
