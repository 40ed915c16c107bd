import { EventBusSrv, LoadingState, type PanelData } from '@grafana/data';
import { config, setAppEvents, locationService } from '@grafana/runtime';
import { SceneFlexItem, SceneFlexLayout, sceneGraph, VizPanel } from '@grafana/scenes';
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { notSupportedFrame } from '../../datasources/answer';
import { is } from '../../telemetry/questions/metric';
import { ErrorsTable } from './errors/ErrorsTable';
import { ERROR_REFS } from './errors/queries';
import { KpiTilesPanel } from './kpiTiles/KpiTilesPanel';
import { beforeRef, totalRef, trendRef } from './kpiTiles/queries';
import { HealthTablePanel } from './table/HealthTablePanel';
import { TABLE_REFS as REFS } from './table/queries';
import { before, p95, renderHealth, requests } from './testing/renderHealth';
import { HealthVerdictPanel } from './verdict/HealthVerdictPanel';
import { QuestionPanel } from '../../ui/charts/questionPanel';
import { failure, panelData, seriesFrame, totalFrame } from '../../ui/testing/frames';
import { installGrafana } from '../../ui/testing/grafana';

const LOADING = { state: LoadingState.Loading };

beforeAll(() => {
  installGrafana();
  setAppEvents(new EventBusSrv());
});
beforeEach(() => locationService.replace('/a/tillwatch-shop-app/health?from=now-1h&to=now'));

describe('HealthVerdictPanel', () => {
  const page = () => {
    const table = new HealthTablePanel({ by: 'service', linkTo: ({ name }, search) => `/service/${name}${search}` });
    const verdict = new HealthVerdictPanel({ table: table.getRef() });
    return new SceneFlexLayout({ children: [verdict, table].map((body) => new SceneFlexItem({ body })) });
  };
  const said = () => screen.getByTestId('health-verdict');

  it('names the worst service, what is wrong with it and since when, and leads to it', async () => {
    const slow = [...Array<number>(31).fill(0.1), ...Array<number>(30).fill(0.6)];
    await renderHealth(
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
    const show = await renderHealth(page(), panelData([requests('shop-api', 500), p95('shop-api', 0.1)]));
    expect(said()).toHaveTextContent(/^1 service OK$/);
    show(panelData([requests('shop-api', 500), p95('shop-api', 0.1), before('cart', 5)]));
    expect(said()).toHaveTextContent(/^1 of 2 services OK1 unknown$/);
    show(panelData([]));
    expect(screen.queryByTestId('health-verdict')).not.toBeInTheDocument();
  });
});

describe('KpiTilesPanel', () => {
  const glance = () => new KpiTilesPanel({ linkTo: (sort, search) => `/health${search}&sort=${sort}` });
  const tile = (key: string) => screen.getByTestId(`glance-${key}`);

  it('gives no reasons before there is an answer, and one for each number afterwards', async () => {
    const show = await renderHealth(glance(), panelData([], LOADING));
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
    await renderHealth(glance(), panelData([]));
    expect(tile('requests')).toHaveTextContent('No data');
  });

  it('says since when there is data', async () => {
    await renderHealth(
      glance(),
      panelData([
        totalFrame(totalRef('requests'), {}, 1200),
        seriesFrame(trendRef('requests'), {}, new Array<number>(10).fill(2)),
      ])
    );
    expect(tile('requests')).toHaveTextContent(/^Requests2\.00 req\/s.*data since 11:50$/);
  });

  it('leads from a number to the table in its order', async () => {
    await renderHealth(glance(), panelData([]));
    expect(screen.getByRole('link', { name: 'p95 latency' })).toHaveAttribute(
      'href',
      '/health?from=now-1h&to=now&sort=duration'
    );
    expect(screen.queryByRole('link', { name: 'Orders' })).not.toBeInTheDocument();
  });

  it('shows each currency with its change and its line', async () => {
    const revenue = (ref: string, currency: string, amount: number) => totalFrame(ref, { currency }, amount);
    await renderHealth(
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
      await renderHealth(glance(), undetected('orders', 'revenue', 'lowStock'));
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
      await renderHealth(glance(), undetected('revenue', 'lowStock'));
      expect(hint()).toHaveTextContent('Revenue, Low stock: not detected.');
      expect(tile('orders')).toBeInTheDocument();
    });

    it('is put away by those whom it does not concern, for good', async () => {
      await renderHealth(glance(), undetected('orders'));
      await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
      expect(hint()).not.toBeInTheDocument();
      cleanup();
      await renderHealth(glance(), undetected('orders'));
      expect(hint()).not.toBeInTheDocument();
    });

    it.each(['Viewer', 'Editor'])('tells a %s nothing, who cannot change it', async (role) => {
      signInAs(role);
      await renderHealth(glance(), undetected('orders', 'revenue', 'lowStock'));
      expect(hint()).not.toBeInTheDocument();
      expect(screen.queryByTestId('glance-orders')).not.toBeInTheDocument();
    });
  });

  it.each(['failed', 'forbidden'] as const)('says once that it %s where nothing was answered', async (kind) => {
    await renderHealth(
      glance(),
      panelData([], { state: LoadingState.Error, errors: [failure(kind, 'Prometheus says no')] })
    );
    expect(screen.getByTestId(`absence-${kind}`)).toHaveTextContent('Prometheus says no');
    expect(screen.queryByTestId('glance-requests')).not.toBeInTheDocument();
  });

  it('leaves it to the services below it to say that there is nothing to ask', async () => {
    await renderHealth(
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
    const show = await renderHealth(
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
    const show = await renderHealth(errors());
    expect(screen.getByText('Loading errors')).toBeInTheDocument();
    show(panelData([totalFrame(ERROR_REFS.errors, { route: '/charge', status: '503' }, 12)]));
    show(panelData([], LOADING));
    expect(screen.getByRole('link', { name: '/charge' })).toBeInTheDocument();
    show(panelData([]));
    expect(screen.getByTestId('absence-empty')).toHaveTextContent('No failed requests');
  });

  it('does not take "no status" for "no errors"', async () => {
    await renderHealth(errors(), panelData([notSupportedFrame(ERROR_REFS.errors, 'flask: no status')]));
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
    await renderHealth(panel(), data);
    expect(screen.getByText('Latency')).toBeInTheDocument();
    expect(screen.getByTestId(`absence-${kind}`)).toHaveTextContent(message);
  });

  it('asks what is wanted of a time that was dragged over', async () => {
    const dragged = panel();
    await renderHealth(dragged, panelData([seriesFrame('p95', {}, [1])]));
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
    await renderHealth(moved, panelData([seriesFrame('p95', {}, [1])]));
    const range = () => sceneGraph.getTimeRange(moved).state.value;
    const [from, to] = [range().from.valueOf(), range().to.valueOf()];
    act(() => moved.state.body.onTimeRangeChange({ from: from - 60_000, to: to - 60_000 }));
    expect(range().from.valueOf()).toBe(from - 60_000);
    act(() => moved.state.body.onTimeRangeChange({ from: from - 120_000, to }));
    expect(range().from.valueOf()).toBe(from - 120_000);
    expect(screen.queryByRole('menuitem')).not.toBeInTheDocument();
  });

  it('is not touched by the failure of another', async () => {
    await renderHealth(
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
