import { type MetricCatalog, type MetricEntry } from '../catalog';
import { type FamilyCandidate, type MetricConvention, type RequestsSource } from '../convention';
import { durationFamilies, type DurationFamily, durationUnit, familiesOf } from '../families';
import { HTTP_LABELS, TARGET_LABELS } from '../labelNames';
import { isStackMetric } from '../monitoringStack';
import { placeNamed } from '../places';
import { isMade, namesPart, namesServed } from './requestNames';

/** What may follow the word for requests: in a counter's name, and in a distribution's. */
const AFTER_COUNTER =
  /^(?:[._](?:total|count|counter|processed|received|served|by|status|view|method|code|path|route))*$/;
const AFTER_DURATION =
  /^(?:[._](?:durations?|latency|latencies|time|processing|handling|elapsed|seconds|secs?|milliseconds|millis|msecs?|ms|microseconds|micros|usecs?|us|nanoseconds|nanos|nsecs?|ns|by|status|view|method|code|path|route))*$/;

const COUNTED = /(?:^|[._:])(?:requests?|responses?|status_codes?|handled|calls)(?=[._]|$)/;
const TIMED = /(?:^|[._:])(?:requests?|responses?|handling|req)(?=[._]|$)/;
const IN_FLIGHT =
  /^(.*?)(?:https?[._])?(?:all[._])?(?:requests?[._](?:in_?flight|in_?progress|in_?processing|active|pending)|(?:in_?flight|in_?progress|active|pending)[._]requests?)(?:_total)?$/;

/**
 * The fallback: reads names, types and units. Its families count only if their labels then look like HTTP
 * (a method or a status), which keeps queue workers and database clients out.
 */
export const structural: MetricConvention = {
  id: 'other',
  kind: 'requests',
  title: 'Inferred',
  source: 'docs/add-a-convention.md',
  labels: HTTP_LABELS,
  isStructural: true,
  needsHttpLabels: true,
  isForeign: isMade,
  find(catalog) {
    const entries = [...catalog.values()].filter((entry) => !isStackMetric(entry.name) && namesServed(entry.name));
    const counters = byPrefix(entries, counterOf);
    const durations = byPrefix(entries, (entry) => durationsOf(entry, catalog));
    const gauges = byPrefix([...catalog.values()], inFlightOf);
    const prefixes = new Set([...counters.keys(), ...durations.keys()]);
    const placed = placesAmong([...prefixes]);
    return [...prefixes].flatMap((prefix) => {
      const own = unprefixedToo(prefix).flatMap((one) => durations.get(one) ?? []);
      const inFlight = unprefixedToo(prefix).flatMap((one) => gauges.get(one) ?? []);
      const found = counters.get(prefix) ?? [];
      const ofAll = (durations.get(ofAllPaths(prefix)) ?? []).filter((one) => !own.includes(one));
      const families = [
        ...familiesOf('other', found, own, inFlight),
        ...familiesOf('other', found, ofAll, inFlight).filter(
          ({ requests, duration }) => duration && requests.from === 'counter'
        ),
      ];
      return families.map((family) => ({ ...family, ...placed.get(prefix) }));
    });
  },
};

/** The places in one proxy that several names speak of, with the label that names who was asked there. */
function placesAmong(prefixes: readonly string[]): Map<string, Pick<FamilyCandidate, 'place' | 'labels'>> {
  const places = prefixes.flatMap((prefix) => {
    const found = placeNamed(prefix);
    return found ? [{ prefix, ...found }] : [];
  });
  const several = places.filter(({ of, rank }) => places.some((other) => other.of === of && other.rank !== rank));
  return new Map(
    several.map(({ prefix, of, rank, names }) => [
      prefix,
      {
        place: { of, rank },
        labels:
          names === undefined
            ? undefined
            : { service: [names, ...TARGET_LABELS.service.filter((label) => label !== names)] },
      },
    ])
  );
}

/** What carries no prefix may belong to anything in the same process. */
function unprefixedToo(prefix: string): string[] {
  return prefix === '' ? [''] : [prefix, ''];
}

/** A counter for each path, as `gin_uri_request_total`, has its durations where the counter of all has them. */
function ofAllPaths(prefix: string): string {
  return prefix.replace(/[._](?:uri|url|path|route|endpoint|all|total)$/, '');
}

function byPrefix<T>(
  entries: readonly MetricEntry[],
  read: (entry: MetricEntry) => { prefix: string; found: T[] } | undefined
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const one = read(entry);
    if (one && one.found.length > 0) {
      groups.set(one.prefix, [...(groups.get(one.prefix) ?? []), ...one.found]);
    }
  }
  return groups;
}

/** The part of a name before the word for requests, if only words that may follow it do. */
function prefixOf(name: string, word: RegExp, after: RegExp): string | undefined {
  const found = word.exec(name);
  if (!found || !after.test(name.slice(found.index + found[0].length))) {
    return undefined;
  }
  return name.slice(0, found.index).replace(/(?:^|[._:])https?$/, '');
}

function counterOf({ name, type }: MetricEntry): { prefix: string; found: RequestsSource[] } | undefined {
  const isWhole = type === 'counter' && !namesPart(name);
  const prefix = isWhole ? prefixOf(name, COUNTED, AFTER_COUNTER) : undefined;
  return prefix === undefined ? undefined : { prefix, found: [{ metric: name, from: 'counter' }] };
}

function durationsOf(
  entry: MetricEntry,
  catalog: MetricCatalog
): { prefix: string; found: DurationFamily[] } | undefined {
  const saysDuration = durationUnit(entry) !== undefined || /duration|latency|time/.test(entry.name);
  // Only what is known to be a distribution: there are many names, and asking for each is not free.
  const known = entry.type !== 'unknown' && saysDuration;
  const prefix = known ? prefixOf(entry.name, TIMED, AFTER_DURATION) : undefined;
  return prefix === undefined ? undefined : { prefix, found: durationFamilies(entry, catalog) };
}

function inFlightOf({ name, type }: MetricEntry): { prefix: string; found: string[] } | undefined {
  const prefix = type === 'gauge' || type === 'unknown' ? IN_FLIGHT.exec(name)?.[1] : undefined;
  return prefix === undefined ? undefined : { prefix: prefix.replace(/[._:]$/, ''), found: [name] };
}
