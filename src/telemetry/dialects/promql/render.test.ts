/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DataFrame, FieldType } from '@grafana/data';
import { is, metricQuestion, type MetricQuestion, type Stat } from '../../questions/metric';
import { promqlErrors, withMacros } from '../../testing/promqlText';
import { detectScraped, scrape, type Scraped, together } from '../../exposition/scraped';
import { type Field } from '../../vocabulary';
import { renderProbeQuery } from './detection';
import { planDetection } from '../../conventions/detect';
import { readAnswer } from './read';
import { renderMetricQuestion } from './render';
import { type RenderContext, type Rendered } from './rendered';
import { type NotSupported } from '../../questions/notSupported';

type Asked = Parameters<typeof metricQuestion>[0];

const CONTEXT: RenderContext = { rangeSeconds: 3600 };

function render(scraped: Scraped, asked: Asked, context = CONTEXT): Rendered | NotSupported {
  return renderMetricQuestion(metricQuestion(asked), detectScraped(scraped), context);
}

/** The one text that a question becomes. */
function text(scraped: Scraped, asked: Asked, context = CONTEXT): string {
  const rendered = render(scraped, asked, context);
  if ('notSupported' in rendered) {
    throw new Error(rendered.notSupported);
  }
  expect(rendered.queries).toHaveLength(1);
  const expr = rendered.queries[0]?.expr ?? '';
  expect(promqlErrors(withMacros(expr))).toEqual([]);
  return expr;
}

function reason(scraped: Scraped, asked: Asked): string {
  const rendered = render(scraped, asked);
  return 'notSupported' in rendered ? rendered.notSupported : `answered by ${rendered.queries[0]?.expr ?? ''}`;
}

function notices(scraped: Scraped, asked: Asked): string[] {
  const rendered = render(scraped, asked);
  return 'notSupported' in rendered ? [] : rendered.notices;
}

/** Lines of a metrics page: a counter, and a classic histogram or a summary. */
const counter = (name: string, ...labels: string[]) =>
  labels.map((one, index) => `${name}{${one}} ${100 - index}`).join('\n') + '\n';
const histogram = (name: string, ...labels: string[]) =>
  labels
    .map((one) => {
      const separator = one === '' ? '' : ',';
      const braces = one === '' ? '' : `{${one}}`;
      return `${name}_bucket{${one}${separator}le="0.1"} 5\n${name}_bucket{${one}${separator}le="+Inf"} 9\n${name}_sum${braces} 1\n${name}_count${braces} 9\n`;
    })
    .join('');
const summary = (name: string, labels: string) => `${name}_sum{${labels}} 1\n${name}_count{${labels}} 9\n`;

const shop = scrape(
  counter(
    'http_requests_total',
    'method="GET",path="/",status="200"',
    'method="GET",path="/",status="404"',
    'method="POST",path="/cart",status="500"'
  ) + histogram('http_request_duration_seconds', 'method="GET",path="/"'),
  'shop'
);
const flask = scrape(
  counter('http_requests_total', 'method="GET",endpoint="/"') +
    histogram('http_request_latency_seconds', 'endpoint="/"'),
  'flask'
);
const fastapi = scrape(
  counter('fastapi_requests_total', 'method="GET",path="/",status="200"') +
    histogram('fastapi_request_duration_seconds', 'method="GET",path="/"'),
  'api'
);
const otel = scrape(
  histogram(
    'http_server_request_duration_seconds',
    'http_request_method="GET",http_route="/",http_response_status_code="200"'
  ),
  'otel'
);
const dots = scrape(
  [
    '{"http.server.request.duration_bucket","http.route"="/","http.response.status_code"="200",le="0.1"} 5',
    '{"http.server.request.duration_bucket","http.route"="/","http.response.status_code"="200",le="+Inf"} 9',
    '{"http.server.request.duration_sum","http.route"="/","http.response.status_code"="200"} 1',
    '{"http.server.request.duration_count","http.route"="/","http.response.status_code"="200"} 9',
  ].join('\n'),
  'dots'
);
const legacy = scrape(
  histogram('http_server_duration_milliseconds', 'http_method="GET",http_target="/",http_status_code="200"'),
  'legacy'
);
const spring = scrape(
  summary('http_server_requests_seconds', 'application="spring",method="GET",uri="/",status="200",outcome="SUCCESS"'),
  'spring-job'
);
const native = scrape(
  [
    '# TYPE http_server_request_duration_seconds histogram',
    'http_server_request_duration_seconds_bucket{http_route="/",http_response_status_code="200",le="+Inf"} 9',
    'http_server_request_duration_seconds_sum{http_route="/",http_response_status_code="200"} 1',
    'http_server_request_duration_seconds_count{http_route="/",http_response_status_code="200"} 9',
  ].join('\n'),
  'native'
);
const spanLabels = (kind: string) =>
  `service="traced",span_name="GET /",span_kind="${kind}",status_code="STATUS_CODE_UNSET"`;
