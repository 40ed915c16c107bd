import { type DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { SERVER_CONVENTIONS } from '../../telemetry/conventions/server';
import { readStack } from '../../telemetry/dialects/promql/readStack';
import { renderStack } from '../../telemetry/dialects/promql/stack';
import { type LogSource } from '../../telemetry/questions/logs';
import { type TraceSource } from '../../telemetry/questions/traces';
import {
  type NewestOf,
  type Part,
  type StackAnswer,
  type StackMetrics,
  type StackSource,
  type StackSurroundings,
} from '../../telemetry/questions/stack';
import { askFailingRules } from '../alerts/failingRules';
import { seriesOf } from '../answer';
import { type LogSources, type TraceSources } from '../client/sources';
import { type SourceContext } from '../client/sourceContext';
import { dataRequest, uniqueRequestId } from '../dataRequest';
import { explainFailure } from '../explain';
import { classifyFailure, TelemetryError, theDataSource } from '../failure';
import { chooseDataSource, type SignalKind } from '../find';
import { type PromQuery } from '../prometheus';
import { queryFrames, type ResourceDataSource } from '../runQueries';
import { type Settings } from '../settings';
import { sourcesHealth } from './sourcesHealth';

const MINUTE = 60_000;
/** How far back the newest is looked for. */
const LOOK_BACK = 60 * MINUTE;
/** Searching traces of an hour costs: if there are any, they are of the last minutes. */
const LATELY = 5 * MINUTE;
/** A clock that is ahead writes lines and spans of a time to come. */
const AHEAD = 5 * MINUTE;

/** Nobody waits longer to learn whether data is fresh. */
const WITHIN_MS = 15_000;

/** What of the client the stack is asked with. */
export interface StackBasis {
  logs: Pick<LogSources, 'open'>;
  traces: Pick<TraceSources, 'open'>;
}

/**
 * The monitoring stack of this user, by what its servers tell of themselves: one request for metrics, one for the
 * newest line, one or two for the newest trace, besides the tests of data sources and the rules, which ask no store.
 */
export class OwnStack implements StackSource {
  constructor(
    private readonly basis: StackBasis,
    private readonly context: SourceContext,
    private readonly settings: Pick<Settings, SignalKind>
  ) {}

  async stack(signal?: AbortSignal): Promise<StackAnswer> {
    const at = Date.now();
    // All environments: what is stored is stored together.
    const everywhere = { ...this.context, environments: [] };
    const { logs: lines, traces: spans } = this.basis;
    const [metrics, logs, traces] = await Promise.all([
      this.part('metrics', (own) => this.metrics(at, own), signal),
      this.part('logs', async (own) => newestLine(await lines.open(everywhere), at, own), signal),
      this.part('traces', async (own) => newestSpan(await spans.open(everywhere), at, own), signal),
    ]);
    return { at, metrics, logs, traces };
  }

  async surroundings(signal?: AbortSignal): Promise<StackSurroundings> {
    const uidOf = (kind: SignalKind) => this.found(kind)?.uid;
    const preferred = { metrics: uidOf('metrics'), logs: uidOf('logs'), traces: uidOf('traces') };
    const [sources, rules] = await Promise.all([
      sourcesHealth(preferred, signal),
      askFailingRules([preferred.metrics, preferred.logs], signal),
    ]);
    return { sources, rules };
  }

  private async metrics(at: number, signal: AbortSignal): Promise<StackMetrics> {
    const dataSource = this.choose('metrics');
    try {
      const instance = (await getDataSourceSrv().get(dataSource.uid)) as ResourceDataSource;
      const targets = renderStack(SERVER_CONVENTIONS).map(({ refId, expr }): PromQuery => ({
        refId,
        expr,
        instant: true,
        range: false,
        format: 'time_series',
      }));
      const request = dataRequest(uniqueRequestId('tillwatch-stack'), targets, { from: at - MINUTE, to: at });
      const frames = await queryFrames(instance, request, signal);
      return readStack(SERVER_CONVENTIONS, (refId) => seriesOf(frames, refId));
    } catch (error) {
      signal?.throwIfAborted();
      throw new TelemetryError(await explainFailure(error, dataSource));
    }
  }

  private choose(kind: SignalKind): DataSourceInstanceSettings {
    return chooseDataSource(kind, this.context[kind], this.settings[kind]);
  }

  private found(kind: SignalKind): DataSourceInstanceSettings | undefined {
    try {
      return this.choose(kind);
    } catch {
      return undefined;
    }
  }

  /** A store that does not answer, or not soon, costs what it alone knows. */
  private async part<T>(
    kind: SignalKind,
    ask: (signal: AbortSignal) => Promise<T>,
    signal?: AbortSignal
  ): Promise<Part<T>> {
    signal?.throwIfAborted();
    const name = this.found(kind)?.name ?? theDataSource();
    const own = new AbortController();
    const leave = () => own.abort(signal?.reason);
    const late = setTimeout(() => own.abort(new TelemetryError(classifyFailure('timeout', name))), WITHIN_MS);
    signal?.addEventListener('abort', leave);
    try {
      return { value: await untilAborted(ask(own.signal), own.signal) };
    } catch (error) {
      signal?.throwIfAborted();
      return { unanswered: classifyFailure(error, name) };
    } finally {
      clearTimeout(late);
      signal?.removeEventListener('abort', leave);
    }
  }
}

/** What is asked may not listen to the signal at once. */
function untilAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    answer.then(resolve, reject);
  });
}

/** The newest line of all. */
async function newestLine(source: LogSource, at: number, signal?: AbortSignal): Promise<NewestOf> {
  const { lines } = await source.lines(
    { about: 'logLines', where: [], lines: [], limit: 1, order: 'newest' },
    { from: at - LOOK_BACK, to: at + AHEAD },
    signal
  );
  return newestIn(lines.map(({ time }) => time));
}

/** The end of the newest trace. */
async function newestSpan(source: TraceSource, at: number, signal?: AbortSignal): Promise<NewestOf> {
  const ends = async (from: number) => {
    const { traces } = await source.search(
      { about: 'traces', where: [], spans: 'all', limit: 1 },
      { from, to: at + AHEAD },
      signal
    );
    return newestIn(traces.map(({ start, duration }) => start + duration));
  };
  const lately = await ends(at - LATELY);
  return lately.newest === undefined ? ends(at - LOOK_BACK) : lately;
}

function newestIn(times: readonly number[]): NewestOf {
  return times.length > 0 ? { newest: Math.max(...times) } : {};
}
