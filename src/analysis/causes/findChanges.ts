import { adjustForDiscoveries } from '../selection/discoveries';
import { fisherExact } from '../selection/fisher';
import { FALSE_DISCOVERY_RATE } from '../selection/whatIsDifferent';
import { type Share } from '../proportions';
import {
  CASE_MEASURES,
  type CaseEdge,
  type CaseMeasure,
  type CasePattern,
  type CaseSymptom,
  type ChangeCase,
} from './case';
import { type Change, type Changes, type EdgeChange, type PatternChange } from './change';
import { shareChange, type Stretch } from './countChange';
import { type Measured } from './entities';
import { MEASURES_OF, TROUBLES } from './excess';
import { levelChange } from './levelChange';
import { normalTail } from './normalTail';
import { isNotable, isWorse } from './notable';
import { type ServiceMap } from './serviceMap';
import { type Steps } from './steps';

/** Latency that differs by less than this is alike, and so are levels by this part of what they were. */
const LOG_RESOLUTION = 0.02;
/** Lines that are so few say nothing, and twice as many is what is told. */
const LEAST_LINES = 5;
const LEAST_LINES_RATIO = 2;

/** A change before it is known how many were looked at. */
interface Tested<T> {
  change: T;
  /** Large enough to be told. */
  isNotable: boolean;
}

/**
 * Everything that is otherwise than before. Of what is reported one in twenty is false on average, and where nothing
 * changed there is a report in one of twenty cases at most: see {@link adjustForDiscoveries}.
 */
export function findChanges(one: ChangeCase, measured: readonly Measured[], steps: Steps): Changes {
  const series = measured.flatMap((each) => testSeries(each, steps));
  const edges = (one.edges ?? []).flatMap(testEdge);
  const [long, longNow] = [one.before, one.during].map(({ from, to }) => to - from) as [number, number];
  const lengths: [number, number] = [one.linesRead?.before ?? long, one.linesRead?.during ?? longNow];
  const patterns = (one.patterns ?? []).flatMap((each) => testPattern(each, lengths));
  const adjusted = adjustForDiscoveries([...series, ...edges, ...patterns].map(({ change }) => change.p));
  const told = <T extends { p: number }>(tested: ReadonlyArray<Tested<T>>, first: number): T[] =>
    tested.flatMap(({ change, isNotable: isLarge }, i) => {
      const p = adjusted[first + i] ?? 1;
      return isLarge && p <= FALSE_DISCOVERY_RATE ? [{ ...change, p }] : [];
    });
  return {
    series: told(series, 0),
    edges: told(edges, series.length),
    patterns: told(patterns, series.length + edges.length),
    looked: adjusted.length,
  };
}

/**
 * Whether what is asked about is there: a test of its own that does not pay for all that is looked at besides, because
 * it was named before anything was looked at. @returns the change, where it is there, with the p of this test, and how
 * many series were tested for it
 */
export function symptomOf(
  { service, trouble }: CaseSymptom,
  measured: readonly Measured[],
  steps: Steps
): { change?: Change; looked: number } {
  const tested = measured
    .filter(({ entity }) => entity.service === service && (entity.kind === 'service' || entity.kind === 'outside'))
    .flatMap((each) => testSeries(each, steps))
    .filter(({ change }) => MEASURES_OF[trouble].includes(change.measure));
  const worse = tested.filter(({ change }) => change.isWorse);
  const p = Math.min(1, FALSE_DISCOVERY_RATE / Math.max(1, worse.length));
  const there = worse.filter((each) => each.isNotable && each.change.p <= p).sort((a, b) => a.change.p - b.change.p);
  return { change: there[0]?.change, looked: tested.length };
}

/**
 * With what got worse at those that are called by whom something got worse at: these are asked about because of that,
 * and tested by themselves, at 5% together. So a small route is found that fails just as those who call it, which does
 * not stand out among all that was looked at.
 */
export function withCalled(changes: Changes, measured: readonly Measured[], map: ServiceMap, steps: Steps): Changes {
  const series = [...changes.series];
  for (const trouble of TROUBLES) {
    const isWorseIn = ({ isWorse: is, measure }: Change) => is && MEASURES_OF[trouble].includes(measure);
    const known = new Set(series.filter(isWorseIn).map(({ entity }) => entity.service));
    let callers = [...known];
    while (callers.length > 0) {
      const called = new Set(
        callers.flatMap((name) => (map.calls.get(name) ?? []).flatMap(({ to }) => (known.has(to) ? [] : [to])))
      );
      const tested = measured
        .filter(({ entity }) => called.has(entity.service) && (entity.kind === 'service' || entity.kind === 'route'))
        .flatMap((each) => testSeries(each, steps))
        .filter(({ change }) => isWorseIn(change));
      const found = tested.filter((each) => each.isNotable && each.change.p * tested.length <= FALSE_DISCOVERY_RATE);
      series.push(...found.map(({ change }) => change));
      callers = [...new Set(found.map(({ change }) => change.entity.service))];
      callers.forEach((name) => known.add(name));
    }
  }
  return { ...changes, series };
}