const traced = scrape(
  counter('traces_spanmetrics_calls_total', spanLabels('SPAN_KIND_INTERNAL'), spanLabels('SPAN_KIND_SERVER')) +
    histogram('traces_spanmetrics_latency', spanLabels('SPAN_KIND_INTERNAL'), spanLabels('SPAN_KIND_SERVER')),
  'tempo-generator'
);

const RATE: Asked = { measure: 'requests', stat: { kind: 'rate' } };
const COUNT: Asked = { measure: 'requests', stat: { kind: 'count' }, shape: 'total' };
const P95: Asked = { measure: 'duration', stat: { kind: 'quantile', q: 0.95 } };
const MEAN: Asked = { measure: 'duration', stat: { kind: 'mean' } };
const ERROR_RATE: Asked = { measure: 'errors', stat: { kind: 'rate' } };
const ERROR_RATIO: Asked = { measure: 'errors', stat: { kind: 'ratio' } };

describe('the rate of requests', () => {
  it.each([
    ['prom-client', shop, 'sum(rate(http_requests_total[$__rate_interval]))'],
    ['Flask', flask, 'sum(rate(http_requests_total[$__rate_interval]))'],
    ['FastAPI', fastapi, 'sum(rate(fastapi_requests_total[$__rate_interval]))'],
    ['OpenTelemetry', otel, 'sum(rate(http_server_request_duration_seconds_count[$__rate_interval]))'],
    ['OpenTelemetry with dots', dots, 'sum(rate({"http.server.request.duration_count"}[$__rate_interval]))'],
    ['OpenTelemetry before 1.21', legacy, 'sum(rate(http_server_duration_milliseconds_count[$__rate_interval]))'],
    ['Micrometer', spring, 'sum(rate(http_server_requests_seconds_count[$__rate_interval]))'],
    [
      'a native histogram',
      native,
      'histogram_count(sum(rate(http_server_request_duration_seconds[$__rate_interval])))',
    ],
    [
      'span metrics',
      traced,
      'sum(rate(traces_spanmetrics_calls_total{span_kind="SPAN_KIND_SERVER"}[$__rate_interval]))',
    ],
  ])('of %s', (_, scraped, expected) => {
    expect(text(scraped, RATE)).toBe(expected);
  });
});

describe('the 95th percentile of durations', () => {
  it.each([
    [
      'prom-client',
      shop,
      'histogram_quantile(0.95, sum by (path, le) (rate(http_request_duration_seconds_bucket{job="shop"}[$__rate_interval])))',
    ],
    [
      'OpenTelemetry with dots',
      dots,
      'histogram_quantile(0.95, sum by ("http.route", le) (rate({"http.server.request.duration_bucket", job="dots"}[$__rate_interval])))',
    ],
    [
      'OpenTelemetry before 1.21, in milliseconds',
      legacy,
      'histogram_quantile(0.95, sum by (http_target, le) (rate(http_server_duration_milliseconds_bucket{job="legacy"}[$__rate_interval]))) / 1000',
    ],
    [
      'a native histogram',
      native,
      'histogram_quantile(0.95, sum by (http_route) (rate(http_server_request_duration_seconds{job="native"}[$__rate_interval])))',
    ],
  ])('of the routes of one service, from %s', (_, scraped, expected) => {
    const [service = ''] = scraped.series.map(({ labels }) => labels.job ?? '');
    expect(text(scraped, { ...P95, by: ['route'], where: [is('service', service)] })).toBe(expected);
  });

  it('cannot come from a summary, but the mean can', () => {
    expect(reason(spring, P95)).toMatch(
      /^Micrometer \(Spring Boot\) \(spring\): .* is a summary: its quantiles cannot/
    );
    expect(text(spring, MEAN)).toBe(
      '(sum(rate(http_server_requests_seconds_sum[$__rate_interval]))) / (sum(rate(http_server_requests_seconds_count[$__rate_interval])))'
    );
  });

  it('of services with buckets of their own is put together from all their buckets', () => {
    const rendered = render(together([shop, legacy]), P95);
    expect(rendered).toMatchObject({
      queries: [
        {
          expr: 'sum by (job, le) (rate(http_request_duration_seconds_bucket[$__rate_interval]))',
          reading: { kind: 'merged-quantile', q: 0.95, scale: 1 },
        },
        {
          expr: 'sum by (job, le) (rate(http_server_duration_milliseconds_bucket[$__rate_interval]))',
          reading: { kind: 'merged-quantile', q: 0.95, scale: 0.001 },
        },
      ],
    });
  });

  it('prefers the classic form of a histogram that a service has in both', () => {
    const both: Scraped = {
      ...otel,
      names: [...otel.names, 'http_server_request_duration_seconds'],
      series: [
        ...otel.series,
        {
          labels: { __name__: 'http_server_request_duration_seconds', job: 'otel', instance: 'otel:80' },
          value: 9,
          native: true,
        },
      ],
    };
    expect(text(both, { ...P95, by: ['service'] })).toContain('_bucket');
  });
});

