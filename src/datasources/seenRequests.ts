import { type DataFrame, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { type Observable } from 'rxjs';
import { type RouteCounts } from '../correlation/sameRequests';
import { type SeenExemplar, type SeenInMetrics } from '../correlation/seenNames';
import { isExemplarFrame, isTraceIdField } from '../telemetry/dialects/promql/read';
import { metricQuestion, type MetricQuestion } from '../telemetry/questions/metric';
import { type TraceSource } from '../telemetry/questions/traces';
import { normalizeSpanId, normalizeTraceId } from '../telemetry/traceId';
import { type TimeSpan } from '../telemetry/timeSpan';
import { seriesOf } from './answer';
import { dataRequest } from './dataRequest';
import { lastAnswer } from './lastAnswer';
import { type QuestionQuery } from './question';
import { resolve, type ResolvedQuery } from './resolve';

/** Steps of which a count each is compared: long beside a scrape, and enough of them in the time that is looked at. */
const STEP_MS = 120_000;
const STEPS = 30;
const EXEMPLARS_OF_EACH = 6;

/** Where requests are counted: whole steps up to the end of a span of time. */
interface Steps {
  span: TimeSpan;
  ends: readonly number[];
}

/** The steps that are compared; the last one may still be filling, so it is left out. */
export function stepsBefore(to: number): Steps {
  const last = Math.floor(to / STEP_MS) * STEP_MS;
  const ends = Array.from({ length: STEPS }, (_, at) => last - (STEPS - 1 - at) * STEP_MS);
  return { span: { from: last - STEPS * STEP_MS, to: last }, ends };
}

/** What of a name's requests metrics tell. */
export type SeenRequests = Pick<SeenInMetrics, 'counts' | 'exemplars'>;

/** Who answers questions of metrics, and in which context they are asked. */
export interface AskedMetrics {
  client: {
    query(request: DataQueryRequest<QuestionQuery>, queries: readonly ResolvedQuery[]): Observable<DataQueryResponse>;
  };
  metrics: string;
  environments: readonly string[];
}

/** How services' requests fall into routes and steps, and some exemplars of them: one request. */
export async function requestsInMetrics(
  { client, metrics, environments }: AskedMetrics,
  services: readonly string[],
  { span, ends }: Steps,
  signal?: AbortSignal
): Promise<Map<string, SeenRequests>> {
  const where: MetricQuestion['where'] = [{ field: 'service', op: 'in', values: [...services] }];
  const query = (refId: string, question: Parameters<typeof metricQuestion>[0]): QuestionQuery => ({
    refId,
    question: metricQuestion({ where, ...question }),
    metrics,
    environment: JSON.stringify(environments),
  });
  const queries = [
    query('counts', { measure: 'requests', stat: { kind: 'rate' }, by: ['service', 'route'] }),
    query('exemplars', { measure: 'duration', stat: { kind: 'quantile', q: 0.95 }, by: ['service'], exemplars: true }),
  ];
  const request = dataRequest(`joins ${JSON.stringify([metrics, services])}`, queries, span, STEP_MS, STEPS);
  const resolved = queries.flatMap((one) => resolve(one, request, (text) => text));
  const { data } = await lastAnswer(client.query(request, resolved), signal);
  const frames = data as DataFrame[];
  const counts = countsOf(
    seriesOf(frames, 'counts').map(({ labels, times, values }) => ({ labels, times, values })),
    ends
  );
  const exemplars = exemplarsOf(frames.filter(isExemplarFrame), services);
  return new Map(
    services.map((service) => [service, { counts: counts.get(service), exemplars: exemplars.get(service) }])
  );
}

/** How requests of services fall into routes and steps by their spans: one request. @throws NotCountedError */
export async function requestsInTraces(
  traces: Pick<TraceSource, 'series'>,
  services: readonly string[],
  { span, ends }: Steps,
  signal?: AbortSignal
): Promise<Map<string, RouteCounts>> {
  const { series } = await traces.series(
    {
      about: 'spanSeries',
      measure: { kind: 'rate' },
      spans: 'requests',
      where: [{ field: 'service', op: 'in', values: [...services] }],
      by: ['service', 'route'],
    },
    span,
    STEP_MS,
    signal
  );
  return countsOf(series, ends);
}

interface Rates {
  labels: Readonly<Record<string, string>>;
  times: readonly number[];
  values: ReadonlyArray<number | null>;
}

/** Rates per second as counts, by service and route; a step that has none counts nothing. */
function countsOf(series: readonly Rates[], ends: readonly number[]): Map<string, RouteCounts> {
  const counts = new Map<string, Record<string, readonly number[]>>();
  for (const { labels, times, values } of series) {
    const { service, route } = labels;
    if (service && route) {
      const byEnd = new Map(times.map((time, at) => [time, values[at] ?? 0]));
      const known = counts.get(service) ?? {};
      const before = known[route];
      known[route] = ends.map((end, at) => (byEnd.get(end) ?? 0) * (STEP_MS / 1000) + (before?.[at] ?? 0));
      counts.set(service, known);
    }
  }
  return counts;
}

const SPAN_ID_LABELS: ReadonlySet<string> = new Set(['span_id', 'spanID', 'spanId', 'SpanID']);

/** Exemplars by the service that a label of their series names; what two are named by is of neither. */
function exemplarsOf(frames: readonly DataFrame[], services: readonly string[]): Map<string, SeenExemplar[]> {
  const found = new Map<string, SeenExemplar[]>();
  for (const { fields, length } of frames) {
    const textAt = (names: (name: string) => boolean, at: number) =>
      fields.map((field) => (names(field.name) ? String(field.values[at] ?? '') : '')).find((text) => text !== '');
    const value = fields.find(({ name }) => name === 'Value');
    for (let at = 0; at < length; at++) {
      const traceId = normalizeTraceId(textAt((name) => isTraceIdField({ name }), at) ?? '');
      const named = services.filter((service) => fields.some(({ values }) => values[at] === service));
      const [service] = named;
      const known = service === undefined ? [] : (found.get(service) ?? []);
      if (traceId && service !== undefined && named.length === 1 && known.length < EXEMPLARS_OF_EACH) {
        const duration: unknown = value?.values[at];
        found.set(service, [
          ...known,
          {
            traceId,
            spanId: normalizeSpanId(textAt((name) => SPAN_ID_LABELS.has(name), at) ?? ''),
            ...(typeof duration === 'number' && { duration }),
          },
        ]);
      }
    }
  }
  return found;
}
