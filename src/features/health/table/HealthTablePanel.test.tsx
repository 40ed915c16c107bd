import { type DataFrame, dateTime, LoadingState, type TimeRange } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { of } from 'rxjs';
import { comingFrame, ofFewFrame } from '../../../datasources/answer';
import { downloadText } from '../../../ui/downloadText';
import { type MetricsClient } from '../../../datasources/client/metricsClient';
import { type KnownService } from '../../../datasources/services';
import { fakeClient } from '../../../datasources/testing/fakeClient';
import { runner } from '../../../ui/charts/layout';
import { failure, LAST_HOUR, NOW, panelData, seriesFrame, totalFrame } from '../../../ui/testing/frames';
import { installGrafana } from '../../../ui/testing/grafana';
import { renderWithData } from '../../../ui/testing/renderScene';
import { before, p95, renderHealth, requests } from '../testing/renderHealth';
import { HealthTablePanel } from './HealthTablePanel';
import { percentileQueries, seenQueries, serviceTableQueries, TABLE_REFS as REFS } from './queries';

jest.mock('../../../ui/downloadText', () => ({ downloadText: jest.fn() }));

const LOADING = { state: LoadingState.Loading };
const lastHours = (hours: number): TimeRange => {
  const range = { from: dateTime(NOW - hours * 3_600_000), to: dateTime(NOW) };
  return { ...range, raw: range };
};

beforeAll(() => installGrafana());
beforeEach(() => locationService.replace('/a/tillwatch-shop-app/health?from=now-1h&to=now'));

describe('small lines of very many services', () => {
  const many = Array.from({ length: 300 }, (_, index) => `service-${String(index).padStart(3, '0')}`);
  const asked: string[][] = [];
  const query: MetricsClient['query'] = (_, queries) => {
    const names = queries[0]?.question.where[0]?.values ?? [];
    asked.push(names);
    const data = names.map((service) => seriesFrame(REFS.p95Trend, { service }, [0.1, 0.2, 0.3]));
    return of({ data, state: LoadingState.Done });
  };
  const panel = () =>
    new HealthTablePanel({
      by: 'service',
      linkTo: ({ name }) => `/service/${name}`,
      linesOf: (values) => runner(seenQueries([{ field: 'service', op: 'in', values }])),
    });
  const data = (note?: DataFrame) =>
    panelData([...many.flatMap((name) => [requests(name, 500), p95(name, 0.1)]), ...(note ? [note] : [])]);
  const client = () => fakeClient({ metrics: { services: async () => [], query, isRenewed: async () => false } });
  const drawn = () => screen.queryAllByTestId(/^health-row-/);
  const lines = () => screen.queryAllByRole('img', { name: /over time/ });

  beforeEach(() => asked.splice(0));

  it('are asked for those in sight, together and once', async () => {
    const show = await renderWithData(panel(), data(ofFewFrame(REFS.p95Trend)), client());
    expect(screen.getByRole('heading', { name: '300 services' })).toBeInTheDocument();
    expect(drawn()).toHaveLength(30);
    await waitFor(() => expect(lines()).toHaveLength(30));
    expect(asked).toEqual([many.slice(0, 30)]);
    show(data(ofFewFrame(REFS.p95Trend)));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(asked).toHaveLength(1);
    expect(lines()).toHaveLength(30);
  });

  it('are kept of all that may be in sight, however slowly it came there, by few requests', () => {
    jest.useFakeTimers();
    const model = panel();
    for (let start = 0; start < 100; start += 10) {
      model.showLines(many.slice(start, start + 10));
      jest.advanceTimersByTime(500);
    }
    jest.useRealTimers();
    const held = model.state.rowLines.map(({ state: { names } }) => names);
    expect(held).toHaveLength(5);
    expect(held.flat()).toEqual(expect.arrayContaining(many.slice(40, 100)));
  });

  it('are asked for when all is known by which rows are in sight', async () => {
    const partial = panelData(
      [...many.map((name) => requests(name, 500)), ofFewFrame(REFS.p95Trend), comingFrame(REFS.p95)],
      LOADING
    );
    const show = await renderWithData(panel(), partial, client());
    expect(drawn()).toHaveLength(30);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(asked).toEqual([]);
    show(data(ofFewFrame(REFS.p95Trend)));
    await waitFor(() => expect(asked).toEqual([many.slice(0, 30)]));
  });

  it('are of rows in sight, and what a file has besides is asked for all when one is written', async () => {
    const all: MetricsClient['query'] = (_, queries) =>
      of({
        data: queries.flatMap(({ refId, question }) =>
          question.where.length > 0 ? [] : many.map((service, index) => totalFrame(refId, { service }, index / 1000))
        ),
        state: LoadingState.Done,
      });
    const metrics = { services: async () => [], query: all, isRenewed: async () => false };
    const model = panel();
    model.setState({ leftOf: (perEnvironment) => percentileQueries('service', [], perEnvironment) });
    await renderWithData(model, data(ofFewFrame(REFS.p95Trend)), fakeClient({ metrics }));
    await userEvent.click(screen.getByRole('button', { name: /Export CSV/ }));
    await userEvent.click(await screen.findByText('Personal data masked'));
    await waitFor(() => expect(downloadText).toHaveBeenCalledTimes(1));
    const [head = '', ...rows] = jest.mocked(downloadText).mock.calls[0]?.[0].trim().split('\r\n') ?? [];
    const at = (name: string) => head.split(',').indexOf(name);
    expect(rows).toHaveLength(300);
    for (const cells of rows.map((line) => line.split(','))) {
      const index = many.indexOf(cells[at('service')] ?? '');
      expect([cells[at('p50_seconds')], cells[at('p95_seconds')]]).toEqual([String(index / 1000), '0.1']);
    }
  });

  it('are not asked for where those of all were', async () => {
    await renderWithData(panel(), data(), client());
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(asked).toEqual([]);
  });
});