describe('errors', () => {
  it('are 5xx, and none where nothing failed', () => {
    expect(text(shop, { ...ERROR_RATIO, by: ['route'] })).toBe(
      [
        '(',
        'sum by (path) (rate(http_requests_total{status=~"5.."}[$__rate_interval]))',
        'or',
        '0 * (sum by (path) (rate(http_requests_total{status!=""}[$__rate_interval])))',
        ') / (sum by (path) (rate(http_requests_total{status!=""}[$__rate_interval])))',
      ].join('\n')
    );
  });

  it('are what the set-up says, and 4xx are apart from them', () => {
    const context = { ...CONTEXT, errorStatus: '5..|429' };
    expect(text(shop, ERROR_RATE, context)).toContain('{status=~"5..|429"}');
    const clientErrors: Asked = { measure: 'clientErrors', stat: { kind: 'rate' } };
    expect(text(shop, clientErrors, context)).toContain('{status=~"4..", status!~"5..|429"}');
    expect(text(shop, clientErrors)).toContain('{status=~"4.."}');
  });

  it('by status are the statuses of the failed', () => {
    expect(text(shop, { ...ERROR_RATE, by: ['status'] })).toBe(
      'sum by (status) (rate(http_requests_total{status=~"5.."}[$__rate_interval]))'
    );
    expect(reason(shop, { ...ERROR_RATIO, by: ['status'] })).toBe('No ratio of errors by status');
  });

  it('are unknown, not zero, where there is no status', () => {
    expect(reason(flask, ERROR_RATIO)).toBe(
      'Flask with prometheus_client (flask): errors unknown, because http_requests_total carries no HTTP status code'
    );
    expect(notices(together([shop, flask]), ERROR_RATIO)).toEqual([
      'Flask with prometheus_client (flask): errors unknown, because http_requests_total carries no HTTP status code',
    ]);
  });

  it('of spans are marked, and their client errors unknown', () => {
    expect(text(traced, ERROR_RATE)).toContain(
      'sum(rate(traces_spanmetrics_calls_total{span_kind="SPAN_KIND_SERVER", status_code="STATUS_CODE_ERROR"}[$__rate_interval]))'
    );
    expect(reason(traced, { measure: 'clientErrors', stat: { kind: 'rate' } })).toMatch(/client errors unknown/);
  });

  it('are read from whichever label holds the status', () => {
    const other = scrape(
      counter('http_requests_total', 'method="GET",route="/",code="200"') +
        histogram('http_request_duration_seconds', 'method="GET",route="/"'),
      'other'
    );
    expect(text(together([shop, other]), { ...ERROR_RATE, by: ['status'] })).toContain(
      'http_requests_total{status=~"5.."}[$__rate_interval]) or rate(http_requests_total{status="", code=~"5.."}[$__rate_interval])'
    );
  });

  it('are not read from a status that is none', () => {
    const jobs = scrape(
      counter('http_requests_total', 'method="GET",path="/",status="success",code="200"') +
        histogram('http_request_duration_seconds', 'method="GET",path="/"'),
      'words'
    );
    expect(text(jobs, ERROR_RATE)).toContain('{code=~"5.."}');
    // Beside a service whose status is one, it is asked for apart.
    const detection = detectScraped(together([shop, jobs]));
    const bound = detection.families.map(({ services, requests }) => [services[0]?.service, requests.labels.status]);
    expect(bound.sort()).toEqual([
      ['shop', ['status']],
      ['words', ['code']],
    ]);
  });
});

