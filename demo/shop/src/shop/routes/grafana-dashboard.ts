import type { Series } from '../history.ts';

interface Panel {
  readonly series: Series;
  readonly title: string;
  /** Unit in Grafana's vocabulary. */
  readonly unit: string;
}

const PANELS: readonly Panel[] = [
  { series: 'request_rate', title: 'HTTP request rate', unit: 'reqps' },
  { series: 'error_rate', title: 'Failed requests', unit: 'reqps' },
  { series: 'mean_duration_ms', title: 'Mean request duration', unit: 'ms' },
  { series: 'orders_per_minute', title: 'Orders per minute', unit: 'short' },
  { series: 'products_low_stock', title: 'Low stock products', unit: 'short' },
  { series: 'system_cpu_usage_percent', title: 'CPU usage', unit: 'percent' },
  { series: 'system_memory_usage_percent', title: 'Memory usage', unit: 'percent' },
];

const COLUMNS = 2;
const WIDTH = 24 / COLUMNS;
const HEIGHT = 8;

/** A dashboard for import into Grafana. It asks for its JSON data source when it is imported. */
export function shopDashboard(service: string) {
  const datasource = { type: 'simpod-json-datasource', uid: '${DS_SHOP}' };
  return {
    __inputs: [
      { name: 'DS_SHOP', label: 'The shop', type: 'datasource', pluginId: datasource.type, pluginName: 'JSON' },
    ],
    title: `${service}: the shop about itself`,
    uid: `${service}-json`,
    schemaVersion: 39,
    refresh: '10s',
    time: { from: 'now-1h', to: 'now' },
    panels: PANELS.map(({ series, title, unit }, index) => ({
      id: index + 1,
      type: 'timeseries',
      title,
      datasource,
      gridPos: { x: (index % COLUMNS) * WIDTH, y: Math.floor(index / COLUMNS) * HEIGHT, w: WIDTH, h: HEIGHT },
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      targets: [{ refId: 'A', datasource, target: series, payload: {} }],
    })),
  };
}