describe('rows that are shown before all is known of them', () => {
  const table = () => new HealthTablePanel({ by: 'service', linkTo: ({ name }) => `/service/${name}` });
  const first = [
    requests('calm', 5000),
    totalFrame(REFS.errorRatio, { service: 'calm' }, 0.001),
    requests('failing', 5000),
    totalFrame(REFS.errorRatio, { service: 'failing' }, 0.01),
  ];
  const partial = () => panelData([...first, comingFrame(REFS.p95)], LOADING);
  // By its latency what fails least is worst.
  const whole = () =>
    panelData([
      ...first,
      p95('calm', 1),
      p95('failing', 0.1),
      totalFrame(REFS.errorRatioBefore, { service: 'calm' }, 0),
    ]);
  const order = () => screen.getAllByTestId(/^health-row-/).map(({ dataset }) => dataset.testid?.slice(11));
  const row = (name: string) => screen.getByTestId(`health-row-${name}`);

  it('stand by their error rate, say what is loading, and go to their places', async () => {
    const show = await renderHealth(table(), partial());
    expect(order()).toEqual(['failing', 'calm']);
    expect(screen.getByRole('columnheader', { name: 'Error rate' })).toHaveAttribute('aria-sort', 'descending');
    expect(
      screen.getByText('Loading latency, states and changes · Sorted by error rate until then')
    ).toBeInTheDocument();
    expect(row('calm')).toHaveTextContent(/Loading.*1\.39 req\/s0\.10%– · – · –/);
    expect(row('calm').closest('[aria-busy="true"]')).not.toBeNull();
    expect(screen.queryByText('Critical')).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Export CSV/ })).not.toBeInTheDocument();
    show(whole());
    expect(order()).toEqual(['calm', 'failing']);
    expect(row('calm').closest('[aria-busy="true"]')).toBeNull();
    expect(row('calm')).toHaveTextContent('Critical');
    expect(screen.getByText('Changes vs yesterday')).toBeInTheDocument();
  });

  it('stay where they are while the pointer is among them, or until another order is chosen', async () => {
    const show = await renderHealth(table(), partial());
    await userEvent.hover(row('calm'));
    show(whole());
    expect(order()).toEqual(['failing', 'calm']);
    expect(row('calm')).toHaveTextContent('Critical');
    expect(
      screen.getByText(/^Sorted by error rate while the pointer|· Sorted by error rate while/)
    ).toBeInTheDocument();
    await userEvent.unhover(row('calm'));
    expect(order()).toEqual(['calm', 'failing']);
    cleanup();
    const showAgain = await renderHealth(table(), partial());
    await userEvent.hover(row('calm'));
    showAgain(whole());
    await userEvent.click(screen.getByRole('button', { name: 'State' }));
    expect(order()).toEqual(['calm', 'failing']);
  });

  it('are in the order that was chosen, where that is known', async () => {
    const panel = table();
    panel.setState({ sort: 'name' });
    await renderHealth(panel, partial());
    expect(order()).toEqual(['calm', 'failing']);
    expect(screen.getByText('Loading latency, states and changes')).toBeInTheDocument();
  });

  it('are not shown of what is loaded anew: the last ones stay whole', async () => {
    const show = await renderHealth(table(), whole());
    show(partial());
    expect(row('calm')).toHaveTextContent('Critical');
    expect(screen.getByText('Changes vs yesterday')).toBeInTheDocument();
  });

  it('wait for the requests: who is known and says nothing is no first row', async () => {
    const silent = { service: 'silent', convention: 'prometheus-http' as const, hasStatus: true, hasDuration: true };
    await renderHealth(table(), panelData([comingFrame(REFS.p95)], LOADING), [{ ...silent, environments: [] }]);
    expect(screen.getByText('Loading services')).toBeInTheDocument();
  });
});