describe('several conventions', () => {
  const mixed = together([shop, flask, spring]);

  it('are one query, in which nobody is counted twice', () => {
    expect(text(mixed, { ...RATE, by: ['service'] })).toBe(
      [
        'sum by (service) (label_replace(sum by (job) (rate(http_requests_total{job!="flask"}[$__rate_interval])), "service", "$1", "job", "(.+)"))',
        'or',
        'sum by (service) (label_replace(sum by (job) (rate(http_requests_total{job!="shop"}[$__rate_interval])), "service", "$1", "job", "(.+)"))',
        'or',
        'sum by (service) (label_replace(sum by (application) (rate(http_server_requests_seconds_count[$__rate_interval])), "service", "$1", "application", "(.+)"))',
      ].join('\n')
    );
  });

  it('come down to one where the service is known', () => {
    expect(text(mixed, { ...RATE, by: ['route'], where: [is('service', 'flask')] })).toBe(
      'sum by (endpoint) (rate(http_requests_total{job="flask"}[$__rate_interval]))'
    );
    expect(text(mixed, { ...COUNT, where: [is('service', 'spring'), is('route', '/')] })).toBe(
      'sum(increase(http_server_requests_seconds_count{application="spring", uri="/"}[3600s]))'
    );
  });

  it('are all asked about a service that none of them knows', () => {
    const expr = text(mixed, { ...RATE, where: [is('service', 'new')] });
    expect(expr).toContain('job="new"');
    expect(expr).toContain('application="new"');
  });

  it('are each asked only about their own, where several services are named', () => {
    const where = [{ field: 'service' as const, op: 'in' as const, values: ['shop', 'flask'] }];
    const expr = text(mixed, { ...RATE, by: ['service'], where });
    expect(expr.match(/job="\w+"/g)).toEqual(['job="shop"', 'job="flask"']);
  });

  it('count the metrics of a service that speaks two of them once', () => {
    const twice = together([shop, scrape(histogram('http_server_request_duration_seconds', 'http_route="/"'), 'shop')]);
    expect(text(twice, { ...RATE, by: ['service'] })).toBe(
      'sum by (job) (rate(http_requests_total[$__rate_interval]))'
    );
  });

  it('with labels for one environment answer for it, and the others say that they cannot', () => {
    const prod = scrape(
      counter('http_requests_total', 'environment="prod",method="GET",path="/",status="200"'),
      'prod-shop'
    );
    const where = [is('environment', 'prod')];
    const scraped = together([prod, flask]);
    expect(text(scraped, { ...RATE, where })).toBe(
      'sum(rate(http_requests_total{environment="prod", job!="flask"}[$__rate_interval]))'
    );
    expect(notices(scraped, { ...RATE, where })).toEqual([
      'Flask with prometheus_client (flask): http_requests_total has no label for environment',
    ]);
    expect(reason(flask, { ...RATE, where })).toMatch(/no label for environment/);
  });
});

describe('requests', () => {
  it('are counted by the durations where the counter lacks a field', () => {
    const split = scrape(
      counter('http_requests_total', 'method="GET",status="200"') +
        histogram('http_request_duration_seconds', 'method="GET",handler="/"'),
      'split'
    );
    expect(text(split, RATE)).toContain('http_requests_total[');
    expect(text(split, { ...RATE, by: ['route'] })).toBe(
      'sum by (handler) (rate(http_request_duration_seconds_count[$__rate_interval]))'
    );
    expect(reason(split, { ...RATE, by: ['route', 'status'] })).toMatch(/http_requests_total has no label for route/);
  });

  it('have no count per step', () => {
    expect(reason(shop, { ...COUNT, shape: 'series' })).toBe('No count of HTTP requests');
  });

  it('need metrics of requests', () => {
    expect(reason(scrape('up 1\n', 'x'), RATE)).toBe('No metric found for HTTP requests');
  });

  it('leave a condition without values alone, and take an empty value for none', () => {
    const none = [{ field: 'route' as const, op: 'in' as const, values: [] }];
    expect(text(shop, { ...RATE, where: none })).toBe('sum(rate(http_requests_total[$__rate_interval]))');
    expect(text(shop, { ...RATE, where: [is('route', '')] })).toContain('{path=""}');
    const some = [{ field: 'route' as const, op: 'notIn' as const, values: ['', '/a', '/b'] }];
    expect(text(shop, { ...RATE, where: some })).toContain('{path!="", path!~"/a|/b"}');
  });
});

