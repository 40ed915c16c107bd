import { type ChangeCase } from '../../analysis/causes/case';
import { type SourceContext } from '../client/sourceContext';
import { type TelemetryClient } from '../client/telemetryClient';
import { classifyFailure, theDataSource } from '../failure';
import { askCaseMetrics } from './askMetrics';
import { type Computed } from './computing';
import { type ChangesAnswer, type ChangesQuestion, type ChangesSignal, type SignalState } from './question';
import { type MetricsOfCase } from './readMetrics';

/** How what changed is asked for. */
export interface AskChangesOptions {
  /** Whom to ask, and in which environments: what the variables of the page say. */
  context: SourceContext;
  /** Called whenever one more kind of telemetry was read, or could not be. */
  onAnswer: (answer: ChangesAnswer) => void;
  /** Aborting takes back what is being asked; nothing is answered after it. */
  signal?: AbortSignal;
}

type Client = Pick<TelemetryClient, 'metrics'>;

/**
 * Asks what changed between two times, and answers as it is read.
 * @throws the signal's reason when it is aborted; nothing else, as what failed is part of the answer
 */
export async function askWhatChanged(
  client: Client,
  question: ChangesQuestion,
  { context, onAnswer, signal }: AskChangesOptions
): Promise<void> {
  const asked = performance.now();
  const signals: Record<ChangesSignal, SignalState> = {
    metrics: { state: 'waiting' },
    traces: { state: 'unasked' },
    logs: { state: 'unasked' },
  };
  let metrics: MetricsOfCase | undefined;
  try {
    metrics = await askCaseMetrics(client.metrics, context, question, signal);
    signals.metrics = { state: 'read' };
  } catch (error) {
    signal?.throwIfAborted();
    signals.metrics = stateOf(error);
  }
  const { before, during, about } = question;
  const one: ChangeCase = { before, during, times: [], series: [], ...metrics, ...(about && { about }) };
  const { changed } = await computed(one, question);
  signal?.throwIfAborted();
  onAnswer({ question, signals, changed, one, took: performance.now() - asked });
}

/** Where nobody is there to ask, nothing is wrong. */
function stateOf(error: unknown): SignalState {
  const failure = classifyFailure(error, theDataSource());
  return failure.kind === 'absent' ? { state: 'missing' } : { state: 'failed', failure };
}

async function computed(one: ChangeCase, { service, about }: ChangesQuestion): Promise<Computed> {
  const { compute } = await import('./computing');
  return compute({ one, service: about ? undefined : service });
}
