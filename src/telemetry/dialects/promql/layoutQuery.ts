import { fieldValue, type MetricFamily } from '../../conventions/binding';
import { type Labels } from '../../vocabulary';
import { aggregate, anyOf } from './combine';
import { scopesOf } from './scope';
import { excludes, groupLabels, selectors } from './selector';

/** Services with bounds of their own are many only where something else is wrong; these are asked for one by one. */
const MOST_LAYOUTS = 8;

/** The label of a bucket's bound, and that under which a query keeps it. */
const BOUND_LABEL = 'le';
const OWN_BOUND = 'bound';

/** Bounds are handy numbers, whose sums may be equal by chance; those of such powers are not. */
const EXPONENT = 0.3819660112501051;
/** In which order Prometheus adds is all one to so many digits. */
const DIGITS = 12;

/**
 * Tells by a number for each service which bounds its buckets have. PromQL reads no number out of a label, but of a
 * histogram with one bound and a single count below it the largest value is that bound.
 */
export function renderLayout(family: MetricFamily): string {
  const [scope] = scopesOf({ measure: 'duration', where: [] }, { families: [family] });
  const { where, always, duration } = scope ?? { where: [], always: [], duration: {} };
  const finite = [[excludes(BOUND_LABEL, ['+Inf'])]];
  const chosen = selectors(`${family.duration?.metric}_bucket`, where, duration, always, finite);
  const labels = groupLabels(['service'], duration);
  // Whatever a bucket counts, that it is there is 1.
  const there = `${aggregate('count', [...labels, BOUND_LABEL], anyOf(chosen))} ^ 0`;
  const apart = `label_replace(${there}, "${OWN_BOUND}", "$1", "${BOUND_LABEL}", "(.+)")`;
  const all = `label_replace(${apart}, "${BOUND_LABEL}", "+Inf", "", "")`;
  return aggregate('sum', labels, `(histogram_quantile(1, ${apart} or ${all}) + 1) ^ ${EXPONENT}`);
}

/**
 * Groups a family's services by what the query of {@link renderLayout} answered: each group has the same bounds, the
 * largest comes first. A service that is in none is asked for by itself.
 */
export function readLayouts(
  family: MetricFamily,
  answered: ReadonlyArray<{ labels: Labels; value: number }>
): string[][] {
  const own = new Set(family.services.map(({ service }) => service));
  const names = family.duration?.labels.service;
  const groups = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const { labels, value } of answered) {
    const service = fieldValue(labels, names)?.value;
    if (service !== undefined && own.has(service) && !seen.has(service) && Number.isFinite(value)) {
      seen.add(service);
      const layout = value.toPrecision(DIGITS);
      groups.set(layout, [...(groups.get(layout) ?? []), service]);
    }
  }
  return [...groups.values()].sort((a, b) => b.length - a.length).slice(0, MOST_LAYOUTS);
}