describe('labels that only seem to be the ones', () => {
  it('are left aside: the port of the Prometheus Operator is no route', () => {
    const page = counter('http_requests_total', 'method="GET",code="200",endpoint="web",service="shop"');
    const [family] = detectScraped(scrape(page, 'operator')).families;
    expect(family?.requests.labels.route).toBeUndefined();
    const exported = counter('http_requests_total', 'method="GET",code="200",endpoint="web",exported_endpoint="/cart"');
    expect(detectScraped(scrape(exported, 'operator')).families[0]?.requests.labels.route).toEqual([
      'exported_endpoint',
    ]);
  });

  it('are left aside: a raw path beside a route, also where only some requests have one', () => {
    const page = histogram(
      'http_server_request_duration_seconds',
      'http_route="/cart",http_target="/cart?x=1",http_response_status_code="200"',
      'http_target="/wp-login.php",http_response_status_code="404"'
    );
    expect(detectScraped(scrape(page, 'old')).families[0]?.requests.labels.route).toEqual(['http_route']);
  });

  it('tell services apart where one label holds the name of two', () => {
    const page = counter('http_requests_total', 'method="GET",status="200",service="a"', 'method="GET",status="200"');
    const scraped = scrape(page, 'both');
    expect(text(scraped, { ...RATE, where: [is('service', 'both')] })).toContain('service="", job="both"');
    expect(text(scraped, { ...RATE, where: [is('service', 'a')] })).toContain('{service="a"}');
  });
});

