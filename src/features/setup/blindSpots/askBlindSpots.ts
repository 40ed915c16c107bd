import pMap from 'p-map';
import { type BlindSpot, type BlindSpotKind, worstFirst } from '../../../analysis/blindSpots/blindSpot';
import { lineSpot, type SampledLines } from '../../../analysis/blindSpots/lineSpots';
import { metricSpots } from '../../../analysis/blindSpots/metricSpots';
import { type Language } from '../../../analysis/blindSpots/platform';
import { samplingSaid, samplingSpot } from '../../../analysis/blindSpots/samplingSpot';
import { languagesOf, traceSpots } from '../../../analysis/blindSpots/traceSpots';
import { type SourceContext } from '../../../datasources/client/sourceContext';
import { type TelemetryClient } from '../../../datasources/client/telemetryClient';
import { classifyFailure, type Failure, NotCountedError } from '../../../datasources/failure';
import { type SignalKind } from '../../../datasources/find';
import { type LogSource } from '../../../telemetry/questions/logs';
import { type Span, type TraceSource } from '../../../telemetry/questions/traces';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { signalName } from '../signalName';
import { LINES_OF_SERVICE, PARTS, SERVICES, TRACES_OF_PART } from './budget';

/** Spans of a request come in within this time; younger traces may not be whole. */
const SETTLED_MS = 2 * 60_000;
const MOST_SERVICES = 500;
const STEP_MS = 60_000;
const AT_ONCE = 4;
/** Prometheus keeps a few exemplars of each bucket: a short time tells as much, and is a smaller answer. */
const EXEMPLARS_MS = 10 * 60_000;

/** What was measured, and what it rests on. */
export interface BlindSpotReport {
  /** Those by which anything is affected, the worst first. */
  spots: BlindSpot[];
  /** What was looked at and is as it should be. */
  clear: BlindSpotKind[];
  traces: number;
  lines: number;
  services: number;
  /** Who could not be asked: what only they tell is not in the report. */
  failures: Array<{ kind: SignalKind; failure: Failure }>;
}

type Client = Pick<TelemetryClient, 'metrics' | 'logs' | 'traces'>;

/**
 * Measures what keeps correlation from working, in a bounded number of requests. One that fails costs what only it
 * tells.
 * @throws the failure of traces where nobody answers
 */
export async function askBlindSpots(
  client: Client,
  context: SourceContext,
  span: TimeSpan,
  signal: AbortSignal
): Promise<BlindSpotReport> {
  const opened = client.traces.open(context);
  const [traces, lines, services, traced, counted] = await Promise.allSettled([
    opened.then((source) => wholeTraces(source, span, signal)),
    client.logs.open(context).then((source) => sampledLines(source, span, signal)),
    measuredServices(client, context, span),
    opened.then((source) => tracedRequests(source, span, signal)),
    client.metrics.countByService(context.metrics, context.environments, span),
  ]);
  signal.throwIfAborted();
  const failures = [failureOf('metrics', services), failureOf('logs', lines), failureOf('traces', traces)].filter(
    (failure) => failure !== undefined
  );
  if (traces.status === 'rejected' && failures.length === 3) {
    throw traces.reason;
  }
  const spans = traces.status === 'fulfilled' ? traces.value : [];
  const languages = languagesOf(spans.flat());
  const measured = [
    ...traceSpots(spans),
    ...(lines.status === 'fulfilled' ? [lineSpot(lines.value, languages)] : []),
    ...(services.status === 'fulfilled' ? metricSpots(services.value, languages) : []),
    sampling(traced, counted, languages) ?? samplingSaid(spans),
  ].filter((spot) => spot !== undefined);
  return {
    spots: worstFirst(measured.filter(({ affected }) => affected > 0)),
    clear: measured.filter(({ affected }) => affected === 0).map(({ kind }) => kind),
    traces: spans.length,
    lines: lines.status === 'fulfilled' ? lines.value.reduce((sum, one) => sum + one.lines.length, 0) : 0,
    services: services.status === 'fulfilled' ? services.value.length : 0,
    failures,
  };
}

