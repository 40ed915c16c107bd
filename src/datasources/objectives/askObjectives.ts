import { type DataQueryError } from '@grafana/data';
import { type Coverage } from '../../analysis/coverage';
import { BURN_SECONDS, type Events } from '../../analysis/objectives/burnRate';
import { objectiveId, type ServiceLevelObjective, windowSeconds } from '../../analysis/objectives/objective';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type MetricsClient } from '../client/metricsClient';
import { type AskedQuestion, askQuestions, measured, measuredSince, type ObjectivesContext } from './askQuestions';
import { eventQuestions, eventsKey, type Wanted } from './eventQuestions';
import { type EventsRead, readEvents } from './readEvents';
import { type Recorded } from './recorded';

type Client = Pick<MetricsClient, 'query' | 'recordedObjectives'>;

/** What was counted of objectives so far. */
export interface CountedObjectives extends EventsRead {
  /** What went wrong, each thing once. */
  failures: readonly DataQueryError[];
  /** By id: of which part of its window there is data, where that is not all of it. */
  coverage: ReadonlyMap<string, Coverage>;
}

/** Up to this long windows are counted at once: they cost little, and say what burns now. */
const SHORT = 3600;

/** Rules answer for a window that they were evaluated in for nearly all of the time. */
const NEARLY_ALL = 0.95;

/** What burns now: the events of the last hour and less. One request, however many objectives there are. */
export async function askShortWindows(
  client: Client,
  context: ObjectivesContext,
  objectives: readonly ServiceLevelObjective[],
  signal?: AbortSignal
): Promise<CountedObjectives> {
  const wanted = objectives.flatMap((objective) =>
    BURN_SECONDS.filter((seconds) => seconds <= SHORT).map((seconds): Wanted => ({ objective, seconds }))
  );
  return { ...(await askEvents(client, context, wanted, signal)), coverage: new Map() };
}

/** Without rules the pages count by themselves, so a failure is not told; who cannot be asked fails elsewhere too. */
async function askRecordedWindows(
  client: Client,
  { metrics, environments, at }: ObjectivesContext,
  objectives: readonly ServiceLevelObjective[],
  signal: AbortSignal | undefined
): Promise<Recorded> {
  const windows = [...new Set(objectives.flatMap(longWindows))];
  // Rules count all environments together.
  return environments.length > 0
    ? new Map()
    : client.recordedObjectives(metrics, objectives.map(objectiveId), windows, at, signal).catch(() => {
        signal?.throwIfAborted();
        return new Map();
      });
}

function longWindows(objective: ServiceLevelObjective): number[] {
  return [...BURN_SECONDS.filter((seconds) => seconds > SHORT), windowSeconds(objective)];
}

/**
 * The longer windows, and since when there is data. What rules recorded is asked first and not counted again; the rest
 * is one request more.
 * @param known what the short windows told
 */
export async function askLongWindows(
  client: Client,
  context: ObjectivesContext,
  objectives: readonly ServiceLevelObjective[],
  known: CountedObjectives,
  signal?: AbortSignal
): Promise<CountedObjectives> {
  const recorded = await askRecordedWindows(client, context, objectives, signal);
  const events = new Map(known.events);
  const wanted: Wanted[] = [];
  for (const objective of objectives) {
    const id = objectiveId(objective);
    for (const seconds of longWindows(objective)) {
      const ruled = recorded.get(id)?.get(seconds);
      if (ruled && ruled.coverage >= NEARLY_ALL) {
        events.set(eventsKey(objective, seconds), ruled.events);
      } else {
        wanted.push({ objective, seconds, bound: known.bounds.get(id) });
      }
    }
  }
  const raw = [...new Set(wanted.map(({ objective }) => objective))];
  if (raw.length === 0) {
    return { ...known, events };
  }
  const read = await askEvents(client, context, wanted, signal, raw);
  return {
    events: new Map([...events, ...read.events]),
    // Of one bound nobody sees which are beside it.
    bounds: new Map([...read.bounds, ...known.bounds]),
    uncounted: read.uncounted,
    failures: [...known.failures, ...read.failures],
    coverage: read.coverage,
  };
}

interface AskedEvents extends EventsRead {
  failures: readonly DataQueryError[];
  coverage: ReadonlyMap<string, Coverage>;
}

/** @param covering objectives of whose windows it is asked since when there is data */
async function askEvents(
  client: Client,
  context: ObjectivesContext,
  wanted: readonly Wanted[],
  signal?: AbortSignal,
  covering: readonly ServiceLevelObjective[] = []
): Promise<AskedEvents> {
  const questions = eventQuestions(wanted);
  const longest = Math.max(SHORT, ...covering.map(windowSeconds));
  const asked: AskedQuestion[] = [
    ...questions.map(({ refId, question }) => ({ refId, question })),
    ...(covering.length > 0 ? [measured(covering.map(({ service }) => service))] : []),
  ];
  const { frames, errors, span, step } = await askQuestions(client, context, asked, longest, signal);
  return {
    ...readEvents(questions, frames, errors),
    failures: errors,
    coverage: coverageIn(covering, span, measuredSince(frames, span, step)),
  };
}

function coverageIn(
  objectives: readonly ServiceLevelObjective[],
  span: TimeSpan,
  sinceOf: ReadonlyMap<string, number>
): Map<string, Coverage> {
  return new Map(
    objectives.flatMap((objective) => {
      const since = sinceOf.get(objective.service);
      const begin = span.to - windowSeconds(objective) * 1000;
      return since === undefined || since <= begin
        ? []
        : [[objectiveId(objective), { since, seconds: (span.to - since) / 1000 }] as const];
    })
  );
}

/** What was counted of one objective, as it is judged. */
export function eventsOf(
  { events, coverage }: Pick<CountedObjectives, 'events' | 'coverage'>,
  objective: ServiceLevelObjective
): { within: (seconds: number) => Events | undefined; coverage?: Coverage } {
  return {
    within: (seconds) => events.get(eventsKey(objective, seconds)),
    coverage: coverage.get(objectiveId(objective)),
  };
}
