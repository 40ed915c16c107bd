import fc from 'fast-check';
import { ERROR_STATUSES } from '../../analysis/errors/statuses';
import { type LineFilter, LOG_FIELDS, type LogCondition, type LogField } from '../../telemetry/questions/logs';
import { SPAN_FIELDS, type SpanCondition, type SpanField } from '../../telemetry/questions/traces';
import { normalizeTraceId } from '../../telemetry/traceId';
import { type AppLocation, appLocationUrl, readAppLocation } from '../appLocation';
import { BASE_URL } from '../routes';
import { ALERT_STATES } from '../../telemetry/questions/alerts';
import { type AlertPageState, type AlertsState, alertsUrl, alertUrl } from './alerts';
import { CHANGES_BASELINES, type ChangesState, changesUrl } from './changes';
import { type ErrorsState, logErrorsUrl, serviceErrorsUrl } from './errors';
import { type HealthState, healthUrl } from './health';
import { DEDUPLICATIONS, DEFAULT_LINE_VIEW, type LineView } from './lineView';
import { LOG_TABS, type LogsState, logsUrl } from './logs';
import { type ContainerState, containerUrl, type HostState, hostUrl, infrastructureUrl } from './infrastructure';
import { stackUrl } from './stack';
import { objectivesUrl, type ObjectiveState, objectiveUrl } from './objectives';
import { type PageUrl } from './pageUrl';
import { type RouteState, routeUrl } from './route';
import { SERVICE_TABS, type ServiceState, serviceUrl } from './service';
import { type SetupState, setupUrl } from './setup';
import { type TableState } from './table';
import { type TraceState, traceUrl } from './trace';
import { TRACE_SORTS, TRACES_TABS, type TracesState, tracesUrl } from './traces';

/** As the address bar would give it back. */
function reread(location: AppLocation): AppLocation {
  const { pathname, search } = new URL(appLocationUrl(location), 'http://grafana.test');
  return readAppLocation({ pathname, search });
}

/** Any text that a URL can carry: all of Unicode but halves of surrogate pairs, which it cannot. */
const name = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom('a/b', 'a&b=c', '100%', '+', ' ', '#', '?', '${x}', 'true', '0', '/users/{id}', 'größe', '__proto__')
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const values = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 });
const op = fc.constantFrom('in' as const, 'notIn' as const);
const prefixed = (kinds: string[]) => fc.tuple(fc.constantFrom(...kinds), name).map(([kind, text]) => `${kind}${text}`);
const logField = fc.oneof(
  fc.constantFrom(...LOG_FIELDS),
  prefixed(['label:', 'metadata:', 'field:'])
) as fc.Arbitrary<LogField>;
const spanField = fc.oneof(
  fc.constantFrom(...SPAN_FIELDS),
  prefixed(['span.', 'resource.'])
) as fc.Arbitrary<SpanField>;
const seconds = maybe(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }));
const count = fc.integer({ min: 0, max: 999_999 });

const table = fc.record<TableState>({
  order: maybe(fc.record({ by: fc.stringMatching(/^[a-z][a-zA-Z0-9]*$/), isReverse: fc.boolean() })),
  filter: fc.string({ unit: 'binary' }),
});

const errors = fc.record<ErrorsState>({ status: maybe(fc.constantFrom(...ERROR_STATUSES)) });

const logs = fc.record<LogsState>({
  where: fc.array(fc.record<LogCondition>({ field: logField, op, values })),
  lines: fc.array(
    fc.record<LineFilter>({
      text: name,
      kind: fc.constantFrom('text', 'regexp'),
      caseSensitive: fc.boolean(),
      op: fc.constantFrom('include', 'exclude'),
    })
  ),
  tab: fc.constantFrom(...LOG_TABS),
  line: maybe(name),
  order: fc.constantFrom('newest', 'oldest'),
  view: fc.record<LineView>({
    wrap: fc.boolean(),
    time: fc.constantFrom('local', 'utc', 'none'),
    isPrecise: fc.boolean(),
    deduplication: fc.constantFrom(...DEDUPLICATIONS),
    content: fc.constantFrom('message', 'line', 'json'),
    showsAnsi: fc.boolean(),
  }),
  columns: fc.uniqueArray(logField),
  hasFacets: maybe(fc.boolean()),
});

