import * as fc from 'fast-check';
import { type MetricQuestion, is, metricQuestion } from '../../../telemetry/questions/metric';
import { injectionText } from '../../../telemetry/testing/injectionText';
import { propertyRuns } from '../../../telemetry/testing/propertyRuns';
import { promqlErrors, promqlStrings, unquote } from '../../../telemetry/testing/promqlText';
import { renderMetricQuestion } from '../../../telemetry/dialects/promql/render';
import { detectScraped, scrape } from '../../../telemetry/exposition/scraped';
import { GRAFANA_RULE_BODY, watchedQuery } from '../../../datasources/alerts/grafanaRule';
import { readBody } from '../../../datasources/serverBody';
import { type AskedQuery } from '../../../datasources/answer';
import { ask } from '../../../datasources/question';
import { seriesFrame } from '../../testing/frames';
import { installGrafana } from '../../testing/grafana';
import { alertFormUrl, alertFormValues, proposedAlert, thresholdText } from './alertForm';
import { carriedQueries } from './carriedQuery';
import { dashboardPanel } from './dashboardPanel';

const dataSource = { uid: 'prom', name: 'Prometheus', type: 'prometheus' };
const asked = (expr: string, more: Partial<AskedQuery> = {}): AskedQuery => ({
  expr,
  instant: false,
  dataSource,
  ...more,
});
const ERRORS = metricQuestion({ measure: 'errors', stat: { kind: 'ratio' }, where: [is('service', 'cart')] });
const quantile = (q: number): MetricQuestion =>
  metricQuestion({ measure: 'duration', stat: { kind: 'quantile', q }, where: [is('service', 'cart')] });

function carried(
  ...asks: Array<[refId: string, question: MetricQuestion, expr: string, values?: number[], unit?: string]>
) {
  const frames = asks.map(([refId, , expr, values = [1], unit]) => {
    const frame = seriesFrame(refId, {}, values, { asked: [asked(expr)] });
    frame.fields.forEach((field) => (field.config.unit = unit));
    return frame;
  });
  return carriedQueries(
    asks.map(([refId, question]) => ask(refId, question, refId)),
    frames
  );
}
const alertOf = (...asks: Parameters<typeof carried>) => {
  const alert = proposedAlert(carried(...asks));
  if (!alert) {
    throw new Error('Nothing is proposed');
  }
  return alert;
};

beforeAll(() => installGrafana());

it('carries the query with its data source, the bound and labels that lead back', () => {
  const values = alertFormValues(
    alertOf(['errors', ERRORS, 'a[$__rate_interval] / b[$__rate_interval]', [0.1], 'percentunit'])
  );
  expect(values).toMatchObject({
    type: 'grafana-alerting',
    name: 'cart: errors above 5%',
    condition: 'C',
    labels: [
      { key: 'service', value: 'cart' },
      { key: 'severity', value: 'warning' },
    ],
  });
  expect(values.queries[0]).toMatchObject({
    refId: 'A',
    datasourceUid: 'prom',
    model: { expr: 'a[5m] / b[5m]', instant: true, datasource: { uid: 'prom', type: 'prometheus' } },
  });
  expect(values.annotations.map(({ value }) => value)).toEqual([
    'cart: errors above 5%',
    'The threshold is a proposal: a usual one for this measure',
  ]);
});

it('makes a rule whose page tells what it watches, and its threshold', () => {
  const { condition, queries: data } = alertFormValues(alertOf(['errors', ERRORS, 'a / b', [0.1], 'percentunit']));
  const rule = readBody(GRAFANA_RULE_BODY, { grafana_alert: { condition, data } });
  expect(watchedQuery(rule, () => 'promql')).toEqual({ dataSource: 'prom', expr: 'a / b', threshold: 0.05 });
});

