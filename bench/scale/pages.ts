import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
} from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { lastValueFrom, tap } from 'rxjs';
import { isLeftToSeen } from '../../src/datasources/answer';
import { KeptDetections } from '../../src/datasources/client/keptDetections';
import { MetricsClient } from '../../src/datasources/client/metricsClient';
import { dataRequest } from '../../src/datasources/dataRequest';
import { type PromQuery } from '../../src/datasources/prometheus';
import { type QuestionQuery } from '../../src/datasources/question';
import { resolve } from '../../src/datasources/resolve';
import { kpiTileQueries } from '../../src/features/health/kpiTiles/queries';
import { smallQueries } from '../../src/features/health/service/queries';
import {
  edgeQueries,
  healthFactQueries,
  seenQueries,
  serviceQueries,
  serviceTableQueries,
} from '../../src/features/health/table/queries';
import { type Condition, is } from '../../src/telemetry/questions/metric';
import { redQueries } from '../../src/ui/charts/red/queries';
import { serviceName, SPAN } from './fleet';
import { type Cost, type MeasuredPrometheus } from './measuredPrometheus';

const SMALL_LINE = 60;
const CHART = 300;
/** The rows that a table of very many draws first. */
const IN_SIGHT: Condition = {
  field: 'service',
  op: 'in',
  values: Array.from({ length: 30 }, (_, i) => serviceName(i)),
};

/** What one page took. */
export interface Visit extends Cost {
  /** Milliseconds until the first group of panels had its answer, and until all had. */
  first: number;
  quiet: number;
  answers: DataQueryResponse[];
}

/** Puts the data source in the place of Grafana's. */
export function install(prometheus: MeasuredPrometheus): void {
  const settings = { uid: prometheus.uid, name: prometheus.name, type: prometheus.type } as DataSourceInstanceSettings;
  setDataSourceSrv({
    getList: () => [settings],
    getInstanceSettings: () => settings,
    get: async () => prometheus,
  } as unknown as Parameters<typeof setDataSourceSrv>[0]);
}

/** A client without anything kept in memory, as after the browser's page was loaded. */
export function newClient(): MetricsClient {
  return new MetricsClient({ load: async () => ({}) }, { isOn: () => false }, new KeptDetections('1.1'));
}

/** Asks for a group of panels, and tells when it has something to show. */
type Ask = (onShown: () => void) => Promise<DataQueryResponse>;

async function visit(prometheus: MeasuredPrometheus, groups: Ask[]): Promise<Visit> {
  prometheus.take();
  const begun = performance.now();
  let first = Infinity;
  const onShown = () => {
    first = Math.min(first, performance.now() - begun);
  };
  const answers = await Promise.all(
    groups.map(async (ask) => {
      const answer = await ask(onShown);
      onShown();
      return answer;
    })
  );
  return { ...prometheus.take(), first, quiet: performance.now() - begun, answers };
}

let asked = 0;

/** One group of panels that share a request, as scenes asks for them. */
function group(client: MetricsClient, queries: readonly QuestionQuery[], points: number): Ask {
  return (onShown) => {
    asked += 1;
    const intervalMs = Math.max(15_000, (SPAN.to - SPAN.from) / points);
    const request = dataRequest(`scale-${asked}`, [...queries], SPAN, intervalMs, points);
    const resolved = queries.flatMap((query) => resolve(query, request, withoutVariables));
    return lastValueFrom(client.query(request as DataQueryRequest<QuestionQuery>, resolved).pipe(tap(onShown)));
  };
}

/** Nothing is chosen: every environment, no comparison, the preferred data source. */
function withoutVariables(text: string): string {
  return text.replace('${compare}', 'off').replace(/\$\{[^}]*\}/, '');
}

/** What each page asks Prometheus for when it is opened; its detection is part of it. */
export const PAGES: Readonly<
  Record<string, (prometheus: MeasuredPrometheus, client: MetricsClient) => Promise<Visit>>
> = {
  detection: (prometheus, client) =>
    visit(prometheus, [
      async () => {
        await client.detection('', SPAN.to);
        return { data: [] };
      },
    ]),
  '/health': (prometheus, client) =>
    visit(prometheus, [
      async (onShown) => {
        const answer = await group(client, [...serviceTableQueries(), ...kpiTileQueries()], SMALL_LINE)(onShown);
        if (!isLeftToSeen(answer.data as DataFrame[])) {
          return answer;
        }
        const seen = await group(client, seenQueries([IN_SIGHT]), SMALL_LINE)(() => undefined);
        return { ...answer, data: [...answer.data, ...seen.data] };
      },
    ]),
  '/health/service': (prometheus, client) => {
    const where = [is('service', serviceName(1))];
    return visit(prometheus, [
      group(client, [...healthFactQueries('service', where), ...serviceQueries(where), ...edgeQueries(where)], CHART),
      group(client, [...redQueries(where), ...smallQueries(where)], CHART),
    ]);
  },
};

/** A dashboard as one writes it by hand: seven panels over all services, of two of the conventions. */
export function dashboard(prometheus: MeasuredPrometheus): Promise<Visit> {
  const quantile = (metric: string) =>
    `histogram_quantile(0.95, sum by (le) (rate(${metric}_bucket[$__rate_interval])))`;
  const panels = [
    'sum(rate(http_requests_total[$__rate_interval]))',
    'sum(rate(http_requests_total{status=~"5.."}[$__rate_interval])) / sum(rate(http_requests_total[$__rate_interval]))',
    quantile('http_request_duration_seconds'),
    'sum(rate(http_server_request_duration_seconds_count[$__rate_interval]))',
    'sum(rate(http_server_request_duration_seconds_count{http_response_status_code=~"5.."}[$__rate_interval]))',
    quantile('http_server_request_duration_seconds'),
    quantile('fastapi_request_duration_seconds'),
  ];
  const ask = (expr: string, index: number) => () => {
    const target: PromQuery = { refId: `P${index}`, expr, range: true };
    const request = dataRequest(`dashboard-${index}`, [target], SPAN, 15_000, CHART);
    return lastValueFrom(prometheus.query(request as DataQueryRequest<PromQuery>));
  };
  return visit(prometheus, panels.map(ask));
}