const spanCondition: fc.Arbitrary<SpanCondition> = fc.oneof(
  fc.record({ field: spanField, op, values }),
  fc.record({
    field: fc.constant('duration' as const),
    op: fc.constant('between' as const),
    from: seconds,
    to: seconds,
  }),
  fc.record({ field: fc.constant('error' as const), op: fc.constant('is' as const), value: fc.boolean() })
);

const traces = fc.record<TracesState>({
  where: fc.array(spanCondition),
  selected: maybe(
    fc
      .tuple(fc.integer(), fc.integer({ min: 1 }), seconds, seconds)
      .map(([from, length, shortest, longest]) => ({ from, to: from + length, shortest, longest }))
  ),
  tab: fc.constantFrom(...TRACES_TABS),
  sort: maybe(fc.record({ by: fc.constantFrom(...TRACE_SORTS), isReverse: fc.boolean() })),
});

const id = fc.stringMatching(/^[0-9a-f]{1,16}$/);
const selectedSpan = fc.oneof(
  fc.record({ span: id, nth: maybe(count.filter((nth) => nth > 0)), event: maybe(count) }),
  fc.record({ event: maybe(count) })
);
const trace: fc.Arbitrary<TraceState> = fc
  .tuple(
    fc.record({
      traceId: fc.oneof(id, name).map((text) => normalizeTraceId(text) ?? text),
      near: maybe(fc.integer()),
      line: maybe(name),
      compare: maybe(fc.oneof(id, fc.constant('typical'))),
    }),
    selectedSpan
  )
  .map(([rest, selected]) => ({ ...rest, ...selected }));

const uid = fc.string({ unit: 'binary' });
const timeSpan = fc.tuple(fc.integer(), fc.integer({ min: 1 })).map(([from, length]) => ({ from, to: from + length }));
const environment = name.filter((text) => text !== '$__all');

/** A page's codec with the states that the page can have, as the tests need it whatever its state is. */
interface Case {
  codec: PageUrl<object>;
  states: fc.Arbitrary<object>;
}

function page<State extends object, Named extends keyof State>(
  codec: PageUrl<State, Named>,
  states: fc.Arbitrary<State>
): Case {
  return { codec: codec as unknown as PageUrl<object>, states };
}

const PAGES: Record<string, Case> = {
  health: page(
    healthUrl,
    fc.tuple(table, fc.boolean()).map(([state, isByEnvironment]): HealthState => ({ ...state, isByEnvironment }))
  ),
  service: page(
    serviceUrl,
    fc
      .tuple(fc.record({ service: name, tab: fc.constantFrom(...SERVICE_TABS) }), table)
      .map(([selection, shown]): ServiceState => ({ ...selection, ...shown }))
  ),
  route: page(routeUrl, fc.record<RouteState>({ service: name, route: name })),
  logs: page(logsUrl, logs),
  'errors of logs': page(logErrorsUrl, errors),
  'errors of a service': page(serviceErrorsUrl, errors),
  traces: page(tracesUrl, traces),
  trace: page(traceUrl, trace),
  alerts: page(
    alertsUrl,
    fc
      .tuple(
        fc.record({
          states: fc.subarray([...ALERT_STATES]),
          severities: fc.uniqueArray(name),
          services: fc.uniqueArray(name),
          readsAll: fc.boolean(),
        }),
        table
      )
      .map(([chosen, shown]): AlertsState => ({ ...chosen, ...shown }))
  ),
  alert: page(
    alertUrl,
    fc.record<AlertPageState>({
      alert: name,
      service: uid,
      severity: uid,
      rule: uid,
      source: uid,
      group: uid,
      folder: uid,
      definition: uid,
    })
  ),
  changes: page(
    changesUrl,
    fc.record<ChangesState>({
      service: uid,
      baseline: fc.constantFrom(...CHANGES_BASELINES),
      before: maybe(timeSpan),
      during: maybe(timeSpan),
      filter: uid,
    })
  ),
  objectives: page(objectivesUrl, table),
  infrastructure: page(infrastructureUrl, table),
  host: page(hostUrl, fc.record<HostState>({ host: name })),
  container: page(containerUrl, fc.record<ContainerState>({ container: name })),
  stack: page(stackUrl, table),
  objective: page(objectiveUrl, fc.record<ObjectiveState>({ objective: name })),
  setup: page(
    setupUrl,
    fc.record<SetupState>({ metrics: uid, logs: uid, traces: uid, environments: fc.array(environment) })
  ),
};