it('takes p95 of several percentiles, and says that the bound is after what was seen', () => {
  const alert = alertOf(['p50', quantile(0.5), 'q(0.5)', [0.01]], ['p95', quantile(0.95), 'q(0.95)', [0.1, 0.12], 's']);
  expect(alert.carried.asked.expr).toBe('q(0.95)');
  expect(thresholdText(alert)).toBe('above 240 ms');
  expect(alertFormValues(alert).annotations[1]?.value).toContain('after what the chart showed');
});

it('adds what is told apart by status, and names the route', () => {
  const where = [is('service', 'cart'), is('route', '/carts/:id')];
  const byStatus = metricQuestion({ measure: 'requests', stat: { kind: 'rate' }, by: ['status'], where });
  const values = alertFormValues(
    alertOf(['byStatus', byStatus, 'sum by (status) (rate(a[$__rate_interval]))', [10, 12, 12], 'reqps'])
  );
  expect(values.queries[0]?.model).toMatchObject({ expr: 'sum(sum by (status) (rate(a[5m])))' });
  expect(values.name).toBe('cart /carts/:id: HTTP requests below 6 req/s');
  expect(values.labels).toContainEqual({ key: 'route', value: '/carts/:id' });
});

it.each<[what: string, frames: Array<Partial<AskedQuery> & { expr: string }>]>([
  ['what is calculated from the answer', [{ expr: 'a', isPart: true }]],
  ['several queries', [{ expr: 'a' }, { expr: 'b' }]],
  ['nothing that was asked', []],
])('proposes nothing for %s', (_, parts) => {
  const frame = seriesFrame('errors', {}, [1], { asked: parts.map(({ expr, ...more }) => asked(expr, more)) });
  expect(proposedAlert(carriedQueries([ask('errors', ERRORS)], [frame]))).toBeUndefined();
});

it('leaves out what is compared with', () => {
  const query = { ...ask('errors', ERRORS), compareWith: '${compare}' };
  expect(carriedQueries([query], [seriesFrame('errors', {}, [1], { asked: [asked('a')] })])).toEqual([]);
});

it('carries text that Grafana finds no variable in, whatever a service is called', () => {
  const detection = detectScraped(
    scrape('http_requests_total{status="200"} 1\nhttp_requests_total{status="500"} 1\n', 'x')
  );
  fc.assert(
    fc.property(injectionText, (service) => {
      fc.pre(service !== '');
      const question = { ...ERRORS, where: [is('service', service)] };
      const rendered = renderMetricQuestion(question, detection, { rangeSeconds: 3600 });
      const expr = 'queries' in rendered ? (rendered.queries[0]?.expr ?? '') : '';
      const alert = alertOf(['errors', question, expr, [0.1], 'percentunit']);
      const url = new URL(alertFormUrl(alert, '/a/x?y=1'), 'http://grafana.test');
      const { queries, labels } = JSON.parse(url.searchParams.get('defaults') ?? '');
      const text = String(queries[0].model.expr);
      expect(url.searchParams.get('returnTo')).toBe('/a/x?y=1');
      expect(labels[0].value).toBe(service);
      expect(promqlErrors(text)).toEqual([]);
      expect(text).not.toMatch(/\$|\[\[/);
      expect(promqlStrings(text).map(unquote)).toContain(service);
    }),
    { numRuns: propertyRuns(300) }
  );
});

it('puts all queries of a chart on a dashboard, with the macros that dashboards follow', () => {
  const panel = dashboardPanel(
    { title: 'Latency' },
    carried(['p50', quantile(0.5), 'q(a[$__rate_interval])', [1], 's'], ['p95', quantile(0.95), 'r', [1], 's'])
  );
  expect(panel).toMatchObject({
    type: 'timeseries',
    title: 'Latency',
    datasource: { uid: 'prom', type: 'prometheus' },
    fieldConfig: { defaults: { unit: 's', min: 0 } },
  });
  expect(panel?.targets.map(({ refId, expr, legendFormat }) => [refId, expr, legendFormat])).toEqual([
    ['Q1', 'q(a[$__rate_interval])', 'p50'],
    ['Q2', 'r', 'p95'],
  ]);
  expect(dashboardPanel({ title: 'Latency' }, [])).toBeUndefined();
});
