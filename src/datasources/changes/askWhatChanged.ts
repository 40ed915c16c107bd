import { type ChangeCase } from '../../analysis/causes/case';
import { type SourceContext } from '../client/sourceContext';
import { type TelemetryClient } from '../client/telemetryClient';
import { within } from '../within';
import { askCaseLogs } from './askLogs';
import { askCaseMetrics } from './askMetrics';
import { askCaseTraces } from './askTraces';
import { ChangesProgress } from './progress';
import { type ChangesAnswer, type ChangesQuestion } from './question';
import { stepFor } from './steps';
import { timesWithData } from './youngData';

/** How what changed is asked for. */
export interface AskChangesOptions {
  /** Whom to ask, and in which environments: what the variables of the page say. */
  context: SourceContext;
  /** Called whenever one more kind of telemetry was read, or could not be. */
  onAnswer: (answer: ChangesAnswer) => void;
  /** Aborting takes back what is being asked; nothing is answered after it. */
  signal?: AbortSignal;
  /**
   * `metrics`, unless said otherwise: traces and logs are asked where something in metrics changed, where these cannot
   * be read, and where a symptom is asked about. `all`: in any case.
   */
  depth?: 'metrics' | 'all';
}

/** The parts of a client that are asked. */
export type ChangesClient = Pick<TelemetryClient, 'metrics' | 'traces' | 'logs' | 'identities' | 'patterns' | 'causes'>;

/** Who has not answered in so many milliseconds is not waited for before the others are asked. */
const PATIENCE = 5000;

/**
 * Asks what changed between two times, and answers as it is read: metrics first, as they tell when something was worse;
 * then traces of that time, and log lines. Where metrics are younger than the times, what there is is compared. One
 * request of metrics, two of traces and one of logs; times that do not meet, and such young ones, cost one of metrics
 * more.
 * @throws the signal's reason when it is aborted; what cannot be read is part of the answer
 */
export async function askWhatChanged(
  client: ChangesClient,
  question: ChangesQuestion,
  { context, onAnswer, signal, depth = 'metrics' }: AskChangesOptions
): Promise<void> {
  const isDeep = depth === 'all' || question.about !== undefined;
  const progress = new ChangesProgress(client.causes, question, isDeep, onAnswer, signal);
  const metrics = progress.read('metrics', () => askMetricsWithData(client.metrics, context, question, signal));
  const settled = within(PATIENCE, metrics, undefined);
  // Lines are asked of both times at once, and told apart by the times that metrics leave.
  const times = async () => {
    await settled;
    return progress.one;
  };
  const askLogs = () => progress.read('logs', () => askCaseLogs(client, context, question, times, signal));
  const logs = isDeep ? askLogs() : undefined;
  await settled;
  if (!progress.isQuiet()) {
    const { one, computed } = progress;
    const traces = progress.read('traces', () => askCaseTraces(client, context, one, computed?.worse, signal));
    await Promise.all([metrics, traces, logs ?? askLogs()]);
  }
}

/** Of a shorter time than was asked about, the steps that it is compared by are shorter, too. */
async function askMetricsWithData(
  metrics: ChangesClient['metrics'],
  context: SourceContext,
  question: ChangesQuestion,
  signal?: AbortSignal
): Promise<Partial<ChangeCase>> {
  const told = await askCaseMetrics(metrics, context, question, signal);
  const times = timesWithData(question, told);
  if (!times) {
    return told;
  }
  const isFiner = stepFor(times.before, times.during) < stepFor(question.before, question.during);
  return {
    ...(isFiner ? await askCaseMetrics(metrics, context, { ...question, ...times }, signal) : told),
    ...times,
  };
}
