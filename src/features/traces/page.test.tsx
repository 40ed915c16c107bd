import { type DataFrame, LoadingState } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { type SceneObject } from '@grafana/scenes';
import { act, cleanup, screen, within, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { of } from 'rxjs';
import { PATHS } from '../../correlation/routes';
import { type MetricsClient } from '../../datasources/client/metricsClient';
import { type TraceSources } from '../../datasources/client/sources';
import { NotCountedError, TelemetryError } from '../../datasources/failure';
import { fakeClient } from '../../datasources/testing/fakeClient';
import { totalFrame } from '../../ui/testing/frames';
import { settle } from '../../ui/testing/grafana';
import { renderAtAddress } from '../../ui/testing/renderAtAddress';
import { Dependencies } from '../health/service/Dependencies';
import { FakeTraces } from './testing/fakeTraces';
import { TracesBody } from './TracesBody';

// It rests at once.
jest.mock('../../ui/query/useRested', () => ({
  useRested: <T,>(shown: T, isBusy: boolean) => (isBusy ? undefined : shown),
}));

const HOUR = { from: Date.parse('2026-01-15T10:00:00Z'), to: Date.parse('2026-01-15T11:00:00Z') };

beforeAll(() => {
  // Lists of choices measure their texts, which jsdom cannot.
  HTMLCanvasElement.prototype.getContext = () => ({ measureText: () => ({ width: 0 }) }) as never;
});

const openTraces = jest.fn<ReturnType<TraceSources['open']>, []>();
const countRequests = jest.fn<Promise<number | undefined>, Parameters<MetricsClient['countRequests']>>();
/** What metrics answer of the services in the map. */
let measured: DataFrame[];
let traces: FakeTraces;
beforeEach(() => {
  traces = new FakeTraces();
  measured = [];
  countRequests.mockReset();
  openTraces.mockReset().mockImplementation(async () => traces as never);
});

async function open(address: string, body: SceneObject = new TracesBody({})) {
  const client = fakeClient({
    traces: { open: openTraces },
    metrics: { countRequests, query: () => of({ data: measured, state: LoadingState.Done }) },
  });
  await renderAtAddress(address, body, HOUR, client);
  await act(settle);
}

const search = () => new URLSearchParams(locationService.getLocation().search);
const rows = () => screen.getAllByTestId(/^trace-/).map((row) => within(row).getByRole('link'));

describe('the first view', () => {
  it('says without a click what stands out in failed and slow requests', async () => {
    await open(PATHS.traces);
    expect(screen.getByRole('heading', { name: 'Failed requests' })).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: /^Slowest 5\.0%/ })).toBeInTheDocument();
    const only = screen.getAllByRole('link', { name: 'Only shop.region = uk' });
    expect(only).toHaveLength(2);
    expect(screen.getAllByText(/^70%/)[0]).toHaveTextContent('70% vs 20%');
    // A half on both sides is no difference.
    expect(screen.queryByRole('link', { name: 'Only plan = free' })).not.toBeInTheDocument();
  });

  it('tells rate, errors and durations, and that they are sampled', async () => {
    await open(PATHS.traces);
    expect(screen.getByText('Requests').nextSibling).toHaveTextContent('0.28 req/s');
    expect(screen.getByText('Error rate').nextSibling).toHaveTextContent('1.0%');
    expect(screen.getByText('sampled')).toBeInTheDocument();
  });

  it.each([
    ['of one service', '?where=service%3Dshop-api', 10_000, [{ field: 'service', op: 'in', values: ['shop-api'] }]],
    ['of a service of which metrics counted as many', '?where=service%3Dshop-api', 1000, expect.anything()],
    ['of all services', '', 10_000, undefined],
    ['of what metrics cannot single out', '?where=service%3Dshop-api&where=error%3Dtrue', 10_000, undefined],
  ])(
    'says that requests %s are sampled where metrics show it, and else does not',
    async (_, address, counted, where) => {
      traces.note = undefined;
      countRequests.mockResolvedValue(counted);
      await open(PATHS.traces + address);
      expect(countRequests.mock.calls.map((call) => call[2])).toEqual(where ? [where] : []);
      expect(screen.queryAllByText('Sampled: ~10% of requests are traced')).toHaveLength(
        where && counted === 10_000 ? 1 : 0
      );
    }
  );

  describe('of a data source that does not count', () => {
    beforeEach(() => {
      traces.note = undefined;
      const failure = { kind: 'failed' as const, message: 'Tempo has no TraceQL metrics', advice: 'Get some' };
      traces.failing.set('series', new NotCountedError(failure));
    });

    it('shows those that were found, all where there are few', async () => {
      await open(PATHS.traces);
      expect(screen.getByTestId('duration-heatmap')).toBeInTheDocument();
      expect(screen.getByText('Requests').nextSibling).toHaveTextContent('< 0.01 req/s');
      expect(screen.getByText('What stands out')).toBeInTheDocument();
      expect(screen.queryByText('Query failed')).not.toBeInTheDocument();
      expect(screen.queryByText('found traces only')).not.toBeInTheDocument();
    });

    it('says that there are more, and compares what failed though none was found', async () => {
      traces.isCut = true;
      await open(PATHS.traces);
      expect(screen.getByText('Requests').nextSibling).toHaveTextContent('3');
      expect(screen.getByText('found traces only')).toBeInTheDocument();
      expect(screen.getByRole('heading', { name: 'Failed requests' })).toBeInTheDocument();
      expect(countRequests).not.toHaveBeenCalled();
    });
  });

  it('lists traces, the slowest first, each with its story', async () => {
    await open(`${PATHS.traces}?from=now-1h`);
    expect(rows().map((link) => link.textContent)).toEqual([2, 3, 1].map((n) => `shop-api POST /checkout/${n}`));
    const story = new URL(rows()[0]?.getAttribute('href') ?? '', 'http://grafana');
    expect(story.pathname).toBe(`${PATHS.traces}/00000000000000000000000000000002`);
    expect(Object.fromEntries(story.searchParams)).toEqual({ near: String(HOUR.from + 2), from: 'now-1h' });
    expect(screen.getByTestId('trace-00000000000000000000000000000002')).toHaveTextContent('3 failed spans');
  });

  it('sorts them by the column that is chosen, in the address, and the other way round', async () => {
    await open(PATHS.traces);
    const numbers = () =>
      rows()
        .map((link) => link.textContent?.slice(-1))
        .join('');
    const started = () => screen.getByRole('columnheader', { name: 'Started' });
    expect(started()).not.toHaveAttribute('aria-sort');
    await userEvent.click(within(started()).getByRole('button'));
    expect([search().get('sort'), numbers()]).toEqual(['started', '321']);
    expect(started()).toHaveAttribute('aria-sort', 'descending');
    expect(screen.getByText('3 traces, newest first')).toBeInTheDocument();
    await userEvent.click(within(started()).getByRole('button'));
    expect([search().get('sort'), numbers()]).toEqual(['-started', '123']);
    await userEvent.click(screen.getByRole('button', { name: 'Duration' }));
    expect([search().get('sort'), numbers()]).toEqual([null, '231']);
    // Nothing is asked for that.
    expect(traces.of('search')).toHaveLength(1);
  });

  it('lists the newest first where only those that failed are looked at', async () => {
    await open(`${PATHS.traces}?where=error%3Dtrue`);
    expect(screen.getByText('3 traces, newest first')).toBeInTheDocument();
  });

  it('goes through them by j and k', async () => {
    await open(PATHS.traces);
    rows()[0]?.focus();
    await userEvent.keyboard('j');
    expect(rows()[1]).toHaveFocus();
    await userEvent.keyboard('k');
    expect(rows()[0]).toHaveFocus();
  });

  it('takes five questions, each asked once', async () => {
    await open(PATHS.traces);
    expect(traces.asked.map(({ method }) => method)).toEqual(['series', 'series', 'compare', 'compare', 'search']);
    // The slowest are read off the heatmap: 5% of the requests are above.
    expect(traces.of('search')).toMatchObject([
      { question: { where: [{ field: 'duration', from: expect.closeTo(0.1625, 9) }] }, span: HOUR },
    ]);
  });
});

