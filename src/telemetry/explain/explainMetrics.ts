import { type MetricFamily } from '../conventions/binding';
import { METRIC_SUFFIX } from '../exposition/parseExposition';
import { type Labels } from '../vocabulary';
import { detectScraped, scrape } from '../exposition/scraped';

/** One family of request metrics, as detection understood it. */
export interface ExplainedFamily {
  /** The convention that took it. */
  convention: string;
  /** The metric whose series count requests. */
  requests: string;
  /** The metric that counts those that failed, where it is another. */
  failures?: string;
  /** Where latency is measured, with its unit: `http_server_duration in ms`; null where it is not. */
  duration: string | null;
  /** The names of the services that it answers for, and the label that holds each. */
  services: string[];
  serviceLabels: Record<string, string>;
  /** Which labels carry route, method, status and so on, the preferred first. */
  labels: Record<string, string[]>;
  statusStyle: MetricFamily['statusStyle'];
  /** Only series with these values count. */
  only: MetricFamily['only'];
}

/** What a page of metrics is taken for. */
export interface ExplainedMetrics {
  families: ExplainedFamily[];
  /** Families that were understood, but whose services a better one answers for. */
  covered: ExplainedFamily[];
  /** Single metrics that answer a measure. */
  signals: Array<{ measure: string; metric: string; unit: string; services: string[] }>;
  /** Metrics that nothing took. */
  notTaken: string[];
}

/**
 * Reads a page in Prometheus' text format or OpenMetrics as if it had just been scraped.
 * @param job the name of the job that scrapes it
 * @throws Error on a line that is neither
 */
export function explainMetrics(page: string, job: string, target: Labels = {}): ExplainedMetrics {
  const scraped = scrape(page, job);
  const { families, covered, signals } = detectScraped({
    ...scraped,
    series: scraped.series.map((series) => ({ ...series, labels: { ...series.labels, ...target } })),
  });
  const taken = new Set([
    ...[...families, ...covered].flatMap(({ requests, duration, inFlight, failures }) =>
      [requests.metric, duration?.metric, inFlight?.metric, failures].filter((name) => name !== undefined)
    ),
    ...signals.flatMap(({ metric, freeOf }) => [metric, freeOf].filter((name) => name !== undefined)),
  ]);
  return {
    families: families.map(explainFamily),
    covered: covered.map(explainFamily),
    signals: signals.map(({ measure, metric, unit, services }) => ({
      measure,
      metric,
      unit,
      services: services.map(({ service }) => service),
    })),
    notTaken: [...new Set(scraped.names.filter((name) => !isTaken(name, taken)).map(baseOf(scraped.metadata)))],
  };
}

function explainFamily({ convention, requests, duration, services, ...family }: MetricFamily): ExplainedFamily {
  return {
    convention,
    requests: requests.metric,
    ...(family.failures === undefined ? {} : { failures: family.failures }),
    duration: duration ? `${duration.metric} in ${duration.unit}` : null,
    services: services.map(({ service }) => service),
    serviceLabels: Object.fromEntries(services.map(({ service, label }) => [service, label])),
    labels: { ...requests.labels },
    statusStyle: family.statusStyle,
    only: family.only,
  };
}

/** Series of a histogram or a summary have its name with a suffix. */
function isTaken(name: string, taken: ReadonlySet<string>): boolean {
  return taken.has(name) || taken.has(name.replace(METRIC_SUFFIX, ''));
}

const baseOf = (metadata: object) => (name: string) => {
  const base = name.replace(METRIC_SUFFIX, '');
  return base in metadata ? base : name;
};