function failureOf(
  kind: SignalKind,
  answer: PromiseSettledResult<unknown>
): BlindSpotReport['failures'][number] | undefined {
  return answer.status === 'rejected' ? { kind, failure: classifyFailure(answer.reason, signalName(kind)) } : undefined;
}

function sampling(
  traced: PromiseSettledResult<Map<string, number>>,
  counted: PromiseSettledResult<Map<string, number>>,
  languages: ReadonlyMap<string, Language>
): BlindSpot | undefined {
  return traced.status === 'fulfilled' && counted.status === 'fulfilled'
    ? samplingSpot(traced.value, counted.value, languages)
    : undefined;
}

/** The spans of traces from all over the time, as far as all of them are there. */
async function wholeTraces(source: TraceSource, { from, to }: TimeSpan, signal: AbortSignal): Promise<Span[][]> {
  const end = to - SETTLED_MS;
  const length = (end - from) / PARTS;
  const parts = Array.from({ length: PARTS }, (_, i) => ({ from: from + i * length, to: from + (i + 1) * length }));
  const found = await pMap(
    parts,
    async (part) =>
      (await source.search({ about: 'traces', spans: 'requests', where: [], limit: TRACES_OF_PART }, part, signal))
        .traces,
    { concurrency: AT_ONCE, signal }
  );
  const traces = await pMap(
    new Map(found.flat().map((trace) => [trace.traceId, trace])).values(),
    ({ traceId, start, duration }) => source.trace(traceId, { from: start, to: start + duration }, signal),
    { concurrency: AT_ONCE, signal }
  );
  return traces.flatMap((trace) => (trace && trace.partial === undefined ? [trace.spans] : []));
}

/** Requests by service, as spans count them; none where the source counts no spans. */
async function tracedRequests(source: TraceSource, span: TimeSpan, signal: AbortSignal): Promise<Map<string, number>> {
  try {
    const { series } = await source.series(
      {
        about: 'spanSeries',
        spans: 'requests',
        where: [{ field: 'kind', op: 'in', values: ['server'] }],
        measure: { kind: 'rate' },
        by: ['service'],
      },
      span,
      STEP_MS,
      signal
    );
    const seconds = STEP_MS / 1000;
    return new Map(
      series.map(({ labels, values }) => [
        labels.service ?? '',
        values.reduce<number>((sum, rate) => sum + (rate ?? 0) * seconds, 0),
      ])
    );
  } catch (error) {
    if (error instanceof NotCountedError) {
      return new Map();
    }
    throw error;
  }
}

async function sampledLines(source: LogSource, span: TimeSpan, signal: AbortSignal): Promise<SampledLines[]> {
  const { counts } = await source.count(
    { about: 'logCount', where: [], lines: [], by: ['service'], shape: 'total', limit: MOST_SERVICES },
    span,
    undefined,
    signal
  );
  const most = counts
    .flatMap(({ labels, values }) => (labels.service ? [{ service: labels.service, count: values[0] ?? 0 }] : []))
    .sort((a, b) => b.count - a.count)
    .slice(0, SERVICES);
  return pMap(
    most,
    async ({ service, count }) => {
      const { lines } = await source.lines(
        {
          about: 'logLines',
          where: [{ field: 'service', op: 'in', values: [service] }],
          lines: [],
          limit: LINES_OF_SERVICE,
          order: 'newest',
        },
        span,
        signal
      );
      return { service, count, lines };
    },
    { concurrency: AT_ONCE, signal }
  );
}

async function measuredServices(
  { metrics }: Pick<Client, 'metrics'>,
  { metrics: uid, environments }: SourceContext,
  span: TimeSpan
) {
  const [services, withExemplars] = await Promise.all([
    metrics.services({ metrics: uid, environments, at: span.to }),
    // Servers in Prometheus' likeness do not all have them.
    metrics.exemplarServices(uid, { from: span.to - EXEMPLARS_MS, to: span.to }).catch(() => undefined),
  ]);
  return services.map(({ service, hasStatus, hasDuration }) => ({
    service,
    hasStatus,
    hasDuration,
    ...(withExemplars && { hasExemplars: withExemplars.has(service) }),
  }));
}
