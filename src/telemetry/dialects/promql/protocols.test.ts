/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type DataFrame, FieldType } from '@grafana/data';
import { detectScraped, scrape, together } from '../../exposition/scraped';
import { is, metricQuestion, type MetricQuestion } from '../../questions/metric';
import { counterLines, histogramLines } from '../../testing/pages';
import { promqlErrors, withMacros } from '../../testing/promqlText';
import { readAnswer } from './read';
import { renderMetricQuestion } from './render';
import { type Rendered } from './rendered';

/* A service that answers HTTP and gRPC has a family of each, beside services that answer one of them. */

const HTTP = 'method="GET",path="/",code="200"';
const CALL = 'grpc_service="shop.Cart",grpc_method="Add"';
const http =
  counterLines('http_requests_total', HTTP) + histogramLines('http_request_duration_seconds', [0.1, 1], HTTP);
const rpc =
  counterLines('grpc_server_handled_total', `${CALL},grpc_code="OK"`) +
  histogramLines('grpc_server_handling_seconds', [0.2, 1], CALL);
const native = [
  '# TYPE http_server_request_duration_seconds histogram',
  'http_server_request_duration_seconds_bucket{http_route="/",http_response_status_code="200",le="+Inf"} 9',
  'http_server_request_duration_seconds_sum{http_route="/",http_response_status_code="200"} 1',
  'http_server_request_duration_seconds_count{http_route="/",http_response_status_code="200"} 9',
].join('\n');

const both = detectScraped(
  together([scrape(http + rpc, 'both'), scrape(http, 'web'), scrape(rpc, 'calls'), scrape(native, 'native')])
);

function render(asked: Partial<MetricQuestion>): Rendered {
  const question = metricQuestion({ measure: 'duration', stat: { kind: 'quantile', q: 0.5 }, ...asked });
  const rendered = renderMetricQuestion(question, both, { rangeSeconds: 60 });
  if ('notSupported' in rendered) {
    throw new Error(rendered.notSupported);
  }
  expect(rendered.queries.flatMap(({ expr }) => promqlErrors(withMacros(expr)))).toEqual([]);
  return rendered;
}

const readings = ({ queries }: Rendered) => queries.map(({ reading }) => reading.kind);

it('only what a service has in two families is brought together bucket by bucket', () => {
  const rendered = render({ by: ['service'] });
  expect(readings(rendered)).toEqual(['series', 'merged-quantile', 'merged-quantile']);
  expect(rendered.queries[0]?.expr).toContain('http_server_request_duration_seconds');
  expect(rendered.queries[0]?.expr).not.toContain('grpc_server');
  expect(rendered.notices).toEqual([]);
});

it('a service of one family is asked for in one query, as ever', () => {
  expect(readings(render({ where: [is('service', 'web')] }))).toEqual(['series']);
  expect(readings(render({ where: [is('service', 'both')] }))).toEqual(['merged-quantile', 'merged-quantile']);
});

it('the heatmap of both is that of the first, which the other is not part of', () => {
  const rendered = render({ stat: { kind: 'distribution' }, where: [is('service', 'both')], shape: 'total' });
  expect(rendered.queries.map(({ expr }) => expr)).toEqual([
    'sum by (le) (increase(http_request_duration_seconds_bucket{job="both"}[60s]))',
  ]);
  expect(rendered.notices).toEqual([expect.stringContaining('grpc_server_handling_seconds')]);
});

it('sums keep the families of a service apart until they are added', () => {
  const { queries } = render({ measure: 'requests', stat: { kind: 'rate' }, where: [is('service', 'both')] });
  expect(queries).toHaveLength(1);
  expect(queries[0]?.expr).toMatch(/^sum\(.*"apart", "1"/s);
});

it('answers of both kinds are read from one question', () => {
  const { queries } = render({ by: ['service'], shape: 'total' });
  const frame = (labels: Record<string, string>, value: number): DataFrame => ({
    length: 1,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: [1000] },
      { name: 'Value', type: FieldType.number, config: {}, labels, values: [value] },
    ],
  });
  const buckets = (job: string, bound: string, below: number, all: number) => [
    frame({ service: job, job, le: bound }, below),
    frame({ service: job, job, le: '+Inf' }, all),
  ];
  const answered = queries.map((query, index) => ({
    query,
    frames:
      [[frame({ service: 'native' }, 0.4)], buckets('both', '0.1', 10, 10), buckets('both', '0.2', 10, 10)][index] ??
      [],
  }));
  const question = metricQuestion({ measure: 'duration', stat: { kind: 'quantile', q: 0.5 }, by: ['service'] });
  const values = readAnswer(answered, question).map(({ labels, values: [value] }) => [labels.service, value]);
  expect(values[0]).toEqual(['native', 0.4]);
  expect(values[1]?.[0]).toBe('both');
  // Twenty requests: ten spread below 0.1 s, ten below 0.2 s. Half of all lie below 0.0666… s.
  expect(values[1]?.[1]).toBeCloseTo(1 / 15, 9);
  expect(values).toHaveLength(2);
});
