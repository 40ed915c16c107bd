import { type MetricFamily } from '../../conventions/binding';
import { detectScraped, scrape } from '../../exposition/scraped';
import { renderExemplars, servicesWithExemplars } from './exemplars';

const PAGE = (name: string) => `# TYPE ${name} histogram
${name}_bucket{method="GET",route="/cart",status="200",le="0.01"} 9
${name}_bucket{method="GET",route="/cart",status="200",le="+Inf"} 10
${name}_sum{method="GET",route="/cart",status="200"} 80
${name}_count{method="GET",route="/cart",status="200"} 10
`;

const familiesOf = (page: string, job: string): MetricFamily[] => detectScraped(scrape(page, job)).families;
const CART = familiesOf(PAGE('http_request_duration_seconds'), 'cart');

it('asks for the buckets of all latencies, by their names alone', () => {
  expect(renderExemplars(CART)).toBe('{__name__=~"http_request_duration_seconds_bucket"}');
});

it('asks for nothing where no metric can have any', () => {
  expect(renderExemplars([])).toBeUndefined();
  expect(renderExemplars(CART.map((family) => ({ ...family, duration: undefined })))).toBeUndefined();
});

it('asks for a native histogram by its own name', () => {
  const native = CART.map((family) => ({
    ...family,
    duration: family.duration && { ...family.duration, type: 'native-histogram' as const },
  }));
  expect(renderExemplars(native)).toBe('{__name__=~"http_request_duration_seconds"}');
});

it.each<[what: string, name: string, job: string, label: string, services: string[]]>([
  ['a trace', 'http_request_duration_seconds_bucket', 'cart', 'trace_id', ['cart']],
  ['a trace, in another spelling', 'http_request_duration_seconds_bucket', 'cart', 'traceID', ['cart']],
  ['something else', 'http_request_duration_seconds_bucket', 'cart', 'user', []],
  ['a trace of another service', 'http_request_duration_seconds_bucket', 'mail', 'trace_id', []],
  ['a trace on another metric', 'other_bucket', 'cart', 'trace_id', []],
])('exemplars that lead to %s', (_, name, job, label, services) => {
  const answer = [{ seriesLabels: { __name__: name, job, le: '0.01' }, exemplars: [{ labels: { [label]: 'x' } }] }];
  expect([...servicesWithExemplars(answer, CART)]).toEqual(services);
});
