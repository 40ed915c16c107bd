import React from 'react';
import { render, screen, waitFor, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { TelemetryError } from '../../datasources/failure';
import { type Identities } from '../../datasources/client/identities';
import { type TelemetryClient } from '../../datasources/client/telemetryClient';
import { fakeClient } from '../../datasources/testing/fakeClient';
import { type LogLinesAnswer, type LogSource } from '../../telemetry/questions/logs';
import { type FoundTrace, type Span, type Trace, type TraceSource } from '../../telemetry/questions/traces';
import { plainLine, plainSpan } from '../../telemetry/testing/plain';
import { withClient } from '../../ui/testing/withClient';
import { RequestStory, type RequestStoryProps } from './RequestStory';

const ID = '0af7651916cd43dd8448eb211c80319c';
const START = Date.UTC(2026, 10, 18, 14, 32, 7, 123);

const span = (id: number, more: Partial<Span>) =>
  plainSpan({
    traceId: ID,
    spanId: id.toString(16).padStart(16, '0'),
    service: 'shop-api',
    name: 'POST /checkout',
    start: START,
    duration: 690,
    ...more,
  });

const charge = { parentSpanId: '1'.padStart(16, '0'), name: 'POST /charge', service: 'payments' };
const spans = [
  span(1, {
    status: 'error',
    attributes: { 'http.request.method': 'POST', 'http.route': '/checkout', 'http.response.status_code': 500 },
  }),
  span(2, { ...charge, start: START + 100, duration: 540 }),
];
const traceOf = (some: Span[]): Trace => ({ traceId: ID, spans: some, sent: [] });
const forbidden = new TelemetryError({ kind: 'forbidden', message: 'You may not query Loki', advice: 'Ask an admin' });

const trace = jest.fn<Promise<Trace | undefined>, Parameters<TraceSource['trace']>>();
const linkingSpans = jest.fn<ReturnType<TraceSource['linkingSpans']>, Parameters<TraceSource['linkingSpans']>>();
const search = jest.fn<ReturnType<TraceSource['search']>, Parameters<TraceSource['search']>>();
const lines = jest.fn<Promise<LogLinesAnswer>, Parameters<LogSource['lines']>>();
const inTraces = jest.fn<ReturnType<Identities['inTraces']>, Parameters<Identities['inTraces']>>();
let client: TelemetryClient;

const answerOf = (messages: string[], more: Partial<LogLinesAnswer> = {}): LogLinesAnswer => ({
  lines: messages.map((body, i) =>
    plainLine({ time: START + 10 + i, body, reading: { service: 'shop-api', traceId: ID } })
  ),
  isCut: false,
  sent: [],
  ...more,
});

beforeAll(() => {
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => 480 },
    clientWidth: { configurable: true, get: () => 1000 },
    offsetHeight: { configurable: true, get: () => 480 },
    offsetWidth: { configurable: true, get: () => 1000 },
    scrollTo: { configurable: true, value: () => undefined },
  });
});

beforeEach(() => {
  jest.resetAllMocks();
  trace.mockResolvedValue(traceOf(spans));
  lines.mockResolvedValue(answerOf(['cart has 3 items', 'card declined']));
  search.mockResolvedValue({ traces: [], isCut: false, sent: [] });
  client = fakeClient({
    traces: { open: async () => ({ trace, search, linkingSpans }) as Partial<TraceSource> as TraceSource },
    logs: { open: async () => ({ lines }) as Partial<LogSource> as LogSource },
    identities: { inTraces },
  });
});

const context = { metrics: '', logs: '', traces: '', environments: [] };
const range = { from: START - 3_600_000, to: START + 3_600_000 };

function show(props: Partial<RequestStoryProps> = {}) {
  return render(
    <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <RequestStory traceId={ID} range={range} context={context} showAround={false} timeZone="utc" {...props} />
    </MemoryRouter>,
    { wrapper: withClient(client) }
  );
}

const told = () => screen.findByTestId('request-story');
const labels = () => [...document.querySelectorAll('[data-entry]')].map((row) => row.getAttribute('aria-label') ?? '');

it('says what request it was, how long it took, how it went and when', async () => {
  show();
  const story = within(await told());
  expect(story.getByRole('heading', { name: 'POST /checkout · 500 · 690 ms', level: 2 })).toBeInTheDocument();
  for (const text of ['690 ms', '500', '2026-11-18 14:32:07.123', `trace ${ID}`]) {
    expect(story.getAllByText(text).length).toBeGreaterThan(0);
  }
});

