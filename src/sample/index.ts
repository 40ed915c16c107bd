import { type AlertSource } from '../telemetry/questions/alerts';
import { type LogSource } from '../telemetry/questions/logs';
import { type TraceSource } from '../telemetry/questions/traces';
import { type MetricQuestion } from '../telemetry/questions/metric';
import { type NotSupported } from '../telemetry/questions/notSupported';
import { type InfraSource } from '../telemetry/questions/infrastructure';
import { type StackSource } from '../telemetry/questions/stack';
import { recordedAlerts } from './alerts/recorded';
import { SampleAlerts } from './alerts/source';
import { type AskedRange, type SampleAnswer } from './answers/answer';
import { MEANS_ONLY } from './answers/fields';
import { answerMetric, type MetricContext } from './answers/metric';
import { SampleLogs } from './answers/logs/source';
import { SampleTraces } from './answers/traces/source';
import { type ErrorMark } from '../analysis/errors/errorMark';
import { SERVICES } from './calls';
import { sampleErrorMarks as errorMarksOf } from './errorMarks';
import { SampleInfra } from './infrastructure/source';
import { SampleShop } from './shop';
import { BEHIND_INGRESS, SITES } from './sites';
import { SampleStack } from './stack/source';

export { sampleSilences } from './alerts/silences';
export { SAMPLE_OBJECTIVES } from './objectives';
export { type SampleAnswer, type SampleExemplar } from './answers/answer';

/** Answers a question about metrics from the sample shop, as the same question to a data source would be. */
export function answerQuestion(
  shop: SampleShop,
  question: MetricQuestion,
  range: AskedRange,
  context: MetricContext
): SampleAnswer | NotSupported {
  return question.measure === 'alerts'
    ? recordedAlerts(shop, question, range)
    : answerMetric(shop, question, range, context);
}

let shop: SampleShop | undefined;

/** The sample shop, built when it is first asked for. */
export function openSampleShop(): SampleShop {
  shop ??= new SampleShop();
  return shop;
}

/** Where the shop runs. */
export function sampleEnvironments(): string[] {
  return [...new Set(SITES.map(({ environment }) => environment))].sort();
}

/** The service before which an ingress counts requests, too. */
export function sampleBehindIngress(): string {
  return BEHIND_INGRESS;
}

/** The service whose metrics know no more of latency than its mean. */
export function sampleMeansOnly(): string {
  return MEANS_ONLY;
}

/** The services of the shop; each runs in all of its environments. */
export function sampleServices(): string[] {
  return [...SERVICES];
}

/**
 * The log lines of the sample shop.
 * @param environments lines of no others; of all, where it is empty
 * @param now milliseconds since the epoch: what comes later is not known
 */
export function openSampleLogs(environments: readonly string[], now: () => number = Date.now): LogSource {
  return new SampleLogs(openSampleShop(), environments, now);
}

/** What the team of the sample shop said of errors. */
export function sampleErrorMarks(now: number): Promise<ErrorMark[]> {
  return errorMarksOf(openSampleShop(), now);
}

/** The traces of the sample shop; see {@link openSampleLogs}. */
export function openSampleTraces(environments: readonly string[], now: () => number = Date.now): TraceSource {
  return new SampleTraces(openSampleShop(), environments, now);
}

/** The alerts of the sample shop, as they stand at the moment that is asked for; see {@link openSampleLogs}. */
export function openSampleAlerts(environments: readonly string[], now: () => number = Date.now): AlertSource {
  return new SampleAlerts(openSampleShop(), environments, now);
}

/** The monitoring stack of the sample shop, as it is at a moment that is not to come; see {@link openSampleLogs}. */
export function openSampleStack(at: number, now: () => number = Date.now): StackSource {
  const then = Math.min(at, now());
  return new SampleStack(openSampleLogs([], now), openSampleTraces([], now), then);
}

/** What the sample shop runs on; see {@link openSampleLogs}. */
export function openSampleInfra(environments: readonly string[], now: () => number = Date.now): InfraSource {
  return new SampleInfra(environments, now);
}
