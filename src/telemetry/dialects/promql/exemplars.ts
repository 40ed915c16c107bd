import { type MetricFamily } from '../../conventions/binding';
import { valueOf } from '../../conventions/joinedLabels';
import { type Labels } from '../../vocabulary';
import { promAlternatives } from './escape';
import { isTraceIdLabel } from './traceIdLabels';

/** Exemplars of one series, as Prometheus answers `query_exemplars`. */
export interface SeriesExemplars {
  seriesLabels: Labels;
  exemplars: ReadonlyArray<{ labels: Labels }>;
}

/** What asks for the exemplars of all latencies at once; undefined where no metric can have any. */
export function renderExemplars(families: readonly MetricFamily[]): string | undefined {
  const names = families.flatMap(nameOfSeries);
  return names.length > 0 ? `{__name__=~${promAlternatives([...new Set(names)])}}` : undefined;
}

/** The services of which an exemplar leads to a trace. */
export function servicesWithExemplars(
  answer: readonly SeriesExemplars[],
  families: readonly MetricFamily[]
): Set<string> {
  const leading = answer.filter(({ exemplars }) =>
    exemplars.some(({ labels }) => Object.keys(labels).some(isTraceIdLabel))
  );
  const services = families.flatMap((family) => {
    const names = nameOfSeries(family);
    const own = leading.filter(({ seriesLabels }) => names.includes(seriesLabels.__name__ ?? ''));
    return family.services.filter(({ service, label }) =>
      own.some(({ seriesLabels }) => valueOf(seriesLabels, label) === service)
    );
  });
  return new Set(services.map(({ service }) => service));
}

/** Exemplars hang on buckets; of a native histogram on the whole. A summary has none. */
function nameOfSeries({ duration }: MetricFamily): string[] {
  switch (duration?.type) {
    case 'histogram':
      return [`${duration.metric}_bucket`];
    case 'native-histogram':
      return [duration.metric];
    default:
      return [];
  }
}