it('leaves its title to the page around it, if there is one', async () => {
  const onTitle = jest.fn();
  show({ onTitle });
  const story = within(await told());
  expect(onTitle.mock.calls).toEqual([['POST /checkout · 500 · 690 ms']]);
  expect(story.queryByRole('heading', { name: /^POST \/checkout ·/ })).not.toBeInTheDocument();
});

it('says in a sentence what it comes down to', async () => {
  show();
  await told();
  expect(screen.getByTestId('story-verdict')).toHaveTextContent(
    'First error: shop-api POST /checkout, 500. 78% of the time: payments POST /charge.'
  );
});

it('says how many spans are orphans', async () => {
  trace.mockResolvedValue(traceOf([...spans, span(3, { ...charge, parentSpanId: '9'.padStart(16, '0') })]));
  show();
  await told();
  expect(screen.getByTestId('story-notices')).toHaveTextContent('1 orphan span: the parent span is not in the trace');
});

it('looks for lines of this trace, from a quarter of an hour before it to as long after', async () => {
  show();
  await waitFor(() => expect(labels().join()).toContain('cart has 3 items'));
  expect(lines).toHaveBeenCalledTimes(1);
  const [question, window] = lines.mock.calls[0] ?? [];
  expect(question?.where).toEqual([{ field: 'traceId', op: 'in', values: [ID] }]);
  expect(window).toEqual({ from: START - 900_000, to: START + 690 + 900_000 });
});

it('asks for trace and lines at once, and once each, where a link says when it was', async () => {
  show({ near: START + 500, traceId: ID.toUpperCase() });
  await waitFor(() => expect(labels().join()).toContain('card declined'));
  expect(trace.mock.calls.map(([id, near]) => [id, near !== undefined])).toEqual([[ID, true]]);
  expect(lines).toHaveBeenCalledTimes(1);
});

it('places lines whose service has another name in logs by the name that it has in traces', async () => {
  const from = (service: string) => (message: string) => {
    const [one] = answerOf([message]).lines;
    return { ...one!, time: START + 300, reading: { ...one!.reading, service } };
  };
  lines.mockResolvedValue(
    answerOf([], { lines: [from('payments-7f9c')('card declined'), from('decoy')('cache is cold')] })
  );
  inTraces.mockResolvedValue(new Map([['payments-7f9c', 'payments']]));
  show();
  await told();
  const levelOf = (text: string) =>
    document.querySelector(`[data-entry][aria-label*="${text}"]`)?.getAttribute('aria-level');
  await waitFor(() => expect(levelOf('card declined')).toBe('3'));
  expect(levelOf('cache is cold')).toBe('2');
  expect(inTraces).toHaveBeenCalledTimes(1);
  expect(inTraces.mock.calls[0]?.[1]).toEqual(['decoy', 'payments-7f9c']);
});

it('says that the request stands for others where its sampler wrote how many', async () => {
  trace.mockResolvedValue(traceOf(spans.map((one) => ({ ...one, traceState: 'ot=th:e6666666666666' }))));
  show();
  await told();
  expect(
    screen.getByText('Sampled: represents ~10 requests (10.0% kept, from th in the trace state)')
  ).toBeInTheDocument();
});

it('does not ask for names where every line is placed without', async () => {
  show();
  await waitFor(() => expect(labels().join()).toContain('card declined'));
  expect(inTraces).not.toHaveBeenCalled();
});

it('leads to all of its lines, and to its route', async () => {
  const links = {
    logsOfTrace: (id: string, { from, to }: { from: number; to: number }) => `/logs?${id} ${to - from}`,
    route: ({ service, route }: { service: string; route: string }) => `/route?${service} ${route}`,
  };
  show({ links });
  const story = within(await told());
  expect(story.getAllByRole('link', { name: 'Logs' })[0]).toHaveAttribute('href', `/logs?${ID} 690`);
  expect(story.getAllByRole('link', { name: 'Route metrics' })[0]).toHaveAttribute('href', '/route?shop-api /checkout');
});

it('tells the story without lines where these may not be read, and says so in their place', async () => {
  lines.mockRejectedValue(forbidden);
  show();
  await told();
  expect(await screen.findByText(/No logs: You may not query Loki. Ask an admin/)).toBeInTheDocument();
  expect(labels()).toHaveLength(2);
});

it('tells the story while lines are slow', async () => {
  lines.mockReturnValue(new Promise(() => undefined));
  show();
  await told();
  expect(screen.getByText('Loading logs…')).toBeInTheDocument();
});

it('says that lines were cut', async () => {
  lines.mockResolvedValue(answerOf(['one'], { isCut: true }));
  show();
  expect(await screen.findByText('Only the first log line is shown')).toBeInTheDocument();
});

