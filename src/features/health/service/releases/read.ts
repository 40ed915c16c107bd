import { type DataFrame } from '@grafana/data';
import { groupBy } from '../../../../analysis/groupBy';
import {
  compareReleases,
  type Release,
  type ReleaseComparison,
  releasesIn,
  type VersionedRate,
} from '../../../../analysis/releases';
import { shortestStep } from '../../../../analysis/step';
import { notSupportedReason, seriesOf } from '../../../../datasources/answer';
import { type AnswerSeries } from '../../../../telemetry/dialects/promql/read';
import { RELEASE_REFS } from './queries';

/** How the requests of the versions of a service went. */
export interface Releases {
  /** The newest first. */
  versions: Release[];
  /** By route, of requests that failed; undefined where no version is newer than another. */
  failures?: ReleaseComparison;
  /** Of requests that took longer than this many seconds, over all routes. */
  slow?: { bound: number; comparison: ReleaseComparison };
}

/** Of the old versions at most this share is slow: from there on a rise is seen best. */
const USUALLY_WITHIN = 0.9;

/** Reads what {@link releaseQueries} were answered. */
export function readReleases(frames: readonly DataFrame[]): Releases {
  const running = seriesOf(frames, RELEASE_REFS.running);
  const saysVersion = seriesOf(frames, RELEASE_REFS.requests).some(({ labels }) => labels.version);
  const read = (byVersion: string, byInstance: string): AnswerSeries[] =>
    saysVersion ? seriesOf(frames, byVersion) : withVersions(seriesOf(frames, byInstance), running);
  const rates = (series: readonly AnswerSeries[]) =>
    series.flatMap(({ labels, times, values }): VersionedRate[] =>
      labels.version ? [{ version: labels.version, route: labels.route ?? '', times, values }] : []
    );
  const requests = rates(read(RELEASE_REFS.requests, RELEASE_REFS.requestsByInstance));
  const errors = rates(read(RELEASE_REFS.errors, RELEASE_REFS.errorsByInstance));
  const stepMs = shortestStep(requests);
  if (stepMs === undefined) {
    return { versions: [] };
  }
  const errorRef = saysVersion ? RELEASE_REFS.errors : RELEASE_REFS.errorsByInstance;
  const knowsErrors = notSupportedReason(frames.filter(({ refId }) => refId === errorRef)) === undefined;
  const durations = read(RELEASE_REFS.durations, RELEASE_REFS.durationsByInstance);
  return {
    versions: releasesIn(requests, stepMs),
    failures: knowsErrors ? compareReleases(requests, errors, stepMs) : undefined,
    slow: compareSlow(durations, stepMs),
  };
}

/** What instances did, under the version that each ran at the moment. */
function withVersions(series: readonly AnswerSeries[], running: readonly AnswerSeries[]): AnswerSeries[] {
  const named = running.filter(({ labels }) => labels.version && labels.instance);
  const versionsAt = new Map(
    [...groupBy(named, ({ labels }) => labels.instance ?? '')].map(([instance, own]) => [instance, versionAtStep(own)])
  );
  return series.flatMap((one) => {
    const versionAt = versionsAt.get(one.labels.instance ?? '');
    const steps = one.times.map((time, at) => ({ time, value: one.values[at] ?? null, version: versionAt?.get(time) }));
    return [...groupBy(steps, ({ version = '' }) => version)]
      .filter(([version]) => version !== '')
      .map(([version, own]) => ({
        labels: { ...one.labels, version },
        times: own.map(({ time }) => time),
        values: own.map(({ value }) => value),
      }));
  });
}

/** A server may say for minutes that a version runs which another one has replaced: the one that began later does. */
function versionAtStep(running: readonly AnswerSeries[]): Map<number, string> {
  const times = [...new Set(running.flatMap((one) => one.times))].sort((a, b) => a - b);
  const found = new Map<number, { version: string; since: number }>();
  for (const { labels, times: own, values } of running) {
    const ran = new Set(own.filter((_, at) => (values[at] ?? 0) > 0));
    let since: number | undefined;
    for (const time of times) {
      since = ran.has(time) ? (since ?? time) : undefined;
      if (since !== undefined && since >= (found.get(time)?.since ?? -Infinity)) {
        found.set(time, { version: labels.version ?? '', since });
      }
    }
  }
  return new Map([...found].map(([time, { version }]) => [time, version]));
}

/** Compares how many requests took longer than a bound that the histograms have: one that few of the old passed. */
function compareSlow(durations: readonly AnswerSeries[], stepMs: number): Releases['slow'] {
  // Histograms of several families have bounds of their own: the first one speaks.
  const own = durations.filter(({ labels }) => labels.version && (labels.part ?? '0') === '0');
  const ofBound = (bound: number) =>
    own
      .filter(({ labels }) => boundOf(labels.le) === bound)
      .map(({ labels, times, values }): VersionedRate => ({ version: labels.version ?? '', route: '', times, values }));
  const all = added(ofBound(Infinity));
  const [newest] = releasesIn(all, stepMs);
  const sum = (rates: readonly VersionedRate[]) =>
    rates
      .filter(({ version }) => version !== newest?.version)
      .reduce((total, { values }) => total + values.reduce<number>((one, value) => one + (value ?? 0), 0), 0);
  const bounds = [...new Set(own.map(({ labels }) => boundOf(labels.le)))]
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const bound = bounds.find((one) => sum(ofBound(one)) >= USUALLY_WITHIN * sum(all));
  if (bound === undefined) {
    return undefined;
  }
  const within = new Map(added(ofBound(bound)).map((one) => [one.version, one]));
  const slow = all.map((one): VersionedRate => {
    const inTime = within.get(one.version);
    const at = new Map(inTime?.times.map((time, index) => [time, inTime.values[index] ?? 0]));
    return {
      ...one,
      values: one.values.map((value, index) => Math.max(0, (value ?? 0) - (at.get(one.times[index] ?? NaN) ?? 0))),
    };
  });
  const comparison = compareReleases(all, slow, stepMs);
  return comparison && { bound, comparison };
}

/** One series a version: several instances run one. */
function added(rates: readonly VersionedRate[]): VersionedRate[] {
  return [...groupBy(rates, ({ version }) => version)].map(([version, own]) => {
    const total = new Map<number, number>();
    for (const { times, values } of own) {
      times.forEach((time, at) => total.set(time, (total.get(time) ?? 0) + (values[at] ?? 0)));
    }
    const steps = [...total].sort(([a], [b]) => a - b);
    return { version, route: '', times: steps.map(([time]) => time), values: steps.map(([, value]) => value) };
  });
}

function boundOf(le: string | undefined): number {
  return le === undefined ? NaN : /inf/i.test(le) ? Infinity : Number(le);
}