it('sets the slow ones against the rest where one looks at them alone, and lists them all', async () => {
  await open(`${PATHS.traces}?where=service%3Dpayments&where=duration%3D0.3..`);
  const service = { field: 'service', op: 'in', values: ['payments'] };
  const slow = { field: 'duration', op: 'between', from: 0.3 };
  expect(screen.getByRole('heading', { name: 'Requests over 300 ms' })).toBeInTheDocument();
  expect(traces.of('compare').at(-1)).toMatchObject({ base: { where: [service] }, selection: { where: [slow] } });
  expect(traces.of('search')).toMatchObject([{ question: { where: [service, slow] } }]);
  // The heatmap’s rows are wider: no percentile is told that none of these can have.
  expect(screen.getByText('Latency p50 · p95 · p99').nextSibling).toHaveTextContent('300 ms · 300 ms');
});

it('sets those that failed against the rest where one looks at them alone, and lists them all', async () => {
  await open(`${PATHS.traces}?where=service%3Dpayments&where=error%3Dtrue`);
  const service = { field: 'service', op: 'in', values: ['payments'] };
  const failed = { field: 'error', op: 'is', value: true };
  expect(traces.of('compare')).toMatchObject([{ base: { where: [service] }, selection: { where: [failed] } }]);
  expect(traces.of('search')).toMatchObject([{ question: { where: [service, failed] } }]);
  expect(screen.getByRole('heading', { name: 'Failed requests' })).toBeInTheDocument();
  expect(screen.getByRole('heading', { name: 'Traces', level: 2 })).toBeInTheDocument();
});

