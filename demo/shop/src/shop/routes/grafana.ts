import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { validated } from '../../http/validate.ts';
import type { Inventory, Product } from '../../inventory/types.ts';
import type { Telemetry } from '../../telemetry/types.ts';
import { SERIES, type History, type Series } from '../history.ts';
import { shopDashboard } from './grafana-dashboard.ts';

/** A target that is answered with a table instead of points. */
const LOW_STOCK_TABLE = 'low_stock_products';
const TARGETS = [...SERIES, LOW_STOCK_TABLE];

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const rangeSchema = z.object({ from: time, to: time }).refine(({ from, to }) => from <= to, 'from is after to');

/** Both generations of the data source send more fields than are used here, so unknown ones are let pass. */
const querySchema = z.object({
  range: rangeSchema,
  maxDataPoints: z.number().int().min(1).max(10_000).default(1000),
  targets: z
    .array(
      z.object({
        target: z.enum(TARGETS as [string, ...string[]]),
        refId: z.string().max(20).optional(),
        hide: z.boolean().optional(),
      })
    )
    .max(50),
});
const searchSchema = z.object({ target: z.string().max(200).default('') }).prefault({});
const annotationSchema = z.object({
  range: rangeSchema,
  annotation: z.looseObject({ query: z.string().max(200).nullish() }).optional(),
});

/**
 * The HTTP interface that Grafana's JSON data source (simpod-json-datasource, grafana-simple-json-datasource) talks to:
 * set `<shop>/grafana` as its URL. It answers from the shop's own memory, so no other server is needed.
 */
export function grafanaRoutes(
  app: FastifyInstance,
  telemetry: Telemetry,
  history: History,
  inventory: Inventory
): void {
  // "Save & test" asks for the URL itself.
  app.get('/grafana', { config: { operation: 'grafana_root' } }, () => ({ status: 'ok' }));

  app.get('/grafana/health', { config: { operation: 'grafana_health' } }, () => ({
    status: 'ok',
    service: telemetry.service,
    version: telemetry.version,
  }));

  app.post('/grafana/search', { config: { operation: 'grafana_search' } }, ({ body }) => {
    const { target } = validated(searchSchema, body, 'body');
    return TARGETS.filter((name) => name.includes(target));
  });

  // The newer generation of the plugin asks here instead of /search.
  app.post('/grafana/metrics', { config: { operation: 'grafana_metrics' } }, () =>
    TARGETS.map((value) => ({ value, label: value.replace(/_/g, ' '), payloads: [] }))
  );

  app.post('/grafana/query', { config: { operation: 'grafana_query' } }, async ({ body }) => {
    const { range, targets, maxDataPoints } = validated(querySchema, body, 'body');
    const wanted = targets.filter(({ hide }) => hide !== true);
    return Promise.all(
      wanted.map(async ({ target, refId }) => ({
        ...(refId !== undefined && { refId }),
        ...(target === LOW_STOCK_TABLE
          ? productTable((await inventory.lowStock()).items)
          : { target, datapoints: history.points(target as Series, range.from, range.to, maxDataPoints) }),
      }))
    );
  });

  app.post('/grafana/annotations', { config: { operation: 'grafana_annotations' } }, ({ body }) => {
    const { range, annotation } = validated(annotationSchema, body, 'body');
    const query = annotation?.query ?? '';
    return history
      .happenings(range.from, range.to)
      .filter(({ tags, title }) => query === '' || tags.includes(query) || title.includes(query))
      .map((happening) => ({ ...(annotation && { annotation }), ...happening }));
  });

  app.get('/grafana/dashboard', { config: { operation: 'grafana_dashboard' } }, () => shopDashboard(telemetry.service));
}

function productTable(products: readonly Product[]) {
  return {
    type: 'table',
    columns: [
      { text: 'Product', type: 'string' },
      { text: 'Category', type: 'string' },
      { text: 'Stock', type: 'number' },
    ],
    rows: products.map(({ name, category, stock }) => [name, category, stock]),
  };
}
