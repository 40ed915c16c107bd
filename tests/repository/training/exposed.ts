import { globSync } from 'glob';
import { parse } from 'yaml';
import { shopSources } from '../../../demo/launch/ship/sources.ts';
import { SERVICES } from '../../../demo/shop/src/services.ts';
import { otelMetrics } from '../../../demo/shop/src/telemetry/metrics/otel.ts';
import { fastapiMetrics, flaskMetrics } from '../../../demo/shop/src/telemetry/metrics/python.ts';
import { structuredMetrics } from '../../../demo/shop/src/telemetry/metrics/structured.ts';
import type { FinishedRequest, MetricsPage } from '../../../demo/shop/src/telemetry/types.ts';
import { read, ROOT } from '../files';

// What the demo's stack really exposes: its own code is asked where it can be, else its configuration is read.

/** Labels by the metric that has them. */
export type Exposed = Map<string, Set<string>>;

const REQUEST: FinishedRequest = { method: 'GET', route: '/', status: 500, durationSeconds: 0.1, span: undefined };
const IDENTITY = { service: 'shop-api', version: '1.0.0', environment: 'demo' };

/** What Prometheus adds: to everything it scrapes, and to services of the shop. */
const SCRAPED = ['job', 'instance'];
const OF_SHOP = [...SCRAPED, 'environment'];

/** All metrics that Prometheus has in the demo, those of the shop as its own code writes them on their pages. */
export async function exposedMetrics(): Promise<Exposed> {
  const exposed: Exposed = new Map([
    ['up', new Set(OF_SHOP)],
    ['ALERTS', new Set([...OF_SHOP, 'alertname', 'alertstate', 'severity', 'service', 'team'])],
  ]);
  for (const page of await shopPages()) {
    addPage(exposed, page, OF_SHOP);
  }
  for (const server of ['prometheus', 'loki', 'tempo', 'grafana', 'alertmanager', 'node-exporter']) {
    addPage(exposed, read(`src/telemetry/conventions/recorded/${server}.prom`), SCRAPED);
  }
  const dimensions = tempoDimensions();
  addPage(exposed, read('src/telemetry/conventions/recorded/spanmetrics-tempo.prom'), dimensions);
  addRecorded(exposed, read('demo/servers/prometheus/rules.yml'));
  return exposed;
}

async function shopPages(): Promise<string[]> {
  const structured = structuredMetrics(IDENTITY, true);
  const otel = await otelMetrics(IDENTITY, undefined);
  for (const { http } of [structured, otel]) {
    http.started(REQUEST.method);
    http.finished(REQUEST);
  }
  for (const { business, messaging } of [structured, otel]) {
    business.lowStock(1);
    business.order('failed');
    business.orderValue('EUR', 1);
    business.checkoutFailed('error');
    business.cart('created');
    messaging.sent('orders', 'Error');
    messaging.processed('orders', 1, 'Error');
    messaging.watch('orders', async () => ({ jobs: { waiting: 1 }, oldestWaitingSeconds: 1 }));
  }
  const [flask, fastapi] = [flaskMetrics(), fastapiMetrics()];
  flask.http.finished(REQUEST);
  fastapi.http.finished(REQUEST);
  const pages = await Promise.all([structured, otel, flask, fastapi].map(({ page }) => plain(page)));
  await otel.shutdown();
  return pages;
}

const plain = async (page: MetricsPage) => (await page.render(undefined)).body;

/** Adds what stands on a page, with the labels that are added to it. */
function addPage(exposed: Exposed, page: string, added: readonly string[]): void {
  for (const [, name = '', labels = ''] of page.matchAll(/^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+/gm)) {
    const known = exposed.get(name) ?? new Set(added);
    [...labels.matchAll(/(?:^|,)(\w+)="/g)].forEach(([, label = '']) => known.add(label));
    exposed.set(name, known);
  }
}

/** Labels that Tempo's generator makes of attributes. */
function tempoDimensions(): string[] {
  const { metrics_generator: generator } = parse(read('demo/servers/tempo/tempo.yml')) as {
    metrics_generator: { processor: { span_metrics: { dimensions: string[] } } };
  };
  return generator.processor.span_metrics.dimensions.map((name) => name.replaceAll('.', '_'));
}

/** Adds what a file of rules records. Each of the demo's names its labels: `sum by (…)`. */
export function addRecorded(exposed: Exposed, rules: string): void {
  const { groups } = parse(rules, { merge: true }) as {
    groups: Array<{ rules: Array<{ record?: string; expr: string }> }>;
  };
  for (const { record, expr } of groups.flatMap((group) => group.rules)) {
    if (record !== undefined) {
      const [, labels = ''] = /\bby \(([^)]*)\)/.exec(expr) ?? [];
      exposed.set(record, new Set(labels.split(',').map((label) => label.trim())));
    }
  }
}

/** All code of the shop, but for its tests. */
const SHOP_CODE = globSync('demo/shop/src/**/*.ts', { cwd: ROOT, ignore: ['**/*.test.ts', '**/testing/**'] })
  .map(read)
  .join('\n');

/** Values that Prometheus' `job` has. */
export const JOBS = new Set([
  ...Object.keys(SERVICES),
  ...[...read('demo/servers/prometheus/servers.yml').matchAll(/job: (\S+)/g)].map(([, job = '']) => job),
]);

/** Whether a service of the shop answers this path. */
export const isRoute = (path: string): boolean => SHOP_CODE.includes(`'${path}'`);

/** Whether the shop's spans or their resource have this attribute. */
export const isAttribute = (name: string): boolean => name === 'service.name' || SHOP_CODE.includes(`'${name}'`);

/** Whether the shop's lines have this field, in JSON or, of OTLP, in structured metadata. */
export const isField = (name: string): boolean =>
  new RegExp(`\\b${name}\\??[:,]`).test(SHOP_CODE) ||
  [...SHOP_CODE.matchAll(/'((?:http|url|exception|request)\.[\w.]+)'/g)].some(
    ([, attribute = '']) => attribute.replaceAll('.', '_') === name
  );

/** Labels of the shop's streams in Loki with their values; any, where there is no list of them. */
export function streamLabels(): Map<string, Set<string> | undefined> {
  const labels = new Map<string, Set<string> | undefined>();
  const add = (name: string, value: string) => labels.set(name, (labels.get(name) ?? new Set<string>()).add(value));
  for (const source of shopSources({ shop: '', console: '' })) {
    Object.entries(source.labels).forEach(([name, value]) => add(name, value));
    source.jsonLabels?.forEach((name) => labels.set(name, undefined));
    if (source.filename) {
      labels.set('filename', undefined);
    }
  }
  // What is sent by OTLP: Loki takes the resource's name of the service for a label.
  Object.entries(SERVICES)
    .filter(([, { dialect }]) => dialect === 'otel')
    .forEach(([service]) => add('service_name', service));
  return labels;
}