describe('a selection', () => {
  it('is made by keys too, stands in the address, and is what all is about', async () => {
    await open(PATHS.traces);
    traces.asked = [];
    act(() => screen.getByRole('application').focus());
    await userEvent.keyboard('{ArrowUp}{Shift>}{ArrowLeft}{/Shift}{Enter}');
    await act(settle);
    const [from, to, shortest, longest] = (search().get('selected') ?? '').split(',').map(Number);
    expect([shortest, longest]).toEqual([0.8, 1.6]);
    const where = [{ field: 'duration', op: 'between', from: 0.8, to: 1.6 }];
    expect(traces.asked).toEqual([
      expect.objectContaining({
        method: 'compare',
        about: expect.objectContaining({ selection: { where, span: { from, to } }, span: HOUR }),
      }),
      {
        method: 'search',
        about: { question: expect.objectContaining({ where, spans: 'requests' }), span: { from, to } },
      },
    ]);
    expect(screen.getByRole('heading', { name: 'Selected requests' })).toBeInTheDocument();
    expect(screen.queryByRole('heading', { name: 'Failed requests' })).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Clear selection' })).toHaveAttribute('href', PATHS.traces);
  });

  it('is kept when a difference becomes a filter', async () => {
    await open(`${PATHS.traces}?selected=${HOUR.from},${HOUR.to},0.8,`);
    const href = screen.getByRole('link', { name: 'Only shop.region = uk' }).getAttribute('href') ?? '';
    const params = new URL(href, 'http://grafana').searchParams;
    expect(params.get('where')).toBe('span.shop.region=uk');
    expect(params.get('selected')).toBe(`${HOUR.from},${HOUR.to},0.8,`);
  });
});