describe('signals', () => {
  const page = [
    'process_cpu_seconds_total 9',
    'system_memory_usage_percent 40',
    'orders_total{outcome="placed"} 9',
    'order_value_total{currency="EUR"} 90',
    'products_low_stock_total 3',
  ].join('\n');
  const scraped = scrape(page, 'shop');

  it.each<[string, Asked, string]>([
    [
      'CPU as cores',
      { measure: 'cpu', stat: { kind: 'value' } },
      'sum(rate(process_cpu_seconds_total[$__rate_interval]))',
    ],
    [
      'memory',
      { measure: 'memory', stat: { kind: 'value' }, by: ['service'] },
      'avg by (job) (system_memory_usage_percent)',
    ],
    ['low stock', { measure: 'lowStock', stat: { kind: 'value' } }, 'max(products_low_stock_total)'],
    [
      'revenue, by currency',
      { measure: 'revenue', stat: { kind: 'count' }, shape: 'total' },
      'sum by (currency) (increase(order_value_total[3600s]))',
    ],
  ])('%s', (_, asked, expected) => {
    expect(text(scraped, asked)).toBe(expected);
  });

  it('are of the process where both it and its machine are measured', () => {
    const both = scrape(`${page}\nsystem_cpu_usage_percent 90\nprocess_resident_memory_bytes 1e8`, 'shop');
    const value = { kind: 'value' } as const;
    expect(text(both, { measure: 'cpu', stat: value })).toContain('process_cpu_seconds_total');
    expect(text(both, { measure: 'memory', stat: value })).toContain('process_resident_memory_bytes');
  });

  it('leave failed orders out', () => {
    expect(text(scraped, { measure: 'orders', stat: { kind: 'rate' } })).toMatch(/outcome!~"failed\|failure\|/);
  });

  it('leave the monitoring stack out', () => {
    const stack = scrape('process_cpu_seconds_total 9\ngrafana_build_info{version="12"} 1\n', 'dashboards');
    const loki = scrape('process_cpu_seconds_total 9\n', 'loki');
    expect(text(together([scraped, stack, loki]), { measure: 'cpu', stat: { kind: 'value' }, by: ['service'] })).toBe(
      'sum by (job) (rate(process_cpu_seconds_total{job!~"dashboards|loki"}[$__rate_interval]))'
    );
  });

  it('say what is missing', () => {
    expect(reason(scraped, { measure: 'checkoutFailures', stat: { kind: 'rate' } })).toMatch(
      /No metric found for checkout failures\. An admin can map one/
    );
    expect(reason(scraped, { measure: 'cpu', stat: { kind: 'value' }, where: [is('service', 'other')] })).toBe(
      'process_cpu_seconds_total: no CPU usage reported for other'
    );
    expect(reason(scraped, { measure: 'cpu', stat: { kind: 'value' }, by: ['environment'] })).toBe(
      'process_cpu_seconds_total has no label for environment'
    );
  });
});

describe('every question, in every recorded convention', () => {
  const folder = join(__dirname, '..', '..', 'conventions', 'recorded');
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.prom'))
    .map((file) => file.replace('.prom', ''));
  const pages = names.map((name) => [name, scrape(readFileSync(join(folder, `${name}.prom`), 'utf8'), name)] as const);
  const STATS: Stat[] = [
    { kind: 'rate' },
    { kind: 'count' },
    { kind: 'ratio' },
    { kind: 'quantile', q: 0.99 },
    { kind: 'mean' },
    { kind: 'timeSpent' },
    { kind: 'distribution' },
    { kind: 'value' },
  ];
  const MEASURES = [
    'requests',
    'errors',
    'clientErrors',
    'duration',
    'inFlight',
    'cpu',
    'memory',
    'build',
    'consumerLag',
  ] as const;
  const BYS: Field[][] = [[], ['service'], ['service', 'route', 'method'], ['status'], ['instance', 'environment']];

  function questions(service: string): MetricQuestion[] {
    return MEASURES.flatMap((measure) =>
      STATS.flatMap((stat) =>
        BYS.flatMap((by) =>
          [[], [is('service', service), is('route', '$x [[y]] "z"')]].map((where) =>
            metricQuestion({ measure, stat, by, where, shape: stat.kind === 'count' ? 'total' : 'series' })
          )
        )
      )
    );
  }

  /** An answer with the labels that a query returns, each holding the name of the field that it stands for. */
  function frameOf(rendered: Rendered['queries'][number]): DataFrame {
    const labels = Object.fromEntries(Object.entries(rendered.fields).map(([label, field]) => [label, field]));
    return {
      refId: 'A',
      length: 1,
      fields: [
        { name: 'Time', type: FieldType.time, config: {}, values: [0] },
        { name: 'Value', type: FieldType.number, config: {}, labels: { ...labels, le: '+Inf' }, values: [1] },
      ],
    };
  }

  it.each([...pages, ['all together', together(pages.map(([, page]) => page))] as const])('%s', (name, scraped) => {
    const detection = detectScraped(scraped);
    const services = detection.families.flatMap((family) => family.services.map(({ service }) => service));
    const parsed = new Set<string>();
    let answered = 0;
    for (const question of questions(services[0] ?? name)) {
      const rendered = renderMetricQuestion(question, detection, CONTEXT);
      if ('notSupported' in rendered) {
        expect(rendered.notSupported).toMatch(/\w{3}/);
        continue;
      }
      answered += 1;
      for (const query of rendered.queries) {
        if (!parsed.has(query.expr)) {
          expect(promqlErrors(withMacros(query.expr))).toEqual([]);
          parsed.add(query.expr);
        }
        const read = readAnswer([{ query, frames: [frameOf(query)] }], question);
        for (const { labels } of read) {
          const fields = Object.entries(labels).filter(([label]) => label !== 'le');
          expect(fields.sort()).toEqual(question.by.map((field) => [field, field]).sort());
        }
      }
    }
    expect(answered > 0).toBe(services.length > 0 || detection.signals.some((signal) => signal.services.length > 0));
  });

  it.each(pages)('%s is looked at with a query that parses', (_, scraped) => {
    const plan = planDetection(scraped.names, scraped.metadata);
    const query = renderProbeQuery(plan.probes);
    expect(query === undefined ? [] : promqlErrors(query)).toEqual([]);
    expect(query === undefined).toBe(plan.probes.length === 0);
  });
});
