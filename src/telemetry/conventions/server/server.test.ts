import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseExposition } from '../../exposition/parseExposition';
import { SERVER_PRODUCTS, type ServerProduct } from '../../questions/stack';
import { SERVER_CONVENTIONS } from '.';

/** Names that a freshly started server does not have, because it counts them once there is something to count. */
const ONLY_LATER: ReadonlySet<string> = new Set([
  // With remote write, with a rule, with a limit that refused something.
  'prometheus_remote_storage_samples_failed_total',
  'prometheus_rule_evaluation_failures_total',
  'grafana_alerting_rule_evaluation_failures_total',
  'loki_discarded_samples_total',
  'tempo_discarded_spans_total',
  // Since Prometheus 2.53; the one recorded is 2.42.
  'prometheus_tsdb_retention_limit_seconds',
]);

const RECORDED: ReadonlyArray<[ServerProduct, string]> = [
  ['prometheus', 'prometheus'],
  ['loki', 'loki'],
  ['tempo', 'tempo'],
  ['alertmanager', 'alertmanager'],
  ['grafana', 'grafana'],
  ['node-exporter', 'node-exporter'],
];

it('there is one convention for each product', () => {
  expect(SERVER_CONVENTIONS.map(({ product }) => product).sort()).toEqual([...SERVER_PRODUCTS].sort());
});

it.each(RECORDED)('the names of %s are those that it has', (product, page) => {
  const convention = SERVER_CONVENTIONS.find((one) => one.product === product);
  const { samples } = parseExposition(readFileSync(join(__dirname, '..', 'recorded', `${page}.prom`), 'utf8'));
  const names = new Set(samples.map(({ name }) => name));
  const build = samples.find(({ name }) => convention?.build.includes(name));
  expect(build?.labels[convention?.versionLabel ?? '']).toMatch(/\d+\.\d+/);
  const missing = convention?.numbers
    .filter(({ metrics }) => !metrics.some((metric) => names.has(metric) || ONLY_LATER.has(metric)))
    .map(({ metrics }) => metrics);
  expect(missing).toEqual([]);
});

it.each(RECORDED)('what %s is asked for by a label is there under that label', (product, page) => {
  const convention = SERVER_CONVENTIONS.find((one) => one.product === product);
  const { samples } = parseExposition(readFileSync(join(__dirname, '..', 'recorded', `${page}.prom`), 'utf8'));
  for (const { where, metrics } of convention?.numbers ?? []) {
    const own = samples.filter(({ name }) => metrics.includes(name));
    expect(where === undefined || own.every(({ labels }) => labels[where.label] !== undefined)).toBe(true);
  }
});