describe.each(Object.entries(PAGES))('the URL of %s', (_, { codec, states }) => {
  it('gives back any state', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(codec.read(reread(codec.write(state)))).toEqual(state);
      })
    );
  });

  it('has a state whatever it says, which it keeps from then on', () => {
    const junk = fc.array(fc.tuple(fc.constantFrom(...codec.keys), fc.string({ unit: 'binary' })));
    fc.assert(
      fc.property(states, junk, (state, params) => {
        const { path } = codec.write(state);
        const read = codec.read(reread({ path, params }));
        expect(codec.read(reread(codec.write(read)))).toEqual(read);
      })
    );
  });

  it('names what differs from the defaults, in parameters of its own', () => {
    const none = codec.read({ path: '', params: [] });
    expect(codec.write(none).params).toEqual([]);
    fc.assert(
      fc.property(states, (state) => {
        expect(codec.write(state).params.filter(([key, value]) => !codec.keys.includes(key) || value === '')).toEqual(
          []
        );
      })
    );
  });
});

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const isIn = (field: string, ...all: string[]) => ({ field, op: 'in', values: all });

/** URLs as they stand in bookmarks, notifications and dashboards: a contract, so none is ever changed here. */
describe('a URL of old reads as it was meant', () => {
  const read = (codec: PageUrl<never>, url: string): object => {
    const { pathname, search } = new URL(`${BASE_URL}${url}`, 'http://grafana.test');
    return codec.read(readAppLocation({ pathname, search }));
  };
  const tests = <State extends object, Named extends keyof State>(
    title: string,
    codec: PageUrl<State, Named>,
    cases: Array<[url: string, state: object]>
  ) =>
    it.each(cases)(`${title}: %s`, (url, state) => {
      expect(read(codec as unknown as PageUrl<never>, url)).toEqual(state);
    });

  const unsorted = { order: undefined, filter: '' };
  const ofServices = { ...unsorted, isByEnvironment: false };
  tests('health', healthUrl, [
    ['/health', ofServices],
    ['/health?from=now-1h&to=now', ofServices],
    ['/health?sort=rate&filter=pay', { ...ofServices, order: { by: 'rate', isReverse: false }, filter: 'pay' }],
    ['/health?sort=-p95', { ...ofServices, order: { by: 'p95', isReverse: true } }],
    ['/health?sort=-', ofServices],
    ['/health?rows=environment', { ...ofServices, isByEnvironment: true }],
    ['/health?rows=instance', ofServices],
  ]);

  const overview = { service: 'payments', tab: 'overview', ...unsorted };
  tests('service', serviceUrl, [
    ['/health/service?service=payments', overview],
    ['/health/service/?service=payments&from=now-3h&to=now', overview],
    ['/health/service?service=payments&tab=overview', overview],
    ['/health/service?service=payments&tab=no+such+tab', overview],
    ['/health/service?service=payments&tab=toString', overview],
    ['/health/service?service=payments&tab=', overview],
    ...SERVICE_TABS.map((tab): [string, object] => [
      `/health/service?service=payments&tab=${tab}`,
      { ...overview, tab },
    ]),
    [
      '/health/service?service=a%26b%3Dc&tab=routes&sort=errors&filter=charge',
      { service: 'a&b=c', tab: 'routes', order: { by: 'errors', isReverse: false }, filter: 'charge' },
    ],
    ['/health/service', { ...overview, service: '' }],
  ]);

  tests('route', routeUrl, [
    ['/health/route?service=payments&route=%2Fcharge%2F%7Bid%7D', { service: 'payments', route: '/charge/{id}' }],
    ['/health/route?service=payments', { service: 'payments', route: '' }],
    ['/health/route', { service: '', route: '' }],
  ]);

  tests('infrastructure', infrastructureUrl, [
    ['/infrastructure', unsorted],
    ['/infrastructure?sort=-cpu&filter=web', { order: { by: 'cpu', isReverse: true }, filter: 'web' }],
  ]);
  tests('host', hostUrl, [['/infrastructure/host?host=eu%2Fweb-1', { host: 'eu/web-1' }]]);
  tests('container', containerUrl, [['/infrastructure/container?container=a%2Fb%2Fc', { container: 'a/b/c' }]]);

  const everything = { service: '', baseline: 'previous', before: undefined, during: undefined, filter: '' };
  tests('changes', changesUrl, [
    ['/changes', everything],
    ['/changes?from=now-1h&to=now&service=payments', { ...everything, service: 'payments' }],
    ['/changes?baseline=last-week&filter=cart', { ...everything, baseline: 'last-week', filter: 'cart' }],
    ['/changes?baseline=next-week', everything],
    [
      '/changes?before=1000,2000&during=3000,4000.4',
      { ...everything, before: { from: 1000, to: 2000 }, during: { from: 3000, to: 4000 } },
    ],
    ['/changes?before=2000,1000&during=now', everything],
  ]);

  const lines = {
    where: [],
    lines: [],
    tab: 'lines',
    line: undefined,
    order: 'newest',
    view: DEFAULT_LINE_VIEW,
    columns: [],
    hasFacets: undefined,
  };
  tests('logs', logsUrl, [
    ['/logs', lines],
    ['/logs?where=label%3Aapp%3Dshop&var-logs=l', { ...lines, where: [isIn('label:app', 'shop')] }],
    [
      '/logs?where=service%3Da%7Cb%5C%7Cc&tab=errors',
      { ...lines, where: [isIn('service', 'a', 'b|c')], tab: 'errors' },
    ],
    ['/logs?where=label%3Aa%253Db!%3Dx', { ...lines, where: [{ field: 'label:a=b', op: 'notIn', values: ['x'] }] }],
    [
      '/logs?text=-t%3Ahealthz&text=%2BR%3Afail.*',
      {
        ...lines,
        lines: [
          { text: 'healthz', kind: 'text', caseSensitive: false, op: 'exclude' },
          { text: 'fail.*', kind: 'regexp', caseSensitive: true, op: 'include' },
        ],
      },
    ],
    ['/logs?tab=patterns&order=oldest&facets=off', { ...lines, tab: 'patterns', order: 'oldest', hasFacets: false }],
    ['/logs?facets=on&line=1.2', { ...lines, hasFacets: true, line: '1.2' }],
    [
      '/logs?show=wrap,utc,same-numbers,json&column=service&column=service&column=nonsense',
      {
        ...lines,
        view: { ...DEFAULT_LINE_VIEW, wrap: true, time: 'utc', deduplication: 'numbers', content: 'json' },
        columns: ['service'],
      },
    ],
    ...['where=', 'where=nonsense%3Dx', 'text=t:x', 'text=%2Bt:', 'text=%2Bq:x'].map((search): [string, object] => [
      `/logs?${search}`,
      lines,
    ]),
  ]);

  const all = { where: [], selected: undefined, tab: 'traces', by: undefined, sort: undefined };
  tests('traces', tracesUrl, [
    ['/traces', all],
    [
      '/traces?where=service%3Dcart&selected=1,2,0.1,&tab=map&from=now-1h&other=x',
      { ...all, where: [isIn('service', 'cart')], selected: { from: 1, to: 2, shortest: 0.1 }, tab: 'map' },
    ],
    [
      '/traces?where=duration%3D0.25..&where=error%3Dtrue&where=duration%3D..1e-7',
      {
        ...all,
        where: [
          { field: 'duration', op: 'between', from: 0.25 },
          { field: 'error', op: 'is', value: true },
          { field: 'duration', op: 'between', to: 1e-7 },
        ],
      },
    ],
    ['/traces?tab=groups&by=span.shop.region', { ...all, tab: 'groups', by: 'span.shop.region' }],
    ['/traces?tab=groups&by=nonsense', { ...all, tab: 'groups' }],
    ...TRACE_SORTS.flatMap((by): Array<[string, object]> => [
      [`/traces?sort=${by}`, { ...all, sort: { by, isReverse: false } }],
      [`/traces?sort=-${by}`, { ...all, sort: { by, isReverse: true } }],
    ]),
    ...['sort=', 'sort=-', 'sort=toString', 'sort=--spans', 'sort=Spans', 'tab=nonsense'].map(
      (search): [string, object] => [`/traces?${search}`, all]
    ),
    ...['where=bogus%3D1', 'selected=1', 'selected=5,2', 'selected=a,b'].map((search): [string, object] => [
      `/traces?${search}`,
      all,
    ]),
  ]);

  tests('trace', traceUrl, [
    [`/traces/${TRACE_ID}`, { traceId: TRACE_ID }],
    [`/traces/${TRACE_ID.toUpperCase()}/`, { traceId: TRACE_ID }],
    ['/traces/af7651916cd43dd8448eb211c80319c?near=5', { traceId: TRACE_ID, near: 5 }],
    [`/traces/${TRACE_ID}?near=1768476600000.5`, { traceId: TRACE_ID, near: 1768476600001 }],
    ['/traces/not%20one?compare=typical', { traceId: 'not one', compare: 'typical' }],
    ['/traces/%E0%A4%A', { traceId: '%E0%A4%A' }],
    [
      `/traces/${TRACE_ID}?span=b7ad6b7169203331.1&event=0`,
      { traceId: TRACE_ID, span: 'b7ad6b7169203331', nth: 1, event: 0 },
    ],
    ...['-1', '1.5', 'x', '', '1e3'].map((event): [string, object] => [
      `/traces/${TRACE_ID}?span=b7&event=${event}`,
      { traceId: TRACE_ID, span: 'b7' },
    ]),
    [`/traces/${TRACE_ID}?line=a+line.1`, { traceId: TRACE_ID, line: 'a line.1' }],
    ['/traces', { traceId: '' }],
    ['/traces/', { traceId: '' }],
    ['/health', { traceId: '' }],
  ]);

  const anyAlert = {
    alert: '',
    service: '',
    severity: '',
    rule: '',
    source: '',
    group: '',
    folder: '',
    definition: '',
  };
  tests('alert', alertUrl, [
    ['/alerts/alert?alert=NoOrders&service=cart', { ...anyAlert, alert: 'NoOrders', service: 'cart' }],
    [
      '/alerts/alert?alert=NoOrders&severity=critical&rule=u&source=grafana&group=shop',
      { ...anyAlert, alert: 'NoOrders', severity: 'critical', rule: 'u', source: 'grafana', group: 'shop' },
    ],
    ['/alerts/alert', anyAlert],
  ]);

  tests('objective', objectiveUrl, [
    ['/objectives/objective?objective=checkout%3Aavailability%3A30d', { objective: 'checkout:availability:30d' }],
    ['/objectives/objective', { objective: '' }],
  ]);

  const everybody = { metrics: '', logs: '', traces: '', environments: [] };
  tests('setup', setupUrl, [
    ['/setup', everybody],
    [
      '/setup?var-metrics=prom&var-logs=l&var-environment=prod&var-environment=test',
      { ...everybody, metrics: 'prom', logs: 'l', environments: ['prod', 'test'] },
    ],
    ['/setup?var-environment=$__all', everybody],
  ]);
});

it('a link says only what it is given', () => {
  expect(logsUrl.write({ where: [{ field: 'service', op: 'in', values: ['a'] }], line: 'x' }).params).toEqual([
    ['where', 'service=a'],
    ['line', 'x'],
  ]);
  expect(serviceUrl.write({ service: 'a', tab: 'overview' })).toEqual(serviceUrl.write({ service: 'a' }));
});
