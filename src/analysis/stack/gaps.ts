import { type ServerProduct, type SourceHealth, type StackAnswer } from '../../telemetry/questions/stack';

/** What one does not see because nobody scrapes it. */
export interface Gap {
  /** The products of which one would do. */
  products: readonly [ServerProduct, ...ServerProduct[]];
  about: 'stores-metrics' | 'stores-logs' | 'stores-traces' | 'senders' | 'alertmanager' | 'grafana' | 'clocks';
}

/** Which products each type of data source is of. */
const OF_SOURCES: ReadonlyArray<Gap & { type: string }> = [
  { type: 'prometheus', about: 'stores-metrics', products: ['prometheus', 'mimir'] },
  { type: 'loki', about: 'stores-logs', products: ['loki'] },
  { type: 'tempo', about: 'stores-traces', products: ['tempo'] },
  { type: 'alertmanager', about: 'alertmanager', products: ['alertmanager', 'mimir'] },
];

/** What is missing from the set-up of a stack. Nothing where metrics do not answer: then nobody knows. */
export function gapsOf({ metrics }: Pick<StackAnswer, 'metrics'>, sources: readonly SourceHealth[]): Gap[] {
  if (!metrics.value) {
    return [];
  }
  const there = new Set(metrics.value.servers.map(({ product }) => product));
  const isMissing = ({ products }: Gap) => !products.some((product) => there.has(product));
  const types = new Set(sources.map(({ type }) => type));
  const expected: Gap[] = [
    ...OF_SOURCES.filter(({ type }) => types.has(type)).map(({ about, products }) => ({ about, products })),
    ...(types.has('loki') || types.has('tempo')
      ? [{ about: 'senders' as const, products: ['alloy', 'collector', 'promtail'] as const }]
      : []),
    { about: 'grafana', products: ['grafana'] },
    { about: 'clocks', products: ['node-exporter'] },
  ];
  return expected.filter(isMissing);
}

/** Ports at which the servers tell of themselves, unless they are told otherwise; all under `/metrics`. */
const METRICS_PORTS: Readonly<Record<ServerProduct, number>> = {
  prometheus: 9090,
  mimir: 8080,
  loki: 3100,
  tempo: 3200,
  alloy: 12345,
  promtail: 9080,
  collector: 8888,
  alertmanager: 9093,
  grafana: 3000,
  'node-exporter': 9100,
};

/** Jobs for `prometheus.yml`, one for each gap; names of hosts are those of a compose file. */
export function scrapeConfig(gaps: readonly Gap[]): string {
  const jobs = gaps.map(({ products: [product] }) => {
    const host = product === 'collector' ? 'otel-collector' : product;
    return `  - job_name: ${product}\n    static_configs:\n      - targets: ['${host}:${METRICS_PORTS[product]}']\n`;
  });
  return `scrape_configs:\n${jobs.join('')}`;
}
