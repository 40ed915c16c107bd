import { type FamilyCandidate, type LabelPreferences, type MetricConvention } from '../convention';
import { countersNamed, durationsNamed, familiesOf, gaugesNamed } from '../families';
import { TARGET_LABELS } from '../labelNames';
import { type LabelValues } from '../signal';
import { type DurationUnit } from '../units';

/** Where in a proxy requests are counted. */
interface ProxyPlace {
  counter?: RegExp;
  duration?: RegExp;
  /** Gauges of requests being served. */
  inFlight?: readonly string[];
  /** Labels that mean something else at this place. */
  labels?: LabelPreferences;
  /** Series that never count here: sums, and what the proxy serves for itself. */
  without?: readonly LabelValues[];
}

interface Proxy extends Omit<MetricConvention, 'kind' | 'find' | 'labels'> {
  labels: LabelPreferences;
  /** The unit of durations, where their name does not say it. */
  unit?: DurationUnit;
  /**
   * The places at which it counts one and the same request, that which says most about whom it was for first: only the
   * first that a proxy has counts.
   */
  places: readonly ProxyPlace[];
}

/**
 * A proxy, which counts the requests of the services behind it. The conventions of one proxy share the name before the
 * first dash of their ids, and so their places.
 */
export function proxy({ places, unit, ...about }: Proxy): MetricConvention {
  const familiesAt = (place: ProxyPlace, rank: number): MetricConvention['find'] =>
    function find(catalog): FamilyCandidate[] {
      const durations = place.duration ? durationsNamed(catalog, place.duration, unit) : [];
      return familiesOf(
        about.id,
        place.counter ? countersNamed(catalog, place.counter) : [],
        durations.map((one) => ({
          ...one,
          duration: { ...one.duration, isUnitAssumed: one.duration.isUnitAssumed && !unit },
        })),
        gaugesNamed(catalog, ...(place.inFlight ?? []))
      ).map((family) => ({
        ...family,
        labels: place.labels,
        without: place.without,
        place: { of: about.id.split('-')[0] ?? about.id, rank },
      }));
    };
  const finders = places.map(familiesAt);
  return { ...about, kind: 'requests', find: (catalog) => finders.flatMap((find) => find(catalog)) };
}

/** The labels that may name the service, before those of any target. */
export function servedBy(...names: string[]): readonly string[] {
  return [...names, ...TARGET_LABELS.service.filter((label) => !names.includes(label))];
}
