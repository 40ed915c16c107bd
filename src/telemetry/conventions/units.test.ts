import { counterLines, familiesOnPage, histogramLines, summaryLines } from '../testing/pages';
import { unitInHelp, unitInName, unitOfBounds } from './units';

const LABELS = 'method="GET",path="/cart",code="200"';
const durationOf = (page: string) => familiesOnPage(page).map(({ duration }) => duration);

it('keycloak-metrics-spi measures in milliseconds, which only its bounds tell', () => {
  const labels = 'code="200",method="GET",resource="admin,admin/serverinfo",uri=""';
  const bounds = ['50.0', '100.0', '250.0', '500.0', '1000.0', '2000.0', '10000.0', '30000.0'];
  const page =
    histogramLines('keycloak_request_duration', bounds, labels) + counterLines('keycloak_response_total', labels);
  expect(familiesOnPage(page, 'keycloak')).toEqual([
    { requests: 'keycloak_response_total', duration: 'keycloak_request_duration in ms', services: ['keycloak'] },
  ]);
});

describe('where the name says it', () => {
  it.each([
    ['http_request_duration_seconds', 's'],
    ['http_request_duration_seconds_by_view', 's'],
    ['server_requests_duration_sec', 's'],
    ['http_request_duration_ms', 'ms'],
    ['http_request_duration_milliseconds', 'ms'],
    ['http_request_duration_millis', 'ms'],
    ['request_latency_msec', 'ms'],
    ['http_request_duration_microseconds', 'us'],
    ['http_request_duration_us', 'us'],
    ['request_time_usec', 'us'],
    ['http_request_duration_nanoseconds', 'ns'],
    ['http.request.duration.ns', 'ns'],
    ['http_request_duration', undefined],
    ['traces_spanmetrics_latency', undefined],
    ['us_shop_request_duration', undefined],
    ['requests_per_second_duration', undefined],
  ])('%s is in %s', (name, unit) => expect(unitInName(name)).toBe(unit));

  it.each([
    ['http_request_duration_microseconds', 'us'],
    ['http_request_duration_nanoseconds', 'ns'],
    ['http_request_duration_millis', 'ms'],
    ['http_server_request_time_usec', 'us'],
  ])('%s is read so, whatever its bounds', (name, unit) => {
    expect(durationOf(histogramLines(name, [0.5, 1, 5], LABELS))).toEqual([`${name} in ${unit}`]);
  });

  it('client_golang’s first handler measured in microseconds, beside the usual counter', () => {
    const page =
      counterLines('http_requests_total', 'code="200",handler="cart",method="get"') +
      summaryLines('http_request_duration_microseconds', 'handler="cart"');
    expect(familiesOnPage(page)).toEqual([
      { requests: 'http_requests_total', duration: 'http_request_duration_microseconds in us', services: ['cart'] },
    ]);
  });
});

describe('where only the metadata says it', () => {
  it.each([
    ['HTTP request duration in milliseconds', 'ms'],
    ['The HTTP request latencies in microseconds.', 'us'],
    ['Duration of requests (ms)', 'ms'],
    ['request duration, in ms', 'ms'],
    ['Time to answer, unit: ms', 'ms'],
    ['Latency [ns]', 'ns'],
    ['Duration of HTTP requests in seconds', 's'],
    ['Histogram of latencies (seconds) of requests', 's'],
    ['Milliseconds that a request took', 'ms'],
    ['Requests that took less than a second', undefined],
    ['Second attempt durations', undefined],
    ['Our terms of service', undefined],
    ['Duration of requests', undefined],
    ['', undefined],
  ])('“%s” is %s', (help, unit) => expect(unitInHelp(help)).toBe(unit));

  it.each(['histogram', 'summary'] as const)('the help of a %s is read', (type) => {
    const name = 'app_request_duration';
    const lines = type === 'histogram' ? histogramLines(name, [1, 5, 10, 50], LABELS) : summaryLines(name, LABELS);
    expect(durationOf(`# HELP ${name} Request duration in milliseconds\n${lines}`)).toEqual([`${name} in ms`]);
  });

  it('the unit of OpenMetrics is read', () => {
    const name = 'app_request_duration';
    const page = `# UNIT ${name} microseconds\n${histogramLines(name, [1, 5, 10, 50], LABELS)}# EOF\n`;
    expect(durationOf(page)).toEqual([`${name} in us`]);
  });
});

describe('where only the bounds say it', () => {
  it.each<[string, number[], string]>([
    ['Prometheus’ default', [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10], 's'],
    ['gin-metrics', [0.1, 0.3, 1.2, 5, 10], 's'],
    ['a few seconds', [1, 2, 5, 10], 's'],
    ['up to ten minutes', [0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600], 's'],
    ['whole minutes', [1, 10, 30, 60, 300, 600, 1800, 3600], 's'],
    ['Tempo’s spans', [0.002, 0.004, 0.008, 0.016, 0.5, 1.024, 16.384], 's'],
    ['prom-client’s example', [0.1, 5, 15, 50, 100, 200, 300, 400, 500], 'ms'],
    ['OpenTelemetry before seconds', [0, 5, 10, 25, 50, 75, 100, 250, 500, 1000, 2500, 5000, 10000], 'ms'],
    ['powers of two', [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024], 'ms'],
    ['a quarter of a second', [1, 5, 10, 25, 50, 100, 250], 'ms'],
    ['microseconds up to ten seconds', [100, 500, 1000, 5000, 10000, 100000, 1000000, 10000000], 'us'],
    ['nanoseconds up to ten seconds', [1e6, 5e6, 1e7, 1e8, 1e9, 1e10], 'ns'],
  ])('%s', (_, bounds, unit) => {
    expect(unitOfBounds(bounds)).toBe(unit);
    expect(durationOf(histogramLines('shop_request_duration', bounds, LABELS))).toEqual([
      `shop_request_duration in ${unit}`,
    ]);
  });

  it('one bound alone says nothing', () => {
    expect(unitOfBounds([1000])).toBeUndefined();
    expect(unitOfBounds([])).toBeUndefined();
  });

  it('two services of one name need not share a unit', () => {
    const name = 'shop_request_duration';
    const page =
      histogramLines(name, [0.1, 0.5, 1, 5], `${LABELS},service="cart"`) +
      histogramLines(name, [10, 50, 500, 5000], `${LABELS},service="pay"`).replace(/^#.*\n/, '');
    expect(familiesOnPage(page, 'shop')).toEqual([
      { requests: name, duration: `${name} in s`, services: ['cart'] },
      { requests: name, duration: `${name} in ms`, services: ['pay'] },
    ]);
  });

  it('they correct what a convention takes for granted', () => {
    const labels = 'http_method="GET",http_route="/cart",http_status_code="200"';
    expect(durationOf(histogramLines('http_server_duration', [0.005, 0.1, 1, 10], labels))).toEqual([
      'http_server_duration in s',
    ]);
    expect(durationOf(histogramLines('http_server_duration', [5, 100, 1000, 10000], labels))).toEqual([
      'http_server_duration in ms',
    ]);
    expect(durationOf(summaryLines('http_server_duration', labels))).toEqual(['http_server_duration in ms']);
  });
});