describe('HealthTablePanel', () => {
  const table = () =>
    new HealthTablePanel({
      by: 'service',
      linkTo: ({ name }, search) => `/service/${name}${search}`,
    });
  const row = (name: string) => screen.getByTestId(`health-row-${name}`);

  it('says that it loads, that nothing is there, or why nothing can be', async () => {
    const show = await renderHealth(table());
    expect(screen.getByText('Loading services')).toBeInTheDocument();
    show(panelData([]));
    expect(screen.getByTestId('absence-empty')).toHaveTextContent('No services with HTTP metrics in this time range');
    show(panelData([], { state: LoadingState.Error, errors: [failure('forbidden', 'You may not query it')] }));
    expect(screen.getByTestId('absence-forbidden')).toHaveTextContent('You may not query it');
  });

  it('links each row with what the page is looking at', async () => {
    await renderHealth(table(), panelData([requests('shop-api', 10)]));
    expect(screen.getByRole('link', { name: 'shop-api' })).toHaveAttribute(
      'href',
      '/service/shop-api?from=now-1h&to=now'
    );
    expect(screen.getByRole('heading', { name: '1 service' })).toBeInTheDocument();
    expect(screen.getByText('Changes vs yesterday')).toBeInTheDocument();
  });

  it('keeps rates by the range that they belong to while another range is loading', async () => {
    const show = await renderHealth(table(), panelData([requests('shop-api', 7200)]));
    expect(row('shop-api')).toHaveTextContent('2.00 req/s');
    const longer = { timeRange: lastHours(2) };
    show(panelData([requests('shop-api', 7200)], { ...LOADING, ...longer }));
    expect(row('shop-api')).toHaveTextContent('2.00 req/s');
    show(panelData([requests('shop-api', 7200)], longer));
    expect(row('shop-api')).toHaveTextContent('1.00 req/s');
  });

  it('calls a service critical that fell silent, and unknown where that could not be asked', async () => {
    const frames = [before('payments', 500)];
    const show = await renderHealth(table(), panelData(frames));
    expect(row('payments')).toHaveTextContent('Critical');
    show(panelData(frames, { state: LoadingState.Error, errors: [failure('failed', 'took too long', REFS.requests)] }));
    expect(row('payments')).toHaveTextContent('Unknown');
    expect(screen.getByTestId('absence-failed')).toHaveTextContent('took too long');
    expect(screen.getAllByText('took too long')).toHaveLength(1);
  });

  it('tells once what went wrong, however many queries it cost', async () => {
    const errors = [REFS.p50, REFS.p95, REFS.p99].map((ref) => failure('failed', 'took too long', ref));
    await renderHealth(table(), panelData([requests('a', 5)], { state: LoadingState.Error, errors }));
    expect(screen.getAllByText('took too long')).toHaveLength(1);
  });

  it('judges by the objective of the service, else by that of all', async () => {
    await renderHealth(
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
    const show = await renderHealth(table(), panelData([...both, since('shop-api', 10), since('payments', 10)]));
    expect(row('shop-api')).toHaveTextContent('2.00 req/s');
    expect(screen.getByText('Changes vs yesterday · data since 11:50')).toBeInTheDocument();
    show(panelData([...both, since('shop-api', 10), since('payments', 61)]));
    expect(screen.getAllByText(/data since/).map(({ textContent }) => textContent)).toEqual([
      'The metrics carry neither status code nor latency · data since 11:50',
    ]);
    expect(row('payments')).toHaveTextContent('0.33 req/s');
  });

  it('leads to the service map, and from what is not well to the part around it', async () => {
    await renderHealth(table(), panelData([requests('shop-api', 500), p95('shop-api', 1), requests('payments', 500)]));
    expect(screen.getByRole('link', { name: 'Service map' })).toHaveAttribute(
      'href',
      '/a/tillwatch-shop-app/traces?tab=map&from=now-1h&to=now'
    );
    const around = (name: string) => `Service map: upstream and downstream of ${name}`;
    expect(await screen.findByRole('link', { name: around('shop-api') })).toHaveAttribute(
      'href',
      '/a/tillwatch-shop-app/health/service?service=shop-api&tab=dependencies&from=now-1h&to=now'
    );
  });

  it('has no map of routes, and none around what is well', async () => {
    const well = [requests('shop-api', 500), totalFrame(REFS.errorRatio, { service: 'shop-api' }, 0)];
    await renderHealth(table(), panelData(well));
    expect(row('shop-api')).toHaveTextContent('OK');
    expect(screen.getAllByRole('link', { name: /map/ })).toHaveLength(1);
    cleanup();
    const routes = new HealthTablePanel({ by: 'route', linkTo: ({ name }) => name });
    await renderHealth(routes, panelData([totalFrame(REFS.requests, { route: '/cart' }, 500)]));
    expect(screen.getByTestId('health-row-/cart')).toHaveTextContent('Unknown');
    expect(screen.queryByRole('link', { name: /map/ })).not.toBeInTheDocument();
  });

  it('keeps filter and order in its state, where the address takes them from', async () => {
    const panel = table();
    await renderHealth(panel, panelData([requests('shop-api', 5), requests('payments', 9)]));
    await userEvent.type(screen.getByRole('textbox', { name: 'Filter services by name' }), 'pay');
    await userEvent.click(screen.getByRole('button', { name: /Requests/ }));
    expect(panel.urlSync?.getUrlState()).toEqual({ sort: ['rate'], filter: ['pay'] });
    await userEvent.click(screen.getByRole('button', { name: /Requests/ }));
    expect(panel.urlSync?.getUrlState()).toEqual({ sort: ['-rate'], filter: ['pay'] });
    expect(screen.getAllByTestId(/^health-row-/).map(({ dataset }) => dataset.testid)).toEqual(['health-row-payments']);
  });
});

it('lists a service that is known though it says nothing', async () => {
  await renderHealth(
    new HealthTablePanel({ by: 'service', linkTo: ({ name }) => name }),
    panelData([], { timeRange: LAST_HOUR }),
    [{ service: 'silent', convention: 'prometheus-http', hasStatus: true, hasDuration: true, environments: [] }]
  );
  expect(screen.getByTestId('health-row-silent')).toHaveTextContent('Unknown');
});

describe('a row for each environment', () => {
  const known = (...environments: string[]): KnownService[] => [
    { service: 'cart', convention: 'prometheus-http', hasStatus: true, hasDuration: true, environments },
  ];
  const inEnvironment = (environment: string, count: number) =>
    totalFrame(REFS.requests, { service: 'cart', environment }, count);
  const asked = jest.fn((perEnvironment: boolean) => serviceTableQueries(perEnvironment));
  const panel = () =>
    new HealthTablePanel({ by: 'service', queries: asked, linkTo: ({ name }, search) => `/service/${name}${search}` });

  it('is offered where a service runs in several, and kept in the address', async () => {
    const shown = panel();
    await renderHealth(shown, panelData([requests('cart', 7)]), known('prod', 'test'));
    await userEvent.click(await screen.findByRole('switch', { name: 'Rows per environment' }));
    expect(shown.urlSync?.getUrlState()).toMatchObject({ rows: ['environment'] });
    act(() => shown.urlSync?.updateFromUrl({ rows: null }));
    expect(shown.state.isByEnvironment).toBe(false);
    cleanup();
    await renderHealth(panel(), panelData([requests('cart', 7)]), known('prod'));
    expect(screen.queryByRole('switch')).not.toBeInTheDocument();
  });

  it('is told apart by its environment, and leads to that one', async () => {
    await renderHealth(panel(), panelData([inEnvironment('prod', 7200), inEnvironment('test', 3600)]));
    expect(screen.getByRole('heading', { name: '1 service' })).toBeInTheDocument();
    expect(screen.getByRole('columnheader', { name: 'Environment' })).toBeInTheDocument();
    expect(screen.getByTestId('health-row-cart, prod')).toHaveTextContent('2.00 req/s');
    expect(screen.getByTestId('health-row-cart, test')).toHaveTextContent('1.00 req/s');
    const links = screen.getAllByRole('link', { name: 'cart' }).map((link) => link.getAttribute('href'));
    expect(links).toEqual(
      ['prod', 'test'].map((environment) => `/service/cart?from=now-1h&to=now&var-environment=${environment}`)
    );
  });
});