it('shows the lines where traces cannot be asked for, and why', async () => {
  trace.mockRejectedValue(
    new TelemetryError({ kind: 'failed', message: 'Tempo cannot be reached', advice: 'Check it' })
  );
  show();
  expect(await screen.findByTestId('absence-failed')).toHaveTextContent('Tempo cannot be reached');
  expect(await screen.findByText('Logs for this trace (2)')).toBeInTheDocument();
});

it('ranks why a trace is not found, from what its lines say, and shows these', async () => {
  trace.mockResolvedValue(undefined);
  const { lines: found } = answerOf(['cart has 3 items']);
  lines.mockResolvedValue(answerOf([], { lines: found.map((one) => ({ ...one, metadata: { trace_flags: '00' } })) }));
  show();
  const box = within(await screen.findByTestId('story-not-found'));
  await waitFor(() => expect(box.getAllByRole('listitem')[0]).toHaveTextContent(/^Likely: It was not sampled/));
  expect(await screen.findByText('Logs for this trace (1)')).toBeInTheDocument();
});

it('says that an address holds no trace id, and asks nobody', async () => {
  show({ traceId: 'order-4711' });
  expect(await screen.findByText(/“order-4711” is not a trace ID/)).toBeInTheDocument();
  expect(trace).not.toHaveBeenCalled();
  expect(lines).not.toHaveBeenCalled();
});

it('compares with what is typical: others of its kind that did not fail, not itself', async () => {
  const other = 'b'.repeat(32);
  search.mockResolvedValue({
    traces: [ID, other].map((traceId) => ({ traceId }) as FoundTrace),
    isCut: false,
    sent: [],
  });
  const usual = [span(1, { duration: 200 }), span(2, { ...charge, start: START + 100, duration: 50 })];
  trace.mockImplementation(async (id) => traceOf(id === ID ? spans : usual));
  show({ compare: 'typical' });
  expect(await screen.findAllByText('▲ +490 ms')).not.toHaveLength(0);
  expect(trace.mock.calls.map(([id]) => id)).toEqual([ID, other]);
  expect(search.mock.calls[0]?.[0].where).toContainEqual({ field: 'error', op: 'is', value: false });
});

it('says that there is nothing to compare with', async () => {
  show({ compare: 'typical' });
  expect(await screen.findByText('No similar request in the surrounding hour')).toBeInTheDocument();
});

describe('of a request that sends messages', () => {
  const sent = span(3, {
    parentSpanId: '1'.padStart(16, '0'),
    kind: 'producer',
    name: 'send orders',
    duration: 2,
  });
  const processed = plainSpan({
    ...{ traceId: 'd'.repeat(32), spanId: 'e'.repeat(16), service: 'fulfilment', kind: 'consumer' },
    ...{ name: 'process orders', start: START + 4000, duration: 400, status: 'error' },
  });
  const links = { story: (id: string, of: string) => `/story/${id}?${of}` };
  const linked = async () => within(await screen.findByTestId('linking-traces'));

  beforeEach(() => trace.mockResolvedValue(traceOf([...spans, sent])));

  it('leads to the traces that are linked to it, and says how they went', async () => {
    linkingSpans.mockResolvedValue({ spans: [processed], isCut: false });
    show({ links });
    const [item, ...others] = await (await linked()).findAllByRole('listitem');
    expect(others).toEqual([]);
    expect(item).toHaveTextContent('fulfilment: process orders 4.00 s later, took 400 ms failed');
    expect((await linked()).getByRole('link')).toHaveAttribute('href', `/story/${'d'.repeat(32)}?${'e'.repeat(16)}`);
    const [[id, window]] = linkingSpans.mock.calls as [[string, { from: number; to: number }]];
    expect([id, window.from, window.to]).toEqual([ID, START, START + 690 + 3_600_000]);
  });

  it.each<[string, Awaited<ReturnType<TraceSource['linkingSpans']>>, RegExp]>([
    ['nobody is linked', { spans: [], isCut: false }, /^No trace of the following hour is linked/],
    ['Tempo cannot tell', undefined, /^This version of Tempo cannot search for links/],
    ['there may be more', { spans: [processed], isCut: true }, /^Only some are shown/],
  ])('says where %s', async (_, answer, text) => {
    linkingSpans.mockResolvedValue(answer);
    show();
    expect(await (await linked()).findByText(text)).toBeVisible();
  });

  it('loses with the search for links only that', async () => {
    linkingSpans.mockRejectedValue(forbidden);
    show();
    expect(await (await linked()).findByText('You may not query Loki')).toBeVisible();
    expect(screen.getByTestId('request-story')).toBeVisible();
  });
});

it('does not look for links to a request that sends no messages', async () => {
  show();
  await told();
  expect(linkingSpans).not.toHaveBeenCalled();
});