describe('filters', () => {
  it('come from the address, are asked for, and can be removed one by one', async () => {
    await open(`${PATHS.traces}?where=service%3Dcart&where=error%3Dtrue`);
    const where = [
      { field: 'service', op: 'in', values: ['cart'] },
      { field: 'error', op: 'is', value: true },
    ];
    expect(traces.of('series')[0]).toMatchObject({ where, spans: 'requests' });
    await userEvent.click(screen.getByRole('button', { name: 'Duration, errors' }));
    expect(screen.getByRole('switch', { name: 'Errors only' })).toBeChecked();
    await userEvent.keyboard('{Escape}');
    await userEvent.click(screen.getByRole('button', { name: 'Remove: service = cart' }));
    expect(search().getAll('where')).toEqual(['error=true']);
  });

  it('take durations in milliseconds', async () => {
    await open(PATHS.traces);
    const button = screen.getByRole('button', { name: 'Duration, errors' });
    await userEvent.click(button);
    // What opens takes the focus a moment later, and from a field in which one writes already.
    await waitFor(() => expect(button).not.toHaveFocus());
    await userEvent.type(screen.getByRole('spinbutton', { name: 'Minimum duration in milliseconds' }), '250{Enter}');
    expect(search().getAll('where')).toEqual(['duration=0.25..']);
  });

  it('exclude a value', async () => {
    await open(PATHS.traces);
    await userEvent.click(screen.getAllByRole('button', { name: 'Exclude shop.region = uk' })[0] as HTMLElement);
    expect(search().getAll('where')).toEqual(['span.shop.region!=uk']);
  });
});

