import { median } from '../trace/median';
import { type CaseMeasure, type CaseSymptom } from './case';
import { type Share } from '../proportions';
import { type Change, type Changes } from './change';
import { type Measured } from './entities';
import { type Segment, type Steps } from './steps';

/** What a service has had too much of: requests that failed, and seconds that requests took. */
export type Trouble = CaseSymptom['trouble'];
export const TROUBLES: readonly Trouble[] = ['failures', 'seconds'];

/** Measures that a trouble is seen in. */
export const MEASURES_OF: Record<Trouble, readonly CaseMeasure[]> = {
  failures: ['errors', 'clientErrors'],
  seconds: ['duration'],
};

/** Which trouble a measure is of, where it is of any. */
export function troubleOf(measure: CaseMeasure): Trouble | undefined {
  return TROUBLES.find((trouble) => MEASURES_OF[trouble].includes(measure));
}

/**
 * When the trouble was: that of the symptom where one is given, else from the first to the last step in which anything
 * was worse; undefined where nothing was.
 */
export function timeOfTrouble({ series }: Changes, symptom?: Change): Segment | undefined {
  const worse = symptom ? [symptom] : series.filter((change) => change.isWorse);
  return worse.length === 0
    ? undefined
    : {
        from: Math.min(...worse.map(({ segment, onset }) => Math.min(segment.from, onset.at))),
        to: Math.max(...worse.map(({ segment }) => segment.to)),
      };
}

/**
 * By how much there was more of each measure than was to be expected of so many requests, in a stretch of the later
 * time: failed requests, or seconds. What is expected is what was usual in the earlier time, or in the rest of the
 * later one if that was more: what has long been so, or is so all the time, is not what happened then.
 */
export function excessOf({ series }: Measured, steps: Steps, { from, to }: Segment): Map<CaseMeasure, number> {
  const within = steps.during.slice(from, to);
  const rest = [...steps.during.slice(0, from), ...steps.during.slice(to)];
  const found = new Map<CaseMeasure, number>();
  for (const measure of ['errors', 'clientErrors'] as const) {
    const { requests, [measure]: values } = series;
    if (values && requests) {
      const [past, other, now] = [steps.before, rest, within].map((indexes) => both(values, requests, indexes));
      const expected = Math.max(shareOf(past), shareOf(other));
      found.set(measure, past && past.total > 0 && now ? now.hits - expected * now.total : 0);
    }
  }
  const durations = series.duration;
  if (durations) {
    const [usual = [], other = []] = [steps.before, rest].map((indexes) =>
      indexes.flatMap((index) => durations[index] ?? [])
    );
    const expected = Math.max(median(usual), median(other));
    const seconds = within.reduce((sum, index) => {
      const duration = durations[index];
      const requests = series.requests ? (series.requests[index] ?? 0) : 1;
      return typeof duration === 'number' ? sum + (duration - expected) * requests : sum;
    }, 0);
    found.set('duration', usual.length === 0 ? 0 : seconds);
  }
  return found;
}

function shareOf(share: Share | undefined): number {
  return share && share.total > 0 ? share.hits / share.total : 0;
}

function both(
  hits: ReadonlyArray<number | null>,
  totals: ReadonlyArray<number | null>,
  indexes: readonly number[]
): Share {
  const sum = { hits: 0, total: 0 };
  for (const index of indexes) {
    const [hit, total] = [hits[index], totals[index]];
    if (typeof hit === 'number' && typeof total === 'number') {
      sum.hits += hit;
      sum.total += total;
    }
  }
  return sum;
}
