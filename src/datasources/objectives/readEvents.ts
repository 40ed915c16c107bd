import { type DataFrame, type DataQueryError } from '@grafana/data';
import { type Events } from '../../analysis/objectives/burnRate';
import { type LatencyBound, latencyBound } from '../../analysis/objectives/latencyBound';
import { objectiveId, type ServiceLevelObjective } from '../../analysis/objectives/objective';
import { type AnswerSeries, PART_LABEL } from '../../telemetry/dialects/promql/read';
import { type Labels } from '../../telemetry/vocabulary';
import { notSupportedReason, seriesOf } from '../answer';
import { type EventQuestion, eventsKey } from './eventQuestions';

/** Why an objective's events are not known. */
export type Uncounted =
  /** There were no requests in any window. */
  | { why: 'no-requests' }
  /** Requests carry no status, so failures cannot be told. */
  | { why: 'no-status' }
  /** Its latency is not counted in buckets. */
  | { why: 'no-histogram' }
  /** The threshold is below the lowest bound of the buckets. */
  | { why: 'below-bounds'; lowest: number }
  /** What the metrics lack, in words. */
  | { why: 'not-supported'; message: string }
  /** The question failed. */
  | { why: 'failed'; message: string };

/** What was read of the answers. */
export interface EventsRead {
  /** By {@link eventsKey}. */
  events: Map<string, Events>;
  /** By id of the objective. */
  uncounted: Map<string, Uncounted>;
  bounds: Map<string, LatencyBound>;
}

/** Reads the answers to event questions. */
export function readEvents(
  asked: readonly EventQuestion[],
  frames: readonly DataFrame[],
  errors: readonly DataQueryError[]
): EventsRead {
  const read: EventsRead = { events: new Map(), uncounted: new Map(), bounds: new Map() };
  for (const one of asked) {
    if (one.counts !== 'bad') {
      const bad = asked.find(({ counts, wanted }) => counts === 'bad' && wanted === one.wanted);
      readGroup(one, bad, frames, errors, read);
    }
  }
  return read;
}

function readGroup(
  counted: EventQuestion,
  failed: EventQuestion | undefined,
  frames: readonly DataFrame[],
  errors: readonly DataQueryError[],
  { events, uncounted, bounds }: EventsRead
): void {
  const of = ({ refId }: EventQuestion) => seriesOf(frames, refId);
  const [all, bad] = [of(counted), failed ? of(failed) : []];
  const why = [counted, ...(failed ? [failed] : [])].map((one) => unanswered(one, frames, errors)).find(Boolean);
  for (const { objective, seconds } of counted.wanted) {
    const id = objectiveId(objective);
    const own = all.filter(({ labels }) => isOf(labels, objective));
    if (why || own.length === 0) {
      uncounted.set(id, why ?? { why: 'no-requests' });
      continue;
    }
    const told =
      objective.threshold === undefined ? availability(own, bad, objective) : latency(own, objective.threshold);
    if ('why' in told) {
      uncounted.set(id, told);
      continue;
    }
    events.set(eventsKey(objective, seconds), told.events);
    if (told.bound) {
      bounds.set(id, told.bound);
    }
  }
}

type Told = { events: Events; bound?: LatencyBound } | Uncounted;

function availability(
  all: readonly AnswerSeries[],
  bad: readonly AnswerSeries[],
  objective: ServiceLevelObjective
): Told {
  const failed = bad.filter(({ labels }) => isOf(labels, objective));
  return failed.length === 0 ? { why: 'no-status' } : { events: { total: sum(all), bad: sum(failed) } };
}

/** Of each histogram what was over the bound; several are of one service that answers HTTP and RPC. */
export function latency(buckets: readonly AnswerSeries[], threshold: number): Told {
  const parts = [...new Set(buckets.map(({ labels }) => labels[PART_LABEL]))].map((part) =>
    withinOf(buckets.filter(({ labels }) => labels[PART_LABEL] === part))
  );
  let events: Events = { total: 0, bad: 0 };
  const counted: LatencyBound[] = [];
  for (const within of parts) {
    const bound = latencyBound([...within.keys()], threshold);
    const total = within.get(Infinity);
    if (total === undefined) {
      return { why: 'no-histogram' };
    }
    if (!bound) {
      const lowest = Math.min(...within.keys());
      return lowest === Infinity ? { why: 'no-histogram' } : { why: 'below-bounds', lowest };
    }
    events = { total: events.total + total, bad: events.bad + Math.max(0, total - (within.get(bound.bound) ?? 0)) };
    counted.push(bound);
  }
  const [coarsest, ...finer] = counted.sort((a, b) => a.bound - b.bound);
  const isMixed = finer.some(({ bound }) => bound !== coarsest?.bound);
  return { events, bound: coarsest && isMixed ? { ...coarsest, isMixed: true } : coarsest };
}

/** How many took no longer than each bound, in seconds. */
export function withinOf(buckets: readonly AnswerSeries[]): Map<number, number> {
  const within = new Map<number, number>();
  for (const series of buckets) {
    const bound = Number(Number(series.labels.le).toPrecision(12));
    within.set(bound, (within.get(bound) ?? 0) + sum([series]));
  }
  return within;
}

function isOf(labels: Labels, { service, route }: ServiceLevelObjective): boolean {
  return labels.service === service && (route === undefined || labels.route === route);
}

/** Of totals: the last value of each. */
export function sum(series: readonly AnswerSeries[]): number {
  return series.reduce((all, { values }) => all + (values.at(-1) ?? 0), 0);
}

function unanswered(
  { refId }: EventQuestion,
  frames: readonly DataFrame[],
  errors: readonly DataQueryError[]
): Uncounted | undefined {
  const error = errors.find((one) => one.refId === refId || one.refId === undefined);
  if (error) {
    return { why: 'failed', message: error.message ?? error.data?.message ?? '' };
  }
  const message = notSupportedReason(frames.filter((frame) => frame.refId === refId));
  return message === undefined ? undefined : { why: 'not-supported', message };
}