function testSeries({ entity, series }: Measured, steps: Steps): Array<Tested<Change>> {
  return (Object.keys(series) as CaseMeasure[]).flatMap((measure): Array<Tested<Change>> => {
    const stretch = stretchOf(measure, series, steps);
    if (!stretch) {
      return [];
    }
    const { before, during } = stretch;
    const change = { entity, measure, isWorse: isWorse(measure, before, during), ...stretch };
    return [{ change, isNotable: isNotable(measure, before, during) }];
  });
}

function stretchOf(measure: CaseMeasure, series: Measured['series'], { before, during }: Steps): Stretch | undefined {
  const values = series[measure] ?? [];
  const at = (indexes: readonly number[], read: (value: number) => number) =>
    indexes.map((index) => {
      const value = values[index];
      return value === null || value === undefined ? null : read(value);
    });
  switch (CASE_MEASURES[measure].reading) {
    case 'part': {
      const shares = (indexes: readonly number[]) =>
        indexes.flatMap((index) => shareAt(values, series.requests, index));
      return shareChange(shares(before), shares(during));
    }
    case 'count': {
      // Anscombe's transform: numbers of events by chance have a variance of 1 then (Biometrika 35, 1948).
      const events = (indexes: readonly number[]) => at(indexes, (value) => 2 * Math.sqrt(Math.max(0, value) + 3 / 8));
      return backFrom(levelChange(events(before), events(during), 1), (value) => Math.max(0, (value / 2) ** 2 - 3 / 8));
    }
    case 'duration': {
      const logs = (indexes: readonly number[]) => at(indexes, (value) => Math.log(Math.max(value, 1e-6)));
      return backFrom(levelChange(logs(before), logs(during), LOG_RESOLUTION), Math.exp);
    }
    case 'level': {
      const levels = (indexes: readonly number[]) => at(indexes, (value) => value);
      const most = Math.max(0, ...levels(before).map((value) => Math.abs(value ?? 0)));
      return levelChange(levels(before), levels(during), Math.max(1e-9, LOG_RESOLUTION * most));
    }
  }
}

function backFrom(stretch: Stretch | undefined, back: (value: number) => number): Stretch | undefined {
  return stretch && { ...stretch, before: back(stretch.before), during: back(stretch.during) };
}

/** A step without an answer counts as one without requests, so that places stay what they are. */
function shareAt(
  hits: ReadonlyArray<number | null>,
  totals: ReadonlyArray<number | null> | undefined,
  index: number
): Share[] {
  if (!totals) {
    return [];
  }
  const [hit, total] = [hits[index], totals[index]];
  return typeof hit === 'number' && typeof total === 'number'
    ? [{ hits: Math.min(hit, total), total }]
    : [{ hits: 0, total: 0 }];
}

function testEdge({ from, to, before, during }: CaseEdge): Array<Tested<EdgeChange>> {
  if (!before || !during || before.calls <= 0 || during.calls <= 0) {
    return [];
  }
  const [was, is] = [before.failed / before.calls, during.failed / during.calls];
  const p = fisherExact({ hits: during.failed, total: during.calls }, { hits: before.failed, total: before.calls });
  // Of a sample each call is tested as the one that it is, and counts for all that it stands for.
  const excess = (during.weight ?? 1) * (during.failed - was * during.calls);
  const change = { from, to, excess, before: was, during: is, p };
  return [{ change, isNotable: isNotable('errors', was, is) }];
}

/** Of two numbers of events in times of known length: given how many there are in all, each fell by lot. */
function testPattern(pattern: CasePattern, [long, longNow]: [number, number]): Array<Tested<PatternChange>> {
  const all = pattern.before + pattern.during;
  if (all < LEAST_LINES || long <= 0 || longNow <= 0) {
    return [];
  }
  const share = longNow / (long + longNow);
  const z = (pattern.during - all * share) / Math.sqrt(all * share * (1 - share));
  const expected = (pattern.before * longNow) / long;
  const isLarge =
    Math.max(pattern.during, expected) >= LEAST_LINES_RATIO * Math.min(pattern.during, expected) &&
    Math.max(pattern.during, expected) >= LEAST_LINES;
  const p = Math.min(1, 2 * normalTail(z));
  return [{ change: { ...pattern, excess: pattern.during - expected, p }, isNotable: isLarge }];
}
