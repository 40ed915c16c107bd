import { type MetricEntry } from './catalog';
import { type FamilyCandidate, type MetricConvention } from './convention';
import { durationFamily, durationUnit } from './families';
import { HTTP_LABELS } from './labelNames';
import { isStackMetric } from './monitoringStack';

/** Parts of a name that speak against requests which this service served. */
const NOT_SERVED =
  /(^|[._:])(client|outgoing|outbound|upstream|scrape|probe|sql|db|cache|gc|size|bytes|length|created)([._:]|$)/;
const REQUEST_COUNTER = /^(.*?)(?:https?_)?(?:requests?|handled|calls?)_?(?:count)?_total$/;
const REQUEST_DURATION =
  /^(.*?)(?:https?[._])?(?:requests?|handling|response|req)[._]?(?:duration|latency|time|handling)?[._]?(?:seconds|milliseconds|ms)?$/;

/**
 * The fallback: reads names, types and units. Its families count only if their labels then look like HTTP
 * (a method or a status), which keeps queue workers and database clients out.
 */
export const structural: MetricConvention = {
  id: 'other',
  title: 'Recognised by structure',
  source: 'docs/add-a-convention.md',
  labels: HTTP_LABELS,
  needsHttpLabels: true,
  find(catalog) {
    const entries = [...catalog.values()].filter((entry) => !isStackMetric(entry.name) && !NOT_SERVED.test(entry.name));
    const durations = entries.flatMap((entry) => {
      const prefix = REQUEST_DURATION.exec(entry.name)?.[1];
      const family = prefix === undefined || !saysDuration(entry) ? undefined : durationFamily(entry);
      return prefix !== undefined && family ? [{ prefix, ...family }] : [];
    });
    const counters = entries.flatMap((entry) => {
      const prefix = entry.type === 'counter' ? REQUEST_COUNTER.exec(entry.name)?.[1] : undefined;
      return prefix === undefined ? [] : [{ prefix, requests: { metric: entry.name, from: 'counter' as const } }];
    });

    const paired = new Set<string>();
    const families: FamilyCandidate[] = counters.map(({ prefix, requests }) => {
      const duration = durations.find((candidate) => candidate.prefix === prefix);
      if (duration) {
        paired.add(duration.duration.metric);
      }
      return { convention: 'other', requests, duration: duration?.duration };
    });
    for (const { duration, requests } of durations) {
      if (!paired.has(duration.metric)) {
        families.push({ convention: 'other', requests, duration });
      }
    }
    return families;
  },
};

function saysDuration(entry: MetricEntry): boolean {
  return durationUnit(entry) !== undefined || /duration|latency|time/.test(entry.name);
}