describe('a trace id', () => {
  const field = () => screen.getByRole('textbox', { name: 'Open trace by ID' });

  it('leads to the story, with its lost zeros', async () => {
    await open(PATHS.traces);
    await userEvent.keyboard('/');
    expect(field()).toHaveFocus();
    await userEvent.keyboard('trace_id=A1b2{Enter}');
    expect(locationService.getLocation().pathname).toBe(`${PATHS.traces}/${'a1b2'.padStart(32, '0')}`);
  });

  it('is refused where it is none', async () => {
    await open(PATHS.traces);
    await userEvent.type(field(), 'order 12{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('1 to 32 hexadecimal digits');
    expect(locationService.getLocation().pathname).toBe(PATHS.traces);
  });
});

describe('what cannot be shown', () => {
  it('is said once where the user may not ask', async () => {
    traces.failing.set('series', { status: 403, data: { message: 'no' } });
    await open(PATHS.traces);
    expect(screen.getAllByTestId(/^absence-/)).toHaveLength(1);
    expect(screen.getByTestId('absence-forbidden')).toHaveTextContent('The data source for traces');
  });

  it('costs only its own part: the list is there without a heatmap', async () => {
    traces.failing.set('series', { status: 500, data: { message: 'local blocks are off' } });
    await open(PATHS.traces);
    expect(screen.getByTestId('absence-failed')).toHaveTextContent('local blocks are off');
    expect(screen.queryByRole('heading', { name: 'What stands out' })).not.toBeInTheDocument();
    expect(rows()).toHaveLength(3);
    expect(traces.of('search')).toMatchObject([{ question: { where: [] } }]);
  });

  it('tells that what is shown is of before, where a new question fails', async () => {
    await open(PATHS.traces);
    expect(screen.queryByTestId('absence-failed')).not.toBeInTheDocument();
    traces.failing.set('series', { status: 504 });
    await act(async () => {
      locationService.push(`${PATHS.traces}?where=service%3Dpayments`);
      await settle();
    });
    expect(screen.getByTestId('duration-heatmap')).toBeInTheDocument();
    expect(screen.getByTestId('absence-failed')).toHaveTextContent('Showing the previous result: ');
  });

  it('tells so of the list alone', async () => {
    await open(PATHS.traces);
    traces.failing.set('search', { status: 504 });
    await act(async () => {
      locationService.push(`${PATHS.traces}?where=service%3Dpayments`);
      await settle();
    });
    expect(rows()).toHaveLength(3);
    expect(screen.getByTestId('absence-failed')).toHaveTextContent('Showing the previous result: ');
  });

  it('costs only its own part: the heatmap is there without a comparison', async () => {
    traces.failing.set('compare', { status: 504 });
    await open(PATHS.traces);
    expect(screen.getAllByTestId('absence-failed')).toHaveLength(2);
    expect(screen.getByRole('application')).toBeInTheDocument();
    expect(rows()).toHaveLength(3);
  });

  it('is told apart from nothing found', async () => {
    traces.counts = {};
    traces.failed = {};
    await open(`${PATHS.traces}?where=service%3Dnobody`);
    expect(screen.getByTestId('absence-empty')).toHaveTextContent('Remove a filter');
    expect(screen.getByRole('button', { name: 'Remove: service = nobody' })).toBeInTheDocument();
  });

  it('is a source that is not there', async () => {
    const failure = { kind: 'absent', message: 'There is no Tempo data source', advice: 'Add one' } as const;
    openTraces.mockRejectedValue(new TelemetryError(failure));
    await open(PATHS.traces);
    expect(screen.getByTestId('absence-absent')).toHaveTextContent('There is no Tempo data source');
  });
});

describe('who calls whom', () => {
  beforeEach(() => {
    traces.edges = {
      edges: [
        { from: 'web', to: 'cart', kind: 'service', rate: 20, errorRate: 0, p95: 0.04 },
        { from: 'web', to: 'payments', kind: 'service', rate: 2, errorRate: 0.5, p95: 0.6 },
        { from: 'cart', to: 'shop (postgresql)', kind: 'database', rate: 60, errorRate: 0 },
      ],
      basis: { sampledTraces: 100 },
      sent: [],
    };
  });
  const map = () => screen.getByRole('group', { name: 'Service map' });

  it('is a map of links, and the only question while it is open', async () => {
    await open(`${PATHS.traces}?tab=map`);
    expect(traces.asked.map(({ method }) => method)).toEqual(['serviceEdges']);
    expect(screen.getByText(/^Sampled: from the newest 100 traces/)).toBeInTheDocument();
    const payments = within(map()).getByRole('link', {
      name: 'web calls payments: 2.00 req/s, error rate 25%, p95 600 ms',
    });
    expect(payments).toHaveAttribute('href', `${PATHS.traces}?where=service%3Dpayments`);
    expect(payments).toHaveTextContent('! 25%');
    expect(within(map()).getByRole('link', { name: /^cart, service/ })).toHaveAttribute(
      'href',
      `${PATHS.service}?service=cart&tab=dependencies`
    );
    // A database has no page of its own.
    expect(within(map()).queryByRole('link', { name: /^shop \(postgresql\)/ })).not.toBeInTheDocument();
  });

  it('shows how services do by their own metrics, and what of a call only its caller counts as failed', async () => {
    traces.edges.basis = 'metrics';
    measured = [
      totalFrame('requests', { service: 'cart' }, 72_000),
      totalFrame('requests', { service: 'payments' }, 7200),
      totalFrame('errorRatio', { service: 'cart' }, 0),
      totalFrame('errorRatio', { service: 'payments' }, 0.001),
    ];
    await open(`${PATHS.traces}?tab=map`);
    const cart = within(map()).getByRole('link', { name: /^cart, service, 20\.0 req\/s · OK, / });
    expect(cart).toHaveTextContent('20.0 req/s · OK');
    expect(within(map()).getByRole('link', { name: /^payments, service, 2\.00 req\/s · OK, / })).toBeInTheDocument();
    const call = within(map()).getByRole('link', { name: /^web calls payments: .*error rate 25% incl\. 4xx/ });
    expect(call).toHaveTextContent('! 25% incl. 4xx');
    // Nobody measures it.
    expect(within(map()).getByRole('link', { name: /^web, / })).toHaveTextContent('entry point');
    expect(screen.getByText(/Services: own request rate and state, as on Health/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Table' }));
    expect(screen.getByRole('row', { name: /payments/ })).toHaveTextContent('25% incl. 4xx');
  });

  it('shows the calls that services get where metrics do not tell', async () => {
    await open(`${PATHS.traces}?tab=map`);
    expect(within(map()).getByRole('link', { name: /^payments, service/ })).toHaveTextContent('2.00 req/s · ! 25%');
    expect(screen.getByText(/Services: rate of the calls to them/)).toBeInTheDocument();
  });

  it('is a table too, failing calls first', async () => {
    await open(`${PATHS.traces}?tab=map`);
    await userEvent.click(screen.getByRole('radio', { name: 'Table' }));
    const table = within(screen.getByRole('table'));
    expect(table.getAllByRole('row').map((row) => row.textContent)).toEqual([
      'CallerCalleeKindCallsError ratep95Traces',
      expect.stringMatching(/^webpaymentsservice2\.00 req\/s.*failing: 25%600 ms/),
      expect.stringMatching(/^cartshop \(postgresql\)database60\.0 req\/s.*0%–/),
      expect.stringMatching(/^webcartservice20\.0 req\/s.*0%40\.0 ms/),
    ]);
  });

  it('says how its calls are ordered, also once a column orders them', async () => {
    await open(`${PATHS.traces}?tab=map`);
    await userEvent.click(screen.getByRole('radio', { name: 'Table' }));
    expect(screen.getByRole('table', { name: 'Calls, failing first' })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Calls' }));
    const table = within(screen.getByRole('table', { name: 'Calls' }));
    expect(table.getByRole('columnheader', { name: 'Calls' })).toHaveAttribute('aria-sort', 'descending');
    const [, ...rows] = table.getAllByRole('row').map((row) => row.textContent);
    expect(rows.map((text) => text?.match(/[\d.]+ req\/s/)?.[0])).toEqual(['60.0 req/s', '20.0 req/s', '2.00 req/s']);
  });

  it('is told of one service on its own page', async () => {
    await open(`${PATHS.service}?service=cart`, new Dependencies({ service: 'cart' }));
    const [callers, called] = screen.getAllByRole('table').map((table) => within(table));
    expect(callers?.getByText('Upstream: services that call cart, failing first')).toBeInTheDocument();
    expect(callers?.getAllByRole('row')).toHaveLength(2);
    expect(called?.getByText('Downstream: what cart calls, failing first')).toBeInTheDocument();
    expect(called?.getByText('shop (postgresql)')).toBeInTheDocument();
    expect(within(map()).queryByRole('link', { name: /payments/ })).not.toBeInTheDocument();
  });

  it('is told of a service that reads a queue with who sends to it, and of who sends with who reads', async () => {
    const numbers = { rate: 2, errorRate: 0, p95: 0.1, isAsynchronous: true };
    traces.edges.edges.push(
      { from: 'cart', to: 'orders (kafka)', kind: 'messaging', ...numbers },
      { from: 'orders (kafka)', fromKind: 'messaging', to: 'fulfilment', kind: 'service', ...numbers }
    );
    const rowsOf = (name: string) =>
      within(screen.getByRole('table', { name }))
        .getAllByRole('row')
        .map((row) => row.textContent);
    const sent = expect.stringMatching(/^cartorders \(kafka\)queue, asynchronous/) as unknown;
    const read = expect.stringMatching(/^orders \(kafka\)fulfilmentservice, asynchronous/) as unknown;
    await open(`${PATHS.service}?service=fulfilment`, new Dependencies({ service: 'fulfilment' }));
    expect(
      rowsOf('Upstream: services that call fulfilment or send to queues that fulfilment reads, failing first')
    ).toEqual([expect.stringMatching(/^CallerCallee/), read, sent]);
    expect(within(map()).getByRole('link', { name: /^cart sends messages to orders \(kafka\)/ })).toBeInTheDocument();
    cleanup();
    await open(`${PATHS.service}?service=cart`, new Dependencies({ service: 'cart' }));
    expect(
      rowsOf('Downstream: what cart calls, and services that read queues that cart sends to, failing first')
    ).toEqual([expect.stringMatching(/^CallerCallee/), expect.stringMatching(/^cartshop/), read, sent]);
  });

  it('says so where a service has no calls', async () => {
    await open(`${PATHS.service}?service=lonely`, new Dependencies({ service: 'lonely' }));
    expect(screen.getByTestId('absence-empty')).toHaveTextContent('No calls to or from lonely in this time range');
  });
});

describe('groups', () => {
  /** What is asked of requests by service: `POST /pay` fails half of the time. */
  beforeEach(() => {
    traces.series = jest.fn(async ({ measure, by }) => {
      const values: Record<string, [rate: number, errors: number, p95: number]> = {
        [`${by.join()} one`]: [3, 1.5, 0.25],
        '': [1, 0, 0.5],
      };
      const at = measure.kind === 'rate' ? 0 : measure.kind === 'errors' ? 1 : 2;
      const series = Object.entries(values).map(([value, of]) => ({
        labels: { [by[0]!]: value },
        times: [HOUR.to],
        values: [of[at]],
      }));
      return { series, exemplars: [], sent: [] };
    }) as never;
  });
  const cells = () =>
    within(screen.getByRole('table'))
      .getAllByRole('row')
      .map((row) =>
        within(row)
          .queryAllByRole('cell')
          .map(({ textContent }) => textContent)
      );

  it('are by service at first: rate, share, errors and p95 of each, in three requests', async () => {
    await open(`${PATHS.traces}?tab=groups`);
    expect(screen.getByRole('table', { name: 'Requests by service' })).toBeInTheDocument();
    expect(screen.getByRole('rowheader', { name: 'service one' })).toBeInTheDocument();
    expect(cells().slice(1)).toEqual([
      ['3.00 req/s', '75%', '50%', '250 ms'],
      ['1.00 req/s', '25%', '0%', '500 ms'],
    ]);
    expect(traces.series).toHaveBeenCalledTimes(3);
    expect(traces.asked).toEqual([]);
  });

  it('of one service are by its routes, and a value leads to its requests', async () => {
    await open(`${PATHS.traces}?tab=groups&where=service%3Dcart`);
    const link = screen.getByRole('link', { name: 'route one' });
    const { searchParams } = new URL(link.getAttribute('href')!, 'http://host');
    expect(searchParams.getAll('where')).toEqual(['service=cart', 'route=route one']);
    expect(searchParams.get('tab')).toBeNull();
    expect(screen.getByRole('link', { name: '(none)' })).toBeInTheDocument();
  });

  it('of calls are those of all spans', async () => {
    await open(`${PATHS.traces}?tab=groups&by=span.db.operation`);
    expect(traces.series).toHaveBeenCalledWith(
      expect.objectContaining({ spans: 'all', by: ['span.db.operation'] }),
      expect.anything(),
      'whole',
      expect.anything()
    );
  });

  it('of a data source that does not count are of a sample, and say of how many and why', async () => {
    const failure = { kind: 'failed' as const, message: 'Tempo has no TraceQL metrics', advice: 'Get some' };
    const span = { attributes: {}, resource: {}, status: 'error', duration: 10, service: 'cart', name: 'GET /' };
    Object.assign(traces, {
      series: () => Promise.reject(new NotCountedError(failure)),
      sample: async () => ({ spans: [span], isCut: false, sent: [] }),
    });
    await open(`${PATHS.traces}?tab=groups`);
    expect(
      screen.getByText('1 value · from 1 request found: Tempo has no TraceQL metrics. Get some')
    ).toBeInTheDocument();
    expect(cells().slice(1)).toEqual([['100%', '100%', '–']]);
  });

  it('say why there are none', async () => {
    traces.series = () => Promise.reject(new TelemetryError({ kind: 'failed', message: 'Too slow', advice: 'Wait' }));
    await open(`${PATHS.traces}?tab=groups`);
    expect(screen.getByText('Too slow')).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });
});
