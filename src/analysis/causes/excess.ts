import { median } from '../median';
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
 * was worse; all of the later time where nothing was.
 */
export function timeOfTrouble({ series }: Changes, steps: Steps, symptom?: Change): Segment {
  const worse = symptom ? [symptom] : series.filter((change) => change.isWorse);
  return worse.length === 0
    ? { from: 0, to: steps.during.length }
    : {
        from: Math.min(...worse.map(({ segment, onset }) => Math.min(segment.from, onset.at))),
        to: Math.max(...worse.map(({ segment }) => segment.to)),
      };
}

/**
 * How much more of a trouble there was than was to be expected of so many requests, in a stretch of the later time:
 * failed requests, or seconds. What is expected is what was usual in the earlier time, or in the rest of the later one
 * if that was more: what has long been so, or is so all the time, is not what happened then.
 */
export function excessOf(one: Measured, trouble: Trouble, steps: Steps, time: Segment): number {
  const times: Times = {
    before: steps.before,
    rest: [...steps.during.slice(0, time.from), ...steps.during.slice(time.to)],
    within: steps.during.slice(time.from, time.to),
  };
  return trouble === 'seconds'
    ? secondsOf(one, times)
    : MEASURES_OF[trouble].reduce((sum, measure) => sum + failuresOf(measure, one, times), 0);
}

/** Which steps are of the earlier time, of the stretch that is looked at, and of the later time besides. */
interface Times {
  before: readonly number[];
  rest: readonly number[];
  within: readonly number[];
}

function failuresOf(measure: CaseMeasure, { series }: Measured, { before, rest, within }: Times): number {
  const { requests, [measure]: values } = series;
  if (!values || !requests) {
    return 0;
  }
  const past = both(values, requests, before);
  const now = both(values, requests, within);
  const expected = Math.max(shareOf(past), shareOf(both(values, requests, rest)));
  return past.total > 0 ? now.hits - expected * now.total : 0;
}

function secondsOf({ series }: Measured, { before, rest, within }: Times): number {
  const { duration: durations = [], requests } = series;
  const known = (indexes: readonly number[]) => indexes.flatMap((index) => durations[index] ?? []);
  const usual = known(before);
  if (usual.length === 0) {
    return 0;
  }
  const expected = Math.max(median(usual), median(known(rest)));
  return within.reduce((sum, index) => {
    const duration = durations[index];
    const count = requests ? (requests[index] ?? 0) : 1;
    return typeof duration === 'number' ? sum + (duration - expected) * count : sum;
  }, 0);
}

function shareOf(share: Share): number {
  return share.total > 0 ? share.hits / share.total : 0;
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
