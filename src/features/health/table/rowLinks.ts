import { type HealthRow } from '../../../analysis/healthRows';
import { logsBehind, tracesBehind } from '../../../correlation/links';
import { roundDown } from '../../../correlation/metricLinks';
import { serviceUrl } from '../../../correlation/pageUrls/service';
import { ENVIRONMENT_KEY, sharedPart } from '../../../correlation/sharedUrlState';
import { type Condition } from '../../../telemetry/questions/metric';
import { appHref } from '../../../ui/links/links';

/**
 * Buckets of the usual histograms end at most so many times where they begin (Prometheus' default: 0.1, 0.25, 0.5, 1).
 * A percentile is a guess within its bucket, and may lie above each request in it.
 */
const WIDEST_BUCKET = 2.5;

/** Where the numbers of a row lead, beside the row itself. */
export interface RowLinks {
  logs: string;
  traces: string;
  /** The requests that failed, and those that took longest. */
  errors: string;
  slow: string;
  /** Who calls a service that is not well, and whom it calls: where its trouble comes from or goes to. */
  map?: string;
}

/**
 * Where a row's numbers lead. A row that is in trouble leads straight to what is wrong: its failed requests, and the
 * lines that say so.
 * @param search the page's query string, whose shared part goes along
 */
export function rowLinks(
  { judgement, errorRatio, p95, mean }: HealthRow,
  where: readonly Condition[],
  search: string
): RowLinks {
  const shared = sharedPart(search);
  const slowerThan = p95 === undefined ? mean : p95 / WIDEST_BUCKET;
  const errors = judgement.state !== 'ok' && (errorRatio ?? 0) > 0;
  return {
    logs: appHref(logsBehind({ where, errors }), shared),
    traces: appHref(tracesBehind({ where, errors }), shared),
    errors: appHref(tracesBehind({ where, errors: true }), shared),
    slow: appHref(tracesBehind({ where, slowerThan: slowerThan ? roundDown(slowerThan) : undefined }), shared),
  };
}

/** The part of the service map around a service that is not well; undefined for one that is. */
export function mapOf({ name, judgement }: HealthRow, search: string): string | undefined {
  return judgement.state === 'ok'
    ? undefined
    : appHref(serviceUrl.write({ service: name, tab: 'dependencies' }), sharedPart(search));
}

/** The query string of the page where a row leads on: of one environment, where the row is. */
export function searchOf({ environment }: HealthRow, search: string): string {
  if (environment === undefined || environment === '') {
    return search;
  }
  const params = new URLSearchParams(search);
  params.delete(ENVIRONMENT_KEY);
  params.append(ENVIRONMENT_KEY, environment);
  return `?${params}`;
}
