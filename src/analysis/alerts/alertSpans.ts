import { type AlertSpan, type AlertState } from '../../telemetry/questions/alerts';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { shortestStep } from '../step';

/** The states of an alert at moments at which it was looked at. */
export interface SampledState {
  state: AlertState;
  /** Milliseconds since the epoch. */
  times: readonly number[];
}

/** Grafana makes steps longer than they were asked for, by less than this. */
const MOST_STRETCHED = 4;

/** The step at which samples really are, in milliseconds: that between two that follow each other, if any do. */
export function sampledStep(samples: ReadonlyArray<Pick<SampledState, 'times'>>, askedMs: number): number {
  const step = shortestStep(samples) ?? askedMs;
  return step > askedMs && step < MOST_STRETCHED * askedMs ? step : askedMs;
}

/** A change of one alert of several. */
export interface StateChange {
  /** What tells the alert from the others. */
  alert: string;
  /** Milliseconds since the epoch. */
  time: number;
  previous: AlertState;
  current: AlertState;
}

/** Of several alerts, the state of the one to look at first. */
const URGENCY: Readonly<Record<AlertState, number>> = { firing: 4, error: 3, noData: 2, pending: 1, inactive: 0 };

/**
 * How the alerts of a rule stood together, where it was recorded at every step which of them were there: each state
 * holds until the next step.
 */
export function spansOfSamples(samples: readonly SampledState[], span: TimeSpan, stepMs: number): AlertSpan[] {
  const at = new Map<number, AlertState>();
  for (const { state, times } of samples) {
    for (const time of times) {
      at.set(time, moreUrgent(at.get(time), state));
    }
  }
  const spans: AlertSpan[] = [];
  for (const [time, state] of [...at].sort(([a], [b]) => a - b)) {
    add(spans, { from: time, to: time + stepMs, state });
  }
  return filled(spans, span);
}

/** How the alerts of a rule stood together, where their changes were recorded; none where there was no change. */
export function spansOfChanges(changes: readonly StateChange[], span: TimeSpan): AlertSpan[] {
  const sorted = [...changes].sort((a, b) => a.time - b.time);
  const now = new Map<string, AlertState>();
  // What an alert changed from is what it was before.
  for (const { alert, previous } of sorted) {
    now.set(alert, now.get(alert) ?? previous);
  }
  const spans: AlertSpan[] = [];
  let since = span.from;
  for (const { alert, time, current } of sorted) {
    add(spans, { from: since, to: time, state: mostUrgent(now.values()) });
    now.set(alert, current);
    since = Math.max(since, time);
  }
  if (sorted.length > 0) {
    add(spans, { from: since, to: span.to, state: mostUrgent(now.values()) });
  }
  return spans;
}

/** Times in which an alert fired, the latest first. */
export function timesOfFiring(spans: readonly AlertSpan[]): AlertSpan[] {
  return spans.filter(({ state }) => state === 'firing').reverse();
}

/** By this much a recording may lag behind what a server says, milliseconds. */
const RECORDED_WITHIN_MS = 2 * 60_000;

/**
 * Whether a recording shows nothing of an alert that fires and did so in its time range already.
 * @param alert how the alert stands, and since when, milliseconds since the epoch
 */
export function missesFiring(
  spans: readonly AlertSpan[],
  { state: now, since = Infinity }: { state: AlertState; since?: number },
  { to }: TimeSpan
): boolean {
  const isExpected = now === 'firing' && since < to - RECORDED_WITHIN_MS;
  return isExpected && spans.length > 0 && spans.every(({ state }) => state !== 'firing');
}

function moreUrgent(known: AlertState | undefined, state: AlertState): AlertState {
  return known !== undefined && URGENCY[known] >= URGENCY[state] ? known : state;
}

function mostUrgent(states: Iterable<AlertState>): AlertState {
  return [...states].reduce(moreUrgent, 'inactive');
}

/** Adds a span, or makes the last one longer where that is the same. */
function add(spans: AlertSpan[], next: AlertSpan): void {
  const last = spans.at(-1);
  if (next.to <= next.from) {
    return;
  }
  if (last?.state === next.state && last.to >= next.from) {
    last.to = Math.max(last.to, next.to);
  } else {
    spans.push(next);
  }
}

/** Where nothing was recorded there was nothing. */
function filled(spans: readonly AlertSpan[], { from, to }: TimeSpan): AlertSpan[] {
  const all: AlertSpan[] = [];
  let end = from;
  for (const one of spans) {
    add(all, { from: end, to: Math.min(one.from, to), state: 'inactive' });
    add(all, { ...one, from: Math.max(one.from, from), to: Math.min(one.to, to) });
    end = Math.max(end, one.to);
  }
  add(all, { from: end, to, state: 'inactive' });
  return all;
}
