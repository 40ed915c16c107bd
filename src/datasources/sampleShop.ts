import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  DataTopic,
  FieldType,
  LoadingState,
} from '@grafana/data';
import { type ComparedTimeSpan } from '../analysis/comparison';
import type { SampleExemplar } from '../sample';
import { isExemplarFrame, toFrames } from '../telemetry/dialects/promql/read';
import { is, metricQuestion, type MetricQuestion } from '../telemetry/questions/metric';
import { type TimeSpan } from '../telemetry/timeSpan';
import { notSupportedFrame } from './answer';
import { dataRequest } from './dataRequest';
import { drawnFrames } from './drawnFrames';
import { type KnownService } from './services';
import { errorStatusPattern, type Settings } from './settings';

/** The sample shop is loaded when somebody wants to see it, and not before. */
export const loadSample = () => import(/* webpackChunkName: "sample-shop" */ '../sample');

/** A question with its context, as it would go to a data source. */
export interface SampleQuery {
  refId: string;
  question: MetricQuestion;
  legend?: string;
  compared?: ComparedTimeSpan;
}

/** Lets the sample shop answer. No data source is asked, and nothing leaves the browser. */
export async function answerFromSample(
  request: Pick<DataQueryRequest, 'range' | 'intervalMs'>,
  queries: readonly SampleQuery[],
  { errorStatus }: Settings,
  now = Date.now()
): Promise<DataQueryResponse> {
  const { openSampleShop, answerQuestion } = await loadSample();
  const shop = openSampleShop();
  const range = { from: request.range.from.valueOf(), to: request.range.to.valueOf() };
  const context = { errorStatus: errorStatusPattern(errorStatus) };

  const answer = ({ refId, question, legend, compared }: SampleQuery): DataFrame[] => {
    const { from, to } = compared ?? range;
    if (from >= now) {
      return [];
    }
    // What has not happened yet is known to nobody.
    const answered = answerQuestion(shop, question, { from, to: Math.min(to, now), step: request.intervalMs }, context);
    if ('notSupported' in answered) {
      return [notSupportedFrame(refId, answered)];
    }
    const { series, unit, exemplars = [] } = answered;
    const drawn = toFrames(series, { refId, unit, legend, executed: [], notices: [] });
    return drawnFrames(drawn, exemplars.length > 0 ? [exemplarFrame(refId, exemplars)] : [], compared);
  };
  return { data: queries.flatMap(answer), state: LoadingState.Done };
}

/** Exemplars in the form in which Grafana's data source for Prometheus hands them over. */
function exemplarFrame(refId: string, exemplars: readonly SampleExemplar[]): DataFrame {
  const sorted = [...exemplars].sort((a, b) => a.time - b.time);
  const labels = Object.keys(sorted[0]?.labels ?? {});
  return {
    refId,
    name: 'exemplar',
    length: sorted.length,
    meta: { dataTopic: DataTopic.Annotations, custom: { resultType: 'exemplar' } },
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: sorted.map(({ time }) => time) },
      { name: 'Value', type: FieldType.number, config: { unit: 's' }, values: sorted.map(({ seconds }) => seconds) },
      ...labels.map((name) => ({
        name,
        type: FieldType.string,
        config: {},
        values: sorted.map(({ labels: own }) => own[name] ?? ''),
      })),
    ],
  };
}

/** The services of the sample shop; all but one speak OpenTelemetry, behind an ingress of Kubernetes. */
export async function sampleServices(): Promise<KnownService[]> {
  const shop = await loadSample();
  const environments = shop.sampleEnvironments();
  return shop.sampleServices().map((service) => ({
    service,
    convention: service === shop.sampleMeansOnly() ? 'prometheus-http' : 'otel-http',
    hasStatus: true,
    hasDuration: true,
    environments,
    ...(service === shop.sampleBehindIngress() && { edge: 'ingress-nginx' as const }),
  }));
}

/** The services of the sample shop whose latency has exemplars. */
export async function sampleExemplarServices(span: TimeSpan, settings: Settings): Promise<ReadonlySet<string>> {
  const { sampleServices: services } = await loadSample();
  const queries = services().map((service): SampleQuery => ({
    refId: service,
    question: metricQuestion({
      measure: 'duration',
      stat: { kind: 'quantile', q: 0.95 },
      where: [is('service', service)],
      exemplars: true,
    }),
  }));
  const { data } = await answerFromSample(dataRequest('exemplars', queries, span, 60_000), queries, settings);
  const frames = (data as DataFrame[]).filter((frame) => isExemplarFrame(frame) && frame.length > 0);
  return new Set(frames.flatMap(({ refId }) => refId ?? []));
}

/** The values of the environment variable in the sample shop. */
export async function sampleEnvironments(): Promise<string[]> {
  return (await loadSample()).sampleEnvironments();
}
