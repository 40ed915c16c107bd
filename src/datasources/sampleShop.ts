import { type DataFrame, type DataQueryRequest, type DataQueryResponse, LoadingState } from '@grafana/data';
import { type ComparedSpan } from '../analysis/comparison';
import { toFrames } from '../telemetry/dialects/promql/read';
import { notSupportedFrame } from './answer';
import { moved } from './metrics';
import { type Question } from './question';
import { type KnownService, servicesFrame, servicesIn } from './services';
import { errorStatusPattern, type Settings } from './settings';

/** The sample shop is loaded when somebody wants to see it, and not before. */
const load = () => import('../sample');

/** A question with its context, as it would go to a data source. */
export interface SampleQuery {
  refId: string;
  question: Question;
  legend?: string;
  environments: readonly string[];
  compared?: ComparedSpan;
}

/** Lets the sample shop answer. No data source is asked, and nothing leaves the browser. */
export async function answerFromSample(
  request: Pick<DataQueryRequest, 'range' | 'intervalMs'>,
  queries: readonly SampleQuery[],
  { errorStatus }: Settings,
  now = Date.now()
): Promise<DataQueryResponse> {
  const { openSampleShop, answerMetric } = await load();
  const shop = openSampleShop();
  const services = await sampleServices();
  const range = { from: request.range.from.valueOf(), to: request.range.to.valueOf() };
  const context = { errorStatus: errorStatusPattern(errorStatus) };

  const answer = ({ refId, question, legend, environments, compared }: SampleQuery): DataFrame[] => {
    if (question.about === 'services') {
      return [servicesFrame(refId, servicesIn(environments, services))];
    }
    const { from, to } = compared ?? range;
    if (from >= now) {
      return [];
    }
    // What has not happened yet is known to nobody.
    const answered = answerMetric(shop, question, { from, to: Math.min(to, now), step: request.intervalMs }, context);
    if ('notSupported' in answered) {
      return [notSupportedFrame(refId, answered.notSupported)];
    }
    const frames = toFrames(answered.series, { refId, unit: answered.unit, legend, executed: [], notices: [] });
    return compared ? frames.map((frame) => moved(frame, compared)) : frames;
  };
  return { data: queries.flatMap(answer), state: LoadingState.Done };
}

/** The services of the sample shop; it speaks OpenTelemetry. */
async function sampleServices(): Promise<KnownService[]> {
  const shop = await load();
  const environments = shop.sampleEnvironments();
  return shop.sampleServices().map((service) => ({
    service,
    convention: 'otel-http',
    hasStatus: true,
    hasDuration: true,
    environments,
  }));
}

/** The values of the environment variable in the sample shop. */
export async function sampleEnvironments(): Promise<string[]> {
  return (await load()).sampleEnvironments();
}
