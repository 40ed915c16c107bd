import { type TimeSpan } from '../telemetry/timeSpan';
import { type Labels } from '../telemetry/vocabulary';
import { labelsKey } from './alerts/alert';
import { groupBy } from './groupBy';

/** An alert that was seen to fire at these moments, milliseconds since the epoch. */
export interface SeenAlert {
  labels: Labels;
  /** Only alerts of this rule of Grafana's. */
  ruleUid?: string;
  times: readonly number[];
}

/** A time in which one alert fired, cut to the time range. */
export interface FiredAlert extends TimeSpan, Pick<SeenAlert, 'labels' | 'ruleUid'> {
  name: string;
  /** It fired already when the range began. */
  isCut: boolean;
  /** It still fired when the range ended. */
  isOngoing: boolean;
}

/**
 * When alerts fired, one after another, where it was looked at each step which of them did: an alert fires until the
 * step after the last one at which it was seen.
 */
export function firedAlerts(seen: readonly SeenAlert[], { from, to }: TimeSpan, stepMs: number): FiredAlert[] {
  const groups = groupBy(seen, ({ labels, ruleUid = '' }) => `${ruleUid} ${labelsKey(labels)}`);
  return [...groups.values()]
    .flatMap((same) => {
      const [{ labels, ruleUid }] = same as [SeenAlert];
      const times = [...new Set(same.flatMap((one) => one.times))].sort((a, b) => a - b);
      return runsOf(times, stepMs).map((run): FiredAlert => ({
        name: labels.alertname ?? '',
        labels,
        ...(ruleUid !== undefined && { ruleUid }),
        from: Math.max(from, run.from),
        to: Math.min(to, run.to + stepMs),
        isCut: run.from < from + stepMs,
        isOngoing: run.to + stepMs > to - stepMs,
      }));
    })
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Moments that follow each other, none missing between them. */
function runsOf(times: readonly number[], stepMs: number): TimeSpan[] {
  const runs: TimeSpan[] = [];
  for (const time of times) {
    const last = runs.at(-1);
    if (last && time - last.to < 2 * stepMs) {
      last.to = time;
    } else {
      runs.push({ from: time, to: time });
    }
  }
  return runs;
}

/** Things that are marked as one. */
export interface MarkGroup<T> extends TimeSpan {
  of: T[];
}

/** Times that overlap, or are closer together than can be told apart, as one. In the order of time. */
export function mergedSpans<T extends TimeSpan>(spans: readonly T[], closeMs: number): Array<MarkGroup<T>> {
  const groups: Array<MarkGroup<T>> = [];
  for (const one of [...spans].sort((a, b) => a.from - b.from)) {
    const last = groups.at(-1);
    if (last && one.from - last.to <= closeMs) {
      last.to = Math.max(last.to, one.to);
      last.of.push(one);
    } else {
      groups.push({ from: one.from, to: one.to, of: [one] });
    }
  }
  return groups;
}

/**
 * Moments that are closer together than can be told apart as one. A group is no longer than that: many moments in a row
 * do not become one.
 */
export function groupedMoments<T>(
  moments: readonly T[],
  timeOf: (one: T) => number,
  closeMs: number
): Array<MarkGroup<T>> {
  const groups: Array<MarkGroup<T>> = [];
  for (const one of [...moments].sort((a, b) => timeOf(a) - timeOf(b))) {
    const time = timeOf(one);
    const last = groups.at(-1);
    if (last && time - last.from <= closeMs) {
      last.to = time;
      last.of.push(one);
    } else {
      groups.push({ from: time, to: time, of: [one] });
    }
  }
  return groups;
}
