import { type MetricDetection } from '../../../telemetry/conventions/binding';
import { bindDetection, planDetection } from '../../../telemetry/conventions/detect';
import { type Labels } from '../../../telemetry/vocabulary';

/** Runs the real detection on metrics written as `name{label="value"}`, each with one sample series. */
export function detected(...series: string[]): MetricDetection {
  const samples = series.map(parse);
  return bindDetection(planDetection([...new Set(samples.map(({ __name__ }) => __name__ ?? ''))], {}), samples);
}

function parse(text: string): Labels {
  const [, name = '', labels = ''] = /^([^{]+)(?:\{(.*)\})?$/.exec(text) ?? [];
  const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [label, value]);
  return { __name__: name, ...(Object.fromEntries(pairs) as Labels) };
}

/** A histogram of durations, as its three kinds of series. */
export function histogram(name: string, labels: string): string[] {
  return [`${name}_bucket{${labels},le="+Inf"}`, `${name}_sum{${labels}}`, `${name}_count{${labels}}`];
}

/** A shop whose metrics miss nothing. */
export const SHOP = detected(
  'http_requests_total{job="shop-api",method="GET",path="/products",status="200"}',
  ...histogram('http_request_duration_seconds', 'job="shop-api",method="GET",path="/products"'),
  'orders_total{job="shop-api"}',
  'products_low_stock_total{job="shop-api"}'
);
